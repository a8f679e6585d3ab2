import { generateKey, signManifest } from '@hukumat/contract/release';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeRelease, manager, person, reviewer, service, type TestRegistry, testRegistry } from './testing.ts';

let own: TestRegistry;
beforeAll(async () => {
  own = await testRegistry();
});
afterAll(() => own?.stop());

test('a signed release waits for review and is then live', async () => {
  const published = await own.publish('mia', '1.0.0');
  expect(published).toMatchObject({ created: true, release: { state: 'pending', publisher: 'mia-developer' } });
  expect((await own.registry.queue(reviewer)).map((release) => `${release.agency}@${release.version}`)).toContain('mia@1.0.0');
  expect(own.liveVersion('mia')).toBeUndefined();

  const detail = await own.registry.release(reviewer, 'mia', '1.0.0');
  expect(detail).toMatchObject({ against: null, routes: { added: ['start → start, needs none'], removed: [] } });
  const approved = await own.registry.review(reviewer, 'mia', '1.0.0', { verdict: 'approve', against: null });
  expect(approved).toMatchObject({ state: 'live', reviewer: 'innovation-agency-reviewer-1' });
  expect(own.registry.snapshot().releases.get('mia')).toMatchObject({
    version: '1.0.0',
    tier: 'document',
    digest: published.release.digest,
  });
});

test('the same bytes again change nothing, other bytes under a used version are refused', async () => {
  await own.publish('justice', '1.0.0');
  expect(await own.publish('justice', '1.0.0')).toMatchObject({ created: false, release: { state: 'pending' } });
  await expect(own.publish('justice', '1.0.0', { code: 'export default { start() {} };' })).rejects.toMatchObject({
    status: 409,
    code: 'version-used',
  });
});

test('two uploads of one version at once make one release', async () => {
  const answers = await Promise.all([own.publish('customs', '0.1.0'), own.publish('customs', '0.1.0'), own.publish('customs', '0.1.0')]);
  expect(answers.filter((answer) => answer.created)).toHaveLength(1);
  expect(await own.registry.history(reviewer, 'customs')).toHaveLength(1);
});

test('nobody but a developer of the agency publishes for it', async () => {
  const upload = makeRelease(own.key('mia'), 'mia', '9.0.0');
  for (const other of [person('justice', 'developer'), person('mia', 'officer'), manager, { kind: 'anonymous' } as const]) {
    await expect(own.registry.publishRelease(other, 'mia', upload)).rejects.toMatchObject({ status: 403 });
  }
});

test("a key of another agency, an unknown key and somebody else's signature are refused", async () => {
  const developer = person('mia', 'developer');
  for (const key of [own.key('justice'), generateKey()]) {
    await expect(own.registry.publishRelease(developer, 'mia', makeRelease(key, 'mia', '9.0.0'))).rejects.toMatchObject({ status: 403 });
  }
  const upload = makeRelease(own.key('mia'), 'mia', '9.0.0');
  const forged = { keyId: upload.signature.keyId, value: signManifest(upload.manifest, generateKey().privateKeyPem).value };
  await expect(own.registry.publishRelease(developer, 'mia', { ...upload, signature: forged })).rejects.toMatchObject({
    status: 422,
    code: 'signature-wrong',
  });
});

test('an unlisted file, a missing file and a flipped byte are refused with the place named', async () => {
  const developer = person('mia', 'developer');
  const unlisted = makeRelease(own.key('mia'), 'mia', '9.0.0');
  unlisted.files.set('more.js', new TextEncoder().encode('export {}'));
  const missing = makeRelease(own.key('mia'), 'mia', '9.0.0');
  missing.files.delete('section.css');
  const flipped = makeRelease(own.key('mia'), 'mia', '9.0.0');
  const bytes = Uint8Array.from(flipped.files.get('section.js') ?? []);
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  flipped.files.set('section.js', bytes);
  for (const [upload, place] of [
    [unlisted, 'more.js'],
    [missing, 'section.css'],
    [flipped, 'section.js'],
  ] as const) {
    const refusal = own.registry.publishRelease(developer, 'mia', upload);
    await expect(refusal).rejects.toMatchObject({ status: 422, code: 'release-refused' });
    const findings = await refusal.catch(
      (error: { details: { findings: { severity: string; place: string }[] } }) => error.details.findings,
    );
    expect(JSON.stringify(findings)).toContain(place);
  }
  expect((await own.registry.history(reviewer, 'mia')).map((release) => release.version)).not.toContain('9.0.0');
});

test('a manifest of another agency and one without a canonical form are refused', async () => {
  const developer = person('mia', 'developer');
  await expect(own.registry.publishRelease(developer, 'mia', makeRelease(own.key('mia'), 'justice', '9.0.0'))).rejects.toMatchObject({
    status: 422,
  });
  const upload = makeRelease(own.key('mia'), 'mia', '9.0.0');
  await expect(own.registry.publishRelease(developer, 'mia', { ...upload, manifest: { half: '\ud800' } })).rejects.toMatchObject({
    status: 422,
    code: 'manifest-unreadable',
  });
});

test('a service that another agency offers cannot be taken', async () => {
  await own.goLive('customs', '0.2.0', { declaration: { services: [service('goods-declaration')] } });
  const refusal = own.publish('finance', '0.2.0', { declaration: { services: [service('goods-declaration')] } });
  await expect(refusal).rejects.toMatchObject({
    code: 'release-refused',
    details: { findings: expect.arrayContaining([expect.objectContaining({ code: 'claimed-by-another', place: '/services/0/id' })]) },
  });
  expect(own.registry.serviceById('goods-declaration')?.release.agency).toBe('customs');
});
