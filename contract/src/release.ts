import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { type AgencyDeclaration, DEFAULT_BUDGET } from './agency.ts';
import { filePathSchema, type Manifest } from './manifest.ts';
import { CONTRACT_VERSION, type GovernedLibrary, type Lang } from './names.ts';

/** The bytes that are signed and hashed: JSON in its one canonical order (RFC 8785). */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON has a canonical form');
  return new TextEncoder().encode(text);
}

/** SHA-384 in base64, as `integrity` attributes and manifests carry it (without the `sha384-` prefix). */
export const sha384 = (bytes: Uint8Array): string => createHash('sha384').update(bytes).digest('base64');

/** The identity of a release: the hash of its canonical manifest, which holds every file's hash. */
export const digestOf = (manifest: unknown): string => sha384(canonicalBytes(manifest));

export interface KeyPair {
  /** First 16 hex digits of the SHA-256 of the public key's DER form. */
  keyId: string;
  publicKeyPem: string;
  privateKeyPem: string;
}

export function keyIdOf(publicKeyPem: string): string {
  const der = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** A new Ed25519 key pair in PEM. */
export function generateKey(): KeyPair {
  const pair = generateKeyPairSync('ed25519');
  const publicKeyPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { keyId: keyIdOf(publicKeyPem), publicKeyPem, privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

export const signatureSchema = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  value: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type Signature = z.infer<typeof signatureSchema>;

/** Signs the manifest, and with it the closed set of files it lists. */
export function signManifest(manifest: unknown, privateKeyPem: string): Signature {
  const key = createPrivateKey(privateKeyPem);
  const publicKeyPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return { keyId: keyIdOf(publicKeyPem), value: sign(null, canonicalBytes(manifest), key).toString('base64') };
}

/** Whether this key made this signature over this manifest. */
export function verifyManifest(manifest: unknown, signature: Signature, publicKeyPem: string): boolean {
  if (signature.keyId !== keyIdOf(publicKeyPem)) return false;
  return verify(null, canonicalBytes(manifest), createPublicKey(publicKeyPem), Buffer.from(signature.value, 'base64'));
}

/** The body of `POST /api/v1/agencies/{agency}/releases`. The manifest is judged by `checkRelease`, so that faults come with their place. */
export const uploadSchema = z.strictObject({
  manifest: z.json(),
  files: z.record(filePathSchema, z.base64()),
  signature: signatureSchema,
});
export type Upload = z.infer<typeof uploadSchema>;

export const packFiles = (files: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]));
export const unpackFiles = (files: Record<string, string>): Map<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'base64')]));

export interface Build {
  version: string;
  entry?: Manifest['entry'];
  /** Every file of the release by its path; the closed set. */
  files: ReadonlyMap<string, Uint8Array>;
  styles?: string[];
  texts: Partial<Record<Lang, string>>;
  /** Governed libraries the code imports by their bare names, with the range it needs. */
  shared?: Partial<Record<GovernedLibrary, string>>;
}

/** Derives the manifest from what the agency declared and what its build made. Equal inputs give equal bytes. */
export function manifestOf(declaration: AgencyDeclaration, build: Build): Manifest {
  const paths = [...build.files.keys()].sort();
  const list = paths.map((path): [string, { sha384: string; bytes: number }] => {
    const bytes = build.files.get(path) ?? new Uint8Array();
    return [path, { sha384: sha384(bytes), bytes: bytes.byteLength }];
  });
  const derived = {
    contract: { min: CONTRACT_VERSION },
    tiers: ['document', 'page', 'frame'],
    budget: DEFAULT_BUDGET,
    ...declaration,
    version: build.version,
    ...(build.entry ? { entry: build.entry } : {}),
    files: Object.fromEntries(list),
    ...(build.styles?.length ? { styles: build.styles } : {}),
    ...(build.shared && Object.keys(build.shared).length > 0 ? { shared: build.shared } : {}),
    text: { required: ['tg'], files: build.texts },
  };
  return JSON.parse(JSON.stringify(derived)) as Manifest;
}
