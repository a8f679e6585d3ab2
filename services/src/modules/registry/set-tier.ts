import type { Tier } from '@hukumat/contract';
import { type Actor, actorName, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound } from '../../platform/problem.ts';
import type { CentralKey } from './central-key.ts';
import { liveRow, pointLive, requireTier, takeTurn } from './live-pointer.ts';
import { CENTRAL } from './roles.ts';
import type { Tables } from './tables.ts';
import { approvedManifest, keyRow } from './trust.ts';

/** Sets how strongly an agency's plugin is separated, now and for its releases to come. */
export async function setTier(
  platform: Platform,
  central: CentralKey,
  agencies: readonly string[],
  actor: Actor,
  agency: string,
  request: { tier: Tier; reason?: string | undefined },
): Promise<void> {
  if (!holds(actor, 'release-manager', CENTRAL)) throw forbidden('Only a release manager of the central Agency sets tiers');
  if (!agencies.includes(agency)) throw notFound(`Agency ${agency}`);

  await platform.db.write<Tables, void>(actor, async (tx) => {
    await takeTurn(tx.sql);
    const policy = { tier: request.tier, set_by: actorName(actor), set_at: platform.clock.now() };
    const before = await tx.sql.selectFrom('registry.policies').select('tier').where('agency', '=', agency).executeTakeFirst();
    if (before?.tier === request.tier) return;
    await tx.sql
      .insertInto('registry.policies')
      .values({ agency, ...policy })
      .onConflict((there) => there.column('agency').doUpdateSet(policy))
      .execute();
    const live = await liveRow(tx.sql, agency);
    if (live) {
      const manifest = approvedManifest(live, await keyRow(tx.sql, live.key_id), central);
      requireTier(manifest.tiers, request.tier);
      const { previous } = await tx.sql
        .selectFrom('registry.live')
        .select('previous')
        .where('agency', '=', agency)
        .executeTakeFirstOrThrow();
      await pointLive(tx, platform.clock, central, { agency, release: live, tier: request.tier, previous });
    }
    await tx.journal({
      type: 'registry.tier-set',
      agency,
      entity: `agency:${agency}`,
      data: { from: before?.tier ?? null, to: request.tier, reason: request.reason ?? null },
    });
  });
}
