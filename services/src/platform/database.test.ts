import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ANONYMOUS, system } from './actor.ts';
import { clientConfig } from './connection.ts';
import { createDatabase } from './database.ts';
import { type TestPlatform, testPlatform } from './testing.ts';

interface Tables {
  'demo.things': { id: number; day: string; big: number; amount: string; at: Date };
}

let t: TestPlatform;
beforeAll(async () => {
  t = await testPlatform();
  await sql
    .raw(
      `create schema demo; grant usage on schema demo to hukumat_app;
       create table demo.things (id int primary key, day date, big bigint, amount numeric, at timestamptz);
       grant select, insert, update on demo.things to hukumat_app`,
    )
    .execute(t.platform.db.owner);
});
afterAll(() => t.stop());

const insert = (id: number) =>
  t.platform.db.write<Tables, void>(system('test'), async ({ sql: db }) => {
    await db
      .insertInto('demo.things')
      .values({ id, day: '2026-03-21', big: 9_007_199_254_740_991, amount: '0.10', at: new Date(5) })
      .execute();
  });
const count = () =>
  t.platform.db.read<Tables, number>(ANONYMOUS, async (db) => (await db.selectFrom('demo.things').select('id').execute()).length);

test('int8 is a number, a date its text, money exact, a moment a Date', async () => {
  await insert(1);
  const row = await t.platform.db.read<Tables, unknown>(ANONYMOUS, (db) =>
    db.selectFrom('demo.things').selectAll().where('id', '=', 1).executeTakeFirst(),
  );
  expect(row).toEqual({ id: 1, day: '2026-03-21', big: 9_007_199_254_740_991, amount: '0.10', at: new Date(5) });
  const tooLarge = t.platform.db.read(ANONYMOUS, (db) => sql`select 9007199254740993 as n`.execute(db));
  await expect(tooLarge).rejects.toThrow('too large');
});

test('a transaction carries its actor and the next one does not inherit it', async () => {
  const settings = (db: Parameters<Parameters<typeof t.platform.db.read>[1]>[0]) =>
    sql<Record<string, string>>`select current_user::text as role, current_setting('hukumat.actor', true) as actor,
      current_setting('hukumat.kind', true) as kind, current_setting('hukumat.subject', true) as subject,
      current_setting('hukumat.roles', true) as roles, platform.holds('mia', 'officer') as officer, platform.serves('mi') as other`
      .execute(db)
      .then(({ rows }) => rows[0]);
  const officer = { kind: 'person', subject: 'mia-officer', name: 'O', loa: 'high', roles: [{ agency: 'mia', role: 'officer' }] } as const;
  expect(await t.platform.db.read(officer, settings)).toEqual({
    role: 'hukumat_app',
    actor: 'person:mia-officer',
    kind: 'person',
    subject: 'mia-officer',
    roles: ',mia:officer,',
    officer: true,
    other: false,
  });
  const anonymous = { role: 'hukumat_app', actor: 'anonymous', kind: 'anonymous', subject: '', roles: ',', officer: false, other: false };
  for (let i = 0; i < 3; i++) expect(await t.platform.db.read(ANONYMOUS, settings)).toEqual(anonymous);
});

