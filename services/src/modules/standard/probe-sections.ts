import { dushanbeDate } from '@hukumat/contract/locale';
import type { SectionSnapshot } from '@hukumat/contract/standard';
import { sql as raw } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Ask } from './own-pages.ts';
import type { StandardDeps } from './standard.ts';
import type { StandardSql, Tables } from './tables.ts';

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;

/** Asks for the front page of every section, and writes down which did not answer with 200. */
export function probeSections(platform: Platform, deps: StandardDeps, ask: () => Ask): () => Promise<void> {
  const { db, clock, config } = platform;
  return async () => {
    const at = clock.now();
    const day = dushanbeDate(at);
    const failed = new Map<string, string>();
    const down = await db.read<Tables, string[]>(system('probe-sections'), async (sql) => {
      const rows = await sql
        .selectFrom('standard.downtimes')
        .select('agency')
        .where('starts_at', '<=', at)
        .where('ends_at', '>', at)
        .execute();
      return rows.map(({ agency }) => agency);
    });
    // Announced work is no outage.
    const all = deps.directory.agencies().filter(({ id }) => !down.includes(id));
    for (const { id } of all) {
      const { page } = await ask()(`${config.origin}/tg/${id}/`);
      if (page.status !== 200) failed.set(id, page.fault ?? `status ${page.status}`);
    }
    await db.write<Tables, void>(system('probe-sections'), async ({ sql }) => {
      await sql
        .insertInto('standard.probe_days')
        .values(all.map(({ id }) => ({ agency: id, day, tries: 1, failed: failed.has(id) ? 1 : 0 })))
        .onConflict((on) =>
          on.columns(['agency', 'day']).doUpdateSet({
            tries: raw<number>`probe_days.tries + excluded.tries`,
            failed: raw<number>`probe_days.failed + excluded.failed`,
          }),
        )
        .execute();
      if (failed.size > 0)
        await sql
          .insertInto('standard.probe_failures')
          .values([...failed].map(([agency, fault]) => ({ agency, at, fault })))
          .onConflict((on) => on.doNothing())
          .execute();
    });
  };
}

/** The probes of the last thirty days of one section. */
export async function probesOf(sql: StandardSql, agency: string, now: Date): Promise<NonNullable<SectionSnapshot['probes']>> {
  const from = dushanbeDate(now.getTime() - MONTH_DAYS * DAY_MS);
  const sums = await sql
    .selectFrom('standard.probe_days')
    .select([raw<number>`coalesce(sum(tries), 0)::int`.as('tries'), raw<number>`coalesce(sum(failed), 0)::int`.as('failed')])
    .where('agency', '=', agency)
    .where('day', '>', from)
    .executeTakeFirstOrThrow();
  const last = await sql
    .selectFrom('standard.probe_failures')
    .select(raw<number>`count(*)::int`.as('count'))
    .where('agency', '=', agency)
    .where('at', '>', new Date(now.getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  return { days: MONTH_DAYS, ...sums, failedInLastDay: last.count };
}
