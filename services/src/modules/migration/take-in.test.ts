import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, ANONYMOUS, system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Content, createContent, type Edition } from '../content/index.ts';
import { createDirectory } from '../directory/index.ts';
import { createMigration, type Migration, readMirror, readWxr } from './index.ts';
import type { Source } from './source.ts';
import { mirroredSite, OLD_HOST, wordpressExport } from './testing.ts';

const clock = fixedClock('2026-11-02T05:00:00Z');
const AGENCY = 'customs';
let stage: TestPlatform;
let content: Content;
let migration: Migration;
const person = (subject: string, role: string, agency: string): Actor =>
  ({ kind: 'person', subject, name: subject, loa: 'high', roles: [{ role, agency }] }) as Actor;
const registrar = person('innovation-agency-registrar', 'registrar', 'innovation-agency');
const editor = person('customs-editor', 'editor', AGENCY);
const approver = person('customs-approver', 'approver', AGENCY);
const task = system('test');

beforeAll(async () => {
  stage = await testPlatform({ clock });
  const directory = createDirectory(stage.platform);
  await directory.start();
  content = createContent(stage.platform, {
    agencies: () => directory.ids(),
    claimed: () => false,
    holdersOf: async () => [],
    actorOf: () => ANONYMOUS,
  });
  migration = createMigration(stage.platform, {
    content,
    directory,
    renderPage: ({ kind }) => ({ html: kind, headers: {} }),
  });
  await migration.start();
});
afterAll(() => stage.stop());

async function wordpress(): Promise<Source> {
  const { file, mirror } = await wordpressExport();
  const uploads = await readMirror(mirror, OLD_HOST);
  return { entries: () => readWxr(file), file: uploads.file };
}
const latest = async (item: string | undefined): Promise<Edition> => (await content.history(task, item ?? ''))[0] as Edition;
const bodyOf = (edition: Edition | undefined): string => (edition?.values.body as { tg?: string } | undefined)?.tg ?? '';
async function became(address: string) {
  const { lines } = await migration.report(registrar, OLD_HOST, { words: address });
  const line = lines.find((one) => one.address === address);
  return { line, edition: line?.item ? await latest(line.item) : undefined };
}

test('a WordPress export becomes drafts, its addresses lead to them, and a second run doubles nothing', async () => {
  await migration.addSite(registrar, { host: `www.${OLD_HOST}`, agency: AGENCY });
  const source = await wordpress();
  const counts = await migration.takeIn(registrar, OLD_HOST, 'wordpress', source);
  expect(counts).toMatchObject({ read: 17, drafted: 12, updated: 0, kept: 0, refused: 4, files: 2 });
  expect(counts.reasons).toMatchObject({
    'text-repaired': 2,
    'charset-wrong': 1,
    'markup-broken': 1,
    'active-removed': 1,
    'link-removed': 1,
    'date-future': 1,
    'slug-taken': 1,
    'too-large': 1,
    empty: 1,
    unpublished: 1,
    protected: 1,
    'file-refused': 1,
    'link-dead': 1,
  });

  const about = await became('/dar-borai-maqomot');
  expect(about.edition).toMatchObject({ type: 'page', state: 'draft', author: 'system:migration', href: '/customs/dar-borai-maqomot' });
  expect(about.edition?.values).toMatchObject({ title: { tg: 'Дар бораи мақомот', ru: 'О ведомстве' }, section: 'about' });
  const body = bodyOf(about.edition);
  expect(body).toContain('[Хабари охирин](/tg/customs/news/akhbor-1) ва саҳифаи нест, [берун](https://example.org/)');
  expect(about.line?.findings).toContainEqual({ reason: 'link-dead', detail: '/nest' });

  const news = await became('/akhbor-1');
  expect(news.edition?.values).toMatchObject({
    title: { tg: 'Баргузории озмун барои мансабӣ' },
    publishedAt: '2021-03-15',
    image: { mediaType: 'image/webp', alt: { tg: 'Баргузории озмун барои мансабӣ' } },
  });
  expect(bodyOf(news.edition)).toMatch(
    /^!\[Бино\]\(\/content\/files\/[0-9a-f]{64}\/surat-\d+x\d+\.webp\) Бинои нав Мақомоти иҷроияи ҳокимияти давлатии шаҳри Роғун/,
  );
  const texts = await migration.repairedTexts(registrar, OLD_HOST, `http://${OLD_HOST}/akhbor-1/`);
  expect(texts.texts).toContainEqual({
    before: expect.stringContaining('Њуљљатњо то охири моњ ќабул мешаванд.'),
    after: expect.stringContaining('Ҳуҷҷатҳо то охири моҳ қабул мешаванд.'),
  });
  expect((await became('/boj')).edition?.values).toMatchObject({
    body: { tg: 'Қонуни Ҷумҳурии Тоҷикистон дар бораи боҷи давлатӣ. Маблағҳо ва маосҳо.' },
  });
  expect((await became('/staraya-novost')).edition?.values).toMatchObject({ title: { ru: 'Старая новость' } });
  expect((await became('/ozmun-mutakhassis')).edition).toMatchObject({
    type: 'vacancy',
    values: { requirements: { tg: 'Таҳсилоти олӣ ва ду соли таҷриба.' }, papers: { tg: '- ариза\n- нусхаи шиноснома' } },
  });
  expect((await became('/nizomnoma-45')).edition).toMatchObject({
    type: 'act',
    values: { kind: 'regulation', number: '45', date: '2019-05-12', file: { name: 'nizomnoma.pdf' } },
  });
  const twins = await Promise.all(['/2020/yakkhela', '/2021/yakkhela'].map(became));
  expect(twins.map(({ edition }) => edition?.slug)).toEqual(['yakkhela', 'yakkhela-2']);

  const again = await migration.takeIn(registrar, OLD_HOST, 'wordpress', source);
  expect(again).toMatchObject({ read: 17, drafted: 0, updated: 0, unchanged: 12, kept: 0, refused: 4 });
  expect((await content.desk(editor, AGENCY)).length).toBe(12);
  expect(await content.published(AGENCY, ['news', 'page', 'act', 'vacancy'])).toEqual([]);
});

