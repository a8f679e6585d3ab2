import type { Plugin } from 'vite';
import { libraryOf } from '../governed.ts';
import type { GovernedLibrary } from '../names.ts';

const OWNERS: readonly [prefix: string, library: GovernedLibrary][] = [
  ['react-dom', 'react-dom'],
  ['react', 'react'],
  ['vue', 'vue'],
  ['lit', 'lit'],
  ['lit-html', 'lit'],
  ['lit-element', 'lit'],
  ['@lit/reactive-element', 'lit'],
  ['@hukumat/ui', '@hukumat/ui'],
];

/**
 * Leaves the names of the portal's import map bare. A subpath of a governed library that the map does not offer is
 * refused: bundled, it would bring a second copy of that library. Libraries in `own` are the plugin's and bundled whole.
 */
export function bareNamesPlugin(own: readonly GovernedLibrary[], federated: readonly GovernedLibrary[]): Plugin {
  return {
    name: 'hukumat-bare-names',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      handler(source, importer) {
        const library = libraryOf(source);
        if (library && (own.includes(library) || federated.includes(library))) return null;
        if (library) return { id: source, external: true, moduleSideEffects: false };
        const owner = OWNERS.find(([prefix]) => source === prefix || source.startsWith(`${prefix}/`))?.[1];
        if (!owner || own.includes(owner) || federated.includes(owner)) return null;
        return this.error(
          `${source} (imported by ${importer ?? 'the entry'}) is not offered by the portal's import map; see GOVERNED_NAMES`,
        );
      },
    },
  };
}
