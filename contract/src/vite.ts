import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { federation } from '@module-federation/vite';
import type { ConfigEnv, Plugin, PluginOption, UserConfig } from 'vite';
import { bareNamesPlugin } from './build/bare-names.ts';
import { devEntryPlugin } from './build/dev-entry.ts';
import { type PluginPackage, readPlugin } from './build/plugin-package.ts';
import { releasePlugin } from './build/release-plugin.ts';
import { stylesPlugin } from './build/styles-plugin.ts';
import { wholeSharesPlugin } from './build/whole-shares.ts';
import { GOVERNED_NAMES } from './governed.ts';
import type { GovernedLibrary } from './names.ts';

export interface PresetOptions {
  /** What the code is written with; its compiler is taken from the plugin's own packages. Absent for plain code. */
  framework?: 'react' | 'vue' | 'lit';
  /** How the portal loads it: native modules (default) or a Module Federation container. */
  format?: 'module' | 'federation';
  /** Libraries of which the plugin brings its own copy, for instance because it needs another major. */
  own?: GovernedLibrary[];
  /** The plugin's folder; the working directory by default. */
  root?: string;
}

/** Libraries that federation shares; everything else stays a bare name of the import map. Lit is never federated. */
const FEDERATED: Readonly<Record<string, readonly GovernedLibrary[]>> = { react: ['react', 'react-dom'], vue: ['vue'] };

async function compilers(framework: PresetOptions['framework'], root: string): Promise<PluginOption[]> {
  if (framework !== 'react' && framework !== 'vue') return [];
  const path = createRequire(join(root, 'package.json')).resolve(`@vitejs/plugin-${framework}`);
  const module = (await import(pathToFileURL(path).href)) as { default: (options?: object) => PluginOption };
  const isCustomElement = (tag: string) => tag.includes('-');
  return [framework === 'vue' ? module.default({ template: { compilerOptions: { isCustomElement } } }) : module.default()];
}

function container(plugin: PluginPackage, entry: string, shared: readonly GovernedLibrary[]): PluginOption {
  // Under a test runner the federation plugin silently builds nothing; a release is the same wherever it is built.
  for (const name of ['VITEST', 'JEST_WORKER_ID']) delete process.env[name];
  const names = shared.flatMap((library) => {
    const version = plugin.installed(library) ?? '0.0.0';
    const range = {
      singleton: true,
      requiredVersion: `^${version.split('.')[0]}.0.0`,
      import: false as const,
      suppressMissingImportWarning: true,
    };
    return GOVERNED_NAMES[library].map((name): [string, typeof range] => [name, range]);
  });
  return federation({
    name: plugin.declaration.agency.replaceAll('-', '_'),
    filename: 'remoteEntry.js',
    dts: false,
    manifest: false,
    experiments: { externalRuntime: true },
    exposes: { './section': `./${entry}` },
    shared: Object.fromEntries(names),
  }) as PluginOption;
}

/**
 * The one preset for plugins: `export default hukumatPlugin({ framework: 'react' })` in `vite.config.ts`.
 * A build writes the closed set of a release and its `manifest.json` to `dist/`; equal sources give equal bytes.
 */
export function hukumatPlugin(options: PresetOptions = {}): (env: ConfigEnv) => Promise<UserConfig> {
  return ({ command }) => configOf(options, command === 'serve' ? 'development' : 'production');
}

async function configOf(options: PresetOptions, mode: 'development' | 'production'): Promise<UserConfig> {
  const { framework, format = 'module', own = [], root = process.cwd() } = options;
  const plugin = await readPlugin(root);
  const { entry } = plugin;
  const federated = format === 'federation' ? (FEDERATED[framework ?? ''] ?? []).filter((library) => !own.includes(library)) : [];
  const styles = new Set<string>();
  const definitionsOnly: Plugin = {
    name: 'hukumat-definitions-only',
    resolveId: (id) => (id === 'hukumat:nothing' ? `\0${id}` : undefined),
    load: (id) => (id === '\0hukumat:nothing' ? 'export {};' : undefined),
    generateBundle(_options, bundle) {
      for (const path of Object.keys(bundle)) if (path.endsWith('.js')) delete bundle[path];
    },
  };
  return {
    root,
    base: './',
    publicDir: false,
    // The adapters stand in the contract's folder; an own library must still be the plugin's.
    resolve: { dedupe: [...own] },
    define: {
      'process.env.NODE_ENV': JSON.stringify(mode),
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [
      bareNamesPlugin(own, federated),
      ...(await compilers(framework, root)),
      stylesPlugin((path) => styles.add(path)),
      ...(entry ? [devEntryPlugin(entry, framework)] : [definitionsOnly]),
      ...(entry && format === 'federation' ? [wholeSharesPlugin(join(root, entry), federated), container(plugin, entry, federated)] : []),
      releasePlugin({ plugin, format, federated, styles }),
    ],
    server: { cors: true },
    build: {
      target: 'esnext',
      outDir: 'dist',
      emptyOutDir: true,
      modulePreload: false,
      cssCodeSplit: false,
      sourcemap: false,
      reportCompressedSize: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        preserveEntrySignatures: 'strict',
        input: { section: entry ? join(root, entry) : 'hukumat:nothing' },
        output: { entryFileNames: 'section-[hash].js', chunkFileNames: 'c-[hash].js', assetFileNames: 'a-[hash][extname]' },
      },
    },
  };
}
