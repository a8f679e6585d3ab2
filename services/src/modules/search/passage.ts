import { type Asked, keyOf, stemsOf } from './words.ts';

/** A piece of a text, and whether it is what was asked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const AROUND = 90;
const LONGEST = 220;

/** A text with the words that were asked for set apart. */
export function marked(text: string, words: readonly Asked[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!isAsked(word, words)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), hit: false });
    pieces.push({ text: word, hit: true });
    from = index + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

/** The part of a longer text where the first of the words stands, or nothing when none does. */
export function passage(text: string, words: readonly Asked[]): Piece[] | undefined {
  const first = [...text.matchAll(WORD)].find(({ 0: word }) => isAsked(word, words));
  if (!first) return undefined;
  const start = first.index > AROUND ? text.indexOf(' ', first.index - AROUND) + 1 : 0;
  const end = text.length > start + LONGEST ? text.lastIndexOf(' ', start + LONGEST) : text.length;
  const part = text.slice(start, Math.max(end, first.index + first[0].length));
  return marked(`${start > 0 ? '… ' : ''}${part}${end < text.length ? ' …' : ''}`, words);
}

function isAsked(word: string, words: readonly Asked[]): boolean {
  const key = keyOf(word);
  const stems = stemsOf(word);
  return words.some(
    (one) =>
      one.keys.some((asked) => key === asked || (asked.length > 2 && key.startsWith(asked)) || stems.includes(asked)) ||
      one.stems.some((asked) => key === asked || stems.includes(asked)),
  );
}
