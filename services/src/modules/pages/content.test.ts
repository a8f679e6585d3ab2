import { LANGS, STANDARD_PAGES } from '@hukumat/contract';
import { type ContentTypeName, checkContent } from '@hukumat/contract/content';
import { load } from 'cheerio';
import { HtmlValidate } from 'html-validate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { AnyPublished } from '../content/index.ts';

// The sections of all bodies as anybody sees them, filled with the content of the demonstration.

let portal: WholePortal;
beforeAll(async () => {
  portal = await wholePortal();
  await portal.modules.content.seedDemonstration(portal.modules.directory.agencies());
});
afterAll(() => portal?.stop());

const get = (url: string) => portal.app.inject({ url, headers: { host: new URL(portal.origin).host } });
const person = (role: 'editor' | 'approver', agency = 'mia'): Actor => ({
  kind: 'person',
  subject: `${agency}-${role}`,
  name: role,
  loa: 'high',
  roles: [{ role, agency }],
});

async function publish(type: ContentTypeName, slug: string, values: Record<string, unknown>): Promise<string> {
  const { content } = portal.modules;
  const { item } = await content.draft(person('editor'), 'mia', { type, slug, values });
  await content.submit(person('editor'), item, 1);
  await content.approve(person('approver'), item, { revision: 1 });
  return item;
}

test('every standard page of every body answers in three languages with its language, title and heading, and shows no key', async () => {
  const wrong: string[] = [];
  const look = async (id: string, lang: string, page: string) => {
    const { statusCode, body } = await get(`/${lang}/${id}/${page}`);
    const title = /<title>([^<]*)<\/title>/.exec(body)?.[1] ?? '';
    const headings = body.match(/<h1[ >]/g)?.length;
    const key = />[^<]*\b(content|section|frame|news|vacancies|contacts)\.[a-zA-Z.]+[^<]*</.exec(body.slice(body.indexOf('<main')))?.[0];
    if (statusCode !== 200 || !body.includes(`<html lang="${lang}"`) || title.length < 12 || headings !== 1 || key)
      wrong.push(`/${lang}/${id}/${page}: ${statusCode} ${title} ${headings} ${key}`);
  };
  for (const { id } of portal.modules.directory.agencies())
    await Promise.all(LANGS.flatMap((lang) => ['', ...STANDARD_PAGES].map((page) => look(id, lang, page))));
  expect(wrong.slice(0, 20)).toEqual([]);
}, 120_000);

test('the demonstration publishes only what the types allow, and again nothing', async () => {
  const { content, directory } = portal.modules;
  const types = ['page', 'news', 'notice', 'leader', 'unit', 'act', 'vacancy', 'noVacancyStatement', 'contact', 'faq'] as const;
  let items = 0;
  for (const { id } of directory.agencies())
    for (const { type, values } of (await content.published(id, types)) as AnyPublished[]) {
      items += 1;
      expect(checkContent(type, values as never), `${id} ${type}`).toEqual([]);
    }
  expect(items).toBeGreaterThan(146 * 13);
  expect(await content.seedDemonstration(directory.agencies())).toBe(0);
});

