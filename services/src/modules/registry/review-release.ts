import type { Manifest } from '@hukumat/contract';
import { type Actor, holds } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, unprocessable } from '../../platform/problem.ts';
import type { CentralKey } from './central-key.ts';
import { claimsOfOthers } from './claims.ts';
import { liveRow, lockRelease, pointLive, type ReleaseRow, requireTier, setState, step, takeTurn, tierOf } from './live-pointer.ts';
import { powerChange } from './power-diff.ts';
import { CENTRAL, subjectOf } from './roles.ts';
import type { RegistryCommand, Tables } from './tables.ts';
import { keyRow, trustedManifest } from './trust.ts';

export interface Verdict {
  verdict: 'approve' | 'reject';
  /** Required when rejecting: the agency reads it. */
  reason?: string | undefined;
  /** The live version the reviewer compared with (null: none). When given and no longer true, the review is refused. */
  against?: string | null | undefined;
}

/**
 * A reviewer of the central Agency approves a waiting release, and it goes live, or rejects it with a reason.
 * Whoever published it, or develops for the same agency, may do neither.
 */
export async function reviewRelease(
  platform: Platform,
  key: CentralKey,
  others: ReadonlyMap<string, { manifest: Manifest }>,
  actor: Actor,
  agency: string,
  version: string,
  verdict: Verdict,
): Promise<void> {
  const reviewer = subjectOf(actor);
  if (!holds(actor, 'reviewer', CENTRAL)) throw forbidden('Only a reviewer of the central Agency reviews releases');
  if (holds(actor, 'developer', agency)) throw forbidden('A developer of the agency cannot review its releases');
  const reason = verdict.reason?.trim();
  if (verdict.verdict === 'reject' && !reason)
    throw unprocessable('reason-missing', 'Say why: the agency reads the reason', { field: 'reason' });

  await platform.db.write<Tables, void>(actor, async (tx) => {
    await takeTurn(tx.sql);
    const row = await lockRelease(tx.sql, agency, version);
    if (row.publisher === reviewer) throw forbidden('Whoever published a release cannot review it');
    const review = { reviewer, reviewed_at: platform.clock.now(), reason: reason ?? null };
    if (verdict.verdict === 'approve') await approve(tx, { clock: platform.clock, central: key, others }, row, review, verdict.against);
    else {
      await setReview(tx, row, review);
      await setState(tx.sql, platform.clock, row, 'reject');
      await tx.journal({ type: 'release.rejected', agency, entity: `release:${agency}@${version}`, data: { reason } });
    }
  });
}

type Review = { reviewer: string; reviewed_at: Date; reason: string | null };

async function approve(
  tx: RegistryCommand,
  { clock, central, others }: { clock: Clock; central: CentralKey; others: ReadonlyMap<string, { manifest: Manifest }> },
  row: ReleaseRow,
  review: Review,
  against: string | null | undefined,
): Promise<void> {
  const { agency, version, digest } = row;
  const approved = step(row.state, 'approve');
  // Only what the agency really signed is put under the central key, whatever the row says.
  const manifest = trustedManifest(row, await keyRow(tx.sql, row.key_id));
  const live = await liveRow(tx.sql, agency);
  if (against !== undefined && against !== (live?.version ?? null)) {
    throw conflict('live-changed', 'Another release went live since this one was compared', { against, live: live?.version ?? null });
  }
  const findings = claimsOfOthers(manifest, others);
  if (findings.length > 0) throw conflict('claimed-by-another', 'Another agency has taken a name of this release meanwhile', { findings });
  const tier = await tierOf(tx.sql, agency);
  requireTier(manifest.tiers, tier);

  const counterSignature = central.sign({ type: 'hukumat.approval', agency, version, digest, keyId: row.key_id });
  await setReview(tx, row, { ...review, counter_signature: counterSignature });
  const before = live && trustedManifest(live, await keyRow(tx.sql, live.key_id));
  await tx.journal({
    type: 'release.approved',
    agency,
    entity: `release:${agency}@${version}`,
    data: { digest, counterSignature, reason: review.reason, powers: powerChange(before, manifest) },
  });
  if (live) await setState(tx.sql, clock, live, 'supersede');
  await setState(tx.sql, clock, { ...row, state: approved }, 'go-live');
  const sequence = await pointLive(tx, clock, central, { agency, release: row, tier, previous: live?.version ?? null });
  await tx.journal({
    type: 'release.went-live',
    agency,
    entity: `release:${agency}@${version}`,
    data: { previous: live?.version ?? null, tier, sequence },
  });
}

async function setReview({ sql }: RegistryCommand, row: ReleaseRow, review: Review & { counter_signature?: string }): Promise<void> {
  await sql.updateTable('registry.releases').set(review).where('agency', '=', row.agency).where('version', '=', row.version).execute();
}
