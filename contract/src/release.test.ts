import { describe, expect, it } from 'vitest';
import { workingRelease } from '../examples/zoo.ts';
import { canonicalBytes, digestOf, generateKey, packFiles, signManifest, unpackFiles, uploadSchema, verifyManifest } from './release.ts';

const key = generateKey();

describe('a signed release', () => {
  it('is signed whatever the order of its keys', () => {
    const { manifest } = workingRelease();
    const reordered = Object.fromEntries(Object.entries(manifest).reverse());
    expect(digestOf(reordered)).toBe(digestOf(manifest));
    expect(verifyManifest(reordered, signManifest(manifest, key.privateKeyPem), key.publicKeyPem)).toBe(true);
  });

  it('breaks with one changed hash, another key, or a borrowed key id', () => {
    const { manifest } = workingRelease();
    const signature = signManifest(manifest, key.privateKeyPem);
    const tampered = structuredClone(manifest);
    tampered.files['section.js'] = { sha384: 'A'.repeat(64), bytes: 1 };
    const other = generateKey();
    expect(verifyManifest(tampered, signature, key.publicKeyPem)).toBe(false);
    expect(verifyManifest(manifest, signature, other.publicKeyPem)).toBe(false);
    expect(verifyManifest(manifest, { ...signature, keyId: other.keyId }, other.publicKeyPem)).toBe(false);
  });

  it('travels as JSON and arrives byte for byte', () => {
    const { manifest, files } = workingRelease();
    const sent = { manifest, files: packFiles(files), signature: signManifest(manifest, key.privateKeyPem) };
    const upload = uploadSchema.parse(JSON.parse(JSON.stringify(sent)));
    const arrived = unpackFiles(upload.files);
    expect([...arrived.keys()]).toEqual([...files.keys()]);
    for (const [path, bytes] of files) expect(Buffer.from(arrived.get(path) ?? []).equals(Buffer.from(bytes))).toBe(true);
  });

  it('refuses paths that leave the release', () => {
    const signature = signManifest({}, key.privateKeyPem);
    for (const path of ['../x.js', '/x.js', 'a//b.js', 'a\\b.js', 'a%2f.js', '.env']) {
      expect(uploadSchema.safeParse({ manifest: {}, files: { [path]: '' }, signature }).success, path).toBe(false);
    }
  });

  it('has no canonical form for what is not JSON', () => {
    expect(() => canonicalBytes(undefined)).toThrow(TypeError);
  });
});
