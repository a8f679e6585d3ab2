import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { dushanbeDate } from '@hukumat/contract/locale';
import type { StatementKey } from '@hukumat/contract/statement';
import { z } from 'zod';
import { agreedFile, replaceFile } from './agreed-file.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const keySchema = z.strictObject({
  kid: z.string(),
  x: z.string(),
  y: z.string(),
  signs_from: z.iso.datetime(),
  signs_until: z.iso.datetime().optional(),
  believed_until: z.iso.datetime().optional(),
  /** PKCS#8, base64. */
  private: z.string(),
});
const fileSchema = z.strictObject({ keys: z.array(keySchema).min(1) });
type StoredKey = z.infer<typeof keySchema>;

const pathIn = (dataDir: string): string => join(dataDir, 'keys', 'document-statements.json');

/** Reads `keys/document-statements.json` in the data folder, or makes it with a first key. Read anew each time: another process may have rotated. */
async function read(dataDir: string, now: Date): Promise<StoredKey[]> {
  const text = await agreedFile(pathIn(dataDir), async () => JSON.stringify({ keys: [await newKey(now)] }));
  return fileSchema.parse(JSON.parse(text)).keys;
}

/** The key that signs what is dated `day`: the newest that had begun by then. */
export async function signingKey(dataDir: string, day: string, now: Date) {
  const keys = await read(dataDir, now);
  const key = keys.filter(({ signs_from }) => dushanbeDate(signs_from) <= day).at(-1) ?? keys[0];
  if (!key) throw new Error('there is no key for statements');
  const own = await webcrypto.subtle.importKey('pkcs8', Buffer.from(key.private, 'base64'), EC, false, ['sign']);
  return {
    kid: key.kid,
    sign: (input: Uint8Array<ArrayBuffer>) => webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, own, input),
  };
}

/** The public half of every key there ever was. */
export async function publicKeys(dataDir: string, now: Date): Promise<StatementKey[]> {
  const keys = await read(dataDir, now);
  return keys.map(({ kid, x, y, signs_from, signs_until, believed_until }) => ({
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    use: 'sig',
    kid,
    x,
    y,
    signs_from,
    ...(signs_until ? { signs_until } : {}),
    ...(believed_until ? { believed_until } : {}),
  }));
}

/** Begins a new key; the one before signs nothing from now on and keeps vouching for what it signed, unless it is distrusted. */
export async function rotateStatementKey(dataDir: string, now: Date, distrust = false): Promise<string> {
  const keys = await read(dataDir, now);
  const fresh = await newKey(now);
  const at = now.toISOString();
  const before = keys.map((key) => ({
    ...key,
    signs_until: key.signs_until ?? at,
    ...(distrust && !key.signs_until ? { believed_until: at } : {}),
  }));
  await replaceFile(pathIn(dataDir), JSON.stringify({ keys: [...before, fresh] }));
  return fresh.kid;
}

async function newKey(now: Date): Promise<StoredKey> {
  const pair = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    kid: Buffer.from(webcrypto.getRandomValues(new Uint8Array(6))).toString('base64url'),
    x,
    y,
    signs_from: now.toISOString(),
    private: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)).toString('base64'),
  };
}
