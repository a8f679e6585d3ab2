import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createContent } from '../content/index.ts';
import { createDirectory } from '../directory/index.ts';
import { createMigration, type Migration } from './index.ts';
import { MOST_ADDRESSES } from './visits.ts';

const ORIGIN = 'https://portal.example.tj';
const registrar: Actor = {
  kind: 'person',
  subject: 'innovation-agency-registrar',
  name: 'Р',
  loa: 'high',
  roles: [{ role: 'registrar', agency: 'innovation-agency' }],
};
let stage: TestPlatform;
let migration: Migration;
let app: FastifyInstance;
/** What the portal has: an address that is not here is not found. */
const published = new Set<string>();

beforeAll(async () => {
  stage = await testPlatform({ clock: fixedClock('2026-11-02T05:00:00Z'), env: { HUKUMAT_ORIGIN: ORIGIN } });
  const { platform } = stage;
  const directory = createDirectory(platform);
  await directory.start();
  const content = createContent(platform, {
    agencies: () => directory.ids(),
    claimed: () => false,
    holdersOf: async () => [],
    actorOf: () => ANONYMOUS,
  });
  migration = createMigration(platform, {
    content,
    directory,
    renderPage: (page) => ({ html: JSON.stringify(page), headers: {} }),
  });
  await migration.start();
  app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined, oldHosts: migration.servedFor });
  app.get('/:lang/*', async (request, reply) => reply.code(published.has(request.url) ? 200 : 404).send(''));
  migration.routes(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await stage.stop();
});
beforeEach(() => {
  published.clear();
  for (const lang of ['tg', 'ru', 'en']) published.add(`/${lang}/customs/`);
});

const ask = (host: string, url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => app.inject({ method, url, headers: { host } });
/** Sent as it stands: clients put an address in order before they send it, and strangers do not. */
function asSent(host: string, target: string): Promise<{ status: number; location?: string }> {
  return new Promise((resolve, reject) => {
    const { port } = app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`));
    let answer = '';
    socket.setEncoding('utf8').on('data', (part) => {
      answer += part;
    });
    socket.on('error', reject).on('close', () => {
      const location = /\r\nlocation: (.*)\r\n/i.exec(answer)?.[1];
      resolve({ status: Number(answer.slice(9, 12)), ...(location ? { location } : {}) });
    });
  });
}
async function* log(...lines: string[]) {
  yield* lines;
}
const visit = (target: string, status = 200) => `10.0.0.1 - - [01/Nov/2026:10:00:00 +0500] "GET ${target} HTTP/1.1" ${status} 512 "-" "x"`;
let serial = 0;
async function site(archive?: string): Promise<string> {
  const host = `kuhna-${++serial}.example.tj`;
  await migration.addSite(registrar, { host, agency: 'customs', archive });
  return host;
}
async function served(archive?: string): Promise<string> {
  const host = await site(archive);
  await migration.readVisits(registrar, host, log(visit('/')));
  await migration.switchHost(registrar, host);
  return host;
}

test('a host that is not switched is not ours, and one that is switched back is not ours any more', async () => {
  const host = await site();
  expect((await ask(host, '/')).statusCode).toBe(421);
  await migration.readVisits(registrar, host, log(visit('/')));
  await migration.switchHost(registrar, host);
  expect((await ask(host, '/')).statusCode).toBe(301);
  await migration.switchBack(registrar, host);
  expect((await ask(host, '/')).statusCode).toBe(421);
});

test('an old address leads to its page whatever its spelling, scheme, www or order of query', async () => {
  const host = await served();
  published.add('/tg/customs/news/nav');
  await migration.mapAddress(registrar, host, '/News/Item.php?b=2&a=1', '/tg/customs/news/nav');
  await migration.mapAddress(registrar, host, '/ҳуқуқ', '/ru/customs/news/nav');
  for (const url of ['/news/item.php?a=1&b=2', '/NEWS//item.php?b=2&a=1&utm_source=x', '/./news/item.php/?a=1&b=2#top']) {
    const answer = await ask(`WWW.${host}:8080`, url);
    expect([answer.statusCode, answer.headers.location]).toEqual([301, `${ORIGIN}/tg/customs/news/nav`]);
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  }
  expect((await ask(host, '/%D2%B2%D1%83%D2%9B%D1%83%D2%9B/')).headers.location).toBe(`${ORIGIN}/ru/customs/news/nav`);
  expect((await ask(host, '/news/item.php?a=1&b=2', 'HEAD')).statusCode).toBe(301);
  // Another number is another page, not this one.
  expect((await ask(host, '/news/item.php?a=1&b=3')).statusCode).toBe(404);
  await migration.mapAddress(registrar, host, '/?p=1', '/tg/customs/news/nav');
  expect([(await ask(host, '/?p=1')).statusCode, (await ask(host, '/?p=999')).statusCode]).toEqual([301, 404]);
});

test('what is gone is 410, what never was is 404, each with a text and an archive where one is allowed', async () => {
  const host = await served('https://archive.example.org/web/');
  await migration.mapAddress(registrar, host, '/old', undefined);
  const gone = await ask(host, '/OLD/?utm_medium=x');
  expect([gone.statusCode, gone.json()]).toMatchObject([
    410,
    { kind: 'gone', section: `${ORIGIN}/tg/customs/`, archive: `https://archive.example.org/web/http://${host}/OLD/?utm_medium=x` },
  ]);
  expect([(await ask(host, '/nonsense')).statusCode, (await ask(host, '/nonsense', 'POST')).statusCode]).toEqual([404, 404]);
});

