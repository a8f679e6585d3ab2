import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS } from '@hukumat/contract';
import { describe, expect, test } from 'vitest';
import { inLang, langOf, messages, say } from './index.ts';

const keys = (lang: (typeof LANGS)[number]) => Object.keys(messages[lang]).sort();
const places = (text: string | undefined) => [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('the three languages say the same things', () => {
  expect(keys('ru')).toEqual(keys('tg'));
  expect(keys('en')).toEqual(keys('tg'));
  for (const key of keys('tg'))
    for (const lang of LANGS) expect(places(messages[lang][key]), `${lang} ${key}`).toEqual(places(messages.tg[key]));
});

test('no key is said by two parts of the portal', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|\/)tg\.json$/.test(name));
  const keys = files.flatMap((name) => Object.keys(JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('no text is empty, and Tajik is written with Tajik letters', () => {
  for (const lang of LANGS) for (const key of keys(lang)) expect(messages[lang][key]?.trim(), `${lang} ${key}`).not.toBe('');
  for (const key of keys('tg')) expect(messages.tg[key]?.normalize('NFC'), key).toBe(messages.tg[key]);
  for (const key of keys('tg'))
    expect(/[цщыьЦЩЫЬ]/.test((messages.tg[key] ?? '').replace(/[«"][^»"]*[»"]/g, '')), `${key}: ${messages.tg[key]}`).toBe(false);
});

describe('say', () => {
  test('fills places and leaves unknown ones to be seen', () => {
    expect(say('en')('agencies.count', { n: 3 })).toBe('Found: 3');
    expect(say('en')('agencies.count')).toBe('Found: {n}');
  });
  test('says in Tajik what a language lacks, never a key', () => {
    const own = messages.ru['frame.home'] ?? '';
    delete messages.ru['frame.home'];
    expect(say('ru')('frame.home')).toBe(messages.tg['frame.home']);
    messages.ru['frame.home'] = own;
  });
  test('stands in with Tajik and says so', () => {
    expect(inLang({ tg: 'Хона' }, 'en')).toBe('Хона');
    expect(langOf({ tg: 'Хона' }, 'en')).toBe('tg');
    expect(langOf({ tg: 'Хона', en: 'House' }, 'en')).toBe('en');
  });
});

test('every key is used somewhere', () => {
  const root = join(import.meta.dirname, '../../..');
  const sources = ['shell/src', 'services/src/modules'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const text = sources.join('\n');
  // `t(`kind.${id}`)` uses every key that begins so.
  const families = [...text.matchAll(/`([a-zA-Z]+\.(?:[a-zA-Z]+\.)?)\$\{/g)].map(([, start]) => start ?? '');
  const byEnd = [...text.matchAll(/`\$\{\w+\}\.(\w+)`/g)].map(([, end]) => `.${end}`);
  const unused = keys('tg').filter(
    (key) => !text.includes(`'${key}'`) && !families.some((start) => key.startsWith(start)) && !byEnd.some((end) => key.endsWith(end)),
  );
  expect(unused).toEqual([]);
});
