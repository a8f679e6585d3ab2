// Who may import whom, held by reading every import of every source file. No comment can switch it off.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

const root = resolve(import.meta.dirname, '..');
const ROOMS = ['contract', 'shared-ui', 'shell', 'services', 'agencies', 'e2e', 'scripts'];
const PACKAGE_ROOM: Record<string, string> = {
  '@hukumat/contract': 'contract',
  '@hukumat/ui': 'shared-ui',
  '@hukumat/shell': 'shell',
  '@hukumat/services': 'services',
};

/** Room → the other rooms it may import from. */
const MAY: Record<string, readonly string[]> = {
  contract: [],
  'shared-ui': ['contract'],
  shell: ['contract', 'shared-ui'],
  services: ['contract'],
  agencies: ['contract', 'shared-ui'],
  e2e: ['contract'],
  scripts: [],
};
/** The one room inside `services` that draws pages, and the doors it draws them through. */
const PAGES = join('services', 'src', 'modules', 'pages') + sep;
const PAGES_DOORS = ['@hukumat/shell/document', '@hukumat/shell/build', '@hukumat/shell/assets', '@hukumat/ui/form'];

export interface Breach {
  file: string;
  imports: string;
  why: string;
}

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    if (['node_modules', 'dist', '.data', 'test-results'].includes(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.(ts|tsx|mts|mjs|js|vue)$/.test(name)) yield path;
  }
}

function importsOf(path: string): string[] {
  let text = readFileSync(path, 'utf8');
  if (path.endsWith('.vue')) text = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n');
  const { module } = parseSync(path.replace(/\.vue$/, '.ts'), text);
  const named = [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) => e.entries.flatMap((x) => (x.moduleRequest ? [x.moduleRequest.value] : []))),
  ];
  for (const dynamic of module.dynamicImports) {
    const literal = /^\s*['"`]([^'"`$]+)['"`]\s*$/.exec(text.slice(dynamic.moduleRequest.start, dynamic.moduleRequest.end));
    if (literal?.[1]) named.push(literal[1]);
  }
  return [...new Set(named)];
}

const roomOf = (file: string) => file.split(sep)[0] ?? '';
const moduleOf = (file: string) => /^services\/src\/modules\/([^/]+)\//.exec(file.split(sep).join('/'))?.[1];
const isTest = (file: string) => /(\.test\.tsx?|[\\/](testing|gallery|prove)[\\/]|testing\.ts)/.test(file);

function breach(file: string, specifier: string): string | undefined {
  const room = roomOf(file);
  const relativeTarget = specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : undefined;
  const packageName = specifier.split('/').slice(0, 2).join('/');
  const target = relativeTarget === undefined ? PACKAGE_ROOM[packageName] : roomOf(relativeTarget);

  if (relativeTarget !== undefined && target !== undefined && ROOMS.includes(target) && target !== room && !(room === 'scripts')) {
    return `a relative path may not leave its room: use the door of ${target}`;
  }
  if (target && target !== room && !MAY[room]?.includes(target)) {
    const drawsPages = file.startsWith(PAGES) && PAGES_DOORS.some((door) => specifier === door || specifier.startsWith(`${door}/`));
    const test = room === 'e2e' || isTest(file);
    if (!drawsPages && !(test && room === 'services' && (target === 'shell' || target === 'shared-ui'))) {
      return `${room} may not import ${target}`;
    }
  }
  if (room === 'agencies' && relativeTarget !== undefined) {
    const [, own] = file.split(sep);
    const [, other] = relativeTarget.split(sep);
    if (own !== other) return 'an agency may not import another agency';
  }
  if (room === 'services' && relativeTarget !== undefined) {
    const from = moduleOf(file);
    const to = moduleOf(`${relativeTarget}${relativeTarget.endsWith('.ts') ? '' : sep}`);
    if (file.startsWith(join('services', 'src', 'platform') + sep) && to) return 'platform may not import a module';
    // A module's second door, `testing.ts`, opens for other modules' tests only.
    const door = relativeTarget.endsWith(`${sep}index.ts`) || (isTest(file) && relativeTarget.endsWith(`${sep}testing.ts`));
    if (from && to && from !== to && !door) return `module ${to} is met only at its index.ts`;
  }
  return undefined;
}

/** Every import that crosses a line it may not cross, and every ring of modules. */
export function findBreaches(): Breach[] {
  const breaches: Breach[] = [];
  const edges = new Map<string, Set<string>>();
  for (const room of ROOMS) {
    for (const path of sources(join(root, room))) {
      const file = relative(root, path);
      for (const specifier of importsOf(path)) {
        const why = breach(file, specifier);
        if (why) breaches.push({ file, imports: specifier, why });
        const from = moduleOf(file);
        const to = specifier.startsWith('.') ? moduleOf(relative(root, resolve(dirname(path), specifier))) : undefined;
        if (from && to && from !== to && !isTest(file)) edges.set(from, (edges.get(from) ?? new Set()).add(to));
      }
    }
  }
  const ring = findRing(edges);
  if (ring) breaches.push({ file: 'services/src/modules', imports: ring.join(' → '), why: 'modules form a ring' });
  return breaches;
}

function findRing(edges: Map<string, Set<string>>): string[] | undefined {
  const done = new Set<string>();
  const walk = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const ring = walk(next, [...path, node]);
      if (ring) return ring;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const ring = walk(node, []);
    if (ring) return ring;
  }
  return undefined;
}
