import { randomUUID } from 'node:crypto';
import { system } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { CHANNEL } from '../announce.ts';
import { pathOf } from '../paths.ts';
import { endsOn, shownAt } from '../publish-edition.ts';
import type { Tables } from '../tables.ts';
import { type Body, samplesOf } from './samples.ts';

const TASK = system('seed-demonstration');
const AT_ONCE = 500;
const DAY = 86_400_000;

/** Fills the sections of a demonstration, once: where anybody has written anything, nothing is added. @returns how many items are new. */
export const seedDemonstration =
  ({ db, clock }: Platform) =>
  async (bodies: readonly Body[]): Promise<number> =>
    db.write<Tables, number>(TASK, async ({ sql, journal, notify }) => {
      if (await sql.selectFrom('content.items').select('id').limit(1).executeTakeFirst()) return 0;
      const now = clock.now();
      const all = bodies.flatMap((body, at) =>
        samplesOf(body, at, now).map((sample) => ({
          ...sample,
          agency: body.id,
          item: randomUUID(),
          at: new Date(now.getTime() - sample.daysAgo * DAY),
        })),
      );
      const author = 'system:seed-demonstration';
      for (let from = 0; from < all.length; from += AT_ONCE) {
        const some = all.slice(from, from + AT_ONCE);
        await sql
          .insertInto('content.items')
          .values(
            some.map(({ item, agency, type, slug, at }) => ({
              id: item,
              agency,
              type,
              slug,
              created_at: at,
              created_by: author,
              checked_at: null,
              checked_by: null,
            })),
          )
          .execute();
        await sql
          .insertInto('content.paths')
          .values(
            some.flatMap(({ item, agency, type, slug, at }) => {
              const path = pathOf(agency, type, slug);
              return path ? [{ path, item, agency, state: 'live' as const, target: null, reason: null, since: at }] : [];
            }),
          )
          .execute();
        await sql
          .insertInto('content.editions')
          .values(
            some.map(({ item, agency, type, values, at }) => ({
              item,
              number: 1,
              agency,
              type,
              state: 'published' as const,
              values: JSON.stringify(values),
              author,
              author_name: 'Намуна',
              writers: [author],
              saved_at: at,
              submitted_at: at,
              approver: 'system:seed-demonstration-approver',
              approver_name: 'Намуна',
              approved_at: at,
              returned_reason: null,
              publish_at: null,
              published_at: at,
              unpublish_at: null,
              unpublish_kind: null,
              unpublish_to: null,
              unpublish_reason: null,
              ended_at: null,
              first_published_at: at,
              shown_at: shownAt(values, at),
              ends_on: endsOn(type, values),
            })),
          )
          .execute();
      }
      await journal({ type: 'content.demonstration-seeded', entity: 'content', data: { items: all.length } });
      const [first] = all;
      if (first) await notify(CHANNEL, JSON.stringify({ agency: first.agency, item: first.item, type: first.type, href: '/', live: true }));
      return all.length;
    });