test('a run that stopped in the middle goes on, and adopts what it had drafted without writing that down', async () => {
  const host = 'burida.example.tj';
  await migration.addSite(registrar, { host, agency: 'religion-ceremonies' });
  const source = await wordpress();
  const cut: Source = {
    ...source,
    async *entries() {
      let left = 5;
      for await (const entry of source.entries()) {
        if (left-- === 0) throw new Error('the power went');
        yield entry;
      }
    },
  };
  await expect(migration.takeIn(registrar, host, 'wordpress', cut)).rejects.toThrow('the power went');
  expect((await migration.report(registrar, host)).run).not.toHaveProperty('finishedAt');
  expect(await migration.takeIn(registrar, host, 'wordpress', source)).toMatchObject({ drafted: 12 });
  await sql`update migration.pages set item = null, type = null where host = ${host}`.execute(stage.platform.db.owner);
  expect(await migration.takeIn(registrar, host, 'wordpress', source)).toMatchObject({ unchanged: 0, drafted: 12 });
  expect((await content.desk(person('x', 'editor', 'religion-ceremonies'), 'religion-ceremonies')).length).toBe(12);
});

test('what editors have taken over is left alone', async () => {
  const { edition } = await became('/akhbor-1');
  const values = { ...edition?.values, title: { tg: 'Озмун' } };
  await content.save(editor, edition?.item ?? '', { revision: edition?.revision ?? 0, values });
  const counts = await migration.takeIn(registrar, OLD_HOST, 'wordpress', await wordpress());
  expect(counts).toMatchObject({ kept: 1, unchanged: 11 });
  const after = await became('/akhbor-1');
  expect(after.edition?.values.title).toEqual({ tg: 'Озмун' });
  expect(after.line).toMatchObject({ verdict: 'kept' });
  await expect(content.approve(approver, edition?.item ?? '', { revision: after.edition?.revision ?? 0 })).rejects.toMatchObject({
    code: 'edition-state',
  });
});

test('a mirrored folder in a legacy encoding becomes the same drafts in Tajik and Russian', async () => {
  const host = 'yakum.example.tj';
  await migration.addSite(registrar, { host, agency: 'justice' });
  const source = await readMirror(await mirroredSite(), host);
  const counts = await migration.takeIn(registrar, host, 'mirror', source);
  expect(counts).toMatchObject({ read: 12, drafted: 4, refused: 7, files: 1 });
  const { lines } = await migration.report(registrar, host, {});
  const news = lines.find(({ address }) => address === '/tj/akhbor/1.html');
  const edition = await latest(news?.item);
  expect(edition).toMatchObject({ type: 'news', agency: 'justice', href: '/justice/news/nishonii-nav' });
  expect(edition.values).toMatchObject({ title: { tg: 'Нишонии нав', ru: 'Новый адрес' }, publishedAt: '2014-04-12' });
  expect(bodyOf(edition)).toContain('Мақомоти иҷроияи ҳокимияти давлатии шаҳри Роғун маҳалли қабули шаҳрвандонро иваз кард.');
});

test('only the registrar moves sites; editors of the body read what came of theirs, others learn nothing', async () => {
  await expect(migration.addSite(editor, { host: 'x.example.tj', agency: AGENCY })).rejects.toMatchObject({ status: 403 });
  await expect(migration.takeIn(ANONYMOUS, OLD_HOST, 'mirror', await wordpress())).rejects.toMatchObject({ status: 401 });
  expect((await migration.report(editor, OLD_HOST)).site.host).toBe(OLD_HOST);
  await expect(migration.report(person('mia-editor', 'editor', 'mia'), OLD_HOST)).rejects.toMatchObject({ status: 404 });
  await expect(migration.mapAddress(editor, OLD_HOST, '/x', undefined)).rejects.toMatchObject({ status: 403 });
  await expect(migration.addSite(registrar, { host: 'localhost', agency: AGENCY })).rejects.toMatchObject({ code: 'host-shape' });
  await expect(migration.addSite(registrar, { host: OLD_HOST, agency: AGENCY })).rejects.toMatchObject({ code: 'host-taken' });
});