test('pages show pictures with their words and measures, and lead to documents with kind and size', async () => {
  const { content } = portal.modules;
  const keep = (name: string, bytes: Uint8Array) => content.storeFile(person('editor'), 'mia', { name, bytes });
  const drawn = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#0B5D3B' } })
    .png()
    .toBuffer();
  const image = { ...(await keep('bino.png', drawn)), alt: { tg: 'Бинои нав', ru: 'Новое здание' } };
  const pdf = await keep('hisobot.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_400_000, 32)]));
  const table = await keep('data.csv', Buffer.from('сол,шумора\n2026,5\n'));
  const href = `/content/files/${image.file}/${image.name}`;
  const body = { tg: `Матн\n\n![Дар дохил](${href})` };
  await publish('news', 'with-picture', { title: { tg: 'Бинои нав' }, body, topic: 'services', image });
  await publish('leader', 'with-photo', {
    name: { tg: 'Раҳбари намунавӣ' },
    post: { tg: 'Муовин' },
    duties: { tg: 'Уҳдадориҳо' },
    order: 90,
    receptionDay: { tg: 'Душанбе' },
    photo: image,
  });
  const dataset = { title: { tg: 'Маълумот' }, licence: 'cc-by-4.0', cadence: 'monthly', distribution: table, schema: { tg: 'Сутунҳо' } };
  await publish('dataset', 'with-table', dataset);
  await publish('budgetReport', 'with-report', {
    title: { tg: 'Ҳисобот' },
    period: '2025',
    table: { tg: '| А | Б |\n|---|---|\n| 1 | 2 |' },
    file: pdf,
  });

  const news = load((await get('/ru/mia/news/with-picture')).body);
  expect(news('img.hk-picture').attr()).toMatchObject({ src: href, alt: 'Новое здание', lang: 'ru', width: '64', height: '48' });
  expect(news('.hk-rich img').attr()).toMatchObject({ src: href, alt: 'Дар дохил', width: '64', height: '48', loading: 'lazy' });
  expect(JSON.parse(news('script[type="application/ld+json"]').text())).toMatchObject({ image: portal.origin + href });
  expect((await get(href)).headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': expect.stringContaining('immutable') });
  const leader = load((await get('/en/mia/leadership')).body)('#leader-with-photo img');
  expect(leader.attr()).toMatchObject({ src: href, alt: 'Бинои нав', lang: 'tg', width: '64', height: '48', loading: 'lazy' });
  const files = async (url: string) => {
    const line = load((await get(url)).body)('[data-hk=file]');
    return [line.find('a').attr('href'), line.find('a').attr('type'), line.find('span').last().text()];
  };
  expect(await files('/tg/mia/open-data/with-table')).toEqual([`/content/files/${table.file}/data.csv`, 'text/csv', 'CSV, 1\u00a0КБ']);
  expect(await files('/en/mia/open-data/with-report')).toEqual([
    `/content/files/${pdf.file}/hisobot.pdf`,
    'application/pdf',
    'PDF, 1.4\u00a0MB',
  ]);
});

describe('valid HTML', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: {
      // The portal writes its HTML small, and long legal names make long titles.
      'long-title': 'off',
      'no-inline-style': 'error',
      'doctype-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'void-style': 'off',
      'no-trailing-whitespace': 'off',
      'tel-non-breaking': 'off',
      // An aria-label on a region that scrolls, and the hints of one dialect, are for axe to judge.
      'aria-label-misuse': 'off',
      'no-redundant-role': 'off',
      'require-sri': 'off',
    },
  });
  test.each([
    '/tg/mia/',
    '/ru/mia/about',
    '/tg/mia/leadership',
    '/tg/mia/news/with-picture',
    '/ru/mia/open-data/with-table',
    '/en/mia/structure',
    '/tg/mia/reception-hours',
    '/tg/mia/documents',
    '/tg/mia/documents/rules-of-reception',
    '/tg/mia/news',
    '/tg/mia/vacancies',
    '/tg/mia/contacts',
    '/ru/mia/services',
    '/tg/news',
    '/ru/vacancies?state=past',
    '/tg/',
    '/tg/feedback?page=/mia/about',
  ])('%s', async (url) => {
    const { body } = await get(url);
    const report = await validator.validateString(body);
    const said = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
    );
    expect(said).toEqual([]);
  });
});

test('a published text shows on its page, in the lists, the feeds and the sitemap at once', async () => {
  await publish('news', 'new-window', {
    title: { tg: 'Равзанаи нав барои шиноснома', ru: 'Новое окно для паспортов' },
    body: { tg: 'Матни **тоҷикӣ**.' },
    topic: 'services',
  });
  const page = load((await get('/ru/mia/news/new-window')).body);
  expect(page('h1').text()).toBe('Новое окно для паспортов');
  expect(page('.hk-rich').attr('lang')).toBe('tg');
  expect(page('[data-hk=untranslated]').text()).not.toBe('');
  expect(page('.hk-rich strong').text()).toBe('тоҷикӣ');
  for (const hook of ['published', 'updated', 'reviewed']) expect(page(`[data-hk=${hook}]`).attr('datetime')).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const url of ['/tg/mia/', '/tg/mia/news', '/tg/news', '/tg/', '/feeds/tg/news.xml', '/feeds/tg/mia/news.json', '/sitemaps/mia.xml'])
    expect((await get(url)).body, url).toContain('/mia/news/new-window');
  expect((await get('/feeds/tg/mia/news.json')).json()).toMatchObject({
    version: 'https://jsonfeed.org/version/1',
    title: expect.any(String),
  });
  expect((await get('/feeds/tg/nobody/news.json')).statusCode).toBe(404);
  expect((await get('/sitemap.xml')).body).toMatch(/<loc>[^<]*\/sitemaps\/mia\.xml<\/loc><lastmod>/);
  expect((await get('/sitemaps/nobody.xml')).statusCode).toBe(404);
});

