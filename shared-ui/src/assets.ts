/** Server door: the font files. Node only. */
import { readFileSync } from 'node:fs';
import metrics from './fonts/metrics.json' with { type: 'json' };

export interface Asset {
  /** `golos-text-400.woff2`; the server adds the hash to the address. */
  name: string;
  type: string;
  bytes: Uint8Array;
}

const WEIGHTS = ['400', '600'] as const;

/** Golos Text 400 and 600 with the letters of Latin, Russian and Tajik. SIL Open Font License 1.1 in `fonts/OFL.txt`. */
export function fonts(): Asset[] {
  return WEIGHTS.map((weight) => {
    const name = `golos-text-${weight}.woff2`;
    return { name, type: 'font/woff2', bytes: readFileSync(new URL(`fonts/${name}`, import.meta.url)) };
  });
}

/**
 * The `@font-face` rules. `address` gives the URL path of a font by its name. Beside each weight stands the
 * system font stretched to the same lines, so that text never moves whichever of the two is drawn.
 */
export function fontCss(address: (name: string) => string): string {
  return WEIGHTS.map((weight) => {
    const m = metrics[weight];
    const local = weight === '600' ? 'local("Arial Bold"),local("Arial")' : 'local("Arial")';
    return (
      `@font-face{font-family:"Golos Text";font-weight:${weight};font-display:optional;src:url(${address(`golos-text-${weight}.woff2`)}) format("woff2")}` +
      `@font-face{font-family:"Golos System";font-weight:${weight};src:${local},local("Liberation Sans"),local("Roboto");` +
      `size-adjust:${m.sizeAdjust}%;ascent-override:${m.ascent}%;descent-override:${m.descent}%;line-gap-override:${m.lineGap}%}`
    );
  }).join('');
}
