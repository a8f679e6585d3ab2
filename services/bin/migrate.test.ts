import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mirroredSite, OLD_HOST, wordpressExport } from '../src/modules/migration/testing.ts';
import { type TestPlatform, testPlatform } from '../src/platform/testing.ts';

let t: TestPlatform;
beforeAll(async () => {
  t = await testPlatform();
});
afterAll(() => t.stop());

/** The command as somebody types it, beside the database of a portal. */
function migrate(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const { host, user, database } = t.connection as { host: string; user: string; database: string };
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
    // The shell's build is kept between runs.
    HUKUMAT_DATA: join(tmpdir(), `hukumat-test-portal-${process.getuid?.() ?? 0}`),
    HUKUMAT_DEMO: '0',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'migrate.ts'), ...args], { env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}
/** What the command printed before each word. */
const counted = (out: string) => Object.fromEntries([...out.matchAll(/^ *(\d+) {2}([\w-]+)$/gm)].map(([, n, word]) => [word, Number(n)]));

test('an export, a mirror and a log are moved from the command line, and a second time nothing doubles', async () => {
  expect((await migrate('add', OLD_HOST, 'customs')).out).toContain(`${OLD_HOST} is moved to the section of customs.`);
  const { file, mirror } = await wordpressExport();
  const first = await migrate('wordpress', OLD_HOST, file, '--uploads', mirror);
  expect([first.code, first.err]).toEqual([0, '']);
  expect(counted(first.out)).toMatchObject({ read: 17, drafted: 12, refused: 4, files: 2, 'text-repaired': 2, 'date-future': 1 });
  expect(counted((await migrate('wordpress', OLD_HOST, file, '--uploads', mirror)).out)).toMatchObject({ drafted: 0, unchanged: 12 });

  await migrate('add', 'yakum.example.tj', 'justice');
  const second = await migrate('mirror', 'yakum.example.tj', await mirroredSite());
  expect(counted(second.out)).toMatchObject({ read: 12, drafted: 4, refused: 7, 'charset-wrong': 1, 'symbolic-link': 2, 'too-deep': 2 });
  const log = join(mirror, '..', 'access.log');
  await writeFile(log, `x - - [01/Nov/2026:10:00:00 +0500] "GET /akhbor-1/ HTTP/1.1" 200 5 "-" "x"\n`);
  expect((await migrate('visits', OLD_HOST, log)).out).toContain('1 visits to 1 addresses; 1 of them find their page.');

  const { rows } = await sql<{ state: string; n: number }>`select state, count(*)::int as n from content.editions group by state`.execute(
    t.platform.db.owner,
  );
  expect(rows).toEqual([{ state: 'draft', n: 16 }]);
}, 120_000);

test.each([
  [['wordpress', OLD_HOST], 'write: migrate.ts'],
  [['mirror', 'nobody.example.tj', '.'], 'The site was not found'],
  [['wordpress', OLD_HOST, '/no/such/file.xml'], 'ENOENT'],
  [['crawl', OLD_HOST, 'http://elsewhere.example/'], `write an address of ${OLD_HOST}`],
])('%j is refused with a sentence', async (args, why) => {
  const { code, err } = await migrate(...args);
  expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
  expect(err).toContain(why);
});
