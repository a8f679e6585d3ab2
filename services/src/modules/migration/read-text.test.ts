import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const RU = 'Приказ о порядке приёма граждан. Часы приёма: понедельник и среда, с девяти до двенадцати часов.';
const WINDOWS: Record<string, number> = Object.fromEntries(
  [...Array(128).keys()].map((i) => [new TextDecoder('windows-1251').decode(Uint8Array.of(i + 128)), i + 128]),
);
const KOI: Record<string, number> = Object.fromEntries(
  [...Array(128).keys()].map((i) => [new TextDecoder('koi8-r').decode(Uint8Array.of(i + 128)), i + 128]),
);
const bytesIn = (table: Record<string, number>, text: string) => Uint8Array.from([...text].map((c) => table[c] ?? c.charCodeAt(0)));
const html = (charset: string, text: string) => `<meta charset="${charset}"><p>${text}</p>`;

test.each([
  ['utf-8', Buffer.from(html('utf-8', RU)), []],
  ['utf-8 that says windows-1251', Buffer.from(html('windows-1251', RU)), ['windows-1251 → utf-8']],
  ['windows-1251', bytesIn(WINDOWS, html('windows-1251', RU)), []],
  ['windows-1251 that says utf-8', bytesIn(WINDOWS, html('utf-8', RU)), ['utf-8 → windows-1251']],
  ['koi8-r that says windows-1251', bytesIn(KOI, html('windows-1251', RU)), ['windows-1251 → koi8-r']],
  ['koi8-r that says nothing', bytesIn(KOI, `<p>${RU}</p>`), ['utf-8 → koi8-r']],
  ['legacy Tajik letters in windows-1251', bytesIn(WINDOWS, html('windows-1251', 'мансабї ва њокимият')), []],
] as const)('%s is read', (_, bytes, wrong) => {
  const read = readText(bytes);
  expect(read.text).toMatch(/Приказ о порядке приёма|мансабї ва њокимият/);
  expect(read.findings.map(({ detail }) => detail)).toEqual(wrong);
});

test('a utf-8 text that was cut in the middle of a letter keeps all its other letters', () => {
  const bytes = Buffer.concat([Buffer.from(html('utf-8', RU)), Buffer.from('й').subarray(0, 1)]);
  const read = readText(bytes);
  expect(read.text).toContain(RU);
  expect(read.findings).toEqual([{ reason: 'charset-wrong', detail: 'utf-8, 1' }]);
});
