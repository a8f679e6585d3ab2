import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AgencyDeclaration } from '../agency.ts';
import type { GovernedLibrary, Lang } from '../names.ts';
import { LANGS } from '../names.ts';

/** A plugin's own package on disk: what it declares, its version, its texts, its entry. */
export interface PluginPackage {
  root: string;
  declaration: AgencyDeclaration;
  version: string;
  /** `src/section.ts(x)`, or nothing for a plugin that is only definitions. */
  entry?: string;
  texts: Partial<Record<Lang, Uint8Array>>;
  /** The installed version of a library, or nothing when the plugin does not use it. */
  installed(library: GovernedLibrary): string | undefined;
}

function isDeclaration(value: unknown): value is AgencyDeclaration {
  return typeof value === 'object' && value !== null && 'agency' in value && typeof value.agency === 'string';
}

/** Reads a plugin's package. `src/agency.ts` exports its declaration as default or as `agency`. */
export async function readPlugin(root: string): Promise<PluginPackage> {
  const source = join(root, 'src', 'agency.ts');
  if (!existsSync(source)) throw new Error(`${source} is missing: it declares the plugin with defineAgency`);
  const module = (await import(pathToFileURL(source).href)) as { default?: unknown; agency?: unknown };
  const declaration = module.default ?? module.agency;
  if (!isDeclaration(declaration)) throw new Error(`${source} exports no declaration: export default defineAgency({ … })`);
  const pack = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version?: string };
  if (!pack.version) throw new Error(`${join(root, 'package.json')} has no "version"`);
  const entry = ['src/section.ts', 'src/section.tsx'].find((path) => existsSync(join(root, path)));
  const texts = LANGS.map((lang): [Lang, string] => [lang, join(root, 'text', `${lang}.json`)]).filter(([, path]) => existsSync(path));
  return {
    root,
    declaration,
    version: pack.version,
    ...(entry ? { entry } : {}),
    texts: Object.fromEntries(texts.map(([lang, path]) => [lang, readFileSync(path)])),
    installed(library) {
      const require = createRequire(join(root, 'package.json'));
      for (const folder of require.resolve.paths(library) ?? []) {
        const path = join(folder, library, 'package.json');
        if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
      }
      return undefined;
    },
  };
}
