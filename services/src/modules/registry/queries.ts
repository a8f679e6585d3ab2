import type { Manifest } from '@hukumat/contract';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound } from '../../platform/problem.ts';
import type { ReleaseDetail, ReleaseFinding, ReleaseSummary, Snapshot } from './index.ts';
import type { ReleaseRow } from './live-pointer.ts';
import { powerChange, routeChange } from './power-diff.ts';
import { isCentral, mayRead } from './roles.ts';
import type { RegistrySql, Tables } from './tables.ts';

const SUMMARY = ['agency', 'version', 'digest', 'state', 'publisher', 'submitted_at', 'reviewer', 'reviewed_at', 'reason'] as const;

const summaryOf = (row: Pick<ReleaseRow, (typeof SUMMARY)[number]>): ReleaseSummary => ({
  agency: row.agency,
  version: row.version,
  digest: row.digest,
  state: row.state,
  publisher: row.publisher,
  submittedAt: row.submitted_at.toISOString(),
  reviewer: row.reviewer,
  reviewedAt: row.reviewed_at?.toISOString() ?? null,
  reason: row.reason,
});

/** Releases waiting for review, oldest first: all of them for the central Agency, their own for an agency's people. */
export async function waiting({ db }: Platform, actor: Actor): Promise<ReleaseSummary[]> {
  const agencies =
    actor.kind === 'person' ? [...new Set(actor.roles.map((held) => held.agency))].filter((agency) => mayRead(actor, agency)) : [];
  if (!isCentral(actor) && agencies.length === 0) throw forbidden('The queue is for the central Agency and for developers of agencies');
  return db.read<Tables, ReleaseSummary[]>(actor, async (sql) => {
    let pending = sql.selectFrom('registry.releases').select(SUMMARY).where('state', '=', 'pending').orderBy('submitted_at');
    if (!isCentral(actor)) pending = pending.where('agency', 'in', agencies);
    return (await pending.execute()).map(summaryOf);
  });
}

/** Every release of one agency, newest first. */
export async function historyOf({ db }: Platform, actor: Actor, agency: string): Promise<ReleaseSummary[]> {
  if (!mayRead(actor, agency)) throw forbidden('Releases are shown to the people who build them and to the central Agency');
  return db.read<Tables, ReleaseSummary[]>(actor, async (sql) => {
    const rows = await sql
      .selectFrom('registry.releases')
      .select(SUMMARY)
      .where('agency', '=', agency)
      .orderBy('submitted_at', 'desc')
      .orderBy('version', 'desc')
      .execute();
    return rows.map(summaryOf);
  });
}

/** One release, compared with what is live now. */
export async function detailOf(
  { db }: Platform,
  snapshot: Snapshot,
  actor: Actor,
  agency: string,
  version: string,
): Promise<ReleaseDetail> {
  if (!mayRead(actor, agency)) throw forbidden('Releases are shown to the people who build them and to the central Agency');
  const row = await db.read<Tables, ReleaseRow | undefined>(actor, (sql) => find(sql, agency, version));
  if (!row) throw notFound(`Release ${agency}@${version}`);
  // Shown as it was sent in, with its findings; only what is approved is verified again before it is served.
  const manifest = JSON.parse(row.manifest) as Manifest;
  const live = snapshot.releases.get(agency);
  return {
    ...summaryOf(row),
    findings: row.findings as ReleaseFinding[],
    against: live?.version ?? null,
    powers: powerChange(live?.manifest, manifest),
    routes: routeChange(live?.manifest, manifest),
    files: Object.entries(manifest.files).map(([path, { bytes, sha384 }]) => ({ path, bytes, sha384 })),
  };
}

const find = (sql: RegistrySql, agency: string, version: string): Promise<ReleaseRow | undefined> =>
  sql.selectFrom('registry.releases').selectAll().where('agency', '=', agency).where('version', '=', version).executeTakeFirst();

/** The summary after a command. */
export async function summary({ db }: Platform, actor: Actor, agency: string, version: string): Promise<ReleaseSummary> {
  const row = await db.read<Tables, ReleaseRow | undefined>(actor, (sql) => find(sql, agency, version));
  if (!row) throw notFound(`Release ${agency}@${version}`);
  return summaryOf(row);
}

/** Whether any release, live or not, has a file of these bytes. */
export const namesBytes = ({ db }: Platform, sha256: string): Promise<boolean> =>
  db.read<Tables, boolean>(system('named-bytes'), async (sql) => {
    const row = await sql.selectFrom('registry.release_files').select('path').where('sha256', '=', sha256).limit(1).executeTakeFirst();
    return row !== undefined;
  });
