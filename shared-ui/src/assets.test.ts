import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';
import { expect, test } from 'vitest';
import { CHARSET, TAJIK } from '../scripts/charset.ts';
import { coverage, readMetrics } from '../scripts/sfnt.ts';
import { fontCss, fonts } from './assets.ts';
import metrics from './fonts/metrics.json' with { type: 'json' };

test.each(fonts())('$name draws every letter of Tajik, Russian and English and stays small', async ({ bytes }) => {
  const plain = await subsetFont(bytes, CHARSET, { targetFormat: 'truetype' });
  const drawn = coverage(Buffer.from(plain));
  expect([...CHARSET].filter((sign) => !drawn(sign.codePointAt(0) ?? 0))).toEqual([]);
  expect([...TAJIK, '№', '«', '»', '–', '\u00a0'].every((sign) => drawn(sign.codePointAt(0) ?? 0))).toBe(true);
  expect(drawn(0x4e00)).toBe(false);
  expect(bytes.byteLength).toBeLessThan(14 * 1024);
});

test('the measures of the system font belong to the font that is shipped', () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf'));
  expect(metrics['400']).toEqual(readMetrics(source, 'regular'));
});

test('the font rules name the given addresses and never hold text back', () => {
  const css = fontCss((name) => `/assets/${name}?x`);
  expect(css).toContain('url(/assets/golos-text-400.woff2?x)');
  expect(css).toContain('font-display:optional');
  expect(css).toContain('size-adjust:');
});
