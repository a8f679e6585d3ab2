import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../src/platform/testing.ts';

let t: TestPlatform;
beforeAll(async () => {
  t = await testPlatform();
  await sql`insert into identity.people (subject, surname, given_name) values ('a', 'А', 'А'), ('b', 'Б', 'Б'), ('c', 'В', 'В')`.execute(
    t.platform.db.owner,
  );
});
afterAll(() => t?.stop());

function name(...subjects: string[]): Promise<[code: unknown, said: string]> {
  const { host, user, database } = t.connection as { host: string; user: string; database: string };
  const env = { PATH: process.env.PATH, DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}` };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'name-registrars.ts'), ...subjects], { env }, (error, out, err) =>
      resolve([error?.code ?? 0, out + err]),
    );
  });
}
const registrars = async () =>
  (
    await sql<{ subject: string }>`select subject from identity.roles where role = 'registrar' order by 1`.execute(t.platform.db.owner)
  ).rows.map(({ subject }) => subject);

test('two people who have signed in, once; anything else is refused with a sentence and changes nothing', async () => {
  for (const wrong of [[], ['a'], ['a', 'a'], ['a', 'nobody']]) {
    const [code, said] = await name(...wrong);
    expect([code, said.length > 20]).toEqual([1, true]);
  }
  expect(await registrars()).toEqual([]);
  expect(await name('a', 'b')).toEqual([0, 'Registrars now: a, b. They give roles at /account/staff/.\n']);
  expect((await name('b', 'c'))[1]).toContain('There is a registrar already');
  expect(await registrars()).toEqual(['a', 'b']);
});
