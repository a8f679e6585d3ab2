import { statSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, signManifest } from '@hukumat/contract/release';
import { sql as raw } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../platform/platform.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createRegistry, type LiveChange, type Registry, type RegistryDeps } from './index.ts';
import { makeRelease, person } from './testing.ts';

const AGENCIES = ['mia', 'justice', 'tax-committee', 'customs', 'finance', 'health', 'innovation-agency'];
const reviewer = person('innovation-agency', 'reviewer', '-1');
const manager = person('innovation-agency', 'release-manager');
const registrar = person('innovation-agency', 'registrar');
const deps: RegistryDeps = {
  identity: { actorOf: () => reviewer, capability: { check: () => undefined } },
  agencies: () => AGENCIES,
};
const keys = Object.fromEntries(AGENCIES.map((agency) => [agency, generateKey()]));
const keyOf = (agency: string) => keys[agency] ?? generateKey();

let own: TestPlatform;
let platform: Platform;
let registry: Registry;
beforeAll(async () => {
  own = await testPlatform();
  platform = own.platform;
  registry = createRegistry(platform, deps);
  await registry.start();
  for (const agency of AGENCIES) await registry.registerAgencyKey(registrar, { agency, publicKey: keyOf(agency).publicKeyPem });
});
afterAll(async () => {
  await registry?.stop();
  await own?.stop();
});

const publish = (agency: string, version: string, options?: Parameters<typeof makeRelease>[3]) =>
  registry.publishRelease(person(agency, 'developer'), agency, makeRelease(keyOf(agency), agency, version, options));
const goLive = async (agency: string, version: string, options?: Parameters<typeof makeRelease>[3]) => {
  await publish(agency, version, options);
  return registry.review(reviewer, agency, version, { verdict: 'approve' });
};
const liveVersion = (agency: string, of = registry) => of.snapshot().releases.get(agency)?.version;
const eventually = async (holds: () => boolean) => {
  await expect.poll(holds, { timeout: 5_000, interval: 10 }).toBe(true);
};

