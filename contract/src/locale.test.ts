import { describe, expect, it } from 'vitest';
import {
  compareText,
  cyrillicReadings,
  dushanbeDate,
  fold,
  formatDate,
  formatDateTime,
  formatList,
  formatMoney,
  formatNumber,
  formatTime,
  pick,
  plural,
  relativeDay,
  romanise,
  stemTajik,
  weekday,
} from './locale.ts';

describe('dates', () => {
  it('writes 21 March 2026 in three languages', () => {
    expect(formatDate('2026-03-21', 'tg')).toBe('21.03.2026');
    expect(formatDate('2026-03-21', 'tg', 'long')).toBe('21 марти соли 2026');
    expect(formatDate('2026-03-21', 'tg', 'weekday')).toBe('шанбе, 21 марти соли 2026');
    expect(weekday('2026-03-21', 'tg')).toBe('шанбе');
    expect(formatDate('2026-03-21', 'ru', 'long')).toBe('21 марта 2026 г.');
    expect(formatDate('2026-03-21', 'en', 'weekday')).toBe('Saturday, 21 March 2026');
  });

  it('lives in Dushanbe', () => {
    expect(formatTime('2026-03-21T09:05:00Z')).toBe('14:05');
    expect(dushanbeDate('2026-03-21T19:30:00Z')).toBe('2026-03-22');
    expect(formatDateTime('2026-03-21T19:30:00Z', 'ru')).toBe('22.03.2026, 00:30');
  });

  it('says how far a day is', () => {
    expect(relativeDay('2026-03-21', '2026-03-21', 'tg')).toBe('имрӯз');
    expect(relativeDay('2026-03-22', '2026-03-21', 'tg')).toBe('фардо');
    expect(relativeDay('2026-03-26', '2026-03-21', 'tg')).toBe('пас аз 5 рӯз');
    expect(relativeDay('2026-03-19', '2026-03-21', 'ru')).toBe('2 дня назад');
    expect(relativeDay('2026-04-01', '2026-03-21', 'ru')).toBe('через 11 дней');
    expect(relativeDay('2026-06-01', '2026-03-21', 'en')).toBe('1 June 2026');
  });
});

describe('numbers', () => {
  it('writes sums in diram', () => {
    expect(formatMoney(123_450, 'tg')).toBe('1\u00a0234,50 сомонӣ');
    expect(formatMoney(123_450, 'ru')).toBe('1\u00a0234,50 сомони');
    expect(formatMoney(123_450, 'en')).toBe('TJS 1,234.50');
  });

  it('groups thousands and keeps the sign of what is left after rounding', () => {
    expect(formatNumber(1_234_567.891, 'tg')).toBe('1\u00a0234\u00a0567,891');
    expect(formatNumber(-0.001, 'ru', 2)).toBe('0,00');
    expect(formatNumber(-12, 'en')).toBe('−12');
  });

  it('has one form after a number in Tajik and three in Russian', () => {
    const days = { one: 'день', few: 'дня', other: 'дней' };
    expect([1, 2, 5, 11, 21, 104, 1.5].map((count) => plural(count, 'ru', days))).toEqual([
      'день',
      'дня',
      'дней',
      'дней',
      'день',
      'дня',
      'дня',
    ]);
    expect([1, 5].map((count) => plural(count, 'tg', { other: 'рӯз' }))).toEqual(['рӯз', 'рӯз']);
  });
});

describe('texts', () => {
  it('sorts by the 35 letters', () => {
    const right =
      'Гиссар, Гулистон, Ғафуров, Ғончӣ, Илова, Ӣд, Йод, Кӯлоб, Қаротегин, Қубодиён, Уротеппа, Ӯ, Хуҷанд, Ҳамадонӣ, Ҳисор, Чорсу, Ҷайҳун, Ҷиликӯл';
    const words = right.split(', ');
    expect([...words].reverse().sort(compareText)).toEqual(words);
    expect(['я', 'b', '1', 'Дар', 'дарё', 'a'].sort(compareText)).toEqual(['1', 'Дар', 'дарё', 'я', 'a', 'b']);
  });

  it('folds to what a Russian keyboard can type, and to Latin', () => {
    expect(fold('Ҳуҷҷати ҒАРБӢ, ӯ қиёс')).toBe('хуччати гарби, у киес');
    expect(romanise('Ҳукумат')).toBe('hukumat');
    expect(romanise('хизмат')).toBe('khizmat');
  });

  it('folds what only looks like another alphabet', () => {
    expect(fold('хизмaт')).toBe('хизмат');
    expect(fold('РDF')).toBe('pdf');
    expect(fold('IP-суроға')).toBe('ip-сурога');
  });

  it('reads Latin letters as Cyrillic', () => {
    expect(['hukumat', 'khizmat', 'guvohinoma', 'ijozat', 'spravka', 'shahrvand'].map((word) => cyrillicReadings(word)[0])).toEqual([
      'ҳукумат',
      'хизмат',
      'гувоҳинома',
      'иҷозат',
      'справка',
      'шаҳрванд',
    ]);
    expect(cyrillicReadings('soxtmon')).toEqual(['сохтмон', 'сокстмон']);
    expect(cyrillicReadings('ḩujjat')).toContain('ҳуҷҷат');
    expect(cyrillicReadings('хизмат')).toEqual([]);
    expect(cyrillicReadings('')).toEqual([]);
    expect(cyrillicReadings('j'.repeat(40)).length).toBeLessThanOrEqual(8);
  });

  it('finds the part of a Tajik word that its endings hang on', () => {
    for (const word of ['ҳуҷҷатҳои', 'ҳуҷҷатро', 'ҳуҷҷате', 'ҳуҷҷатҳоямон', 'ҳуҷҷаташ', 'ҳуҷҷат'])
      expect(stemTajik(word), word).toBe('ҳуҷҷат');
    expect(['шаҳрвандонро', 'вазоратҳои', 'калонтарин', 'давлатӣ', 'роҳ', 'кор'].map(stemTajik)).toEqual([
      'шаҳрванд',
      'вазорат',
      'калон',
      'давлат',
      'роҳ',
      'кор',
    ]);
    expect(stemTajik(fold('ҳуҷҷатҳои'))).toBe(fold('ҳуҷҷат'));
  });

  it('joins lists', () => {
    expect(formatList(['А', 'Б', 'В'], 'tg')).toBe('А, Б ва В');
    expect(formatList(['А', 'Б'], 'ru', 'or')).toBe('А или Б');
    expect(formatList(['А'], 'en')).toBe('А');
  });

  it('falls back to Tajik and says so', () => {
    expect(pick({ tg: 'Салом' }, 'ru')).toEqual({ text: 'Салом', lang: 'tg' });
    expect(pick({ tg: 'Салом', ru: 'Привет' }, 'ru')).toEqual({ text: 'Привет', lang: 'ru' });
  });

  it('upper-cases every Tajik letter', () => {
    expect('ӣӯғқҳҷ'.toUpperCase()).toBe('ӢӮҒҚҲҶ');
  });
});
