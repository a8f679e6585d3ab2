import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { Content, ContentDeps } from './edition.ts';
import type { EditionRow, Tables, Writing } from './tables.ts';

const DAY = 86_400_000;

/** Where a body's own people work on its content, without the language. */
const desk = (agency: string): string => `/account/editorial/${agency}/`;

/** Whoever may approve it learns that it waits; nobody who wrote in it. */
export async function tellApprovers(
  tx: Writing,
  deps: ContentDeps,
  { agency, item, number, revision, writers }: EditionRow,
): Promise<void> {
  for (const to of await deps.holdersOf(agency, 'approver'))
    if (!writers.includes(to))
      await enqueueMessage(tx, {
        to,
        code: 'content.submitted',
        params: { agency },
        link: desk(agency),
        cause: `content:${item}:${number}:${revision}:submitted`,
      });
}

/** Whoever wrote it learns that it came back. A task of the portal has no inbox. */
export async function tellWriters(tx: Writing, { agency, item, number, revision, writers }: EditionRow): Promise<void> {
  for (const to of writers.filter((one) => !one.includes(':')))
    await enqueueMessage(tx, {
      to,
      code: 'content.returned',
      params: { agency },
      link: desk(agency),
      cause: `content:${item}:${number}:${revision}:returned`,
    });
}

/** Each Monday every body's editors are told how much of their section is past its review. Idempotent within the week. */
export const remindEditors =
  ({ db, clock }: Platform, deps: ContentDeps, overdue: Content['overdue']) =>
  async (): Promise<void> => {
    const counts = new Map<string, number>();
    for (const { agency } of await overdue()) counts.set(agency, (counts.get(agency) ?? 0) + 1);
    const now = clock.now();
    const week = dushanbeDate(now.getTime() - ((new Date(now.getTime() + 5 * 3_600_000).getUTCDay() + 6) % 7) * DAY);
    const task: Actor = system('remind-editors');
    for (const [agency, count] of counts) {
      const editors = await deps.holdersOf(agency, 'editor');
      if (editors.length > 0)
        await db.write<Tables, void>(task, async (tx) => {
          for (const to of editors)
            await enqueueMessage(tx, {
              to,
              code: 'content.overdue',
              params: { agency, number: String(count) },
              link: desk(agency),
              cause: `content:${agency}:overdue:${week}`,
            });
        });
    }
  };
