import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { canonicalBytes, generateKey, sha384, signManifest } from '@hukumat/contract/release';
import { sql as raw } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistry, type LiveChange } from './index.ts';
import { makeRelease, manager, type TestRegistry, testRegistry } from './testing.ts';

let own: TestRegistry;
beforeAll(async () => {
  own = await testRegistry();
});
afterAll(() => own?.stop());

const LOG_LINES: string[] = [];
const log = pino(
  new Writable({
    write(line: Buffer, _encoding, done) {
      LOG_LINES.push(line.toString());
      done();
    },
  }),
);
const logged = () => LOG_LINES.join('');

/** Another instance on the same database, as it is after its start. */
const anotherInstance = async () => {
  const other = createRegistry({ ...own.platform, log }, own.deps);
  await other.start();
  return other;
};
const versionAfterRestart = async (agency: string) => {
  LOG_LINES.length = 0;
  const other = await anotherInstance();
  await other.stop();
  return own.liveVersion(agency, other);
};
/** What somebody with the owner's rights in the database may do. */
const byHand = (statement: ReturnType<typeof raw>) => statement.execute(own.platform.db.owner);

test('the central key is readable by its owner only', () => {
  expect(statSync(join(own.platform.config.dataDir, 'keys', 'central.pem')).mode & 0o777).toBe(0o600);
});

test('another central key than the one the registry was opened with is refused at start', async () => {
  const elsewhere = { ...own.platform, config: { ...own.platform.config, dataDir: join(own.platform.config.dataDir, 'other') } };
  await expect(createRegistry(elsewhere, own.deps).start()).rejects.toThrow(/put that key file back/);
});

test('a second instance hears of a change', async () => {
  await own.goLive('mia', '1.0.0');
  const second = await anotherInstance();
  try {
    expect(own.liveVersion('mia', second)).toBe('1.0.0');
    const heard: LiveChange[] = [];
    second.onChange((change) => heard.push(change));
    await own.goLive('mia', '1.1.0');
    await expect.poll(() => own.liveVersion('mia', second)).toBe('1.1.0');
    await expect.poll(() => heard).toEqual([{ agency: 'mia', version: '1.1.0', sequence: own.registry.snapshot().sequence }]);
  } finally {
    await second.stop();
  }
});

test('a manifest changed by hand is refused and logged', async () => {
  await own.goLive('health', '1.0.0');
  await byHand(raw`UPDATE registry.releases SET manifest = replace(manifest, '"needs":"none"', '"needs":"high"') WHERE agency = 'health'`);
  expect(await versionAfterRestart('health')).toBeUndefined();
  expect(logged()).toContain('health@1.0.0: the manifest does not match its digest');
  await byHand(raw`UPDATE registry.releases SET manifest = replace(manifest, '"needs":"high"', '"needs":"none"') WHERE agency = 'health'`);
  expect(await versionAfterRestart('health')).toBe('1.0.0');
});

test('a whole release put in by hand, signed by a key put in by hand, is refused', async () => {
  await own.goLive('finance', '1.0.0');
  const key = generateKey();
  const { manifest } = makeRelease(key, 'finance', '1.0.0', { code: 'export default { start() { document.cookie; } };' });
  const canonical = Buffer.from(canonicalBytes(manifest)).toString('utf8');
  await byHand(raw`INSERT INTO registry.agency_keys (key_id, agency, public_key, valid_from, registered_by)
    VALUES (${key.keyId}, 'finance', ${key.publicKeyPem}, '2000-01-01', 'nobody')`);
  await byHand(raw`UPDATE registry.releases SET manifest = ${canonical}, digest = ${sha384(Buffer.from(canonical))}, key_id = ${key.keyId},
    signature = ${signManifest(manifest, key.privateKeyPem).value} WHERE agency = 'finance'`);
  expect(await versionAfterRestart('finance')).toBeUndefined();
  expect(logged()).toMatch(/finance.*signature does not hold/);
});

test('a pointer moved by hand is refused: to another release, to another tier, to nothing', async () => {
  await own.goLive('customs', '1.0.0');
  await own.goLive('customs', '1.1.0');
  for (const change of [raw`version = '1.0.0'`, raw`tier = 'page'`, raw`version = NULL`]) {
    await byHand(raw`UPDATE registry.live SET version = '1.1.0', tier = 'document' WHERE agency = 'customs'`);
    expect(await versionAfterRestart('customs')).toBe('1.1.0');
    await byHand(raw`UPDATE registry.live SET ${change} WHERE agency = 'customs'`);
    expect(await versionAfterRestart('customs')).toBeUndefined();
    expect(logged()).toContain("customs: the pointer's signature does not hold");
  }
});

test('an older pointer with its true signature does not take an instance back', async () => {
  await own.goLive('tax-committee', '1.0.0');
  const old = await raw<{ sequence: number; signature: string }>`
    SELECT sequence, signature FROM registry.live WHERE agency = 'tax-committee'`.execute(own.platform.db.owner);
  await own.goLive('tax-committee', '1.1.0');
  const running = await anotherInstance();
  try {
    LOG_LINES.length = 0;
    const pointer = old.rows[0];
    await byHand(raw`UPDATE registry.live SET version = '1.0.0', sequence = ${pointer?.sequence}, signature = ${pointer?.signature}
      WHERE agency = 'tax-committee'`);
    await byHand(raw`SELECT pg_notify('registry', 'tax-committee')`);
    await expect.poll(logged).toContain('tax-committee: an older pointer was put back');
    expect(own.liveVersion('tax-committee', running)).toBe('1.1.0');
  } finally {
    await running.stop();
  }
});

test('an approval without signatures cannot be written', async () => {
  await own.publish('justice', '1.0.0');
  await expect(byHand(raw`UPDATE registry.releases SET state = 'live' WHERE agency = 'justice'`)).rejects.toThrow(/check constraint/);
});

test('the application role can neither rewrite a release nor delete one', async () => {
  for (const statement of [
    raw`UPDATE registry.releases SET manifest = '{}'`,
    raw`UPDATE registry.release_files SET sha256 = repeat('0', 64)`,
    raw`DELETE FROM registry.releases`,
    raw`DELETE FROM registry.live`,
    raw`UPDATE registry.agency_keys SET public_key = ''`,
  ]) {
    await expect(own.platform.db.write(manager, async ({ sql }) => statement.execute(sql))).rejects.toMatchObject({ code: '42501' });
  }
});
