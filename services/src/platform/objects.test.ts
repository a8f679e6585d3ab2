import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createObjectStore } from './objects.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('bytes come back by their digest, and twice the same is one file', async () => {
  const store = createObjectStore(folder);
  const bytes = Buffer.from('abc');
  expect(await store.put(bytes)).toEqual({ sha256: ABC, bytes: 3 });
  await Promise.all(Array.from({ length: 10 }, () => store.put(bytes)));
  expect(Buffer.from((await store.get(ABC)) ?? [])).toEqual(bytes);
  expect(await store.has(ABC)).toBe(true);
  expect(files().map((f) => join(f.parentPath, f.name))).toEqual([join(folder, 'ba', '78', ABC)]);
});

test('what is not there is undefined, and a name that is no digest reaches no file', async () => {
  const store = createObjectStore(folder);
  expect(await store.get(ABC)).toBeUndefined();
  expect(await store.has(ABC)).toBe(false);
  expect(await store.get('../../etc/passwd')).toBeUndefined();
  expect(await store.has('../../etc/passwd')).toBe(false);
});

test('a damaged file is never handed out, and putting it again mends a torn one', async () => {
  const store = createObjectStore(folder);
  await store.put(Buffer.from('abc'));
  const path = join(folder, 'ba', '78', ABC);
  writeFileSync(path, 'abd');
  await expect(store.get(ABC)).rejects.toThrow(`object ${ABC} is damaged`);
  writeFileSync(path, 'a');
  await store.put(Buffer.from('abc'));
  expect(Buffer.from((await store.get(ABC)) ?? []).toString()).toBe('abc');
});
