/** The characters our font subset must draw: Latin, Russian, Tajik, and the punctuation of the three languages. */
const range = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

export const TAJIK = 'ҒғӢӣҚқӮӯҲҳҶҷ';
const PUNCTUATION = '\u00a0«»„“”‘’–—…•·№§©°±×÷−→←↑↓€';

export const CHARSET = [range(0x20, 0x7e), range(0x410, 0x44f), 'Ёё', TAJIK, PUNCTUATION].join('');
