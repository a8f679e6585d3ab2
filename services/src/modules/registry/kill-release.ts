import { type Actor, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden } from '../../platform/problem.ts';
import type { CentralKey } from './central-key.ts';
import { CHANNEL, liveRow, lockRelease, pointLive, setState, takeTurn, tierOf } from './live-pointer.ts';
import { CENTRAL } from './roles.ts';
import type { Tables } from './tables.ts';

/**
 * Stops one release for good: the live one, or `version`. Its files are no longer served and it can never come back.
 * The agency's section stands without a plugin until another release goes live. Returns the version killed.
 */
export async function killRelease(
  platform: Platform,
  key: CentralKey,
  actor: Actor,
  agency: string,
  request: { version?: string | undefined; reason: string },
): Promise<string> {
  if (!holds(actor, 'release-manager', CENTRAL)) throw forbidden('Only a release manager of the central Agency kills a release');

  return platform.db.write<Tables, string>(actor, async (tx) => {
    await takeTurn(tx.sql);
    const live = await liveRow(tx.sql, agency);
    const version = request.version ?? live?.version;
    if (!version) throw conflict('nothing-live', 'The agency has no live release');
    const row = await lockRelease(tx.sql, agency, version);
    await setState(tx.sql, platform.clock, row, 'kill');
    const wasLive = row.state === 'live';
    if (wasLive) {
      await pointLive(tx, platform.clock, key, { agency, release: null, tier: await tierOf(tx.sql, agency), previous: version });
    } else {
      await tx.notify(CHANNEL, agency);
    }
    await tx.journal({ type: 'release.killed', agency, entity: `release:${agency}@${version}`, data: { reason: request.reason, wasLive } });
    return version;
  });
}
