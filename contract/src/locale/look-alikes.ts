const CYRILLIC_OF: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aceopxyABCEHKMOPTXYkmt'].map((letter, index) => [letter, [...'асеорхуАВСЕНКМОРТХУкмт'][index] ?? letter]),
);
const LATIN_OF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(CYRILLIC_OF).map(([latin, own]) => [own, latin]));

/**
 * Puts right letters of the other alphabet that only look the same (`Тоҷикистoн` with a Latin `o`). A word of both
 * alphabets becomes wholly Cyrillic when its Latin letters all have a twin, otherwise wholly Latin when its Cyrillic ones
 * do; anything else (`IP-суроға`, `eGov`) stays. A letter is changed for one letter, so places in the text keep.
 */
export function mendLookAlikes(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const latin = word.match(/\p{Script=Latin}/gu);
    const cyrillic = word.match(/\p{Script=Cyrillic}/gu);
    if (!latin || !cyrillic) return word;
    if (latin.every((letter) => letter in CYRILLIC_OF))
      return word.replace(/\p{Script=Latin}/gu, (letter) => CYRILLIC_OF[letter] ?? letter);
    if (cyrillic.every((letter) => letter in LATIN_OF))
      return word.replace(/\p{Script=Cyrillic}/gu, (letter) => LATIN_OF[letter] ?? letter);
    return word;
  });
}
