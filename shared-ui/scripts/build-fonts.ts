/**
 * Rebuilds `src/fonts`: one woff2 per weight with the characters of charset.ts, and `metrics.json`
 * with which the system font is stretched to the same lines, so that nothing moves when Golos arrives.
 * Run with `node scripts/build-fonts.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';
import { CHARSET } from './charset.ts';
import { readMetrics } from './sfnt.ts';

const folder = new URL('.', import.meta.resolve('@expo-google-fonts/golos-text/package.json'));
const SOURCES = { 400: '400Regular/GolosText_400Regular.ttf', 600: '600SemiBold/GolosText_600SemiBold.ttf' } as const;
const out = new URL('../src/fonts/', import.meta.url);

const metrics: Record<string, unknown> = {};
for (const [weight, path] of Object.entries(SOURCES)) {
  const source = await readFile(new URL(path, folder));
  const subset = await subsetFont(source, CHARSET, { targetFormat: 'woff2' });
  await writeFile(new URL(`golos-text-${weight}.woff2`, out), subset);
  metrics[weight] = readMetrics(source, weight === '600' ? 'bold' : 'regular');
  console.log(`golos-text-${weight}.woff2 ${subset.byteLength} bytes`);
}
await writeFile(new URL('metrics.json', out), `${JSON.stringify(metrics, null, 2)}\n`);
