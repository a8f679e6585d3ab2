import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Account, postgresBinaries, reachable } from './postgres-binaries.ts';
import { StartError } from './start-error.ts';

/** A running PostgreSQL of our own, reached through a Unix socket only. */
export interface PostgresServer {
  /** Folder of the socket: the `host` of a connection. */
  host: string;
  user: string;
  /** `false` when it was already running, for instance after the portal was killed. */
  started: boolean;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Folder of our data; PostgreSQL's own files go below it, or beside it when its account cannot get there. */
  dataDir: string;
  /** `false` only for tests: data may be lost with the power. */
  durable?: boolean;
}

const USER = 'postgres';
const DEADLINE_MS = 30_000;

/**
 * Starts PostgreSQL on `dataDir`, or adopts the one that is already running there: the server is no child that
 * dies with the portal, so `kill -9` of the portal leaves it whole and the next start finds it by connecting.
 * @throws StartError with one sentence when the data folder or the binaries cannot be used.
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const account = process.getuid?.() === 0 ? await postgresAccount() : undefined;
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const files = filesPlace(dataDir, account);
  const host = socketFolder(files, account);
  const deadline = Date.now() + DEADLINE_MS;
  const server = (started: boolean): PostgresServer => ({ host, user: USER, started, stop: () => shutDown(files) });

  if (await answers(host, files)) return server(false);
  const native = postgresBinaries(account);
  if (!existsSync(join(files, 'PG_VERSION'))) await initialise(native, files, account);
  const log = join(dataDir, 'postgres.log');
  for (;;) {
    await clearStaleLock(files, host, deadline);
    if (await answers(host, files)) return server(false);
    const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const child = launch(native, files, host, log, account, options.durable ?? true);
    while (child.running()) {
      if (await answers(host, files)) return server(true);
      if (Date.now() > deadline) throw new StartError(`PostgreSQL did not answer within ${DEADLINE_MS / 1000} s, see ${log}`);
      await pause(15);
    }
    // It left at once: another process of ours was faster, those of a killed server are not all gone yet, or it cannot run at all.
    await pause(100);
    if (await answers(host, files)) return server(false);
    const again = existsSync(join(files, 'postmaster.pid')) || readFileSync(log).subarray(before).includes('still in use');
    if (!again || Date.now() > deadline) {
      throw new StartError(`PostgreSQL does not start: ${lastLine(log)} (${log})`);
    }
  }
}

/** `postgres` where the machine has such an account, else the number that is nobody's everywhere. */
async function postgresAccount(): Promise<Account> {
  const passwd = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  const line = passwd.split('\n').find((l) => l.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : { uid: 65_534, gid: 65_534 };
}

/**
 * PostgreSQL's files stand in `<data>/postgres`. For its account a closed data folder of our own gets its x bit, which lets
 * pass but not list. When a folder above is closed (a portal run by root below a closed home), which is not ours to
 * change, they stand in `/var/lib` and `<data>/postgres.location` names the place.
 */
function filesPlace(dataDir: string, account: Account | undefined): string {
  const note = join(dataDir, 'postgres.location');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const inside = join(dataDir, 'postgres');
  if (!account) return inside;
  if (reachable(dirname(dataDir))) {
    const { mode } = statSync(dataDir);
    if ((mode & 0o001) === 0) chmodSync(dataDir, (mode & 0o777) | 0o001);
    return inside;
  }
  const outside = join('/var/lib', `hukumat-${randomBytes(6).toString('hex')}`);
  writeFileSync(note, `${outside}\n`, { flag: 'wx' });
  return outside;
}

/** A socket's path may hold 107 bytes only, so it lives in a short folder named after the data. Its 0700 is the lock on the door. */
function socketFolder(files: string, account: Account | undefined): string {
  const owner = account?.uid ?? process.getuid?.() ?? 0;
  const base = tmpdir().length > 60 ? '/tmp' : tmpdir();
  const folder = join(base, `hk-${createHash('sha256').update(`${owner}:${files}`).digest('hex').slice(0, 12)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (account && stat.uid === 0) chownSync(folder, account.uid, account.gid);
  else if (!stat.isDirectory() || stat.uid !== owner) throw new StartError(`${folder} belongs to somebody else: remove it`);
  return folder;
}

/** Builds the files aside and renames them into place, so that a killed or a doubled first start leaves nothing half made. */
async function initialise(native: string, files: string, account: Account | undefined): Promise<void> {
  const unfinished = `${files}.${randomBytes(4).toString('hex')}`;
  mkdirSync(unfinished, { mode: 0o700 });
  if (account) chownSync(unfinished, account.uid, account.gid);
  // The builtin C.UTF-8 gives fast byte order and, unlike plain C, classes for Cyrillic letters: trigrams need them.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-ctype=C.UTF-8', '--lc-collate=C'];
  try {
    await promisify(execFile)(join(native, 'bin', 'initdb'), [`--pgdata=${unfinished}`, `--username=${USER}`, '--auth=trust', ...locale], {
      cwd: '/',
      env: { PATH: process.env.PATH ?? '' },
      ...account,
    });
    if (!existsSync(join(files, 'PG_VERSION'))) renameSync(unfinished, files);
  } catch (error) {
    if (!existsSync(join(files, 'PG_VERSION'))) {
      const said = ((error as { stderr?: string }).stderr || String(error)).trim().split('\n');
      throw new StartError(
        `PostgreSQL's data could not be created in ${files}: ${said.find((line) => line.includes('error:')) ?? said[0]}`,
      );
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function launch(native: string, files: string, host: string, log: string, account: Account | undefined, durable: boolean) {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: host,
    max_connections: '200',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and the values in error details may be personal: neither reaches the log file.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum_naptime: '10min' }),
  };
  const output = openSync(log, 'a', 0o600);
  const child = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', files, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // In a session of its own: Ctrl+C reaches the portal, which then stops the server in order.
    { cwd: '/', env: { PATH: process.env.PATH ?? '' }, detached: true, stdio: ['ignore', output, output], ...account },
  );
  closeSync(output);
  let alive = true;
  child.once('error', () => {
    alive = false;
  });
  child.once('exit', () => {
    alive = false;
  });
  child.unref();
  return { running: () => alive };
}

