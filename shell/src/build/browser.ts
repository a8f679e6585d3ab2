import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { bundle, closure, linked, type Script } from './bundle.ts';
import type { Governed } from './governed.ts';

/** URL path → `sha384-…` of everything that has to be loaded together. */
type Hashes = Record<string, string>;

const root = fileURLToPath(new URL('../browser/', import.meta.url));

/** The parts of the browser half that load only when needed. Each is a file of `browser/` that exports what `main` calls. */
const LAZY = ['awake', 'elements', 'federation', 'form-page', 'on-page', 'rich-text', 'session', 'suggest', 'upload-files'] as const;

export interface Browser {
  scripts: Script[];
  main: Script;
  inline: string;
}

/**
 * The browser half in three builds, innermost first, because a hash must be known before it is written:
 * the lazy parts, then `main` with the table of their hashes, then the inline script with the hash of `main`.
 * Lazy parts therefore never import `main`; they are handed what they need.
 */
export async function buildBrowser(governed: Governed, pluginStyle: { url: string; integrity: string }): Promise<Browser> {
  const lazy = await bundle({
    root,
    entries: Object.fromEntries(LAZY.map((name) => [name, `${root}${name}.ts`])),
    // Only federation meets libraries that plugins share; the form's code is small and needs no instance of its own.
    external: Object.keys(governed.libraries).filter((name) => !name.startsWith('@hukumat/')),
    plugins: [constant('shell:plugin-style', pluginStyle), constant('shell:versions', governed.versions)],
  });
  const outer = await bundle({ root, entries: { main: `${root}main.ts` }, plugins: [constant('shell:parts', tableOf(lazy, governed))] });
  const main = outer.find((script) => script.entry === 'main');
  if (!main || main.imports.length > 0) throw new Error('main must be one file without static imports');
  const inline = await bundle({
    root,
    entries: { inline: `${root}inline.ts` },
    format: 'iife',
    plugins: [constant('shell:main', { url: main.url, integrity: main.integrity })],
  });
  return { scripts: [...lazy, ...outer], main, inline: (inline[0]?.code ?? '').trim() };
}

/** Every file once, as name and hash without what all have in common; every part as places in that list, its own file first. */
function tableOf(lazy: Script[], governed: Governed): { files: [name: string, sha384: string][]; parts: Record<string, number[]> } {
  const files = new Map<string, string>();
  const parts = LAZY.map((name): [string, number[]] => {
    const { url, scripts } = partOf(name, lazy, governed);
    for (const [path, hash] of Object.entries(scripts)) files.set(path, hash);
    const paths = [url, ...Object.keys(scripts).filter((path) => path !== url)];
    return [name, paths.map((path) => [...files.keys()].indexOf(path))];
  });
  return {
    files: [...files].map(([path, hash]) => [path.slice('/assets/'.length, -'.js'.length), hash.slice('sha384-'.length)]),
    parts: Object.fromEntries(parts),
  };
}

function partOf(name: string, lazy: Script[], governed: Governed): { url: string; scripts: Hashes } {
  const { path } = linked(lazy, name);
  const own = closure(lazy, [path]);
  const libraries = lazy.filter((script) => own[script.url]).flatMap((script) => bareImports(script.code, governed));
  return { url: path, scripts: { ...own, ...closure(governed.scripts, libraries) } };
}

/** The governed files that a built script imports by bare name. */
function bareImports(code: string, { libraries }: Governed): string[] {
  return Object.entries(libraries).flatMap(([name, { path }]) =>
    new RegExp(`(from|import)\\s*["'\`]${name}["'\`]`).test(code) ? [path] : [],
  );
}

const constant = (id: string, value: unknown): Plugin => ({
  name: id,
  resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
  load: (asked) => (asked === `\0${id}` ? `export default ${JSON.stringify(value)};` : undefined),
});
