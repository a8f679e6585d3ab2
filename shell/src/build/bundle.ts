import { createHash } from 'node:crypto';
import type { InlineConfig, Rolldown } from 'vite';

/** One script that came out of a build: `/assets/react-0a1b2c3d4e.js` and what it imports at once. */
export interface Script {
  url: string;
  code: string;
  integrity: string;
  /** URL paths of its static imports that are part of the same build. */
  imports: string[];
  /** The entry's name, for entries. */
  entry?: string;
}

export const integrityOf = (bytes: string | Uint8Array): string => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/**
 * Bundles the entries for the browser, writing nothing. The same sources give the same bytes whatever the environment:
 * mode, conditions and NODE_ENV are fixed here, because vite would otherwise take them from the process.
 */
export async function bundle(options: {
  root: string;
  entries: Record<string, string>;
  /** Bare names left to the import map. */
  external?: readonly string[];
  plugins?: InlineConfig['plugins'];
  format?: 'es' | 'iife';
}): Promise<Script[]> {
  const { build } = await import('vite');
  const output = await build({
    configFile: false,
    envFile: false,
    root: options.root,
    base: '/',
    mode: 'production',
    logLevel: 'error',
    publicDir: false,
    plugins: options.plugins ?? [],
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: options.entries,
        external: (id: string) => options.external?.includes(id) ?? false,
        preserveEntrySignatures: 'strict',
        output: {
          format: options.format ?? 'es',
          hashCharacters: 'hex',
          entryFileNames: 'assets/[name]-[hash:10].js',
          chunkFileNames: 'assets/part-[hash:10].js',
        },
      },
    },
  });
  const parts = (Array.isArray(output) ? output : [output]).flatMap((one) => ('output' in one ? one.output : []));
  return parts.filter((part): part is Rolldown.OutputChunk => part.type === 'chunk').map(scriptOf);
}

function scriptOf(chunk: Rolldown.OutputChunk): Script {
  return {
    url: `/${chunk.fileName}`,
    code: chunk.code,
    integrity: integrityOf(chunk.code),
    imports: chunk.imports.filter((name) => name.startsWith('assets/')).map((name) => `/${name}`),
    ...(chunk.isEntry ? { entry: chunk.name } : {}),
  };
}

/** The scripts with everything they import at once, as URL path → integrity. */
export function closure(scripts: readonly Script[], entries: readonly string[]): Record<string, string> {
  const byUrl = new Map(scripts.map((script) => [script.url, script]));
  const found: Record<string, string> = {};
  const waiting = [...entries];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const script = byUrl.get(url);
    if (!script || found[url]) continue;
    found[url] = script.integrity;
    waiting.push(...script.imports);
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a.localeCompare(b, 'en')));
}

/** An entry with its hash and everything it imports at once. */
export function linked(scripts: readonly Script[], entry: string): { path: string; integrity: string; imports: string[] } {
  const script = scripts.find((one) => one.entry === entry);
  if (!script) throw new Error(`the build made no file for ${entry}`);
  const imports = Object.keys(closure(scripts, [script.url])).filter((url) => url !== script.url);
  return { path: script.url, integrity: script.integrity, imports };
}
