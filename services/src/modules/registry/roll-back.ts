import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden } from '../../platform/problem.ts';
import type { CentralKey } from './central-key.ts';
import { liveRow, lockRelease, pointLive, requireTier, setState, takeTurn, tierOf } from './live-pointer.ts';
import { mayRollBack, subjectOf } from './roles.ts';
import type { RegistrySql, Tables } from './tables.ts';
import { approvedManifest, keyRow } from './trust.ts';

/**
 * Takes an agency back to a release that was live before: `to`, or the last one that was superseded.
 * Open to the agency's own developer and supervisor, and to the central Agency. Returns the version that is live now.
 */
export async function rollBack(
  platform: Platform,
  central: CentralKey,
  actor: Actor,
  agency: string,
  request: { to?: string | undefined; reason: string },
): Promise<string> {
  subjectOf(actor);
  if (!mayRollBack(actor, agency)) throw forbidden('Only the agency itself or the central Agency rolls a release back');

  return platform.db.write<Tables, string>(actor, async (tx) => {
    await takeTurn(tx.sql);
    const live = await liveRow(tx.sql, agency);
    const version = request.to ?? (await lastSuperseded(tx.sql, agency));
    if (!version) throw conflict('no-earlier-release', 'There is no earlier release to go back to');
    const target = await lockRelease(tx.sql, agency, version);
    const manifest = approvedManifest(target, await keyRow(tx.sql, target.key_id), central);
    const tier = await tierOf(tx.sql, agency);
    requireTier(manifest.tiers, tier);

    if (live) await setState(tx.sql, platform.clock, live, 'roll-back');
    await setState(tx.sql, platform.clock, target, 'restore');
    const sequence = await pointLive(tx, platform.clock, central, { agency, release: target, tier, previous: live?.version ?? null });
    await tx.journal({
      type: 'release.rolled-back',
      agency,
      entity: `release:${agency}@${live?.version ?? version}`,
      data: { from: live?.version ?? null, to: version, reason: request.reason, sequence },
    });
    return version;
  });
}

async function lastSuperseded(sql: RegistrySql, agency: string): Promise<string | undefined> {
  const row = await sql
    .selectFrom('registry.releases')
    .select('version')
    .where('agency', '=', agency)
    .where('state', '=', 'superseded')
    .orderBy('state_since', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version;
}
