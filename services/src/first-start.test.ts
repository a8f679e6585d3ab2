import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { firstStart, SHIPPED, type Shipped } from './first-start.ts';
import { createRegistry, type Registry } from './modules/registry/index.ts';
import { type TestPlatform, testPlatform } from './platform/testing.ts';

// Real builds, several a test, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const sources = resolve(import.meta.dirname, '../..');
const AGENCIES = ['mia', 'justice', 'customs', 'finance', 'health', 'energy', 'culture', 'innovation-agency'];

let own: TestPlatform;
let registry: Registry;
let root: string;
let dataDir: string;
const said: string[] = [];
beforeAll(async () => {
  own = await testPlatform();
  dataDir = own.platform.config.dataDir;
  registry = createRegistry(own.platform, {
    agencies: () => AGENCIES,
    identity: {
      actorOf: () => ({ kind: 'anonymous' }),
      capability: { check: () => undefined },
    },
  });
  await registry.start();
  root = mkdtempSync(join(tmpdir(), 'hukumat-shipped-'));
});
afterAll(async () => {
  await registry?.stop();
  await own?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** A small plugin's package on disk, with whatever is to be wrong about it. */
function plugin(agency: string, wrong: Record<string, string> = {}): Shipped {
  const folder = `agencies/${agency}`;
  const fallback = { what: 'Намуна', phone: '+992 00 000 0000 (намуна)', address: 'Душанбе (намуна)', hours: '8–17' };
  const declaration = {
    agency,
    tiers: ['page', 'document'],
    routes: [{ name: 'start', path: 'start', title: { tg: 'Оғоз', ru: 'Начало', en: 'Start' }, needs: 'none' }],
    fallback: { tg: fallback, ru: fallback, en: fallback },
    owner: { oncall: 'oncall@agency.example', security: 'security@agency.example' },
  };
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ name: `shipped-${agency}`, version: '1.0.0', type: 'module' }),
    'vite.config.ts': `import { hukumatPlugin } from '@hukumat/contract/vite';\nexport default hukumatPlugin();\n`,
    'src/agency.ts': `import { defineAgency } from '@hukumat/contract';\nexport default defineAgency(${JSON.stringify(declaration)});\n`,
    'src/section.ts': 'export default { start: () => ({ mount(view) { view.root.textContent = "Салом"; }, unmount() {} }) };\n',
    'text/tg.json': '{"start":"Оғоз"}',
    'text/ru.json': '{"start":"Начало"}',
    'text/en.json': '{"start":"Start"}',
    ...wrong,
  };
  for (const [path, text] of Object.entries(files)) {
    const at = join(root, folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  if (!existsSync(join(root, folder, 'node_modules'))) {
    symlinkSync(join(sources, 'agencies/innovation-agency/node_modules'), join(root, folder, 'node_modules'));
  }
  return { agency, folder, tier: 'page' };
}

const start = (shipped: Shipped[], through = registry) => firstStart(through, { root, dataDir, say: (line) => said.push(line), shipped });

test('shipped plugins are built, signed, published, reviewed and live in their tier; the next start does nothing', async () => {
  const shipped = [plugin('mia'), plugin('justice'), plugin('customs')];
  await start(shipped);
  for (const { agency } of shipped) {
    expect(registry.snapshot().releases.get(agency)).toMatchObject({ version: '1.0.0', tier: 'page' });
  }
  expect(said.at(-1)).toMatch(/^ {2}3 of 3: [a-z]+ 1\.0\.0 is live$/);
  const [release] = await registry.history(
    { kind: 'person', subject: 'x', name: 'x', loa: 'low', roles: [{ agency: 'mia', role: 'supervisor' }] },
    'mia',
  );
  expect(release).toMatchObject({ publisher: 'mia-developer', reviewer: 'innovation-agency-reviewer-1' });

  said.length = 0;
  rmSync(join(root, 'agencies'), { recursive: true, force: true });
  await start(shipped);
  expect(said).toEqual([]);
});

test('a start that was cut off after any of its steps goes on', async () => {
  const steps = ['registerAgencyKey', 'setTier', 'publishRelease', 'review'] as const;
  const agencies = ['finance', 'health', 'energy', 'culture'];
  for (const [at, name] of steps.entries()) {
    const shipped = [plugin(agencies[at] ?? '')];
    const cut: Registry = {
      ...registry,
      [name]: async (...given: never[]) => {
        await (registry[name] as (...given: never[]) => Promise<unknown>)(...given);
        throw new Error('power cut');
      },
    };
    await expect(start(shipped, cut)).rejects.toThrow('power cut');
    await start(shipped);
    expect(registry.snapshot().releases.get(agencies[at] ?? '')).toMatchObject({ version: '1.0.0', tier: 'page' });
  }
});

test('a plugin that cannot be built, or does not pass the checks, ends the start with its name and the reason', async () => {
  await expect(start([plugin('innovation-agency', { 'src/section.ts': 'export default {' })])).rejects.toThrow(
    /The plugin innovation-agency could not be brought live: the plugin in .* could not be built/,
  );
  rmSync(join(root, 'agencies/innovation-agency'), { recursive: true });
  await expect(start([plugin('innovation-agency', { 'text/tg.json': '{}' })])).rejects.toThrow(
    /The plugin innovation-agency could not be brought live: The release does not pass the checks.*text\/tg\.json/s,
  );
  await expect(start([{ agency: 'innovation-agency', folder: 'agencies/nowhere', tier: 'page' }])).rejects.toThrow(/innovation-agency/);
});

test('every shipped plugin has its folder', () => {
  for (const { folder } of SHIPPED) expect(existsSync(join(sources, folder, 'vite.config.ts')), folder).toBe(true);
});
