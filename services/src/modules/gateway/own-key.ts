import { createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';
import { keyFile } from '../registry/index.ts';

export interface OwnKey {
  kid: string;
  privateKey: KeyObject;
  /** What `/.well-known/hukumat-gateway.json` publishes. */
  jwks: { keys: JWK[] };
  /** The secret behind pairwise names; another file, so that the signing key can be changed without renaming people. */
  pairwise: Buffer;
}

/** Opens the gateway's keys in `dataDir/keys`, or makes them on the first start. Instances of one portal share the files. */
export async function openOwnKey(dataDir: string): Promise<OwnKey> {
  const privateKey = createPrivateKey(
    keyFile(join(dataDir, 'keys', 'gateway.pem'), () =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ),
  );
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  const names = createPrivateKey(keyFile(join(dataDir, 'keys', 'gateway-names.pem')));
  const pairwise = Buffer.from(hkdfSync('sha256', names.export({ type: 'pkcs8', format: 'der' }), '', 'hukumat pairwise names', 32));
  return { kid, privateKey, jwks: { keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] }, pairwise };
}