test('no address of an old host makes a loop or fails, whatever it holds', async () => {
  const host = await served();
  const text = fc.string({ unit: 'grapheme-ascii' }).map((path) => `/${path.replaceAll(' ', '')}`);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.webPath(), text, fc.constantFrom('//evil.example/', '/..%2f', '/%00', '/\\..', 'http://x/')),
      async (path) => {
        const { status, location } = await asSent(host, path || '/');
        expect([200, 301, 404, 410]).toContain(status);
        if (location !== undefined) expect(location.startsWith(`${ORIGIN}/`)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
  for (const target of ['http://x.example/', '//x.example/', '/\\x.example', '/tg//x', 'tg/x', '/_host/old/customs', '/tg/a b'])
    await expect(migration.mapAddress(registrar, host, '/a', target)).rejects.toMatchObject({ code: 'target-shape' });
  await expect(migration.addSite(registrar, { host: 'portal.example.tj', agency: 'customs' })).rejects.toMatchObject({
    code: 'host-shape',
  });
});

test('a switch is refused without visits, below 98 % of them, and where a target does not answer 200', async () => {
  const host = await site();
  await expect(migration.switchHost(registrar, host)).rejects.toMatchObject({
    code: 'switch-refused',
    details: { refusals: [{ reason: 'hits-unknown' }] },
  });
  const lines = [
    ...Array<string>(97).fill(visit('/')),
    ...Array<string>(3).fill(visit('/News?id=7')),
    // Neither mistakes nor furniture of the old site are visits.
    ...Array<string>(50).fill(visit('/wp-login.php', 404)),
    visit('/style.css'),
    'nonsense',
  ];
  expect(await migration.readVisits(registrar, host, log(...lines))).toEqual({ hits: 100, addresses: 2 });
  await migration.readVisits(registrar, host, log(...lines));
  const { coverage } = await migration.report(registrar, host);
  expect(coverage).toEqual({ hits: 100, mapped: 97, share: 0.97, missing: [{ address: '/news?id=7', hits: 3 }] });
  expect(await migration.check(registrar, host)).toEqual([{ reason: 'coverage-low', share: 0.97 }]);

  await migration.mapAddress(registrar, host, '/news?id=7', '/tg/customs/news/seven');
  await expect(migration.switchHost(registrar, host)).rejects.toMatchObject({
    details: { refusals: [{ reason: 'target-broken', address: '/news?id=7', target: '/tg/customs/news/seven', status: 404 }] },
  });
  expect((await migration.report(registrar, host)).site.refusals).toHaveLength(1);
  expect((await ask(host, '/')).statusCode).toBe(421);

  published.add('/tg/customs/news/seven');
  await migration.switchHost(registrar, host);
  expect((await migration.report(registrar, host)).site).toMatchObject({ refusals: [], switchedAt: expect.any(Date) });
  expect((await ask(host, '/news?id=7')).statusCode).toBe(301);
});

test('a share is what the visits say, whatever the numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), async (mapped, missing) => {
      const host = await site();
      await migration.readVisits(registrar, host, log(`${mapped} /`, `${missing} /x`));
      const refusals = await migration.check(registrar, host);
      const fine = mapped + missing > 0 && mapped / (mapped + missing) >= 0.98;
      expect(refusals.length === 0).toBe(fine);
    }),
    { numRuns: 25 },
  );
});

test('visits to unmapped addresses are counted, and never more of them than fit', async () => {
  const host = await served();
  for (let i = 0; i < 3; i++) await ask(host, '/missing?b=1&a=2');
  await migration.keepHits();
  const { coverage } = await migration.report(registrar, host);
  expect(coverage.missing).toEqual([{ address: '/missing?a=2&b=1', hits: 3 }]);
  await migration.readVisits(registrar, host, log(...Array.from({ length: MOST_ADDRESSES + 50 }, (_, i) => `${i + 1} /page-${i}`)));
  for (let i = 0; i < 5; i++) await ask(host, `/other-${i}`);
  await migration.keepHits();
  const { rows } = await sql<{ addresses: number; hits: number; beyond: number }>`select count(*)::int as addresses,
    sum(logged + counted)::int as hits, (sum(counted) filter (where address = '…'))::int as beyond
    from migration.hits where host = ${host}`.execute(stage.platform.db.owner);
  const logged = ((MOST_ADDRESSES + 50) * (MOST_ADDRESSES + 51)) / 2;
  expect(rows[0]?.addresses).toBeLessThanOrEqual(MOST_ADDRESSES + 3);
  expect(rows[0]).toMatchObject({ beyond: 5, hits: logged + 3 + 5 });
});
