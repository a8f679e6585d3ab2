import type { Tier } from '@hukumat/contract';
import { sql as raw, type Selectable } from 'kysely';
import { actorName } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { conflict, notFound, unprocessable } from '../../platform/problem.ts';
import type { CentralKey } from './central-key.ts';
import { moved, type ReleaseMove, type ReleaseState } from './release.ts';
import type { RegistryCommand, RegistrySql, Tables } from './tables.ts';

export type ReleaseRow = Selectable<Tables['registry.releases']>;

/** The channel on which every instance hears that an agency's releases have changed. */
export const CHANNEL = 'registry';

/** Changes of what is live happen one after another, so that sequence numbers become visible in their order. */
export async function takeTurn(sql: RegistrySql): Promise<void> {
  await raw`SELECT pg_advisory_xact_lock(hashtextextended('registry.live', 0))`.execute(sql);
}

/** The release, locked for this command. @throws Problem 404 */
export async function lockRelease(sql: RegistrySql, agency: string, version: string): Promise<ReleaseRow> {
  const row = await sql
    .selectFrom('registry.releases')
    .selectAll()
    .where('agency', '=', agency)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound(`Release ${agency}@${version}`);
  return row;
}

/** @throws Problem 409 when a release in `state` cannot be moved so. */
export function step(state: ReleaseState, move: ReleaseMove): ReleaseState {
  const next = moved(state, move);
  if (!next) throw conflict('release-state', `A release that is ${state} cannot be moved by ${move}`, { state, move });
  return next;
}

export async function setState(sql: RegistrySql, clock: Clock, row: ReleaseRow, move: ReleaseMove): Promise<void> {
  await sql
    .updateTable('registry.releases')
    .set({ state: step(row.state, move), state_since: clock.now() })
    .where('agency', '=', row.agency)
    .where('version', '=', row.version)
    .execute();
}

/** The tier the central Agency has set for `agency`; `document` until it has. */
export async function tierOf(sql: RegistrySql, agency: string): Promise<Tier> {
  const policy = await sql.selectFrom('registry.policies').select('tier').where('agency', '=', agency).executeTakeFirst();
  return policy?.tier ?? 'document';
}

/** @throws Problem 422 when the release was not built for the tier it would run in. */
export function requireTier(tiers: readonly Tier[], tier: Tier): void {
  if (!tiers.includes(tier)) {
    throw unprocessable('tier-not-supported', `The release supports ${tiers.join(', ')}; the tier of the agency is ${tier}`, {
      tiers,
      tier,
    });
  }
}

/** Moves the signed pointer of one agency and tells every instance. Call after `takeTurn`, with the states already set. */
export async function pointLive(
  { sql, notify, actor }: RegistryCommand,
  clock: Clock,
  key: CentralKey,
  to: { agency: string; release: { version: string; digest: string } | null; tier: Tier; previous: string | null },
): Promise<number> {
  const next = await raw<{ sequence: number }>`SELECT nextval('registry.live_sequence') AS sequence`.execute(sql);
  const sequence = Number(next.rows[0]?.sequence);
  const version = to.release?.version ?? null;
  const pointer = {
    version,
    previous: to.previous,
    tier: to.tier,
    sequence,
    since: clock.now(),
    by: actorName(actor),
    signature: key.sign({ type: 'hukumat.live', agency: to.agency, version, digest: to.release?.digest ?? null, tier: to.tier, sequence }),
  };
  await sql
    .insertInto('registry.live')
    .values({ agency: to.agency, ...pointer })
    .onConflict((there) => there.column('agency').doUpdateSet(pointer))
    .execute();
  await notify(CHANNEL, to.agency);
  return sequence;
}

/** The row of what `agency` serves now. */
export async function liveRow(sql: RegistrySql, agency: string): Promise<ReleaseRow | undefined> {
  return sql
    .selectFrom('registry.releases')
    .selectAll()
    .where('agency', '=', agency)
    .where('state', '=', 'live')
    .forUpdate()
    .executeTakeFirst();
}
