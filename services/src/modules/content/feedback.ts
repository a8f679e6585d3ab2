import { createHash } from 'node:crypto';
import type { Lang } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { sql as raw } from 'kysely';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import type { ContentDeps } from './edition.ts';
import type { Tables } from './tables.ts';
import { atDesk } from './writer.ts';

/** What a visitor says of one page. `from` is the network address: kept as a digest for a day, to slow machines. */
export interface Said {
  /** Address without the language. */
  path: string;
  lang: Lang;
  helpful: boolean;
  comment?: string;
  from: string;
}
/** What was said of one page. */
export interface PageFeedback {
  path: string;
  helpful: number;
  notHelpful: number;
  /** The newest, at most fifty. */
  comments: { at: Date; lang: Lang; helpful: boolean; text: string }[];
}
export interface Feedback {
  /** A second word of the same visitor on the same day replaces the first. @throws 429 `feedback-many` */
  give(said: Said): Promise<void>;
  /** For a body's own people: its pages, the least helpful first. */
  of(actor: Actor, agency: string): Promise<PageFeedback[]>;
}

const A_DAY = 40;
const COMMENTS = 50;
const PATH = /^\/[a-z0-9/-]{0,299}$/;

export function createFeedback({ db, clock, jobs }: Platform, deps: ContentDeps): Feedback {
  // Who spoke from where is nobody's business once the day is over.
  jobs.schedule('content-feedback-forget', '20 20 * * *', () =>
    db.write<Tables, void>(system('forget-feedback'), async ({ sql }) => {
      await sql
        .updateTable('content.feedback')
        .set({ sender: null })
        .where('sender', 'is not', null)
        .where('day', '<', dushanbeDate(clock.now()))
        .execute();
    }),
  );
  return {
    async give({ path, lang, helpful, comment, from }) {
      if (!PATH.test(path)) throw notFound('The page');
      const now = clock.now();
      const day = dushanbeDate(now);
      const sender = createHash('sha256').update(`feedback\n${day}\n${from}`).digest('hex');
      const [first = ''] = path.slice(1).split('/');
      const words = comment?.normalize('NFC').toWellFormed().replaceAll('\0', '').trim().slice(0, 2000) || null;
      await db.write<Tables, void>(system('take-feedback'), async ({ sql }) => {
        const { count } = await sql
          .selectFrom('content.feedback')
          .select(raw<string>`count(*)`.as('count'))
          .where('sender', '=', sender)
          .executeTakeFirstOrThrow();
        if (Number(count) >= A_DAY) throw new Problem(429, 'feedback-many', 'That is enough for one day');
        await sql
          .insertInto('content.feedback')
          .values({ path, agency: deps.agencies().includes(first) ? first : null, lang, helpful, comment: words, day, at: now, sender })
          .onConflict((on) =>
            on
              .columns(['sender', 'path', 'day'])
              .doUpdateSet({ helpful, at: now, comment: raw<string | null>`coalesce(excluded.comment, feedback.comment)` }),
          )
          .execute();
      });
    },
    async of(actor, agency) {
      if (!atDesk(actor, agency)) throw notFound('The body');
      const rows = await db.read<Tables, { path: string; helpful: boolean; comment: string | null; at: Date; lang: Lang }[]>(actor, (sql) =>
        sql
          .selectFrom('content.feedback')
          .select(['path', 'helpful', 'comment', 'at', 'lang'])
          .where('agency', '=', agency)
          .where('at', '>', new Date(clock.now().getTime() - 365 * 86_400_000))
          .orderBy('at', 'desc')
          .limit(20_000)
          .execute(),
      );
      const pages = new Map<string, PageFeedback>();
      for (const { path, helpful, comment, at, lang } of rows) {
        const page = pages.get(path) ?? { path, helpful: 0, notHelpful: 0, comments: [] };
        pages.set(path, page);
        page[helpful ? 'helpful' : 'notHelpful'] += 1;
        if (comment && page.comments.length < COMMENTS) page.comments.push({ at, lang, helpful, text: comment });
      }
      return [...pages.values()].sort((a, b) => b.notHelpful - a.notHelpful);
    },
  };
}
