import type { GovernedLibrary } from './names.ts';

/**
 * The bare names under which the portal's import map offers each governed library. A build leaves exactly these
 * unbundled when its manifest shares the library; any other subpath is bundled into the plugin or refused.
 */
export const GOVERNED_NAMES = {
  react: ['react', 'react/jsx-runtime'],
  'react-dom': ['react-dom', 'react-dom/client'],
  vue: ['vue'],
  lit: [
    'lit',
    'lit/directive.js',
    'lit/async-directive.js',
    'lit/directives/cache.js',
    'lit/directives/choose.js',
    'lit/directives/class-map.js',
    'lit/directives/guard.js',
    'lit/directives/if-defined.js',
    'lit/directives/join.js',
    'lit/directives/keyed.js',
    'lit/directives/live.js',
    'lit/directives/map.js',
    'lit/directives/range.js',
    'lit/directives/ref.js',
    'lit/directives/repeat.js',
    'lit/directives/style-map.js',
    'lit/directives/until.js',
    'lit/directives/when.js',
  ],
  '@hukumat/ui': ['@hukumat/ui', '@hukumat/ui/form'],
  // The data door holds every schema and belongs to servers; the little a plugin takes from it is bundled.
  '@hukumat/contract': ['@hukumat/contract/plugin', '@hukumat/contract/locale'],
} as const satisfies Record<GovernedLibrary, readonly string[]>;

/** The library a bare name belongs to, if the import map offers that very name. */
export function libraryOf(specifier: string): GovernedLibrary | undefined {
  for (const [library, names] of Object.entries(GOVERNED_NAMES) as [GovernedLibrary, readonly string[]][]) {
    if (names.includes(specifier)) return library;
  }
  return undefined;
}
