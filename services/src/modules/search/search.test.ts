import { generateKey } from '@hukumat/contract/release';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANONYMOUS } from '../../platform/actor.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { residenceNote } from '../applications/testing.ts';
import { createDirectory, type Directory } from '../directory/index.ts';
import { createRegistry, type Registry } from '../registry/index.ts';
import { makeRelease, person, reviewer } from '../registry/testing.ts';
import { createSearch, type Entry, type Found, type Search, type Source } from './index.ts';

let stage: TestPlatform;
let registry: Registry;
let directory: Directory;
let search: Search;
const key = generateKey();

/** A part of the portal whose entries a test changes. */
const papers = new Map<string, Entry>();
let tell: Parameters<Source['onChange']>[0] = () => undefined;
const source: Source = {
  name: 'papers',
  entries: () => [...papers.values()],
  one: async (id) => papers.get(id),
  onChange: (listener) => {
    tell = listener;
  },
};
const paper = (id: string, tg: string, more: Partial<Entry> = {}): Entry => ({
  id,
  type: 'news',
  title: { tg },
  path: `/mia/news/${id}`,
  agency: 'mia',
  ...more,
});
async function publish(entry: Entry): Promise<void> {
  papers.set(entry.id, entry);
  tell(entry.id);
  await search.settled();
}

beforeAll(async () => {
  stage = await testPlatform();
  directory = createDirectory(stage.platform);
  await directory.start();
  registry = createRegistry(stage.platform, {
    identity: { actorOf: () => reviewer, capability: { check: () => undefined } },
    agencies: () => directory.agencies().map(({ id }) => id),
  });
  await registry.start();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'mia', publicKey: key.publicKeyPem });
  search = createSearch(stage.platform, { registry, directory, sources: [source] });
  await search.start();
});
afterAll(async () => {
  await registry?.stop();
  await stage?.stop();
});

const hrefs = async (question: string, lang: 'tg' | 'ru' | 'en' = 'tg') => (await search.find(question, lang)).found.map((one) => one.href);
const read = ({ title }: Found) => title.pieces.map(({ text }) => text).join('');
const hits = (shown: Found['title'] | undefined) => shown?.pieces.filter(({ hit }) => hit).map(({ text }) => text);

test('finds a body as a person types it: Tajik, on a Russian keyboard, in Russian, in Latin letters, in legacy letters, by its short name', async () => {
  for (const question of ['Кӯлоб', 'кулоб', 'Куляб', 'kulob', 'Кўлоб']) expect((await hrefs(question))[0], question).toBe('/tg/kulob/');
  for (const question of ['ВКД', 'мвд', 'MIA', 'vkd']) expect((await hrefs(question))[0], question).toBe('/tg/mia/');
  expect((await hrefs('вазорати корхои дохили'))[0]).toBe('/tg/mia/');
});

test('answers in the asked language, with its addresses, and sets apart what was asked for', async () => {
  const [first] = (await search.find('юстиции', 'en')).found;
  expect(first).toMatchObject({ type: 'agency', agency: 'justice', href: '/en/justice/' });
  expect(first && read(first)).toBe('Ministry of Justice of the Republic of Tajikistan');
  const [body] = (await search.find('vazorati adliya', 'tg')).found;
  expect(hits(body?.title)).toEqual(['Вазорати', 'адлияи']);
});

test('a slip of the finger still finds, and says what it was taken for', async () => {
  const slip = await search.find('вазорти', 'tg');
  expect(slip.total).toBeGreaterThan(5);
  expect(slip.corrected).toBe('вазорати');
  expect((await search.find('вазорати', 'tg')).corrected).toBeUndefined();
});

test('nothing is found honestly, and no question breaks it', async () => {
  for (const question of [
    'фқғқфқғқфқ',
    '',
    '   ',
    "'':*|&!",
    'ъъъъ',
    '\\',
    'а'.repeat(500),
    '%_',
    '😀',
    'a'.repeat(12).split('').join(' '),
  ])
    expect((await search.find(question, 'tg')).total, question).toBeGreaterThanOrEqual(0);
  expect(await search.find('фқғқфқғқфқ', 'tg')).toMatchObject({ found: [], total: 0, types: [] });
});

test('a service is found from the moment it is live, before the body that gives it', async () => {
  expect(await hrefs('справка с места', 'ru')).not.toContain('/ru/services/residence-note');
  const release = makeRelease(key, 'mia', '1.0.0', { declaration: { services: [residenceNote] } });
  await registry.publishRelease(person('mia', 'developer'), 'mia', release);
  await registry.review(reviewer, 'mia', '1.0.0', { verdict: 'approve' });
  await search.settled();
  expect((await hrefs('справка с места', 'ru'))[0]).toBe('/ru/services/residence-note');
  expect(search.suggest('маълум', 'tg')[0]).toEqual({
    type: 'service',
    label: 'Маълумотнома аз ҷои зист',
    href: '/tg/services/residence-note',
  });
});

