import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalBytes, generateKey, keyIdOf } from '@hukumat/contract/release';

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

/** The text of an Ed25519 private key file (PKCS#8, readable by its owner only), made when it is not there. */
export function keyFile(path: string): string {
  const there = read(path);
  if (there !== undefined) return there;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}.${Date.now()}`;
  writeFileSync(own, generateKey().privateKeyPem, { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link never replaces: of two instances that start together one wins and both read the winner's key.
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(path, 'utf8');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