describe('publishing', () => {
  test('a signed release waits for review and is then live', async () => {
    const published = await publish('mia', '1.0.0');
    expect(published).toMatchObject({ created: true, release: { state: 'pending', publisher: 'mia-developer' } });
    expect((await registry.queue(reviewer)).map((release) => `${release.agency}@${release.version}`)).toContain('mia@1.0.0');
    expect(liveVersion('mia')).toBeUndefined();

    const detail = await registry.release(reviewer, 'mia', '1.0.0');
    expect(detail).toMatchObject({ against: null, routes: { added: ['start → start, needs none'], removed: [] } });
    const approved = await registry.review(reviewer, 'mia', '1.0.0', { verdict: 'approve', against: null });
    expect(approved).toMatchObject({ state: 'live', reviewer: 'innovation-agency-reviewer-1' });
    expect(registry.snapshot().releases.get('mia')).toMatchObject({ version: '1.0.0', tier: 'document', digest: published.release.digest });
  });

  test('the same bytes again change nothing, other bytes under a used version are refused', async () => {
    await publish('justice', '1.0.0');
    expect(await publish('justice', '1.0.0')).toMatchObject({ created: false, release: { state: 'pending' } });
    await expect(publish('justice', '1.0.0', { code: 'export default { start() {} };' })).rejects.toMatchObject({
      status: 409,
      code: 'version-used',
    });
  });

  test('two uploads of one version at once make one release', async () => {
    const answers = await Promise.all([publish('customs', '0.1.0'), publish('customs', '0.1.0'), publish('customs', '0.1.0')]);
    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    expect(await registry.history(reviewer, 'customs')).toHaveLength(1);
  });

  test('nobody but a developer of the agency publishes for it', async () => {
    const upload = makeRelease(keyOf('mia'), 'mia', '9.0.0');
    for (const other of [person('justice', 'developer'), person('mia', 'officer'), manager, { kind: 'anonymous' } as const]) {
      await expect(registry.publishRelease(other, 'mia', upload)).rejects.toMatchObject({ status: 403 });
    }
  });

  test("a key of another agency, an unknown key and somebody else's signature are refused", async () => {
    const developer = person('mia', 'developer');
    for (const key of [keyOf('justice'), generateKey()]) {
      await expect(registry.publishRelease(developer, 'mia', makeRelease(key, 'mia', '9.0.0'))).rejects.toMatchObject({ status: 403 });
    }
    const upload = makeRelease(keyOf('mia'), 'mia', '9.0.0');
    const forged = { keyId: upload.signature.keyId, value: signManifest(upload.manifest, generateKey().privateKeyPem).value };
    await expect(registry.publishRelease(developer, 'mia', { ...upload, signature: forged })).rejects.toMatchObject({
      status: 422,
      code: 'signature-wrong',
    });
  });

  test('an unlisted file, a missing file and a flipped byte are refused with the place named', async () => {
    const developer = person('mia', 'developer');
    const unlisted = makeRelease(keyOf('mia'), 'mia', '9.0.0');
    unlisted.files.set('more.js', new TextEncoder().encode('export {}'));
    const missing = makeRelease(keyOf('mia'), 'mia', '9.0.0');
    missing.files.delete('section.css');
    const flipped = makeRelease(keyOf('mia'), 'mia', '9.0.0');
    const bytes = Uint8Array.from(flipped.files.get('section.js') ?? []);
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    flipped.files.set('section.js', bytes);
    for (const [upload, place] of [
      [unlisted, 'more.js'],
      [missing, 'section.css'],
      [flipped, 'section.js'],
    ] as const) {
      const refusal = registry.publishRelease(developer, 'mia', upload);
      await expect(refusal).rejects.toMatchObject({ status: 422, code: 'release-refused' });
      const findings = await refusal.catch(
        (error: { details: { findings: { severity: string; place: string }[] } }) => error.details.findings,
      );
      expect(JSON.stringify(findings)).toContain(place);
    }
    expect((await registry.history(reviewer, 'mia')).map((release) => release.version)).not.toContain('9.0.0');
  });

  test('a manifest of another agency and one without a canonical form are refused', async () => {
    const developer = person('mia', 'developer');
    await expect(registry.publishRelease(developer, 'mia', makeRelease(keyOf('mia'), 'justice', '9.0.0'))).rejects.toMatchObject({
      status: 422,
    });
    const upload = makeRelease(keyOf('mia'), 'mia', '9.0.0');
    await expect(registry.publishRelease(developer, 'mia', { ...upload, manifest: { half: '\ud800' } })).rejects.toMatchObject({
      status: 422,
      code: 'manifest-unreadable',
    });
  });
});

describe('review', () => {
  test('the publisher and developers of the agency cannot review, whatever other roles they hold', async () => {
    await publish('tax-committee', '1.0.0');
    const both = person('tax-committee', 'developer');
    if (both.kind !== 'person') throw new Error('a person');
    const publisher = { ...both, roles: [{ agency: 'innovation-agency', role: 'reviewer' as const }] };
    const colleague = { ...both, subject: 'somebody-else', roles: [...both.roles, ...publisher.roles] };
    for (const actor of [publisher, colleague, both, manager]) {
      await expect(registry.review(actor, 'tax-committee', '1.0.0', { verdict: 'approve' })).rejects.toMatchObject({ status: 403 });
    }
    expect(liveVersion('tax-committee')).toBeUndefined();
  });

  test('a rejection needs a reason, is final and burns the version', async () => {
    await expect(registry.review(reviewer, 'tax-committee', '1.0.0', { verdict: 'reject' })).rejects.toMatchObject({
      code: 'reason-missing',
    });
    const rejected = await registry.review(reviewer, 'tax-committee', '1.0.0', { verdict: 'reject', reason: 'Матн нопурра аст' });
    expect(rejected).toMatchObject({ state: 'rejected', reason: 'Матн нопурра аст' });
    await expect(registry.review(reviewer, 'tax-committee', '1.0.0', { verdict: 'approve' })).rejects.toMatchObject({
      status: 409,
      code: 'release-state',
    });
  });

  test('an approval made against a version that is no longer live is refused', async () => {
    await goLive('finance', '1.0.0');
    await publish('finance', '1.1.0');
    await publish('finance', '1.2.0');
    await registry.review(reviewer, 'finance', '1.1.0', { verdict: 'approve', against: '1.0.0' });
    await expect(registry.review(reviewer, 'finance', '1.2.0', { verdict: 'approve', against: '1.0.0' })).rejects.toMatchObject({
      code: 'live-changed',
    });
    expect(liveVersion('finance')).toBe('1.1.0');
  });

  test('new powers are told from the live release', async () => {
    await publish('finance', '1.3.0', { declaration: { powers: ['storage'] } });
    const detail = await registry.release(reviewer, 'finance', '1.3.0');
    expect(detail).toMatchObject({
      against: '1.1.0',
      powers: { added: ['power storage'], removed: [] },
      routes: { added: [], removed: [] },
    });
  });
});

