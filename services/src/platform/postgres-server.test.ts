import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** Folders by test would cost a creation of the database each: one serves all that do not need an empty one. */
let dataDir: string;
const folders: string[] = [];
const running: PostgresServer[] = [];

beforeAll(() => {
  dataDir = emptyFolder();
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    await server.stop();
    rmSync(server.host, { recursive: true, force: true });
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-server-'));
  folders.push(folder);
  return folder;
}

async function start(folder = dataDir): Promise<PostgresServer> {
  const server = await startPostgres({ dataDir: folder });
  running.push(server);
  return server;
}

async function ask(server: PostgresServer, statement: string): Promise<unknown> {
  const client = new pg.Client({ host: server.host, user: server.user, database: 'postgres' });
  await client.connect();
  try {
    const results = [await client.query<Record<string, unknown>>(statement)].flat();
    return Object.values(results.at(-1)?.rows.at(-1) ?? {})[0];
  } finally {
    await client.end();
  }
}

const postmaster = () => Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

test('starts on an empty folder, is adopted while it runs, and finds its data after a stop', async () => {
  const first = await start();
  expect(first.started).toBe(true);
  await ask(first, 'create table kept (id int); insert into kept values (7)');
  expect((await start()).started).toBe(false);
  await first.stop();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  const again = await start();
  expect(again.started).toBe(true);
  expect(await ask(again, 'select id from kept')).toBe(7);
});

test('is durable, speaks no TCP, knows Cyrillic letters and keeps statements out of its log', async () => {
  const server = await start();
  expect(await ask(server, 'show fsync')).toBe('on');
  expect(await ask(server, 'show listen_addresses')).toBe('');
  expect(await ask(server, `select lower('ҲУҶҶАТ')`)).toBe('ҳуҷҷат');
  expect(await ask(server, `create extension pg_trgm; select cardinality(show_trgm('ҳ')) > 0`)).toBe(true);
  await expect(ask(server, `select 'secret-name' from nowhere`)).rejects.toThrow('does not exist');
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('secret-name');
});

test('four that start at once on an empty folder share one server', async () => {
  const folder = emptyFolder();
  const servers = await Promise.all([start(folder), start(folder), start(folder), start(folder)]);
  expect(servers.filter((s) => s.started).length).toBeLessThanOrEqual(1);
  await ask(servers[0] as PostgresServer, 'create table shared (id int); insert into shared values (1)');
  for (const server of servers) expect(await ask(server, 'select id from shared')).toBe(1);
});

test('after the server itself was killed, committed data is there and the stale lock is no obstacle', async () => {
  const server = await start();
  await ask(server, 'create table survived (id int); insert into survived values (1)');
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await ask(server, 'select 1').catch(() => 'away')).toBe('away'));
  const again = await start();
  expect(postmaster()).not.toBe(pid);
  expect(await ask(again, 'select id from survived')).toBe(1);
});

test('a lock file that names a stranger is not believed', async () => {
  const server = await start();
  await server.stop();
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n`);
  expect((await start()).started).toBe(true);
});

test('a server whose socket was swept away is asked to leave and replaced', async () => {
  const server = await start();
  const pid = postmaster();
  rmSync(server.host, { recursive: true });
  const again = await start();
  expect(again.started).toBe(true);
  expect(postmaster()).not.toBe(pid);
});

test.runIf(process.getuid?.() === 0)('root: a data folder below a closed one is served from elsewhere, and found again', async () => {
  const closed = join(emptyFolder(), 'home');
  mkdirSync(closed, { mode: 0o700 });
  const folder = join(closed, 'data');
  const server = await start(folder);
  const place = readFileSync(join(folder, 'postgres.location'), 'utf8').trim();
  try {
    expect(place.startsWith(closed)).toBe(false);
    await ask(server, 'create table kept (id int); insert into kept values (3)');
    await server.stop();
    expect(await ask(await start(folder), 'select id from kept')).toBe(3);
    await server.stop();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

test.runIf(process.getuid?.() === 0)('root: a closed data folder of our own lets pass afterwards, but not list', () => {
  expect(statSync(dataDir).mode & 0o777).toBe(0o701);
});

test.runIf(process.getuid?.() === 0)('a plain user starts it too', async () => {
  const folder = emptyFolder();
  chownSync(folder, 65_534, 65_534);
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres-server.ts'))};
    const server = await startPostgres({ dataDir: process.argv[1] });
    console.log(server.started);
    await server.stop();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
    uid: 65_534,
    gid: 65_534,
    cwd: '/',
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect([code, said]).toEqual([0, 'true\n']);
});

test('broken data is refused with the reason', async () => {
  const server = await start();
  await server.stop();
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9\n');
  await expect(start()).rejects.toThrow(/PostgreSQL does not start: .*incompatible/);
});
