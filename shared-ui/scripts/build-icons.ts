/**
 * Rebuilds `src/elements/icon/drawings.ts` from lucide-static (ISC licence): only the icons that are used,
 * only their inner shapes. Run with `node scripts/build-icons.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { USED } from './icons.ts';

const folder = new URL('icons/', import.meta.resolve('lucide-static/package.json'));
const drawings: string[] = [];
for (const name of USED) {
  const svg = await readFile(new URL(`${name}.svg`, folder), 'utf8');
  const inner = svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
    .replace(/>\s+</g, '><')
    .replace(/\s*\/>/g, '/>')
    .trim();
  drawings.push(`  '${name}': svg\`${inner}\`,`);
}
const text = `/* Made by scripts/build-icons.ts from Lucide (ISC licence); do not edit. */
import { svg } from 'lit';

export const DRAWINGS = {
${drawings.join('\n')}
} as const;
`;
await writeFile(new URL('../src/elements/icon/drawings.ts', import.meta.url), text);
