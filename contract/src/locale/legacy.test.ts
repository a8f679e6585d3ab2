import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { legacyReadings, repairLegacy } from '../locale.ts';

const rows = (name: string): string[][] =>
  readFileSync(join(import.meta.dirname, '../../examples/legacy-text', name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
const corpus = rows('corpus.tsv').map(([encoding = '', legacy = '', clean = '']) => ({ encoding, legacy, clean }));

/** Letters of the clean twin that the repaired line does not have in their places. */
const wrongLetters = (repaired: string, clean: string): number => {
  const own = [...repaired];
  return [...clean].filter((letter, at) => own[at] !== letter).length + Math.max(0, own.length - [...clean].length);
};

describe('300 lines of old sites', () => {
  test('at least 99 % of the letters come out right, each line judged alone', () => {
    expect(corpus).toHaveLength(300);
    const letters = corpus.reduce((sum, { clean }) => sum + [...clean].length, 0);
    const wrong = corpus.reduce((sum, { legacy, clean }) => sum + wrongLetters(repairLegacy(legacy).text, clean), 0);
    const right = (100 * (letters - wrong)) / letters;
    console.log(`legacy corpus: ${right.toFixed(2)} % of ${letters} letters right, line by line`);
    expect(right).toBeGreaterThanOrEqual(99);
  });

  test.each(['A', 'B'] as const)('the lines of %s as one text', (encoding) => {
    const own = corpus.filter((row) => row.encoding === encoding);
    const repaired = repairLegacy(own.map(({ legacy }) => legacy).join('\n'));
    expect(repaired.encoding).toBe(encoding);
    expect(repaired.text).toBe(own.map(({ clean }) => clean).join('\n'));
  });

  test('a text of both encodings is mixed, and still read', () => {
    const [a, b] = ['A', 'B'].map((one) => corpus.find((row) => row.encoding === one && row.legacy !== row.clean));
    const both = repairLegacy(`${a?.legacy}\n${b?.legacy}`);
    expect(both).toMatchObject({ encoding: 'mixed', text: `${a?.clean}\n${b?.clean}` });
  });
});

describe('lines of people who wrote right', () => {
  const control = rows('control.tsv').map(([lang = '', text = '']) => ({ lang, text }));
  test.each(['tg', 'ru', 'sr', 'uz', 'uk', 'mk', 'be'])('no letter of %s is changed', (lang) => {
    const own = control.filter((row) => row.lang === lang);
    expect(own.length).toBeGreaterThanOrEqual(3);
    for (const { text } of own) expect(repairLegacy(text), text).toMatchObject({ text, changes: 0 });
  });
  test('nor of them all as one text, nor of the clean twins', () => {
    for (const text of [control.map((row) => row.text).join('\n'), corpus.map((row) => row.clean).join('\n')])
      expect(repairLegacy(text)).toMatchObject({ text, changes: 0 });
  });
});

test('what was repaired is clean: repairing again changes nothing', () => {
  const line = fc.constantFrom(...corpus.map((row) => row.legacy));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const once = repairLegacy(lines.join('\n'));
      expect(repairLegacy(once.text).text).toBe(once.text);
    }),
  );
});

test('one letter stands for one letter: places in the text keep', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'абвљњќїўѓѕіЉЊІЅ aо.-\n') }), (text) => {
      expect(repairLegacy(text).text).toHaveLength(text.normalize('NFC').length);
    }),
  );
});

test('known headings and words', () => {
  expect(repairLegacy('МАЌОМОТИ ИЉРОИЯИ ЊОКИМИЯТИ ДАВЛАТИИ ШАЊРИ РОЃУН').text).toBe('МАҚОМОТИ ИҶРОИЯИ ҲОКИМИЯТИ ДАВЛАТИИ ШАҲРИ РОҒУН');
  expect(repairLegacy('мансабї').text).toBe('мансабӣ');
  expect(repairLegacy('ЅОНУНИ ЇУМІУРИИ ТОЇИКИСТОН').text).toBe('ҚОНУНИ ҶУМҲУРИИ ТОҶИКИСТОН');
  expect(repairLegacy('боїи давлатњ')).toEqual({ text: 'боҷи давлатӣ', encoding: 'B', changes: 2 });
  expect(repairLegacy('маблаљіои').text).toBe('маблағҳои');
});

test('what could be either is left for a person', () => {
  expect(repairLegacy('љо')).toEqual({ text: 'љо', encoding: 'undecided', changes: 0 });
  expect(legacyReadings('љо')).toEqual(['ҷо', 'ғо']);
  expect(legacyReadings('озмун')).toEqual(['озмун']);
});

test('Latin look-alikes inside a Cyrillic word, and Cyrillic ones inside a Latin word', () => {
  expect(repairLegacy('Тоҷикистoн, РDF, IP-суроға, eGov')).toEqual({
    text: 'Тоҷикистон, PDF, IP-суроға, eGov',
    encoding: 'clean',
    changes: 2,
  });
});
