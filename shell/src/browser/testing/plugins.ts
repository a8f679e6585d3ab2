import type { GovernedLibrary, Tier } from '@hukumat/contract';

/** A release written by hand: the smallest code that behaves in one certain way. */
export interface Sample {
  /** Path → source. The entry is `app.js`, of a federation container `remoteEntry.js`. */
  files: Record<string, string>;
  /** Governed libraries it imports. */
  shares?: GovernedLibrary[];
  tier?: Tier;
  format?: 'federation';
  entryExport?: string;
  /** What the server does with its files instead of sending them. */
  serves?: 'hangs' | 'drips' | 'empty' | 'html' | 'flips';
  /** Files left out of the hashes. */
  unlisted?: string[];
  trustedTypes?: string[];
}

const section = (mount: string, rest = ''): string =>
  `export default { start(host) { globalThis.started = [...(globalThis.started ?? []), host.self.agency];
  return { mount(view) { ${mount} }, unmount(view) { view.root.replaceChildren(); } ${rest} }; } };`;
const says = (text: string): string =>
  `const p = document.createElement('p'); p.textContent = ${JSON.stringify(text)}; view.root.append(p);`;
const plain = (mount: string, rest = ''): Record<string, string> => ({ 'app.js': section(mount, rest) });

const react = `import { createElement, useState } from 'react'; import { createRoot } from 'react-dom/client'; import { jsx } from 'react/jsx-runtime';
globalThis.reacts = [...(globalThis.reacts ?? []), useState];
export default { start: (host) => { const roots = new Map(); return {
  mount: (view) => { const Box = () => { const [n, set] = useState(0); return createElement('button', { onClick: () => set(n + 1) }, 'react ' + n); };
    const root = createRoot(view.root); roots.set(view.root, root); root.render(jsx(Box, {})); },
  unmount: (view) => roots.get(view.root).unmount() }; } };`;
const vue = `import { createApp, h, ref } from 'vue'; globalThis.vues = [...(globalThis.vues ?? []), createApp];
export default { start: () => { const apps = new Map(); return {
  mount: (view) => { const app = createApp({ setup() { const n = ref(0); return () => h('button', { onClick: () => n.value++ }, 'vue ' + n.value); } });
    apps.set(view.root, app); app.mount(view.root); },
  unmount: (view) => apps.get(view.root).unmount() }; } };`;
const lit = `import { html, render } from 'lit'; import { repeat } from 'lit/directives/repeat.js'; globalThis.lits = [...(globalThis.lits ?? []), html];
export default { start: () => ({
  mount: (view) => { let n = 0; const draw = () => render(html\`<button @click=\${() => { n++; draw(); }}>lit \${repeat([n], (x) => x)}</button>\`, view.root); draw(); },
  unmount: (view) => render(null, view.root) }) };`;
const REACT: GovernedLibrary[] = ['react', 'react-dom'];
const LIT: GovernedLibrary[] = ['lit'];

export const samples: Record<string, Sample> = {
  'react-one': { files: { 'app.js': react }, shares: REACT },
  'react-two': { files: { 'app.js': react }, shares: REACT },
  'vue-one': { files: { 'app.js': vue }, shares: ['vue'] },
  'lit-one': { files: { 'app.js': lit }, shares: LIT },
  alone: { files: { 'app.js': react }, shares: REACT, tier: 'document', trustedTypes: [] },
  chunked: {
    files: {
      'app.js': `import { word } from './part.js';\n${section('const p = document.createElement("p"); p.textContent = word; view.root.append(p);')}`,
      'part.js': 'export const word = "chunked works";',
    },
  },
  asks: { files: plain(says('asks works'), ", mayLeave: () => ({ ask: { tg: 'Навиштаҳо гум мешаванд.' } })") },
  'throws-on-import': {
    files: {
      'app.js':
        'globalThis.tries = (globalThis.tries ?? 0) + 1; if (globalThis.tries < 2) throw new Error("at import");\n' +
        section(says('came back')),
    },
  },
  'throws-on-mount': { files: plain('throw new Error("at mount");') },
  'never-mounts': { files: plain('return new Promise(() => {});') },
  'hangs-at-evaluation': { files: { 'app.js': `await new Promise(() => {});\n${section('')}` } },
  'hangs-on-load': { files: plain(says('never')), serves: 'hangs' },
  slow: { files: { 'app.js': `${section(says('slow works'))}\n// ${'x'.repeat(4000)}` }, serves: 'drips' },
  'hangs-on-unmount': { files: plain(says('holds on'), ', unmount: () => new Promise(() => {})') },
  empty: { files: plain(says('never')), serves: 'empty' },
  'html-as-script': { files: plain(says('never')), serves: 'html' },
  flipped: { files: plain(`globalThis.flippedRan = true; ${says('never')}`), serves: 'flips' },
  'unlisted-chunk': {
    files: {
      'app.js': `import { word } from './part.js';\n${section('')}`,
      'part.js': 'globalThis.unlistedRan = true; export const word = "no";',
    },
    unlisted: ['part.js'],
  },
  'wrong-contract': { files: { 'app.js': 'export default { bootstrap() {}, mount() {}, unmount() {} };' } },
};