test('an address with options of its own keeps them and cannot lift the role', async () => {
  const { host, user, database } = t.connection as { host: string; user: string; database: string };
  const options = encodeURIComponent('-c work_mem=5MB -c role=none');
  const connectionString = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&options=${options}`;
  const { clock, log } = t.platform;
  const db = createDatabase({ connectionString }, { clock, log, enqueueIn: async () => undefined });
  const { rows } = await db.read(ANONYMOUS, (tx) =>
    sql`select current_user::text as role, current_setting('work_mem') as memory`.execute(tx),
  );
  expect(rows).toEqual([{ role: 'hukumat_app', memory: '5MB' }]);
  await db.close();
});

test('what fails leaves nothing behind: state, journal, job and notice', async () => {
  const heard: (string | undefined)[] = [];
  const silence = await t.platform.db.listen('rollbacks', (payload) => heard.push(payload));
  const before = await count();
  const failing = t.platform.db.write<Tables, void>(system('test'), async ({ sql: db, journal, enqueue, notify }) => {
    await db.insertInto('demo.things').values({ id: 77, day: '2026-01-01', big: 1, amount: '1', at: new Date() }).execute();
    await journal({ type: 'thing.made', entity: '77' });
    await enqueue('never', {});
    await notify('rollbacks', 'never');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  await t.platform.db.write(system('test'), ({ notify }) => notify('rollbacks', 'after'));
  await vi.waitFor(() => expect(heard).toEqual([undefined, 'after']));
  expect(await count()).toBe(before);
  const { rows } = await sql`select 1 from platform.journal union all select 1 from pgboss.job where name = 'never'`.execute(
    t.platform.db.owner,
  );
  expect(rows).toEqual([]);
  await silence();
});

test('a reading transaction cannot write and sees one moment', async () => {
  const writing = t.platform.db.read<Tables, unknown>(ANONYMOUS, (db) => db.updateTable('demo.things').set({ big: 1 }).execute());
  await expect(writing).rejects.toThrow('read-only');
  const [before, after] = await t.platform.db.read<Tables, number[]>(ANONYMOUS, async (db) => {
    const size = async () => (await db.selectFrom('demo.things').select('id').execute()).length;
    const first = await size();
    await insert(200);
    return [first, await size()];
  });
  expect(after).toBe(before);
});

test('a deadlock is answered as "busy", once, and the other command goes through', async () => {
  await insert(301);
  await insert(302);
  const cross = (first: number, second: number) =>
    t.platform.db.write<Tables, void>(system('test'), async ({ sql: db }) => {
      await db.updateTable('demo.things').set({ big: first }).where('id', '=', first).execute();
      await met();
      await db.updateTable('demo.things').set({ big: first }).where('id', '=', second).execute();
    });
  let waiting: (() => void) | undefined;
  const met = () =>
    new Promise<void>((resolve) => {
      if (!waiting) waiting = resolve;
      else {
        waiting();
        resolve();
      }
    });
  const results = await Promise.allSettled([cross(301, 302), cross(302, 301)]);
  const refused = results.filter((r) => r.status === 'rejected').map((r) => r.reason);
  expect(refused).toEqual([expect.objectContaining({ status: 503, code: 'busy' })]);
});

test("text that PostgreSQL cannot hold is the sender's mistake", async () => {
  const writing = t.platform.db.write(system('test'), (tx) => sql`select ${'a\u0000b'}::text`.execute(tx.sql));
  await expect(writing).rejects.toMatchObject({ status: 400, code: 'bad-text' });
});

test('listening goes on after the connection was cut, and says so', async () => {
  const heard: (string | undefined)[] = [];
  const silence = await t.platform.db.listen('news', (payload) => heard.push(payload));
  expect(heard).toEqual([undefined]);
  await t.platform.db.write(system('test'), ({ notify }) => notify('news', 'one'));
  await vi.waitFor(() => expect(heard).toEqual([undefined, 'one']));
  const admin = new pg.Client(clientConfig(t.connection));
  await admin.connect();
  const cut = await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'hukumat listener' and datname = current_database()`);
  await admin.end();
  expect(cut.rowCount).toBe(1);
  await vi.waitFor(() => expect(heard).toEqual([undefined, 'one', undefined]), 5_000);
  await t.platform.db.write(system('test'), ({ notify }) => notify('news', 'two'));
  await vi.waitFor(() => expect(heard).toEqual([undefined, 'one', undefined, 'two']));
  await silence();
  await t.platform.db.write(system('test'), ({ notify }) => notify('news', 'three'));
  expect(heard).toHaveLength(4);
});
