import { gzipSync } from 'node:zlib';
import type { Manifest } from '../manifest.ts';
import type { Files } from './closed-set.ts';
import { error, type Finding } from './finding.ts';
import { closure, isRelative, resolveImport, type Script } from './module-graph.ts';

/** Kilobytes (1000) of these files on the wire, each compressed by itself. */
const weight = (files: Files, paths: Iterable<string>): number =>
  [...paths].reduce((sum, path) => sum + gzipSync(files.get(path) ?? new Uint8Array(), { level: 9 }).byteLength, 0) / 1000;

function* lateParts(scripts: ReadonlyMap<string, Script>, reached: Iterable<string>): Generator<string> {
  for (const path of reached) {
    for (const target of scripts.get(path)?.dynamic ?? []) if (target && isRelative(target)) yield resolveImport(path, target);
  }
}

/** What waking costs: the entry with all it imports, and the heaviest route on top of it with the styles. */
export function weigh(manifest: Manifest, files: Files, scripts: ReadonlyMap<string, Script>): { entryKb: number; routeKb: number } {
  if (!manifest.entry) return { entryKb: 0, routeKb: 0 };
  const start = closure(scripts, manifest.entry.path, false);
  // A federation container loads its section by import(), so everything it reaches belongs to the route.
  const heaviest =
    manifest.entry.format === 'federation'
      ? [closure(scripts, manifest.entry.path, true)]
      : [...lateParts(scripts, start)].map((path) => new Set([...start, ...closure(scripts, path, false)]));
  const entryKb = weight(files, start);
  const styles = weight(files, manifest.styles ?? []);
  return { entryKb, routeKb: Math.max(entryKb, ...heaviest.map((paths) => weight(files, paths))) + styles };
}

export function checkBudgets(manifest: Manifest, files: Files, scripts: ReadonlyMap<string, Script>): Finding[] {
  const { entryKb, routeKb } = weigh(manifest, files, scripts);
  const over = (key: 'entryKb' | 'routeKb', kb: number, what: string): Finding[] =>
    kb <= manifest.budget[key]
      ? []
      : [
          error(
            'over-budget',
            `/budget/${key}`,
            `${what} is ${kb.toFixed(1)} KB compressed; the budget is ${manifest.budget[key]} KB`,
            'Split with import(), drop a dependency, or agree on a larger budget at review.',
          ),
        ];
  return [...over('entryKb', entryKb, 'The entry'), ...over('routeKb', routeKb, 'The heaviest route')];
}