describe('after going live', () => {
  test('roll back to the last, to a named one, and kill', async () => {
    await goLive('health', '1.0.0');
    await goLive('health', '1.1.0', { code: 'export default { start() { return { mount() {}, unmount() {} }; } };' });
    await goLive('health', '1.2.0', { code: 'export default { start() { return { mount() {}, unmount() {} }; } }; ' });
    const supervisor = person('health', 'supervisor');
    await expect(registry.rollBack(person('mia', 'developer'), 'health', { reason: 'no' })).rejects.toMatchObject({ status: 403 });

    expect(await registry.rollBack(supervisor, 'health', { reason: 'Хато дар ҳисоб' })).toMatchObject({ version: '1.1.0', state: 'live' });
    expect(await registry.rollBack(reviewer, 'health', { to: '1.2.0', reason: 'fixed elsewhere' })).toMatchObject({ version: '1.2.0' });
    expect(liveVersion('health')).toBe('1.2.0');

    await expect(registry.killRelease(supervisor, 'health', { reason: 'no' })).rejects.toMatchObject({ status: 403 });
    await registry.killRelease(manager, 'health', { reason: 'stolen key' });
    expect(liveVersion('health')).toBeUndefined();
    await expect(registry.rollBack(reviewer, 'health', { to: '1.2.0', reason: 'again' })).rejects.toMatchObject({ code: 'release-state' });
    await registry.rollBack(reviewer, 'health', { to: '1.0.0', reason: 'last good' });
    expect(liveVersion('health')).toBe('1.0.0');
  });

  test('the tier follows the central Agency at once and needs to be supported', async () => {
    await goLive('justice', '2.0.0', { declaration: { tiers: ['page', 'document'] } });
    expect(registry.snapshot().releases.get('justice')?.tier).toBe('document');
    await registry.setTier(manager, 'justice', { tier: 'page' });
    expect(registry.snapshot().releases.get('justice')?.tier).toBe('page');
    await expect(registry.setTier(manager, 'justice', { tier: 'frame' })).rejects.toMatchObject({ code: 'tier-not-supported' });
    await expect(registry.setTier(reviewer, 'justice', { tier: 'document' })).rejects.toMatchObject({ status: 403 });
    expect(registry.snapshot().releases.get('justice')?.tier).toBe('page');
  });

  test('a browser gets hashes of exactly the files of the release', async () => {
    const release = registry.snapshot().releases.get('justice');
    if (!release) throw new Error('justice is live');
    const data = registry.routePlugin(release, 'start', { id: '7' }, 'ru');
    expect(data).toMatchObject({
      entry: '/bundles/justice/2.0.0/section.js',
      title: 'Начало',
      texts: '/bundles/justice/2.0.0/text/ru.json',
    });
    expect(Object.keys(data?.scripts ?? {})).toEqual(['/bundles/justice/2.0.0/section.js']);
    expect(data?.styles['/bundles/justice/2.0.0/section.css']).toBe(`sha384-${release.manifest.files['section.css']?.sha384}`);
  });

  test('every step is in the journal', async () => {
    const { rows } = await raw<{ type: string; actor: string }>`
      SELECT type, actor FROM platform.journal WHERE agency = 'health' ORDER BY seq`.execute(platform.db.owner);
    expect(rows.map((row) => row.type).slice(0, 4)).toEqual([
      'registry.key-registered',
      'release.published',
      'release.approved',
      'release.went-live',
    ]);
    expect(rows.filter((row) => row.type === 'release.rolled-back')).toHaveLength(3);
    expect(rows).toContainEqual({ type: 'release.killed', actor: 'person:innovation-agency-release-manager' });
  });
});

