import { posix } from 'node:path';
import { type AnyNode, type Literal, type Program, parse } from 'acorn';
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

/** Every node of a syntax tree. It keeps its own list: a deep tree must not exhaust the stack. */
export function* nodesOf(program: Program): Generator<AnyNode> {
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next === null || typeof next !== 'object') continue;
    if ('type' in next && typeof next.type === 'string') yield next as AnyNode;
    for (const part of Object.values(next)) if (part !== null && typeof part === 'object') waiting.push(part);
  }
}

/** The text of a literal or of a template without holes. */
export function textOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

const sourceOf = (source: Literal): string => String(source.value);
const nameOf = (node: { type: string; name?: string; value?: unknown }): string => node.name ?? String(node.value);

/**
 * Reads one script, or says why it cannot be read. The parser is plain JavaScript on purpose: a script nested a hundred
 * thousand deep ends in an error here, where a native parser would take the whole process with it.
 */
export function readScript(path: string, bytes: Uint8Array): Script | { fault: string } {
  const code = new TextDecoder().decode(bytes);
  if (code.trim() === '') return { fault: 'The script is empty' };
  if (/^\s*</.test(code)) return { fault: 'This is HTML, not a script' };
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (fault) {
    return { fault: fault instanceof RangeError ? 'It is nested too deeply' : fault instanceof Error ? fault.message : String(fault) };
  }
  const script: Script = { path, imports: [], dynamic: [], exports: new Set(), program };
  const imports = new Set<string>();
  for (const node of nodesOf(program)) {
    if (node.type === 'ImportDeclaration') imports.add(sourceOf(node.source));
    else if (node.type === 'ImportExpression') script.dynamic.push(textOf(node.source));
    else if (node.type === 'ExportDefaultDeclaration') script.exports.add('default');
    else if (node.type === 'ExportAllDeclaration') {
      imports.add(sourceOf(node.source));
      if (node.exported) script.exports.add(nameOf(node.exported));
    } else if (node.type === 'ExportNamedDeclaration') {
      if (node.source) imports.add(sourceOf(node.source));
      for (const { exported } of node.specifiers) script.exports.add(nameOf(exported));
      const { declaration } = node;
      if (declaration?.type === 'VariableDeclaration') {
        for (const { id } of declaration.declarations) if (id.type === 'Identifier') script.exports.add(id.name);
      } else if (declaration) script.exports.add(declaration.id.name);
    }
  }
  script.imports = [...imports];
  return script;
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
