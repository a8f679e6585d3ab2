import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanPage, Untaken } from './clean-page.ts';
import { languageOf } from './language.ts';
import { readMirror } from './read-mirror.ts';
import { readWxr } from './read-wxr.ts';
import type { Entry, OldPage } from './source.ts';
import { mirroredSite, OLD_HOST, wordpressExport } from './testing.ts';
import { toMarkdown } from './to-markdown.ts';

async function all(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}
const pagesOf = (entries: Entry[]) => entries.flatMap((entry) => ('page' in entry ? [entry.page] : []));
const refusalsOf = (entries: Entry[]) =>
  entries.flatMap((entry) => ('refused' in entry ? [`${entry.refused.address} ${entry.refused.finding.reason}`] : []));
const asIs = { link: (address: string) => address, image: (address: string) => address };
const markdownOf = (page: OldPage) => toMarkdown(cleanPage(page).html, asIs);
const untaken = (page: OldPage): string | undefined => {
  try {
    cleanPage(page);
    return undefined;
  } catch (error) {
    if (error instanceof Untaken) return error.finding.reason;
    throw error;
  }
};

test('an export is read page by page, with languages, groups, pictures and shortcuts; what was never public is refused', async () => {
  const entries = await all(readWxr((await wordpressExport()).file));
  expect(refusalsOf(entries)).toEqual([
    `http://${OLD_HOST}/p-9/ unpublished`,
    `http://${OLD_HOST}/p-10/ protected`,
    `http://${OLD_HOST}/kalon/ too-large`,
  ]);
  const pages = new Map(pagesOf(entries).map((page) => [page.slug, page]));
  expect(pages.get('dar-borai-maqomot')).toMatchObject({
    kind: 'page',
    lang: 'tg',
    group: 'pll_1',
    also: [`http://${OLD_HOST}/?page_id=1`, `http://${OLD_HOST}/?p=1`],
  });
  expect(pages.get('o-vedomstve')).toMatchObject({ lang: 'ru', group: 'pll_1' });
  expect(pages.get('akhbor-1')).toMatchObject({ kind: 'news', image: `http://${OLD_HOST}/wp-content/uploads/2021/03/surat.jpg` });
  expect(pages.get('staraya-novost')).toMatchObject({ findings: [{ reason: 'charset-wrong', detail: 'utf-8 → windows-1251' }] });
  expect(pages.get('staraya-novost')?.html).toContain('Приказ о порядке приёма граждан');
  expect(markdownOf(pages.get('akhbor-1') as OldPage)).toBe(
    [
      `![Бино](http://${OLD_HOST}/wp-content/uploads/2021/03/surat.jpg) Бинои нав Маќомоти иљроияи њокимияти давлатии шањри Роѓун озмун эълон мекунад.`,
      'Њуљљатњо то охири моњ ќабул мешаванд.',
    ].join('\n\n'),
  );
});

test('tables become tables, and nothing that acts is left', async () => {
  const pages = new Map(pagesOf(await all(readWxr((await wordpressExport()).file))).map((page) => [page.slug, page]));
  expect(markdownOf(pages.get('dar-borai-maqomot') as OldPage)).toContain('| Рӯз | Соат |\n| --- | --- |\n| Душанбе | 9:00 12:00 |');
  const hostile = cleanPage(pages.get('khabari-bad') as OldPage);
  expect(hostile.findings).toEqual([
    { reason: 'active-removed', detail: 'iframe, onclick, onload, script, svg' },
    { reason: 'link-removed', detail: 'javascript:, data:' },
  ]);
  const text = toMarkdown(hostile.html, asIs);
  expect(text).not.toMatch(/steal|javascript|data:|iframe/);
  expect(text).toContain('Матни \\<script> ва **ғафс**.');
  expect(cleanPage(pages.get('shikasta') as OldPage).findings).toEqual([{ reason: 'markup-broken', detail: '<div>' }]);
  expect(untaken(pages.get('kholi') as OldPage)).toBe('empty');
});

test('a mirror is read without leaving its folder; menus and feet stay behind', async () => {
  const source = await readMirror(await mirroredSite(), OLD_HOST);
  const entries = await all(source.entries());
  expect(refusalsOf(entries)).toEqual([
    `http://${OLD_HOST}/%2e%2e%2f%2e%2e%2fetc.html outside-folder`,
    `http://${OLD_HOST}/etc symbolic-link`,
    `http://${OLD_HOST}/hostname.html symbolic-link`,
    `http://${OLD_HOST}/program.exe kind-unknown`,
    `http://${OLD_HOST}/tj/kalon.html too-large`,
  ]);
  const pages = new Map(pagesOf(entries).map((page) => [page.address.slice(`http://${OLD_HOST}`.length), page]));
  const legacy = cleanPage(pages.get('/tj/akhbor/1.html') as OldPage);
  expect(legacy).toMatchObject({
    title: 'Нишонии нав',
    lang: 'tg',
    group: '/akhbor/1.html',
    published: '12.04.2014',
    images: [`http://${OLD_HOST}/img/bino.jpg`],
  });
  expect(toMarkdown(legacy.html, asIs)).not.toMatch(/sanadho|ҳифз/);
  const russian = cleanPage(pages.get('/ru/akhbor/1.html') as OldPage);
  expect(russian).toMatchObject({ title: 'Новый адрес', lang: 'ru', group: '/akhbor/1.html' });
  expect(pages.get('/ru/akhbor/1.html')?.findings).toEqual([{ reason: 'charset-wrong', detail: 'windows-1251 → koi8-r' }]);
  expect(untaken(pages.get('/tj/chuqur.html') as OldPage)).toBe('too-deep');
  expect(untaken(pages.get('/tj/tartib.html') as OldPage)).toBe('too-deep');
  expect(pages.has('/tj/akhbor/news.php?id=7')).toBe(true);
  expect(await source.file(`http://www.${OLD_HOST}/IMG/bino.jpg`)).toBeDefined();
  expect(await source.file(`http://${OLD_HOST}/../../etc/hostname`)).toBeUndefined();
  expect(await source.file('http://elsewhere.example/img/bino.jpg')).toBeUndefined();
});

test('declared entities are refused unread, and a file that ends in the middle gives what it has', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hukumat-bomb-'));
  const bomb = join(folder, 'bomb.xml');
  await writeFile(
    bomb,
    `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`,
  );
  expect(refusalsOf(await all(readWxr(bomb)))).toEqual(['bomb.xml entities-declared']);
  const cut = join(folder, 'cut.xml');
  const whole = `<rss xmlns:wp="w" xmlns:content="c"><channel><item><title>A</title><link>http://a.example/a</link><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded>x</content:encoded></item><item><title>B`;
  await writeFile(cut, whole);
  const entries = await all(readWxr(cut));
  expect(pagesOf(entries).map(({ title }) => title)).toEqual(['A']);
  expect(refusalsOf(entries)).toEqual(['cut.xml source-broken']);
});

test.each([
  ['Дар шӯъбаи қабули шаҳрвандон муроҷиатҳоро қабул мекунанд', 'tg'],
  ['Отдел приёма граждан принимает обращения по понедельникам', 'ru'],
  ['The department receives the citizens on Monday', 'en'],
  ['12.04.2014', undefined],
])('%s is %s', (text, lang) => expect(languageOf(text)).toBe(lang));
