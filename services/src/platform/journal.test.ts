import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Actor, ANONYMOUS, system } from './actor.ts';
import { verifyJournal } from './journal.ts';
import { type TestPlatform, testPlatform } from './testing.ts';

let t: TestPlatform;
beforeEach(async () => {
  t = await testPlatform();
});
afterEach(() => t.stop());

const write = (entity: string, data?: Record<string, unknown>) =>
  t.platform.db.write(system('test'), (tx) => tx.journal({ type: 'thing.changed', entity, ...(data ? { data } : {}) }));

/** What a person with every right on the database could do. */
const tamper = (statement: string) =>
  t.platform.db.owner.transaction().execute(async (trx) => {
    await sql.raw('alter table platform.journal disable trigger journal_only_grows').execute(trx);
    await sql.raw(statement).execute(trx);
  });

async function fiveEntries() {
  for (const n of [1, 2, 3, 4, 5]) await write(`e${n}`, { n, text: 'Ҳуҷҷат', deep: { b: 1.5, a: [null, true] } });
}

test('a whole chain is found whole, with values of every JSON kind', async () => {
  await fiveEntries();
  await write('e6', { tiny: 1e-7, large: 123456789012, minus: -0, date: new Date(0), gone: undefined, quote: '"\\\n' });
  expect(await verifyJournal(t.platform.db)).toEqual({ ok: true, entries: 6 });
});

test('concurrent commands form one chain without holes, also when some are rolled back', async () => {
  const commands = Array.from({ length: 30 }, (_, n) =>
    t.platform.db.write(system('test'), async (tx) => {
      await tx.journal({ type: 'thing.changed', entity: `e${n}` });
      if (n % 3 === 0) throw new Error('no');
    }),
  );
  await Promise.allSettled(commands);
  expect(await verifyJournal(t.platform.db)).toEqual({ ok: true, entries: 20 });
});

test.each([
  ['changed data', `update platform.journal set data = '{"n": 9}' where seq = 3`, 3, 'changed'],
  ['changed actor', `update platform.journal set actor = 'person:other' where seq = 1`, 1, 'changed'],
  ['changed time', `update platform.journal set at = at + interval '1 ms' where seq = 4`, 4, 'changed'],
  ['the first deleted', 'delete from platform.journal where seq = 1', 1, 'missing'],
  ['one deleted', 'delete from platform.journal where seq = 3', 3, 'missing'],
  ['the last deleted', 'delete from platform.journal where seq = 5', 5, 'missing'],
  ['all deleted', 'truncate platform.journal', 1, 'missing'],
  [
    'two exchanged',
    'update platform.journal set seq = case seq when 2 then 103 when 3 then 102 end where seq in (2, 3); update platform.journal set seq = seq - 100 where seq > 100',
    2,
    'does not continue the entry before it',
  ],
])('%s is named', async (_what, statement, seq, why) => {
  await fiveEntries();
  await tamper(statement);
  expect(await verifyJournal(t.platform.db)).toEqual({ ok: false, seq, why });
});

test('the application role can neither change nor delete nor forge entries', async () => {
  await fiveEntries();
  const attempt = (statement: string) => t.platform.db.write(system('test'), (tx) => sql.raw(statement).execute(tx.sql));
  await expect(attempt(`update platform.journal set entity = 'x'`)).rejects.toThrow('permission denied');
  await expect(attempt('delete from platform.journal')).rejects.toThrow('permission denied');
  await expect(attempt('truncate platform.journal')).rejects.toThrow('permission denied');
  await expect(attempt('update platform.journal_head set seq = 0')).rejects.toThrow('permission denied');
  await expect(
    attempt(`insert into platform.journal (seq, at, actor, type, entity, data, prev_hash, hash)
      values (6, now(), 'x', 'a.b', 'e', '{}', repeat('1', 64), repeat('2', 64))`),
  ).rejects.toThrow('does not continue the chain');
  expect(await verifyJournal(t.platform.db)).toEqual({ ok: true, entries: 5 });
});

test('people read what concerns them or their agency, an auditor all, others nothing', async () => {
  await t.platform.db.write(system('test'), async (tx) => {
    await tx.journal({ type: 'application.submitted', entity: 'a1', agency: 'mia', subject: 'citizen-1' });
    await tx.journal({ type: 'application.submitted', entity: 'a2', agency: 'justice', subject: 'citizen-2' });
    await tx.journal({ type: 'job.done', entity: 'j' });
  });
  const seen = (actor: Actor) =>
    t.platform.db.read(actor, async (db) => {
      const { rows } = await sql<{ entity: string }>`select entity from platform.journal order by seq`.execute(db);
      return rows.map((r) => r.entity);
    });
  const person = (subject: string, ...roles: (Actor & { kind: 'person' })['roles'][number][]): Actor => ({
    kind: 'person',
    subject,
    name: 'x',
    loa: 'high',
    roles,
  });
  expect(await seen(ANONYMOUS)).toEqual([]);
  expect(await seen(person('citizen-1'))).toEqual(['a1']);
  expect(await seen(person('o', { agency: 'justice', role: 'officer' }))).toEqual(['a2']);
  expect(await seen(person('a', { agency: 'innovation-agency', role: 'auditor' }))).toEqual(['a1', 'a2', 'j']);
  expect(await seen(system('x'))).toEqual(['a1', 'a2', 'j']);
});
