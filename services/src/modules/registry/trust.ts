import { createPublicKey, verify } from 'node:crypto';
import { type Manifest, manifestSchema } from '@hukumat/contract';
import { sha384 } from '@hukumat/contract/release';
import type { Selectable } from 'kysely';
import type { CentralKey } from './central-key.ts';
import type { ReleaseRow } from './live-pointer.ts';
import type { RegistrySql, Tables } from './tables.ts';

/** A row of the registry that its signatures do not bear out. It is never served. */
export class NotTrusted extends Error {}

type KeyRow = Selectable<Tables['registry.agency_keys']>;

export const keyRow = (sql: RegistrySql, keyId: string): Promise<KeyRow | undefined> =>
  sql.selectFrom('registry.agency_keys').selectAll().where('key_id', '=', keyId).executeTakeFirst();

/** Whether `key` may sign for `agency` at `moment`. */
export const isValid = (key: KeyRow, agency: string, moment: Date): boolean =>
  key.agency === agency &&
  key.valid_from <= moment &&
  (!key.valid_to || moment < key.valid_to) &&
  (!key.revoked_at || moment < key.revoked_at);

/** Whether `signature` (base64) is `key`'s over exactly these bytes. */
export const isSignedBy = (key: KeyRow, bytes: Uint8Array, signature: string): boolean =>
  verify(null, bytes, createPublicKey(key.public_key), Buffer.from(signature, 'base64'));

/** The manifest of a stored release, once its digest and the agency's signature hold. @throws NotTrusted */
export function trustedManifest(row: ReleaseRow, key: KeyRow | undefined): Manifest {
  const name = `${row.agency}@${row.version}`;
  const bytes = Buffer.from(row.manifest, 'utf8');
  if (sha384(bytes) !== row.digest) throw new NotTrusted(`${name}: the manifest does not match its digest`);
  if (!key || !isValid(key, row.agency, row.submitted_at))
    throw new NotTrusted(`${name}: signed with a key that was not the agency's then`);
  if (!isSignedBy(key, bytes, row.signature)) throw new NotTrusted(`${name}: the agency's signature does not hold`);
  const manifest = manifestSchema.parse(JSON.parse(row.manifest));
  if (manifest.agency !== row.agency || manifest.version !== row.version)
    throw new NotTrusted(`${name}: the manifest is of another release`);
  return manifest;
}

/** The same, and the central Agency's counter-signature besides: what may be served. @throws NotTrusted */
export function approvedManifest(row: ReleaseRow, key: KeyRow | undefined, central: CentralKey): Manifest {
  const manifest = trustedManifest(row, key);
  const { agency, version, digest } = row;
  const held =
    row.counter_signature !== null &&
    central.verify({ type: 'hukumat.approval', agency, version, digest, keyId: row.key_id }, row.counter_signature);
  if (!held) throw new NotTrusted(`${agency}@${version}: the central Agency's signature does not hold`);
  return manifest;
}