test('what is published is found at once, what is changed by its new words, what is gone no more', async () => {
  await publish(paper('storm', 'Огоҳӣ аз тӯфони чангу ғубор', { body: { tg: 'Рӯзи шанбе дар водӣ тӯфон мешавад.' } }));
  expect(await hrefs('туфони чангу губор')).toEqual(['/tg/mia/news/storm']);
  await publish(paper('storm', 'Огоҳӣ аз сел'));
  expect((await search.find('туфони чангу губор', 'tg')).found.map(({ href }) => href)).not.toContain('/tg/mia/news/storm');
  expect(await hrefs('огохи аз сел')).toEqual(['/tg/mia/news/storm']);
  papers.delete('storm');
  tell('storm');
  await search.settled();
  expect(await hrefs('огохи аз сел')).not.toContain('/tg/mia/news/storm');
  expect(search.suggest('огохи аз сел', 'tg').map(({ href }) => href)).not.toContain('/tg/mia/news/storm');
});

test('after changes that were missed, what the source has is what is found', async () => {
  papers.set('a', paper('a', 'Ярмаркаи асалпарварон'));
  papers.set('b', paper('b', 'Ярмаркаи асбоби мусиқӣ'));
  tell();
  await search.settled();
  expect((await hrefs('ярмаркаи')).sort()).toEqual(['/tg/mia/news/a', '/tg/mia/news/b']);
  papers.delete('a');
  tell();
  await search.settled();
  expect(await hrefs('ярмаркаи')).toEqual(['/tg/mia/news/b']);
});

test('results are counted by type and by body, narrowed by both, and paged', async () => {
  for (let at = 0; at < 45; at++)
    papers.set(
      `p${at}`,
      paper(`p${at}`, `Фестивали зардолу ${at}`, { agency: at % 3 === 0 ? 'culture' : 'tourism', type: at % 5 === 0 ? 'act' : 'news' }),
    );
  tell();
  await search.settled();
  const all = await search.find('фестивали зардолу', 'tg');
  expect(all).toMatchObject({ total: 45, page: 1, pages: 3 });
  expect(all.types).toEqual([
    { type: 'news', count: 36 },
    { type: 'act', count: 9 },
  ]);
  expect(all.agencies).toEqual([
    { agency: 'tourism', count: 30 },
    { agency: 'culture', count: 15 },
  ]);
  const acts = await search.find('фестивали зардолу', 'tg', { type: 'act', agency: 'culture' });
  expect(acts.total).toBe(3);
  expect(acts.found.every(({ type, agency }) => type === 'act' && agency === 'culture')).toBe(true);
  const pages = await Promise.all([1, 2, 3].map((page) => search.find('фестивали зардолу', 'tg', { page })));
  expect(new Set(pages.flatMap(({ found }) => found.map(({ href }) => href))).size).toBe(45);
  expect((await search.find('фестивали зардолу', 'tg', { page: 9 })).found).toEqual([]);
});

test('a question of which no page has every word finds what has most of it', async () => {
  await publish(paper('bridge', 'Кушодани пули Варзобдаҳана'));
  expect((await hrefs('кай кушодани пули варзобдахана таълиқ'))[0]).toBe('/tg/mia/news/bridge');
});

test('a longer text shows the passage where the words stand', async () => {
  const body = { tg: `${'Ҷумлаи дароз дар аввал. '.repeat(40)}Дар охир дар бораи шафтолупазӣ. ${'Боз матн. '.repeat(40)}` };
  await publish(paper('long', 'Маводи дароз', { body }));
  const [found] = (await search.find('шафтолупази', 'tg')).found;
  expect(hits(found?.text)).toEqual(['шафтолупазӣ']);
  const text = found?.text?.pieces.map((piece) => piece.text).join('') ?? '';
  expect(text.length).toBeLessThan(260);
  expect(text.startsWith('… ') && text.endsWith(' …')).toBe(true);
});

test('a second instance finds the same, and a restart writes nothing', async () => {
  const digests = () =>
    stage.platform.db.read(ANONYMOUS, async (db) => (await sql`select xmin::text, id from search.entries order by id`.execute(db)).rows);
  const before = await digests();
  const elsewhere = { ...stage.platform, jobs: { ...stage.platform.jobs, schedule: () => undefined } };
  const second = createSearch(elsewhere, { registry, directory, sources: [{ ...source, onChange: () => undefined }] });
  await second.start();
  expect(await digests()).toEqual(before);
  expect((await second.find('кулоб', 'tg')).found[0]?.href).toBe('/tg/kulob/');
  expect(second.suggest('кулоб', 'tg')[0]?.href).toBe('/tg/kulob/');
});

test('only the system writes what is found', async () => {
  const attempt = stage.platform.db.write(ANONYMOUS, async ({ sql: db }) => {
    await sql`insert into search.entries (id, source, type, path, title, heads, terms, weight, digest)
      values ('x', 'x', 'page', '/', '{}', '{}', '', 1, '')`.execute(db);
  });
  await expect(attempt).rejects.toThrow(/row-level security/);
});
