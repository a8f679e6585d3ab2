import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { LANGS } from '@hukumat/contract';
import { generateKey } from '@hukumat/contract/release';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createAppeals } from '../appeals/index.ts';
import { createApplications } from '../applications/index.ts';
import { residenceNote } from '../applications/testing.ts';
import { createCatalogue } from '../catalogue/index.ts';
import { createCentres } from '../centres/index.ts';
import { createContent } from '../content/index.ts';
import { createDirectory } from '../directory/index.ts';
import { createDocuments } from '../documents/index.ts';
import { createIdentity } from '../identity/index.ts';
import { Browser, freePort } from '../identity/testing.ts';
import { createMandates } from '../mandates/index.ts';
import { createMigration } from '../migration/index.ts';
import { createNotifications } from '../notifications/index.ts';
import { createPayments } from '../payments/index.ts';
import { createRegistry } from '../registry/index.ts';
import { makeRelease, person, reviewer } from '../registry/testing.ts';
import { createSearch } from '../search/index.ts';
import { createStandard } from '../standard/index.ts';
import { buildShell, createPages } from './index.ts';

const FIRST_ROUND_TRIP = 14 * 1024;
let stage: TestPlatform;
let app: FastifyInstance;
let origin: string;
let stop: () => Promise<void>;

const three = (tg: string, ru: string, en: string) => ({ tg, ru, en });

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  stage = await testPlatform({
    clock: fixedClock('2026-11-23T08:00:00Z'),
    env: { PORT: String(port), HUKUMAT_ORIGIN: origin, HUKUMAT_DEMO: '1' },
  });
  const { platform } = stage;
  const assets = await buildShell(join(tmpdir(), `hukumat-test-shell-${process.getuid?.() ?? 0}`));
  app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  const directory = createDirectory(platform);
  await directory.start();
  const identity = await createIdentity(platform);
  const registry = createRegistry(platform, { identity, agencies: () => directory.agencies().map(({ id }) => id) });
  await registry.start();
  const notifications = createNotifications(platform, { identity });
  const payments = createPayments(platform, { identity, provider: undefined });
  const applications = createApplications(platform, { identity, registry });
  const mandates = createMandates(platform, { identity });
  const documents = createDocuments(platform, {
    mandates,
    applications,
    identity,
    agencyName: (id) => directory.agency(id)?.names ?? { tg: id },
  });
  const search = createSearch(platform, { registry, directory });
  await search.start();
  const catalogue = createCatalogue(platform, { registry, directory, statistics: applications.statistics });
  const centres = createCentres(platform, { identity, registry });
  await centres.start();
  const appeals = createAppeals(platform, { agencies: () => directory.ids() });
  const content = createContent(platform, {
    agencies: () => directory.ids(),
    claimed: () => false,
    holdersOf: async () => [],
    actorOf: identity.actorOf,
  });
  const migration = createMigration(platform, {
    content,
    directory,
    renderPage: (page) => pages.oldAddress(page),
  });
  const standard = createStandard(platform, { directory, registry, catalogue, content, identity });
  const pages = createPages(platform, {
    identity,
    registry,
    directory,
    content,
    search,
    applications,
    documents,
    notifications,
    catalogue,
    centres,
    appeals,
    standard,
    payments,
    mandates,
    migration,
    assets,
  });
  for (const module of [identity, directory, registry, search, pages]) await module.routes(app);
  const key = generateKey();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'mia', publicKey: key.publicKeyPem });
  const fee = { kind: 'duty', indicators: 2, payer: 'applicant', when: 'before-submit' } as const;
  const release = makeRelease(key, 'mia', '1.0.0', {
    declaration: {
      services: [{ ...residenceNote, fees: [fee], lifeEvents: ['going-abroad'] }],
      routes: [
        { name: 'start', path: 'calculator', title: three('Ҳисобкунак', 'Калькулятор', 'Calculator'), needs: 'none' },
        { name: 'case', path: 'desk/:id', title: three('Ариза', 'Заявление', 'Application'), needs: 'low', roles: ['officer'] },
        { name: 'queue', path: 'desk', title: three('Навбат', 'Очередь', 'Queue'), needs: 'low', roles: ['officer'] },
      ],
      nav: [
        { route: 'start', under: 'section' },
        { route: 'queue', under: 'desk' },
        { route: 'start', under: 'account' },
      ],
    },
  });
  await registry.publishRelease(person('mia', 'developer'), 'mia', release);
  await registry.review(reviewer, 'mia', '1.0.0', { verdict: 'approve' });
  const cards = generateKey();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), {
    agency: 'civil-service-agency',
    publicKey: cards.publicKeyPem,
  });
  const finder = makeRelease(cards, 'civil-service-agency', '1.0.0', {
    declaration: {
      tiers: ['page', 'document'],
      fills: [
        { slot: 'home.card', export: 'posts', title: three('Мансабҳо', 'Должности', 'Posts') },
        { slot: 'account.card', export: 'own-posts', title: three('Озмунҳои ман', 'Мои конкурсы', 'My competitions') },
      ],
    },
  });
  await registry.setTier(person('innovation-agency', 'release-manager'), 'civil-service-agency', { tier: 'page' });
  await registry.publishRelease(person('civil-service-agency', 'developer'), 'civil-service-agency', finder);
  await registry.review(reviewer, 'civil-service-agency', '1.0.0', { verdict: 'approve' });
  await search.settled();
  await app.listen({ port, host: 'localhost' });
  stop = async () => {
    await app.close();
    await registry.stop();
    await stage.stop();
  };
});
afterAll(() => stop?.());