test('what has ended leads on or says why, and a page of an editor stands where the plugin has none', async () => {
  const { content } = portal.modules;
  const moved = await publish('page', 'history', {
    title: { tg: 'Таърих' },
    body: { tg: 'Таърихи мақом' },
    section: 'about',
    owner: { tg: 'Котибот' },
  });
  expect((await get('/tg/mia/history')).body).toContain('Таърихи мақом');
  expect((await get('/tg/mia/about')).body).toContain('/tg/mia/history');
  await content.unpublish(person('approver'), moved, { kind: 'redirect', to: '/mia/about' });
  expect(await get('/ru/mia/history')).toMatchObject({ statusCode: 301, headers: { location: '/ru/mia/about' } });
  const wrong = await publish('news', 'mistake', { title: { tg: 'Хато' }, body: { tg: 'Матн' }, topic: 'work' });
  await content.unpublish(person('approver'), wrong, {
    kind: 'withdrawn',
    reason: { tg: 'Дар матн хато буд', ru: 'В тексте была ошибка' },
  });
  const gone = await get('/ru/mia/news/mistake');
  expect(gone.statusCode).toBe(410);
  expect(gone.body).toContain('В тексте была ошибка');
  expect((await get('/tg/mia/news/never-was')).statusCode).toBe(404);
  expect((await get('/tg/mia/never-was')).statusCode).toBe(404);
});

test('a competition says what it offers, closes with its last day and shows its result', async () => {
  const values = {
    institution: { tg: 'Муассисаи намунавӣ' },
    unit: { tg: 'Шуъба' },
    post: { tg: 'Мутахассиси озмоишӣ' },
    count: 2,
    salary: 148_480,
    requirements: { tg: '- забони давлатӣ' },
    papers: { tg: '- ариза' },
    deadline: '2020-01-31',
    publishedAt: '2020-01-10',
    contact: { tg: 'Шуъбаи кадрҳо' },
  };
  await publish('vacancy', 'closed-one', values);
  await publish('vacancy', 'open-one', { ...values, deadline: '2099-01-31', post: { tg: 'Мутахассиси кушода' } });
  await publish('vacancy', 'decided-one', { ...values, result: { tg: 'Ғолиб муайян шуд' } });
  expect((await get('/tg/mia/vacancies/closed-one')).body).toContain('Қабули ҳуҷҷатҳо 31.01.2020 анҷом ёфт');
  const decided = load((await get('/tg/mia/vacancies/decided-one')).body);
  expect(decided('article h2').first().text()).toBe('Натиҷа');
  const open = load((await get('/tg/mia/vacancies/open-one')).body);
  expect(open('[data-hk=vacancy-deadline] time').attr('datetime')).toBe('2099-01-31');
  expect(open('article').text()).toContain('1\u00a0484,80 сомонӣ');
  expect(JSON.parse(open('script[type="application/ld+json"]').text())).toMatchObject({
    '@type': 'JobPosting',
    validThrough: '2099-01-31T23:59:59+05:00',
  });
  const words = encodeURIComponent('мутахассиси');
  expect((await get(`/tg/vacancies?q=${words}&kind=ministry`)).body).toContain('open-one');
  const list = (await get(`/tg/vacancies?q=${words}&page=99`)).body;
  expect(list).not.toContain('closed-one');
  expect((await get(`/tg/vacancies?q=${encodeURIComponent('озмоишӣ')}&state=past`)).body).toContain('closed-one');
  expect((await get('/tg/vacancies?q=%25%27"<script>')).body).not.toContain('"<script>');
});

test('a page asks whether it helped and takes the answer without a script', async () => {
  const form = load((await get('/tg/mia/about')).body)('[data-hk=feedback-rating] form');
  expect([form.attr('action'), form.find('[name=page]').attr('value')]).toEqual(['/tg/feedback', '/mia/about']);
  const post = (payload: Record<string, string>, headers: Record<string, string> = {}) =>
    portal.app.inject({
      method: 'POST',
      url: '/tg/feedback',
      headers: {
        host: new URL(portal.origin).host,
        origin: portal.origin,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      payload: new URLSearchParams(payload).toString(),
    });
  const first = await post({ page: '/mia/about', helpful: 'no' });
  expect(first).toMatchObject({ statusCode: 303, headers: { location: '/tg/feedback?page=%2Fmia%2Fabout&helpful=no' } });
  const thanks = load((await get(String(first.headers.location))).body);
  expect(thanks('textarea[name=comment]').length).toBe(1);
  expect((await post({ page: '/mia/about', helpful: 'no', comment: 'Телефон нест' })).headers.location).toContain('&done=1');
  const [page] = await portal.modules.content.feedback.of(person('editor'), 'mia');
  expect(page).toMatchObject({ path: '/mia/about', notHelpful: 1, comments: [{ text: 'Телефон нест' }] });
  expect((await post({ page: '/mia/about', helpful: 'yes' }, { 'sec-fetch-dest': 'empty' })).statusCode).toBe(403);
  expect((await get('/tg/feedback?page=//elsewhere.example')).body).toContain('href="/tg/"');
  expect((await get('/tg/search?q=x')).body).not.toContain('feedback-rating');
});
