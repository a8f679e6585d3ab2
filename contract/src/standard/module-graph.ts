import { posix } from 'node:path';
import { type Program, parseSync } from 'oxc-parser';
import type { Files } from './closed-set.ts';

/** One script of a release, as read without running it. */
export interface Script {
  path: string;
  imports: string[];
  /** Targets of `import()`; `undefined` for one that is computed. */
  dynamic: (string | undefined)[];
  exports: Set<string>;
  program: Program;
}

function dynamicTarget(source: string): string | undefined {
  const text = source.trim();
  const quoted = /^(["'`])((?:(?!\1)[^\\])*)\1$/.exec(text);
  return quoted && !(quoted[1] === '`' && text.includes('${')) ? quoted[2] : undefined;
}

/** Reads one script, or says why it cannot be read. */
export function readScript(path: string, bytes: Uint8Array): Script | { fault: string } {
  const code = new TextDecoder().decode(bytes);
  if (code.trim() === '') return { fault: 'The script is empty' };
  if (/^\s*</.test(code)) return { fault: 'This is HTML, not a script' };
  const result = parseSync(path, code, { lang: 'js', sourceType: 'module' });
  const first = result.errors[0];
  if (first) return { fault: first.message };
  const entries = result.module.staticExports.flatMap((statement) => statement.entries);
  const reexports = entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : []));
  return {
    path,
    imports: [...new Set([...result.module.staticImports.map((statement) => statement.moduleRequest.value), ...reexports])],
    dynamic: result.module.dynamicImports.map(({ moduleRequest }) => dynamicTarget(code.slice(moduleRequest.start, moduleRequest.end))),
    exports: new Set(entries.map((entry) => entry.exportName.name ?? (entry.exportName.kind === 'Default' ? 'default' : ''))),
    program: result.program,
  };
}

export const isRelative = (specifier: string): boolean => specifier.startsWith('./') || specifier.startsWith('../');

/** The path inside the release that a relative import means. */
export const resolveImport = (from: string, specifier: string): string => posix.join(posix.dirname(from), specifier);

/** All files that come with a script: what it imports, and with `dynamic` also what it may import later. */
export function closure(scripts: ReadonlyMap<string, Script>, from: string, dynamic: boolean): Set<string> {
  const reached = new Set<string>();
  const queue = [from];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const script = scripts.get(path);
    if (!script || reached.has(path)) continue;
    reached.add(path);
    const next = dynamic ? [...script.imports, ...script.dynamic] : script.imports;
    for (const specifier of next) if (specifier && isRelative(specifier)) queue.push(resolveImport(path, specifier));
  }
  return reached;
}

/** Every script of a release that can be read. */
export function readScripts(files: Files): { scripts: Map<string, Script>; faults: { path: string; fault: string }[] } {
  const scripts = new Map<string, Script>();
  const faults: { path: string; fault: string }[] = [];
  for (const [path, bytes] of files) {
    if (!/\.m?js$/.test(path)) continue;
    const script = readScript(path, bytes);
    if ('fault' in script) faults.push({ path, fault: script.fault });
    else scripts.set(path, script);
  }
  return { scripts, faults };
}
