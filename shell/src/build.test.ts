import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GOVERNED_NAMES } from '@hukumat/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { facade } from './build/governed.ts';
import { buildShell, type ShellAssets } from './build.ts';

const folders = [mkdtempSync(join(tmpdir(), 'shell-a-')), mkdtempSync(join(tmpdir(), 'shell-b-'))] as const;
let assets: ShellAssets;
const text = (url: string): string => readFileSync(assets.files.get(url)?.path ?? '', 'utf8');

beforeAll(async () => {
  assets = await buildShell(folders[0]);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

it('gives every file under its own hash, and the same bytes in another place', async () => {
  const again = await buildShell(folders[1]);
  expect([...again.files.keys()]).toEqual([...assets.files.keys()]);
  for (const [url, file] of assets.files) {
    const bytes = readFileSync(file.path);
    expect(file.integrity).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
    expect(again.files.get(url)?.integrity).toBe(file.integrity);
  }
  expect({ ...again, files: 0 }).toEqual({ ...assets, files: 0 });
});

it('finds the build of the same inputs again and writes nothing anew', async () => {
  const written = () => [...assets.files.values()].map(({ path }) => statSync(path).mtimeMs);
  const before = written();
  await buildShell(folders[0]);
  expect(written()).toEqual(before);
});

it('maps every governed name, and nothing else, to a file that is served', () => {
  expect(Object.keys(assets.importMap.imports).sort()).toEqual(Object.values(GOVERNED_NAMES).flat().sort());
  for (const url of Object.values(assets.importMap.imports)) expect(assets.files.has(url)).toBe(true);
  for (const { imports } of Object.values(assets.libraries)) for (const url of imports) expect(assets.files.has(url)).toBe(true);
});

it('exports every name of React, under the door that has it', () => {
  const require = createRequire(import.meta.url);
  const names = Object.keys(require('react') as object).filter((name) => !['act', 'captureOwnerStack', 'default'].includes(name));
  const exported = facade(GOVERNED_NAMES.react);
  for (const name of names) expect(exported).toContain(name);
  expect(facade(GOVERNED_NAMES['react-dom'])).toMatch(/createPortal[\s\S]*hydrateRoot/);
});

it('keeps frameworks, single-spa and the federation runtime out of what a reading page loads', () => {
  const main = text(assets.main.path);
  expect(assets.main.imports).toEqual([]);
  expect(main).not.toMatch(/\bfrom\s*["']|^import\s*["']/m);
  expect(main.length).toBeLessThan(14_000);
  expect(main).not.toContain('ProseMirror');
  expect(assets.inlineScript.length).toBeLessThan(1024);
  expect(assets.inlineScript).toContain(assets.main.integrity);
});

it('claims no Trusted Types policy of a framework in its own parts: a page of another framework’s plugin has none for it', () => {
  const scripts = [...assets.files.keys()].filter((url) => url.endsWith('.js'));
  const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
  const claiming = scripts.filter((url) => text(url).includes('createPolicy') && text(url).includes('lit-html'));
  expect(claiming).not.toEqual([]);
  const own = scripts.filter((url) => /^(awake|elements|form-page|main|on-page|rich-text|session|suggest)-/.test(nameOf(url)));
  expect(own.filter((url) => claiming.some((claim) => text(url).includes(nameOf(claim))))).toEqual([]);
});

it('leaves one instance of Lit for the design system and the form', () => {
  const lit = assets.importMap.imports.lit ?? '';
  const own = [...assets.files.keys()].filter((url) => url.endsWith('.js') && text(url).includes('litHtmlVersions'));
  const reach = [lit, ...(assets.libraries.lit?.imports ?? [])];
  expect(own.length).toBeGreaterThan(0);
  for (const url of own) expect(reach).toContain(url);
});
