import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringUpToDate } from './bring-up-to-date.ts';
import { type Connection, clientConfig } from './connection.ts';
import { createLog } from './log.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { leaseServer } from './testing.ts';

const log = createLog('silent');
const migration = (name: string, sql: string): Migration => ({ name, sql, sha256: createHash('sha256').update(sql).digest('hex') });
const one = migration('9001_demo_one.sql', 'create table public.one (id int); select pg_sleep(0.2)');
const two = migration('9002_demo_two.sql', 'create table public.two (id int); insert into public.one values (1)');

let lease: Awaited<ReturnType<typeof leaseServer>>;
let connection: Connection;
const database = `test_${process.pid}_a1`;
beforeAll(async () => {
  lease = await leaseServer();
  await lease.admin.query(`drop database if exists ${database}`);
  await lease.admin.query(`create database ${database}`);
  connection = { host: lease.server.host, user: lease.server.user, database };
});
afterAll(async () => {
  await lease.admin.query(`drop database if exists ${database} with (force)`);
  await lease.end();
});

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

test('two instances that start together on an empty database both succeed and apply each file once', async () => {
  const shipped = readMigrations().filter((m) => m.name.includes('_platform_'));
  const results = await Promise.all([bringUpToDate(connection, log, shipped), bringUpToDate(connection, log, shipped)]);
  expect(results.flat().sort()).toEqual(shipped.map((m) => m.name));
  await query('grant create on schema public to hukumat_owner');
  const again = await Promise.all([migrate(connection, [one, two]), migrate(connection, [one, two]), migrate(connection, [one, two])]);
  expect(again.flat()).toEqual([one.name, two.name]);
  expect(await query('select id from public.one')).toEqual([{ id: 1 }]);
});

test('a file changed after it was applied is refused by name', async () => {
  await expect(migrate(connection, [one, migration(two.name, `${two.sql} -- edited`)])).rejects.toThrow(/9002_demo_two\.sql was changed/);
});

test('a failing file leaves nothing of itself and is named', async () => {
  const bad = migration('9003_demo_bad.sql', 'create table public.three (id int); select 1 / 0');
  await expect(migrate(connection, [one, two, bad])).rejects.toThrow(/9003_demo_bad\.sql failed: division by zero/);
  expect(await query(`select to_regclass('public.three') as found`)).toEqual([{ found: null }]);
  const mended = migration(bad.name, 'create table public.three (id int)');
  expect(await migrate(connection, [one, two, mended])).toEqual([bad.name]);
});

test('tables belong to the owner and are closed to the application role until granted', async () => {
  expect(await query(`select tableowner from pg_tables where tablename = 'one'`)).toEqual([{ tableowner: 'hukumat_owner' }]);
  expect(await query(`select has_table_privilege('hukumat_app', 'public.one', 'select') as may`)).toEqual([{ may: false }]);
});

test('the shipped files have lawful names and numbers', () => {
  const names = readMigrations().map((m) => m.name);
  expect(names.length).toBeGreaterThan(0);
  expect(names).toEqual([...names].sort());
});