describe('trust', () => {
  test('the central key is readable by its owner only', () => {
    expect(statSync(join(platform.config.dataDir, 'keys', 'central.pem')).mode & 0o777).toBe(0o600);
  });

  test('another central key than the one the registry was opened with is refused at start', async () => {
    const elsewhere = { ...platform, config: { ...platform.config, dataDir: join(platform.config.dataDir, 'other') } };
    await expect(createRegistry(elsewhere, deps).start()).rejects.toThrow(/put that key file back/);
  });

  test('a second instance hears of a change', async () => {
    const second = createRegistry(platform, deps);
    await second.start();
    try {
      expect(liveVersion('mia', second)).toBe('1.0.0');
      const heard: LiveChange[] = [];
      second.onChange((change) => heard.push(change));
      await goLive('mia', '1.1.0');
      await eventually(() => liveVersion('mia', second) === '1.1.0');
      expect(heard).toEqual([{ agency: 'mia', version: '1.1.0', sequence: registry.snapshot().sequence }]);
    } finally {
      await second.stop();
    }
  });

  test('rows changed by hand are not served: another manifest, another pointer, an older pointer, no approval', async () => {
    const change = (statement: ReturnType<typeof raw>) => statement.execute(platform.db.owner);
    const loaded = async () => {
      const fresh = createRegistry(platform, deps);
      await fresh.start();
      await fresh.stop();
      return liveVersion('mia', fresh);
    };
    expect(await loaded()).toBe('1.1.0');

    const { rows: old } = await raw<{ sequence: number; signature: string; version: string }>`
      SELECT sequence, signature, version FROM registry.live WHERE agency = 'mia'`.execute(platform.db.owner);
    await goLive('mia', '1.2.0');

    await change(
      raw`UPDATE registry.releases SET manifest = replace(manifest, '"needs":"none"', '"needs":"high"') WHERE agency = 'mia' AND version = '1.2.0'`,
    );
    expect(await loaded()).toBeUndefined();
    await change(
      raw`UPDATE registry.releases SET manifest = replace(manifest, '"needs":"high"', '"needs":"none"') WHERE agency = 'mia' AND version = '1.2.0'`,
    );
    expect(await loaded()).toBe('1.2.0');

    await change(raw`UPDATE registry.live SET version = '1.0.0' WHERE agency = 'mia'`);
    expect(await loaded()).toBeUndefined();
    await change(raw`UPDATE registry.live SET version = '1.2.0', tier = 'page' WHERE agency = 'mia'`);
    expect(await loaded()).toBeUndefined();

    // A whole older pointer with its true signature: the instance that has seen a newer one does not go back.
    const pointer = old[0];
    await change(
      raw`UPDATE registry.live SET version = ${pointer?.version}, tier = 'document', sequence = ${pointer?.sequence}, signature = ${pointer?.signature} WHERE agency = 'mia'`,
    );
    await change(raw`SELECT pg_notify('registry', 'mia')`);
    await goLive('mia', '1.3.0');
    expect(liveVersion('mia')).toBe('1.3.0');

    await publish('mia', '1.4.0');
    await expect(change(raw`UPDATE registry.releases SET state = 'live' WHERE agency = 'mia' AND version = '1.4.0'`)).rejects.toThrow();
  });

  test('the application role can neither rewrite a release nor delete one', async () => {
    for (const statement of [
      raw`UPDATE registry.releases SET manifest = '{}'`,
      raw`UPDATE registry.release_files SET sha256 = repeat('0', 64)`,
      raw`DELETE FROM registry.releases`,
      raw`DELETE FROM registry.live`,
      raw`UPDATE registry.agency_keys SET public_key = ''`,
    ]) {
      await expect(platform.db.write(manager, async ({ sql }) => statement.execute(sql))).rejects.toMatchObject({ code: '42501' });
    }
  });
});
