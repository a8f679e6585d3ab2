import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/** Latin with accents, all Cyrillic incl. the Tajik letters, punctuation, the number sign. */
const LETTERS = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x400, 0x4ff],
  [0x2010, 0x2027],
  [0x2116, 0x2116],
  [0x20ac, 0x20ac],
] as const;

export interface DocumentFonts {
  regular: Uint8Array;
  bold: Uint8Array;
}

let made: Promise<DocumentFonts> | undefined;
/** Noto Sans cut to our letters, once per process: embedding the cut file is an order of magnitude quicker than the whole. */
export const documentFonts = (): Promise<DocumentFonts> => {
  made ??= Promise.all([cut('400Regular/NotoSans_400Regular.ttf'), cut('600SemiBold/NotoSans_600SemiBold.ttf')]).then(
    ([regular, bold]) => ({ regular, bold }),
  );
  return made;
};

async function cut(path: string): Promise<Uint8Array> {
  const file = createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans/${path}`);
  const text = LETTERS.map(([from, to]) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))).join('');
  return subsetFont(await readFile(file), text, { targetFormat: 'truetype' });
}

/** Text with what the font can draw; a letter outside it becomes a visible box, never a silent gap. */
export const drawable = (text: string): string =>
  [...text.normalize('NFC').replace(/\s+/g, ' ')]
    .map((letter) =>
      LETTERS.some(([from, to]) => (letter.codePointAt(0) ?? 0) >= from && (letter.codePointAt(0) ?? 0) <= to) ? letter : '?',
    )
    .join('');
