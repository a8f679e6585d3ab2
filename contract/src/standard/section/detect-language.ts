import type { Lang } from '../../names.ts';

const WORDS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  tg: new Set(
    'ва дар ба аз ки барои бо то ё аст мебошад шуд шуда кард мешавад карда ин он тавассути дигар ҳар бояд ҷумҳурии давлатӣ тоҷикистон нест ҳаст'.split(
      ' ',
    ),
  ),
  ru: new Set(
    'и в на с по для что из не это как к о об от при или до его также будет быть был была были есть республики таджикистан'.split(' '),
  ),
  en: new Set('the of and to in for is are on by with that this be or from at as it was were have has an'.split(' ')),
};
const LETTERS = 80;

/** The language a text is written in, judged by its letters and its small words; nothing where it is too short to say. */
export function detectLanguage(text: string): Lang | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < LETTERS) return undefined;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const latin = letters.filter((letter) => /[A-Za-z]/.test(letter)).length / letters.length;
  if (latin > 0.7) return 'en';
  const count = (lang: Lang) => words.filter((word) => WORDS[lang].has(word)).length / words.length;
  const score = {
    tg: count('tg') + share(text, /[ғӣқӯҳҷ]/gi, letters.length) * 4,
    ru: count('ru') + share(text, /[ыщцьэ]/gi, letters.length) * 4,
  };
  // Names and lists of addresses have neither small words nor letters of their own.
  if (Math.max(score.tg, score.ru) < 0.05 || Math.abs(score.tg - score.ru) < 0.05) return undefined;
  return score.tg > score.ru ? 'tg' : 'ru';
}

const share = (text: string, letters: RegExp, of: number): number => (text.match(letters) ?? []).length / of;
