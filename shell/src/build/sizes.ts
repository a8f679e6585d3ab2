import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { ShellAssets } from '../assets.ts';

/** Prints what every file weighs: raw, gzip and brotli bytes at their strongest. */
export function printSizes(assets: ShellAssets, milliseconds: number): void {
  const row = (name: string, bytes: Uint8Array): string =>
    `${[bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length].map((size) => String(size).padStart(9)).join('')}  ${name}`;
  const lines = [...assets.files].map(([url, file]) => row(url, readFileSync(file.path)));
  lines.push(row('(inline script)', Buffer.from(assets.inlineScript)), row('(import map)', Buffer.from(JSON.stringify(assets.importMap))));
  process.stdout.write(`      raw     gzip   brotli\n${lines.join('\n')}\nbuilt or found in ${Math.round(milliseconds)} ms\n`);
}
