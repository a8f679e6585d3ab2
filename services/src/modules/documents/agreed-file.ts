import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The text of a secret file, made when it is not there. Two instances that start together agree on one. */
export async function agreedFile(path: string, make: () => Promise<string>): Promise<string> {
  const read = () =>
    readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  const there = await read();
  if (there) return there;
  const own = await written(path, await make());
  // A link never replaces: of two that start together one wins and both read the winner's.
  await link(own, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(own, { force: true });
  return (await read()) ?? '';
}

/** Puts another text in its place in one step: a reader sees the old or the new. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await rename(await written(path, text), path);
}

async function written(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}.${Date.now()}`;
  await writeFile(own, text, { mode: 0o600, flag: 'wx', flush: true });
  return own;
}
