// What no test can say: types, form, boundaries, unused files and exports, the contract's surface.
// Runs every part even when one fails, so that one run shows all there is to mend.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname } from 'node:path';
import { findBreaches } from './boundaries.ts';

const failed: string[] = [];

function part(name: string, ok: () => boolean): void {
  const start = performance.now();
  const passed = ok();
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  if (!passed) failed.push(name);
}
const run = (command: string, args: string[], cwd = '.') => spawnSync(command, args, { stdio: 'inherit', cwd }).status === 0;

part('types', () => run('tsc', ['-p', '.']));
// Never into `node_modules`: the links between packages lead round in circles.
for (const file of globSync('agencies/**/tsconfig.json', { exclude: (name) => name === 'node_modules' }).sort()) {
  const folder = dirname(file);
  if (existsSync(`${folder}/node_modules/.bin/vue-tsc`))
    part(`types of ${folder} (Vue)`, () => run('node_modules/.bin/vue-tsc', ['-p', '.', '--noEmit'], folder));
}
part('form (Biome)', () => run('biome', ['ci', '.']));
part('boundaries', () => {
  const breaches = findBreaches();
  for (const { file, imports, why } of breaches) console.log(`  ${file} imports ${imports}: ${why}`);
  return breaches.length === 0;
});
part('unused files, exports and dependencies (knip)', () => run('knip', ['--no-progress', '--no-config-hints']));
part("the contract's surface", () => run('node', ['contract/surface.ts', '--check']));

console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
