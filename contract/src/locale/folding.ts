import { mendLookAlikes } from './look-alikes.ts';

const RUSSIAN: Readonly<Record<string, string>> = { ғ: 'г', қ: 'к', ҳ: 'х', ҷ: 'ч', ӣ: 'и', ӯ: 'у', ё: 'е' };
/** For search: lower case, as typed on a Russian keyboard, every letter of the alphabet it looks like. `Ҳуҷҷат` becomes `хуччат`. */
export const fold = (text: string): string =>
  mendLookAlikes(text.normalize('NFC'))
    .toLowerCase()
    .replace(/[ғқҳҷӣӯё]/g, (letter) => RUSSIAN[letter] ?? letter);

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдезийклмнопрстуфэ']
    .map((letter, index) => [letter, 'abvgdeziyklmnoprstufe'[index] ?? ''])
    .concat([
      ['ғ', 'gh'],
      ['ё', 'yo'],
      ['ж', 'zh'],
      ['ӣ', 'i'],
      ['қ', 'q'],
      ['ӯ', 'u'],
      ['х', 'kh'],
      ['ҳ', 'h'],
      ['ц', 'ts'],
      ['ч', 'ch'],
      ['ҷ', 'j'],
      ['ш', 'sh'],
      ['щ', 'shch'],
      ['ъ', ''],
      ['ы', 'y'],
      ['ь', ''],
      ['ю', 'yu'],
      ['я', 'ya'],
    ]),
);
/** For search: Cyrillic in Latin letters, so that `khizmat` finds `хизмат`. */
export const romanise = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0400-\u04ff]/g, (letter) => LATIN[letter] ?? letter);

const CYRILLIC: readonly (readonly [string, readonly string[]])[] = [
  ['shch', ['щ']],
  ['zh', ['ж']],
  ['kh', ['х']],
  ['gh', ['ғ']],
  ['ch', ['ч']],
  ['sh', ['ш']],
  ['ts', ['ц']],
  ['yo', ['ё']],
  ['yu', ['ю']],
  ['ya', ['я']],
  ['ye', ['е']],
  ["'", ['ъ']],
  ['c', ['к', 'с']],
  ['x', ['х', 'кс']],
  ['j', ['ҷ', 'ж']],
  ['y', ['й', 'ы']],
  ['w', ['в']],
  ['h', ['ҳ']],
  ['q', ['қ']],
  ...[...'abvgdeziklmnoprstuf'].map((letter, index): [string, string[]] => [letter, [[...'абвгдезиклмнопрстуф'][index] ?? letter]]),
];
const MOST_READINGS = 8;

/** What a word in Latin letters may be in Cyrillic, likeliest first: `hujjat` is `ҳуҷҷат`. A word that cannot be read so gives none. */
export function cyrillicReadings(word: string): string[] {
  // Letters with signs of scholars and of other spellings: č š ž, ū ī ḩ.
  let rest = word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[čšž]/g, (letter) => ({ č: 'ch', š: 'sh', ž: 'zh' })[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'");
  let readings = [''];
  while (rest) {
    const found = CYRILLIC.find(([latin]) => rest.startsWith(latin));
    if (!found) return [];
    const [latin, letters] = found;
    readings = letters.flatMap((letter) => readings.map((start) => start + letter)).slice(0, MOST_READINGS);
    rest = rest.slice(latin.length);
  }
  return word ? readings : [];
}

/** Endings from the outermost in: objects and owners, the plural, izofat and `ӣ`, degrees. As typed on a Russian keyboard too. */
const ENDINGS: readonly (readonly [RegExp, number])[] = [
  [/ро$/, 3],
  [/(й?амон|й?атон|й?ашон|ямон|ятон|яшон|ям|яш|ам|аш)$/, 3],
  [/(тарин|тар)$/, 4],
  [/[иӣея]$/, 3],
  [/([ҳх]о|гон|вон|ён|он|от)$/, 4],
  [/[иӣея]$/, 3],
];

/**
 * The part of a Tajik word that its endings are hung on, near enough to find it: `ҳуҷҷатҳои`, `ҳуҷҷатро` and `ҳуҷҷате`
 * all give `ҳуҷҷат`. It knows no dictionary: words of three or four letters are left whole, and -ат is never taken for «yours».
 */
export function stemTajik(word: string): string {
  let stem = word;
  for (const [ending, least] of ENDINGS) {
    const shorter = stem.replace(ending, '');
    if (shorter.length >= least) stem = shorter;
  }
  return stem;
}
