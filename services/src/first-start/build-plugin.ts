import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** A plugin as its own build left it: the manifest and every file of the closed set. */
export interface BuiltPlugin {
  manifest: { agency: string; version: string };
  files: Map<string, Uint8Array>;
}

const MANIFEST = 'manifest.json';
const LEFT_OUT = new Set(['node_modules', 'dist', '.git']);

/**
 * Builds the plugin in `folder` with its own `vite.config.ts`, or takes the build of the very same sources from `cache`.
 * @throws Error with one sentence and what the build said.
 */
export async function buildPlugin(folder: string, alsoReads: readonly string[], cache: string): Promise<BuiltPlugin> {
  const out = join(cache, inputHash([folder, ...alsoReads]));
  if (!existsSync(join(out, MANIFEST))) {
    // Renamed only when whole: a build that was cut off is never taken for a finished one.
    const unfinished = `${out}.${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await runVite(folder, unfinished);
    if (!existsSync(join(unfinished, MANIFEST))) throw new Error(`the build of ${folder} ended without a ${MANIFEST}`);
    await rm(out, { recursive: true, force: true });
    await rename(unfinished, out);
    for (const older of readdirSync(cache)) if (older !== basename(out)) await rm(join(cache, older), { recursive: true, force: true });
  }
  const files = new Map(filesBelow(out).map((path) => [path, new Uint8Array(readFileSync(join(out, path)))]));
  files.delete(MANIFEST);
  return { manifest: JSON.parse(readFileSync(join(out, MANIFEST), 'utf8')) as BuiltPlugin['manifest'], files };
}

function runVite(folder: string, out: string): Promise<void> {
  const vite = join(dirname(createRequire(join(folder, 'package.json')).resolve('vite/package.json')), 'bin/vite.js');
  const options = ['build', '--configLoader', 'native', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
    execFile(
      process.execPath,
      [vite, ...options],
      { cwd: folder, env, timeout: 120_000, maxBuffer: 8_000_000 },
      (error, stdout, stderr) => {
        if (!error) return resolve();
        const lines = stripVTControlCharacters(`${stderr}\n${stdout}`).split('\n');
        const said = lines
          .filter((line) => line.trim() && !/^\s+at /.test(line))
          .slice(0, 20)
          .join('\n');
        reject(new Error(`the plugin in ${folder} could not be built:\n${said}`));
      },
    );
  });
}

/** Paths of every file below a folder, with `/`, in one order. */
function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const walk = (below: string) => {
    for (const entry of readdirSync(below, { withFileTypes: true })) {
      if (LEFT_OUT.has(entry.name)) continue;
      const path = join(below, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(relative(folder, path).split(sep).join('/'));
    }
  };
  walk(folder);
  return found.sort();
}

function inputHash(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const place of places) {
    const paths = statSync(place).isDirectory() ? filesBelow(place) : [''];
    for (const path of paths) {
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(place, path)))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 32);
}
