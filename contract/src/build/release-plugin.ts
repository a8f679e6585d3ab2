import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import { libraryOf } from '../governed.ts';
import type { Manifest } from '../manifest.ts';
import type { GovernedLibrary, Lang } from '../names.ts';
import { manifestOf } from '../release.ts';
import type { PluginPackage } from './plugin-package.ts';

export const MANIFEST = 'manifest.json';

/** Every file below a folder by its path with `/`, except the manifest itself. */
export function filesBelow(folder: string): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
  return new Map(paths.filter((path) => path !== MANIFEST).map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]));
}

export interface Release {
  plugin: PluginPackage;
  format: 'module' | 'federation';
  /** Libraries the federation container shares beside what the code imports by bare names. */
  federated: readonly GovernedLibrary[];
  styles: ReadonlySet<string>;
}

/** A caret range of the installed major: what the plugin was built against. */
const rangeOf = (plugin: PluginPackage, library: GovernedLibrary): string => `^${plugin.installed(library)?.split('.')[0] ?? '1'}.0.0`;

/** Writes the texts and, last of all, `manifest.json` with the hash of every file beside it. */
export function releasePlugin({ plugin, format, federated, styles }: Release): Plugin {
  const imported = new Set<GovernedLibrary>(federated);
  let entry: Manifest['entry'];
  return {
    name: 'hukumat-release',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [lang, bytes] of Object.entries(plugin.texts) as [Lang, Uint8Array][]) {
          const source = `${JSON.stringify(JSON.parse(Buffer.from(bytes).toString('utf8')))}\n`;
          this.emitFile({ type: 'asset', fileName: `text/${lang}.json`, source });
        }
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          if (format === 'module' && file.isEntry) entry = { format, path: file.fileName };
          for (const name of [...file.imports, ...file.dynamicImports]) {
            const library = libraryOf(name);
            if (library) imported.add(library);
          }
        }
        if (format === 'federation') entry = { format, path: 'remoteEntry.js', export: './section' };
      },
    },
    // Only after a build that went well, unlike closeBundle.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir = 'dist' }) {
        const folder = resolve(dir);
        // A manifest in federation's own form may carry code and is never loaded: it has no place in a closed set.
        for (const stray of ['mf-manifest.json', 'mf-stats.json']) rmSync(join(folder, stray), { force: true });
        const files = filesBelow(folder);
        const texts = Object.fromEntries(Object.keys(plugin.texts).map((lang) => [lang, `text/${lang}.json`]));
        const shared = Object.fromEntries([...imported].sort().map((library) => [library, rangeOf(plugin, library)]));
        const manifest = manifestOf(plugin.declaration, {
          version: plugin.version,
          ...(entry ? { entry } : {}),
          files,
          styles: [...styles],
          texts,
          shared,
        });
        writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
      },
    },
  };
}
