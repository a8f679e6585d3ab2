import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { federation } from '@module-federation/vite';
import { build as bundle } from 'vite';

/**
 * A federation container built as the contract's preset does: no runtime of its own, React shared. Path → source.
 * In a process of its own, because the federation plugin makes no container where NODE_ENV is `test`.
 */
export async function buildContainer(): Promise<Record<string, string>> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url)], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production' },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout.slice(stdout.indexOf('{"'))) as Record<string, string>;
}

async function build(): Promise<Record<string, string>> {
  const root = fileURLToPath(new URL('./federated/', import.meta.url));
  const one = { singleton: true, requiredVersion: '^19.0.0' };
  const output = await bundle({
    configFile: false,
    root,
    base: './',
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      federation({
        name: 'federated',
        filename: 'remoteEntry.js',
        dts: false,
        manifest: false,
        experiments: { externalRuntime: true },
        exposes: { './section': './section.ts' },
        shared: { react: one, 'react/jsx-runtime': one, 'react-dom': one, 'react-dom/client': one },
      }),
    ],
    build: { write: false, target: 'esnext', modulePreload: false, rolldownOptions: { input: { section: `${root}section.ts` } } },
  });
  const parts = (Array.isArray(output) ? output : [output]).flatMap((each) => ('output' in each ? each.output : []));
  return Object.fromEntries(parts.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(await build()));
