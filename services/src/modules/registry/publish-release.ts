import type { Manifest } from '@hukumat/contract';
import { sha384, signatureSchema } from '@hukumat/contract/release';
import { checkRelease } from '@hukumat/contract/standard';
import { type Actor, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../platform/problem.ts';
import { claimsOfOthers } from './claims.ts';
import type { ReleaseFinding, ReleaseUpload } from './index.ts';
import { type ReleaseRow, step } from './live-pointer.ts';
import { canonical } from './manifest-bytes.ts';
import { powerChange } from './power-diff.ts';
import { subjectOf } from './roles.ts';
import type { RegistrySql, Tables } from './tables.ts';
import { isSignedBy, isValid, keyRow } from './trust.ts';

interface Surroundings {
  agencies: readonly string[];
  /** What every agency serves now. */
  live: ReadonlyMap<string, { manifest: Manifest }>;
}

/**
 * Takes a release in: signed by a key of its agency, sent by one of the agency's developers, a closed set of files,
 * and without a finding of severity `error`. It then waits for review. The same bytes again change nothing;
 * a used version with other bytes is refused (409).
 */
export async function publishRelease(
  platform: Platform,
  around: Surroundings,
  actor: Actor,
  agency: string,
  upload: ReleaseUpload,
): Promise<{ created: boolean; version: string }> {
  const publisher = subjectOf(actor);
  if (!around.agencies.includes(agency)) throw notFound(`Agency ${agency}`);
  if (!holds(actor, 'developer', agency)) throw forbidden('Only a developer of the agency publishes its releases');
  const now = platform.clock.now();
  const bytes = canonical(upload.manifest);
  const digest = sha384(bytes);
  const keyId = await platform.db.read<Tables, string>(actor, (sql) => signingKey(sql, agency, upload.signature, bytes, now));

  const live = around.live.get(agency)?.manifest;
  const version = versionOf(upload.manifest);
  const known = await platform.db.read<Tables, ReleaseRow | undefined>(actor, (sql) => stored(sql, agency, version));
  if (known) return same(known, digest);

  const findings: ReleaseFinding[] = checkRelease({
    manifest: upload.manifest,
    files: new Map(upload.files),
    ...(live ? { previous: live } : {}),
    directory: [...around.agencies],
  });
  if (findings.some(isError)) throw refused(findings);
  // The checks have parsed it strictly: from here on it is a manifest.
  const manifest = upload.manifest as Manifest;
  if (manifest.agency !== agency) throw unprocessable('other-agency', `The manifest is of ${manifest.agency}`, { field: '/agency' });
  findings.push(...claimsOfOthers(manifest, around.live));
  if (findings.some(isError)) throw refused(findings);

  const objects = new Map<string, string>();
  for (const [path, content] of upload.files) objects.set(path, (await platform.objects.put(content)).sha256);

  return platform.db.write<Tables, { created: boolean; version: string }>(actor, async ({ sql, journal }) => {
    const added = await sql
      .insertInto('registry.releases')
      .values({
        agency,
        version,
        digest,
        manifest: Buffer.from(bytes).toString('utf8'),
        key_id: keyId,
        signature: upload.signature.value,
        state: step(step('uploaded', 'pass-checks'), 'ask-review'),
        publisher,
        submitted_at: now,
        findings: JSON.stringify(findings),
        powers: JSON.stringify(powerChange(live, manifest)),
        reviewer: null,
        reviewed_at: null,
        reason: null,
        counter_signature: null,
        state_since: now,
      })
      .onConflict((there) => there.columns(['agency', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst();
    if (!added) {
      const first = await stored(sql, agency, version);
      if (!first) throw conflict('version-used', `${agency}@${version} is being published by another upload`);
      return same(first, digest);
    }
    const files = Object.entries(manifest.files).map(([path, file]) => ({
      agency,
      version,
      path,
      sha256: objects.get(path) ?? '',
      ...file,
    }));
    if (files.length > 0) await sql.insertInto('registry.release_files').values(files).execute();
    await journal({
      type: 'release.published',
      agency,
      entity: `release:${agency}@${version}`,
      data: { digest, keyId, files: files.length, warnings: findings.length, powers: powerChange(live, manifest) },
    });
    return { created: true, version };
  });
}

const isError = (finding: ReleaseFinding): boolean => finding.severity === 'error';
const refused = (findings: ReleaseFinding[]) => unprocessable('release-refused', 'The release does not pass the checks', { findings });

function versionOf(manifest: unknown): string {
  const version: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return typeof version === 'string' ? version : '';
}

const stored = (sql: RegistrySql, agency: string, version: string): Promise<ReleaseRow | undefined> =>
  sql.selectFrom('registry.releases').selectAll().where('agency', '=', agency).where('version', '=', version).executeTakeFirst();

function same(known: ReleaseRow, digest: string): { created: false; version: string } {
  if (known.digest === digest) return { created: false, version: known.version };
  throw conflict('version-used', `${known.agency}@${known.version} exists with other bytes: raise the version`, { version: known.version });
}

async function signingKey(sql: RegistrySql, agency: string, signature: unknown, bytes: Uint8Array, now: Date): Promise<string> {
  const { keyId, value } = signatureSchema.parse(signature);
  const key = await keyRow(sql, keyId);
  if (!key || !isValid(key, agency, now)) throw forbidden('The release is signed with a key that is not registered for the agency');
  if (!isSignedBy(key, bytes, value))
    throw unprocessable('signature-wrong', 'The signature is not over this manifest', { field: 'signature' });
  return keyId;
}
