import { mendLookAlikes } from './look-alikes.ts';
import { likeness, SPEECH } from './tajik-likeness.ts';

/** Two fonts of the time before Unicode put Tajik letters in the places of Serbian, Macedonian and Ukrainian ones. */
type Encoding = 'A' | 'B';
const LETTERS: Readonly<Record<Encoding, Readonly<Record<string, string>>>> = {
  A: both({ љ: 'ҷ', њ: 'ҳ', ќ: 'қ', ї: 'ӣ', ў: 'ӯ', ѓ: 'ғ' }),
  // Of the second font no ӯ has been seen; ў is read alike in both, nothing else could stand for it.
  B: both({ ѕ: 'қ', ї: 'ҷ', і: 'ҳ', њ: 'ӣ', љ: 'ғ', ў: 'ӯ' }),
};
const ANY = /[љњќїўѓѕі]/i;
/** Letters that neither font nor Tajik has: a word with one of them is Serbian, Ukrainian or Russian and stays as it is. */
const FOREIGN = /[јђћџєґыщ]/i;
/** Letters of Serbian and Ukrainian that make the whole line theirs. */
const OTHER_TONGUE = /[јђћџєґ]/gi;
const ENOUGH = 2;

export interface Repaired {
  text: string;
  /** `mixed`: some lines were in one encoding, some in the other. `undecided`: a person has to look; those lines stand as they were. */
  encoding: 'clean' | Encoding | 'mixed' | 'undecided';
  /** How many letters were put right. */
  changes: number;
}

interface Line {
  text: string;
  /** How much each reading looks like Tajik. */
  points: Record<Encoding, number>;
  verdict: Encoding | 'clean' | 'undecided';
  /** It has such letters, and they are right. */
  foreign?: boolean;
}

/**
 * Reads legacy Tajik letters as what they mean. Each line is judged by how Tajik it reads in either encoding; a line that
 * alone does not say follows the rest of the text. Clean Tajik and other languages with those letters are left alone.
 */
export function repairLegacy(text: string): Repaired {
  const whole = text.normalize('NFC');
  const lines = mendLookAlikes(whole).split('\n').map(judge);
  const decided = new Set(lines.map((line) => line.verdict).filter((verdict) => verdict === 'A' || verdict === 'B'));
  const [only] = decided;
  // Among lines of another tongue nothing follows from the neighbours.
  const rest = decided.size === 1 && !lines.some((line) => line.foreign) ? only : undefined;
  for (const line of lines) if (line.verdict === 'undecided' && rest && line.points[rest] > -ENOUGH) line.verdict = rest;
  const mended = lines
    .map(({ text, verdict }) => (verdict === 'A' || verdict === 'B' ? text.replace(/\p{L}+/gu, (word) => read(word, verdict)) : text))
    .join('\n');
  const open = lines.some((line) => line.verdict === 'undecided');
  const encoding = decided.size === 2 ? 'mixed' : (only ?? (open ? 'undecided' : 'clean'));
  const before = [...whole];
  return { text: mended, encoding, changes: [...mended].filter((letter, at) => letter !== before[at]).length };
}

/** Every reading of a word that is worth looking for; of a word without legacy letters the word itself. */
export function legacyReadings(word: string): string[] {
  if (!ANY.test(word)) return [word];
  return [...new Set([read(word, 'A'), read(word, 'B')])];
}

function judge(text: string): Line {
  const words = text.match(/\p{L}+/gu) ?? [];
  const odd = words.filter((word) => ANY.test(word) && !FOREIGN.test(word));
  const clean: Line = { text, points: { A: 0, B: 0 }, verdict: 'clean', foreign: ANY.test(text) };
  if (odd.length === 0) return clean;
  const spoken = words.filter((word) => SPEECH.has(word.toLowerCase())).length;
  // A line that has true letters was typed with them: what is odd in it has to speak for itself. Uzbek has some of them, and ў.
  const typed = /[ғқҳҷӣӯ]/i.test(text);
  if (typed && !/[ҷӣӯ]/i.test(text) && spoken === 0 && !/[љњќїѓѕі]/i.test(text)) return clean;
  const base = (typed ? 0 : Math.min(3, spoken)) - 3 * (text.match(OTHER_TONGUE)?.length ?? 0);
  const worth = { A: worthOf(odd, 'A'), B: worthOf(odd, 'B') };
  const points = { A: base + worth.A.points, B: base + worth.B.points };
  const best = points.A >= points.B ? 'A' : 'B';
  // Serbian has љ and њ too, and they stand in many of the same places.
  const sure = worth[best].sure || spoken > 0 || odd.some((word) => /[ќїўѓѕі]/i.test(word));
  if (points[best] < 0) return clean;
  if (points[best] < ENOUGH || !sure) return { text, points, verdict: 'undecided' };
  const same = odd.every((word) => read(word, 'A') === read(word, 'B'));
  return { text, points, verdict: same || Math.abs(points.A - points.B) >= 1 ? best : 'undecided' };
}

function worthOf(words: readonly string[], encoding: Encoding): { points: number; sure: boolean } {
  const readings = words.map((word) => read(word, encoding).toLowerCase());
  const each = readings.map(likeness);
  const left = readings.join('').match(/[љњќїўѓѕі]/g)?.length ?? 0;
  return { points: each.reduce((sum, one) => sum + one.points, 0) - 3 * left, sure: each.some((one) => one.sure) };
}

function read(word: string, encoding: Encoding): string {
  if (FOREIGN.test(word)) return word;
  return word.replace(/[љњќїўѓѕі]/gi, (letter) => LETTERS[encoding][letter] ?? letter);
}

function both(letters: Record<string, string>): Record<string, string> {
  const upper = Object.entries(letters).map(([from, to]): [string, string] => [from.toUpperCase(), to.toUpperCase()]);
  return { ...letters, ...Object.fromEntries(upper) };
}
