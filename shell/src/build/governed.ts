import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GOVERNED_NAMES, type GovernedLibrary } from '@hukumat/contract';
import type { Plugin } from 'vite';

import type { Linked } from '../assets.ts';
import { bundle, linked, type Script } from './bundle.ts';

const require = createRequire(import.meta.url);
const vendor = fileURLToPath(new URL('../../vendor/', import.meta.url));

/** React's builds are CommonJS: their names are read from the production files and exported one by one. */
const commonjs: Record<string, readonly string[]> = {
  react: ['react', 'react/jsx-runtime'],
  'react-dom': ['react-dom', 'react-dom/client'],
};
const productionFile: Record<string, string> = {
  react: 'react/cjs/react.production.js',
  'react/jsx-runtime': 'react/cjs/react-jsx-runtime.production.js',
  'react-dom': 'react-dom/cjs/react-dom.production.js',
  'react-dom/client': 'react-dom/cjs/react-dom-client.production.js',
};
const PREFIX = 'governed:';

/** The names a CommonJS library exports in production. */
function exportedNames(name: string): string[] {
  const [owner = ''] = name.split('/');
  const file = join(dirname(require.resolve(`${owner}/package.json`)), (productionFile[name] ?? name).slice(owner.length + 1));
  return Object.keys(require(file) as Record<string, unknown>).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
}

/** One module that offers the names of several CommonJS doors; the first door that has a name gives it. */
export function facade(names: readonly string[]): string {
  const taken = new Set<string>();
  const lines = names.flatMap((name, index) => {
    const fresh = exportedNames(name).filter((key) => !taken.has(key));
    for (const key of fresh) taken.add(key);
    return [`import d${index} from '${name}';`, `export const { ${fresh.join(', ')} } = d${index};`];
  });
  const whole = names.length === 1 || names[0] === 'react' ? 'd0' : `{ ${names.map((_, index) => `...d${index}`).join(', ')} }`;
  return [...lines, `export default ${whole};`].join('\n');
}

const facades: Plugin = {
  name: 'governed-facades',
  resolveId: { order: 'pre', handler: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined) },
  load(id) {
    return id.startsWith(`\0${PREFIX}`) ? facade(commonjs[id.slice(PREFIX.length + 1)] ?? []) : undefined;
  },
};

/** Where the source of a bare name begins. Names that share a source share a file, a request and a hash. */
function sourceOf(library: GovernedLibrary, name: string): { entry: string; source: string } {
  if (library in commonjs) return { entry: library, source: PREFIX + library };
  if (library === 'lit') return { entry: 'lit', source: join(vendor, 'lit.ts') };
  if (library === 'vue')
    return { entry: 'vue', source: join(dirname(require.resolve('vue/package.json')), 'dist/vue.runtime.esm-bundler.js') };
  return { entry: name.replace('@hukumat/', '').replaceAll('/', '-'), source: fileURLToPath(import.meta.resolve(name)) };
}

export interface Governed {
  scripts: Script[];
  /** Bare name → its file, with everything it imports at once. */
  libraries: Record<string, Linked & { imports: string[] }>;
  /** Library → its exact version. */
  versions: Record<string, string>;
}

/** Builds every governed library in one go, so that each exists once. */
export async function buildGoverned(): Promise<Governed> {
  const doors = (Object.entries(GOVERNED_NAMES) as [GovernedLibrary, readonly string[]][]).flatMap(([library, names]) =>
    names.map((name) => ({ name, ...sourceOf(library, name) })),
  );
  const scripts = await bundle({
    root: vendor,
    entries: Object.fromEntries(doors.map(({ entry, source }) => [entry, source])),
    plugins: [facades],
  });
  const versionOf = (library: string): string => (require(`${library}/package.json`) as { version: string }).version;
  const versions = Object.fromEntries(['react', 'react-dom', 'vue'].map((library) => [library, versionOf(library)]));
  return { scripts, versions, libraries: Object.fromEntries(doors.map(({ name, entry }) => [name, linked(scripts, entry)])) };
}