/** Life is judged by an answer on the socket: a process id may belong to a stranger or to a dead process nobody collected. */
async function answers(host: string, files: string): Promise<boolean> {
  const client = new pg.Client({ host, user: USER, database: 'postgres', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === files;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** PostgreSQL trusts the process id in its lock file; after a crash that id may be a zombie's or a stranger's. */
async function clearStaleLock(files: string, host: string, deadline: number): Promise<void> {
  for (;;) {
    const pid = postmasterPid(files);
    if (pid === undefined) return;
    if (!isPostmaster(pid, files)) {
      rmSync(join(files, 'postmaster.pid'), { force: true });
      return;
    }
    if (await answers(host, files)) return;
    // Starting, stopping, or alive with its socket swept away from the temporary folder: the last is asked to leave.
    if (!existsSync(join(host, '.s.PGSQL.5432'))) process.kill(pid, 'SIGINT');
    if (Date.now() > deadline) throw new StartError(`PostgreSQL (process ${pid}) holds ${files} and does not answer: stop it first`);
    await pause(200);
  }
}

function postmasterPid(files: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(files, 'postmaster.pid'), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isPostmaster(pid: number, files: string): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return state !== 'Z' && state !== 'X' && command.includes(files);
  } catch {
    return false;
  }
}

async function shutDown(files: string): Promise<void> {
  const pid = postmasterPid(files);
  if (pid === undefined || !isPostmaster(pid, files)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + DEADLINE_MS;
  while (isPostmaster(pid, files)) {
    if (Date.now() > deadline) throw new StartError(`PostgreSQL (process ${pid}) did not stop within ${DEADLINE_MS / 1000} s`);
    await pause(15);
  }
}

/** Why it left; the very last line only says that it did. */
function lastLine(log: string): string {
  try {
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    return lines.findLast((line) => line.includes('FATAL:')) ?? lines.at(-1) ?? '';
  } catch {
    return '';
  }
}

/** The portal's own database on the embedded server, made when it is not there yet. */
export async function embeddedDatabase(server: PostgresServer): Promise<{ host: string; user: string; database: string }> {
  const database = 'hukumat';
  const client = new pg.Client({ host: server.host, user: server.user, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
  return { host: server.host, user: server.user, database };
}
