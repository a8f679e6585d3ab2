import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow, MANIFEST } from '../build/release-plugin.ts';
import { digestOf } from '../release.ts';
import { error, type Finding } from '../standard/finding.ts';

export interface BuiltRelease {
  manifest: unknown;
  files: Map<string, Uint8Array>;
}

/** Reads a built release from a folder. */
function readRelease(folder: string): BuiltRelease {
  return { manifest: JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as unknown, files: filesBelow(folder) };
}

/** Builds a plugin with its own `vite.config.ts`. Rejects with what the build said. */
function build(root: string, out: string): Promise<BuiltRelease> {
  const vite = join(dirname(createRequire(join(root, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js');
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env, timeout: 120_000, maxBuffer: 8_000_000 };
    execFile(
      process.execPath,
      [vite, 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'],
      options,
      (fault, stdout, stderr) => {
        if (fault) reject(new Error(`The build failed:\n${`${stdout}\n${stderr}`.trim()}`));
        else resolve(readRelease(out));
      },
    );
  });
}

/** Builds into `dist/`, and once more beside it: the same sources must give the same bytes. */
export async function buildTwice(root: string): Promise<{ release: BuiltRelease; findings: Finding[] }> {
  const second = mkdtempSync(join(tmpdir(), 'hukumat-'));
  try {
    const release = await build(root, join(root, 'dist'));
    const again = await build(root, second);
    if (digestOf(release.manifest) === digestOf(again.manifest)) return { release, findings: [] };
    const differs = [...release.files.keys()].find((path) => {
      const other = again.files.get(path);
      return !other || !Buffer.from(other).equals(Buffer.from(release.files.get(path) ?? []));
    });
    const advice = 'Remove what changes from build to build: times, random names, absolute paths.';
    return { release, findings: [error('not-reproducible', differs ?? MANIFEST, 'Two builds of the same sources differ', advice)] };
  } finally {
    rmSync(second, { recursive: true, force: true });
  }
}
