import { sql as raw } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manager, person, reviewer, service, type TestRegistry, testRegistry } from './testing.ts';

let own: TestRegistry;
beforeAll(async () => {
  own = await testRegistry();
});
afterAll(() => own?.stop());

test('roll back to the last, to a named one, and kill', async () => {
  await own.goLive('health', '1.0.0');
  await own.goLive('health', '1.1.0', { code: 'export default { start() { return { mount() {}, unmount() {} }; } };' });
  await own.goLive('health', '1.2.0', { code: 'export default { start() { return { mount() {}, unmount() {} }; } }; ' });
  const supervisor = person('health', 'supervisor');
  await expect(own.registry.rollBack(person('mia', 'developer'), 'health', { reason: 'no' })).rejects.toMatchObject({ status: 403 });

  expect(await own.registry.rollBack(supervisor, 'health', { reason: 'Хато дар ҳисоб' })).toMatchObject({
    version: '1.1.0',
    state: 'live',
  });
  expect(await own.registry.rollBack(reviewer, 'health', { to: '1.2.0', reason: 'fixed elsewhere' })).toMatchObject({ version: '1.2.0' });
  expect(own.liveVersion('health')).toBe('1.2.0');

  await expect(own.registry.killRelease(supervisor, 'health', { reason: 'no' })).rejects.toMatchObject({ status: 403 });
  await own.registry.killRelease(manager, 'health', { reason: 'stolen key' });
  expect(own.liveVersion('health')).toBeUndefined();
  await expect(own.registry.rollBack(reviewer, 'health', { to: '1.2.0', reason: 'again' })).rejects.toMatchObject({
    code: 'release-state',
  });
  await own.registry.rollBack(reviewer, 'health', { to: '1.0.0', reason: 'last good' });
  expect(own.liveVersion('health')).toBe('1.0.0');
});

test('the tier follows the central Agency at once and needs to be supported', async () => {
  await own.goLive('justice', '2.0.0', { declaration: { tiers: ['page', 'document'] } });
  expect(own.registry.snapshot().releases.get('justice')?.tier).toBe('document');
  await own.registry.setTier(manager, 'justice', { tier: 'page' });
  expect(own.registry.snapshot().releases.get('justice')?.tier).toBe('page');
  await expect(own.registry.setTier(manager, 'justice', { tier: 'frame' })).rejects.toMatchObject({ code: 'tier-not-supported' });
  await expect(own.registry.setTier(reviewer, 'justice', { tier: 'document' })).rejects.toMatchObject({ status: 403 });
  expect(own.registry.snapshot().releases.get('justice')?.tier).toBe('page');
});

test('a browser gets hashes of exactly the files of the release', async () => {
  const release = own.registry.snapshot().releases.get('justice');
  if (!release) throw new Error('justice is live');
  const data = own.registry.routePlugin(release, 'start', { id: '7' }, 'ru');
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
    SELECT type, actor FROM platform.journal WHERE agency = 'health' ORDER BY seq`.execute(own.platform.db.owner);
  expect(rows.map((row) => row.type).slice(0, 4)).toEqual([
    'registry.key-registered',
    'release.published',
    'release.approved',
    'release.went-live',
  ]);
  expect(rows.filter((row) => row.type === 'release.rolled-back')).toHaveLength(3);
  expect(rows).toContainEqual({ type: 'release.killed', actor: 'person:innovation-agency-release-manager' });
});

test('an application keeps the definition it was made under, superseded or killed', async () => {
  const service1 = service('land-extract', 'Аввал');
  await own.goLive('finance', '1.0.0', { declaration: { services: [service1] } });
  await own.goLive('finance', '1.1.0', { declaration: { services: [{ ...service('land-extract', 'Дуюм'), version: 2 }] } });
  expect(own.registry.serviceById('land-extract')?.definition.title.tg).toBe('Дуюм');
  expect((await own.registry.definitionAt('finance', '1.0.0', 'land-extract'))?.title.tg).toBe('Аввал');
  await own.registry.killRelease(manager, 'finance', { version: '1.0.0', reason: 'test' });
  expect((await own.registry.definitionAt('finance', '1.0.0', 'land-extract'))?.title.tg).toBe('Аввал');
  expect(await own.registry.definitionAt('finance', '1.0.0', 'no-such-service')).toBeUndefined();
  expect(await own.registry.definitionAt('finance', '7.0.0', 'land-extract')).toBeUndefined();
});
