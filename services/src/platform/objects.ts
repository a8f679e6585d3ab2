import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStore } from './platform.ts';

/** Files below `folder`, named by their content: `ab/cd/abcd…`. A file that no longer matches its name is refused when read. */
export function createObjectStore(folder: string): ObjectStore {
  const path = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return {
    async put(bytes) {
      const sha256 = digest(bytes);
      const target = path(sha256);
      // Touched before it is named: whoever is about to remove it sees that it is wanted again.
      if ((await sizeOf(target)) === bytes.byteLength) await utimes(target, new Date(), new Date()).catch(absent);
      if ((await sizeOf(target)) !== bytes.byteLength) await writeDurably(target, bytes);
      return { sha256, bytes: bytes.byteLength };
    },
    async get(sha256) {
      if (!NAME.test(sha256)) return undefined;
      const bytes = await readFile(path(sha256)).catch(absent);
      if (bytes && digest(bytes) !== sha256) throw new Error(`object ${sha256} is damaged`);
      return bytes;
    },
    async remove(sha256) {
      if (!NAME.test(sha256)) return;
      const found = await stat(path(sha256)).catch(absent);
      if (found && Date.now() - found.mtimeMs > WANTED_MS) await rm(path(sha256), { force: true });
    },
    async has(sha256) {
      return NAME.test(sha256) && (await sizeOf(path(sha256))) !== undefined;
    },
  };
}

/** A row that names fresh bytes may not be committed yet. */
const WANTED_MS = 60 * 60_000;
const NAME = /^[0-9a-f]{64}$/;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(absent))?.size;
}

/** Written aside, flushed, renamed, and the folder flushed: after a power cut the file is whole or absent. */
async function writeDurably(target: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const unfinished = `${target}.${randomUUID()}`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
