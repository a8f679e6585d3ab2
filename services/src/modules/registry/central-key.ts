import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { join } from 'node:path';
import { canonicalBytes, keyIdOf } from '@hukumat/contract/release';
import { keyFile } from './key-file.ts';

/**
 * What the central Agency puts its key under. An approval binds a release's bytes and the key that signed them;
 * a pointer binds what an agency serves now, so that no row can be moved to another release by hand.
 */
export type Statement =
  | { type: 'hukumat.approval'; agency: string; version: string; digest: string; keyId: string }
  | { type: 'hukumat.live'; agency: string; version: string | null; digest: string | null; tier: string; sequence: number };

export interface CentralKey {
  keyId: string;
  /** PEM (SPKI). */
  publicKey: string;
  /** Ed25519 over the canonical statement, base64. */
  sign(statement: Statement): string;
  verify(statement: Statement, signature: string): boolean;
}

/** Opens the central Agency's key in `dataDir/keys`, or makes it on the first start. Safe when two instances start together. */
export function openCentralKey(dataDir: string): CentralKey {
  const path = join(dataDir, 'keys', 'central.pem');
  const privateKey = createPrivateKey(keyFile(path));
  const publicKey = createPublicKey(privateKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    keyId: keyIdOf(pem),
    publicKey: pem,
    sign: (statement) => sign(null, canonicalBytes(statement), privateKey).toString('base64'),
    verify: (statement, signature) => verify(null, canonicalBytes(statement), publicKey, Buffer.from(signature, 'base64')),
  };
}
