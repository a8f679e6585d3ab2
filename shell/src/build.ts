import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AssetFile, Linked, ShellAssets } from './assets.ts';
import { integrityOf } from './build/bundle.ts';
import { inputHash } from './build/inputs.ts';

export type { AssetFile, Linked, ShellAssets } from './assets.ts';

type Described = Omit<ShellAssets, 'files'> & { files: [string, AssetFile][] };

/**
 * Builds the browser half and the governed libraries below `outDir`, or finds the build of the same inputs there.
 * The same inputs give the same bytes. Two processes may build at once: the first to finish wins, with equal content.
 */
export async function buildShell(outDir: string): Promise<ShellAssets> {
  const folder = join(resolve(outDir), inputHash());
  const described = join(folder, 'assets.json');
  if (!existsSync(described)) await build(folder);
  const { files, ...rest } = JSON.parse(readFileSync(described, 'utf8')) as Described;
  return { ...rest, files: new Map(files.map(([url, file]) => [url, { ...file, path: join(folder, url) }])) };
}

async function build(folder: string): Promise<void> {
  const [{ buildGoverned }, { buildBrowser }, { fonts }, { pageCss, pluginCss }, { pageStyles }] = await Promise.all([
    import('./build/governed.ts'),
    import('./build/browser.ts'),
    import('@hukumat/ui/assets'),
    import('@hukumat/ui/styles'),
    import('./document/styles.ts'),
  ]);
  const fresh = `${folder}.${randomUUID()}`;
  mkdirSync(join(fresh, 'assets'), { recursive: true });
  const files: [string, AssetFile][] = [];
  const put = (url: string, bytes: string | Uint8Array, type: string): void => {
    writeFileSync(join(fresh, url), bytes);
    files.push([url, { path: '', type, integrity: integrityOf(bytes) }]);
  };
  const keep = (name: string, extension: string, bytes: string | Uint8Array, type: string): Linked => {
    const path = `/assets/${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.${extension}`;
    put(path, bytes, type);
    return { path, integrity: integrityOf(bytes) };
  };
  const css = 'text/css; charset=utf-8';
  const drawn = fonts().map((font) => ({ font, ...keep(basename(font.name, '.woff2'), 'woff2', font.bytes, font.type) }));
  const page = keep('page', 'css', pageCss() + pageStyles(), css);
  const plugin = keep('plugin', 'css', pluginCss(), css);
  const governed = await buildGoverned();
  const browser = await buildBrowser(governed, { url: plugin.path, integrity: plugin.integrity });
  for (const script of [...governed.scripts, ...browser.scripts]) put(script.url, script.code, 'text/javascript; charset=utf-8');
  const imports = Object.fromEntries(Object.entries(governed.libraries).map(([name, { path }]) => [name, path]));
  const described: Described = {
    files,
    importMap: { imports },
    libraries: governed.libraries,
    main: { path: browser.main.url, integrity: browser.main.integrity, imports: [] },
    inlineScript: browser.inline,
    pageCss: page,
    fonts: drawn.map(({ path, font }) => ({ path, type: font.type })),
  };
  writeFileSync(join(fresh, 'assets.json'), JSON.stringify(described));
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(folder, 'assets.json'))) throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { printSizes } = await import('./build/sizes.ts');
  const { tmpdir } = await import('node:os');
  const started = performance.now();
  const assets = await buildShell(process.argv[3] ?? join(tmpdir(), 'hukumat-shell'));
  printSizes(assets, performance.now() - started);
}
