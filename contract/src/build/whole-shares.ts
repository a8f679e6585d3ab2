import type { Plugin } from 'vite';
import { GOVERNED_NAMES } from '../governed.ts';
import type { GovernedLibrary } from '../names.ts';

/**
 * Imports every shared library whole in the plugin's entry. Federation offers only those exports that it has seen
 * imported by the time it looks, and it may look too early: one build in six then lacks an export, and equal sources
 * give different bytes. The unused imports themselves are dropped from the output.
 */
export function wholeSharesPlugin(entry: string, shared: readonly GovernedLibrary[]): Plugin {
  const names = shared.flatMap((library) => GOVERNED_NAMES[library]);
  const lines = names.map((name, at) => `import * as wholeShare${at} from '${name}';`).join('\n');
  return {
    name: 'hukumat-whole-shares',
    apply: 'build',
    enforce: 'pre',
    transform: {
      order: 'pre',
      handler: (code, id) => (id === entry ? { code: `${lines}\n${code}`, map: null } : undefined),
    },
  };
}
