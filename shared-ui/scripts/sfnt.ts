/** Advance widths per 1000 units of the usual system sans serif, from its published metrics, a–z. */
const SYSTEM_WIDTHS = {
  regular: [
    556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
  ],
  bold: [556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500],
};
/** How often each letter a–z stands in English text, in parts of a thousand. */
const FREQUENCY = [82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1];

export interface Metrics {
  /** Per cent, ready for `size-adjust`, `ascent-override`, `descent-override`, `line-gap-override`. */
  sizeAdjust: number;
  ascent: number;
  descent: number;
  lineGap: number;
}

/** Reads a TrueType font and says how the system font must be stretched to take the same room. */
export function readMetrics(font: Buffer, style: keyof typeof SYSTEM_WIDTHS): Metrics {
  const table = tables(font);
  const head = table('head');
  const hhea = table('hhea');
  const unitsPerEm = head.getUint16(18);
  const width = widths(table('cmap'), table('hmtx'), hhea.getUint16(34));
  let ours = 0;
  let theirs = 0;
  FREQUENCY.forEach((share, i) => {
    ours += (share * width(97 + i)) / unitsPerEm;
    theirs += (share * (SYSTEM_WIDTHS[style][i] ?? 0)) / 1000;
  });
  const adjust = ours / theirs;
  const percent = (units: number): number => Math.round((units / unitsPerEm / adjust) * 10_000) / 100;
  return {
    sizeAdjust: Math.round(adjust * 10_000) / 100,
    ascent: percent(hhea.getInt16(4)),
    descent: percent(-hhea.getInt16(6)),
    lineGap: percent(hhea.getInt16(8)),
  };
}

/** The set of characters a TrueType font draws. */
export function coverage(font: Buffer): (codePoint: number) => boolean {
  const glyph = glyphs(tables(font)('cmap'));
  return (codePoint) => glyph(codePoint) !== 0;
}

function tables(font: Buffer): (tag: string) => DataView {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  return (tag) => {
    for (let i = 0; i < view.getUint16(4); i++) {
      const at = 12 + i * 16;
      if (font.toString('latin1', at, at + 4) === tag)
        return new DataView(font.buffer, font.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12));
    }
    throw new Error(`The font has no table ${tag}`);
  };
}

function widths(cmap: DataView, hmtx: DataView, count: number): (codePoint: number) => number {
  const glyph = glyphs(cmap);
  return (codePoint) => hmtx.getUint16(Math.min(glyph(codePoint), count - 1) * 4);
}

/** Code point → glyph number (0 = not drawn), from the format 4 subtable every Unicode font carries. */
function glyphs(cmap: DataView): (codePoint: number) => number {
  let base = -1;
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const at = cmap.getUint32(4 + i * 8 + 4);
    if (cmap.getUint16(at) === 4) base = at;
  }
  if (base < 0) throw new Error('The font has no format 4 character map');
  const segments = cmap.getUint16(base + 6) / 2;
  const at = (column: number, i: number): number => base + 14 + column * segments * 2 + (column > 0 ? 2 : 0) + i * 2;
  return (codePoint) => {
    for (let i = 0; i < segments; i++) {
      if (codePoint > cmap.getUint16(at(0, i))) continue;
      const start = cmap.getUint16(at(1, i));
      if (codePoint < start) return 0;
      const delta = cmap.getUint16(at(2, i));
      const offset = cmap.getUint16(at(3, i));
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const found = cmap.getUint16(at(3, i) + offset + (codePoint - start) * 2);
      return found === 0 ? 0 : (found + delta) & 0xffff;
    }
    return 0;
  };
}