const headers = { host: '', accept: 'text/html' };
const get = (url: string, more: Record<string, string> = {}) =>
  app.inject({ url, headers: { ...headers, host: new URL(origin).host, ...more } });

const KINDS = [
  '/',
  '/services',
  '/services?category=documents',
  '/services?event=going-abroad',
  '/register',
  '/statistics',
  '/services/residence-note',
  '/agencies',
  '/agencies?kind=city&page=1',
  '/agencies?q=zzzz',
  '/mia/',
  '/kulob/',
  ...[
    'about',
    'leadership',
    'structure',
    'regulation',
    'reception-hours',
    'documents',
    'news',
    'vacancies',
    'services',
    'open-data',
    'contacts',
    'appeals',
    'accessibility',
    'privacy',
  ].flatMap((slug) => [`/mia/${slug}`, `/kulob/${slug}`]),
  '/mia/calculator',
  '/vacancies',
  '/news',
  '/standard',
  '/centres',
  '/accessibility',
  '/privacy',
  '/search',
  '/search?q=маълумотнома',
  '/search?q=zzzz',
  '/verify',
];

/** Elements that are opened and closed as they must; void elements aside. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const plain = html.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<!doctype html>/i, '');
  for (const [, end, name = '', tail = ''] of plain.matchAll(/<(\/?)([a-z][a-z0-9-]*)([^>]*)>/g)) {
    if (/^(meta|link|input|br|hr|img|path|circle|rect|line)$/.test(name) || tail.endsWith('/')) continue;
    if (!end) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else wrong.push(`</${name}> in <${open.at(-1)}>`);
  }
  return [...wrong, ...open.map((name) => `<${name}> stays open`)];
}

describe.each(LANGS)('pages in %s', (lang) => {
  test.each(KINDS)('%s', async (path) => {
    const url = encodeURI(`/${lang}${path}`);
    const answer = await get(url, { 'accept-encoding': 'br' });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.length, 'bytes on the wire').toBeLessThan(FIRST_ROUND_TRIP);
    const html = brotliDecompressSync(answer.rawPayload).toString();
    expect(html.startsWith(`<!doctype html><html lang="${lang}"`)).toBe(true);
    expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(html.match(/<main[\s>]/g)).toHaveLength(1);
    expect(/<title>([^<]+)<\/title>/.exec(html)?.[1]?.length).toBeGreaterThan(14);
    expect(html.match(/\sstyle=|\son[a-z]+=|javascript:|undefined|\[object|\{\w+\}<|lit-part|<\?>/g)).toBeNull();
    expect(unbalanced(html)).toEqual([]);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const hook of html.matchAll(/data-hk="([^"]*)"/g)) expect(hook[1]).not.toBe('');
    expect(html).toContain('data-hk="official-banner"');
    const body = html
      .slice(html.indexOf('<main'), html.indexOf('</main>'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    if (/^\/(mia|kulob)\/[a-z]/.test(path) && path !== '/mia/calculator') expect(body.length, 'a page says something').toBeGreaterThan(200);
  });
});

test('the heaviest pages, on the wire', async () => {
  const sizes = await Promise.all(
    ['/tg/', '/tg/services/residence-note', '/ru/agencies', '/tg/mia/', '/ru/accessibility'].map(
      async (url) => `${url} ${(await get(url, { 'accept-encoding': 'br' })).rawPayload.length}`,
    ),
  );
  console.log(`bytes, brotli: ${sizes.join(' · ')}`);
  expect(sizes).toHaveLength(5);
});

test('one policy for every page of tier page, by hashes that fit what stands in the page', async () => {
  const [home, other] = [await get('/tg/'), await get('/en/search?q=x')];
  const policy = String(home.headers['content-security-policy']);
  expect(other.headers['content-security-policy']).toBe(policy);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const between = (open: string, close: string) => home.body.split(open)[1]?.split(close)[0] ?? '';
  expect(policy).toContain(`style-src 'self' ${hash(between('<style>', '</style>'))}`);
  expect(policy).toContain(hash(between('<script type="importmap">', '</script>')));
  expect(policy).toContain(hash(between('<script>', '</script>')));
  expect(policy).toMatch(/trusted-types hukumat vue lit-html$/);
  expect(home.headers['integrity-policy']).toBe('blocked-destinations=(script)');
  expect(home.headers['connection-allowlist']).toMatch(/^\(response-origin\)/);
  expect(home.headers['speculation-rules']).toBe('"/assets/speculation-rules.json"');
  expect(String((await get('/assets/speculation-rules.json')).headers['content-type'])).toContain('application/speculationrules+json');
});

test('a document of its own names only its own policies, carries its hashes, and is never a fragment', async () => {
  const page = await get('/tg/mia/calculator', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' });
  expect(page.headers['content-security-policy']).toMatch(/trusted-types hukumat$/);
  expect(page.body).toMatch(/<link rel="modulepreload" href="\/bundles\/mia\/1\.0\.0\/section\.js" integrity="sha384-[^"]+">/);
  expect(page.body).toContain('data-hk="plugin-root"');
  expect(page.body).toContain('data-hk="plugin-fallback"');
  const fragment = await get('/_fragment/tg/mia/calculator');
  expect(fragment.statusCode).toBe(200);
  expect(fragment.json()).toEqual({ navigate: '/tg/mia/calculator' });
});

test('a plugin of tier page offers a card to the home page and is crossed as a fragment', async () => {
  const home = (await get('/ru/')).body;
  expect(home).toContain('data-card="civil-service-agency/posts"');
  expect(home).toContain('<h3>Должности</h3>');
  // A card may never be looked at: its hashes travel as data, its files only when it is seen.
  expect(home).not.toContain('rel="modulepreload" href="/bundles/');
  const [card] = JSON.parse(/id="route">(.*?)<\/script>/.exec(home)?.[1] ?? '').cards;
  expect(card.scripts['/bundles/civil-service-agency/1.0.0/section.js']).toMatch(/^sha384-/);
  const page = (await get('/_fragment/ru/civil-service-agency/start')).json();
  expect(page.route.plugin).toMatchObject({ agency: 'civil-service-agency', tier: 'page', export: 'start' });
  expect(page.route.capability).toBeUndefined();
});

test('the account shows the cards of page plugins, and of stronger ones a link into their own document', async () => {
  const citizen = new Browser(origin);
  await citizen.signIn('citizen-1', { returnTo: '/ru/' });
  const html = await (await citizen.send('/ru/account/')).text();
  expect(html).toContain('data-card="civil-service-agency/own-posts"');
  expect(html).toMatch(/<a href="\/ru\/mia\/calculator">Калькулятор<\/a>/);
  const { cards, capability } = JSON.parse(/id="route">(.*?)<\/script>/.exec(html)?.[1] ?? '');
  expect(cards.map(({ agency, tier }: { agency: string; tier: string }) => [agency, tier])).toEqual([['civil-service-agency', 'page']]);
  expect(capability).toBeUndefined();
});

test('a fragment is the same page under its own address', async () => {
  const [page, fragment] = [await get('/ru/services'), (await get('/_fragment/ru/services')).json()];
  expect(fragment).toMatchObject({ lang: 'ru', url: '/ru/services', title: 'Услуги · HUKUMAT.TJ', route: { path: '/services' } });
  expect(page.body).toContain(fragment.page);
});

test('addresses are mended, languages lead to each other, Tajik comes first', async () => {
  expect(await get('/', { 'accept-language': 'en' })).toMatchObject({ statusCode: 302, headers: { location: '/tg/' } });
  expect(await get('/tg')).toMatchObject({ statusCode: 301, headers: { location: '/tg/' } });
  expect(await get('/tg/services/?event=going-abroad')).toMatchObject({
    statusCode: 301,
    headers: { location: '/tg/services?event=going-abroad' },
  });
  expect(await get('/ru/mia')).toMatchObject({ statusCode: 301, headers: { location: '/ru/mia/' } });
  const { body } = await get('/ru/mia/about');
  expect(body).toContain(`<link rel="alternate" hreflang="en" href="${origin}/en/mia/about">`);
  expect(body).toContain('href="/tg/mia/about" lang="tg"');
  expect(body).toContain(`<link rel="canonical" href="${origin}/ru/mia/about">`);
});

test('the fee is counted by the indicator of the day', async () => {
  expect((await get('/tg/services/residence-note')).body).toContain('156,00 сомонӣ');
  expect((await get('/en/services/residence-note')).body).toContain('TJS 156.00');
});

test('what is not there, may not be seen or went wrong is a page with a next step', async () => {
  for (const url of ['/tg/services/nothing', '/ru/no-such-body/', '/en/mia/residence', '/nothing-at-all']) {
    const answer = await get(url);
    expect(answer.statusCode, url).toBe(404);
    expect(answer.body.match(/<h1/g)).toHaveLength(1);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(answer.body).toContain('noindex');
  }
  expect((await get('/en/mia/residence')).body).toContain('/en/services/residence-note');
});

test('an officer reaches the desk, a citizen is refused and has a home of their own, a stranger is sent to sign in and back', async () => {
  const stranger = await get('/tg/mia/desk');
  expect(stranger.statusCode).toBe(302);
  expect(stranger.headers.location).toContain(encodeURIComponent('/tg/mia/desk'));
  const citizen = new Browser(origin);
  await citizen.signIn('citizen-1', { returnTo: '/tg/' });
  const refused = await citizen.send('/tg/mia/desk');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('дастрасӣ надоред');
  const home = await citizen.send('/tg/');
  expect(home.headers.get('cache-control')).toBe('private, no-store');
  expect(await home.text()).toContain('Сиёҳнавис: 0. Дар баррасӣ: 0.');
  const officer = new Browser(origin);
  await officer.signIn('mia-officer', { returnTo: '/tg/' });
  const desk = await officer.send('/tg/mia/desk/17');
  expect(desk.status).toBe(200);
  const html = await desk.text();
  expect(html).toContain('"params":{"id":"17"}');
  expect(html).toContain('href="/tg/mia/desk"');
  expect(desk.headers.get('cache-control')).toBe('private, no-store');
});

test('the look is kept in a cookie and never leads to another site', async () => {
  const post = (back: string) =>
    app.inject({
      method: 'POST',
      url: '/settings',
      headers: { host: new URL(origin).host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ theme: 'dark', vision: 'yellow-on-black', size: '150', back }).toString(),
    });
  const answer = await post('/tg/accessibility');
  expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/tg/accessibility' } });
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  expect((await get('/tg/', { cookie })).body).toMatch(/<html lang="tg" data-theme="dark" data-vision="yellow-on-black" data-size="150"/);
  for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example'])
    expect((await post(elsewhere)).headers.location).toMatch(/^\/(?!\/)[^\\]*$/);
});

test('a page everyone gets alike is asked for again by its tag, and search engines are told what there is', async () => {
  const first = await get('/tg/privacy', { 'accept-encoding': 'gzip' });
  expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-cache', vary: 'cookie, accept-encoding' });
  expect((await get('/tg/privacy', { 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
  expect((await get('/robots.txt')).body).toContain(`${origin}/sitemap.xml`);
  const lists = [...(await get('/sitemap.xml')).body.matchAll(/<loc>[^<]*(\/sitemaps\/[^<]*)<\/loc>/g)].map(([, path]) => path ?? '');
  expect(lists).toHaveLength(1 + 146);
  const addresses = async (path: string) => (await get(path)).body.match(/<loc>/g)?.length;
  expect(await addresses('/sitemaps/portal.xml')).toBe(3 * (14 + 37 + 1));
  expect(await addresses('/sitemaps/customs.xml')).toBe(3 * 16);
  const style =
    /href="(\/assets\/[^"]+\.css)"/.exec(first.body)?.[1] ?? /href="(\/assets\/[^"]+\.css)"/.exec((await get('/tg/')).body)?.[1] ?? '';
  expect((await get(style, { 'accept-encoding': 'br' })).headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  });
});
