import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../src/platform/actor.ts';
import { type TestPlatform, testPlatform } from '../src/platform/testing.ts';

let t: TestPlatform;
beforeAll(async () => {
  t = await testPlatform();
  await t.platform.db.write(system('test'), async (tx) => {
    await tx.journal({ type: 'thing.made', entity: 'a' });
    await tx.journal({ type: 'thing.made', entity: 'b' });
  });
});
afterAll(() => t.stop());

function verify(): Promise<[unknown, string]> {
  const { host, user, database } = t.connection as { host: string; user: string; database: string };
  const env = { PATH: process.env.PATH, DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}` };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'verify-journal.ts')], { env }, (error, out) => resolve([error?.code ?? 0, out]));
  });
}

test('says that the journal is whole, and names the entry when it is not', async () => {
  const timelines = 'The timelines of the applications agree with it: 0 lines.\n';
  expect(await verify()).toEqual([0, `The journal is whole: 2 entries.\n${timelines}`]);
  await sql
    .raw(`alter table platform.journal disable trigger journal_only_grows; update platform.journal set entity = 'c' where seq = 2`)
    .execute(t.platform.db.owner);
  expect(await verify()).toEqual([1, `The journal is broken at entry 2: changed.\n${timelines}`]);
});
