/** Server door: the portal's style sheets as minified text. Node only. */
import { readFileSync } from 'node:fs';
import { transform } from 'lightningcss';

const TOKENS = ['tokens.css'];
const FRAME = ['header', 'language-switch', 'footer', 'wordmark', 'breadcrumbs'];
const COMMON = [
  'ornament',
  'button',
  'link-list',
  'card',
  'facts',
  'search-box',
  'notice',
  'status-tag',
  'empty-state',
  'fallback-card',
  'skeleton',
];
const REST = [
  'field',
  'file-field',
  'error-summary',
  'summary-list',
  'step-list',
  'timeline',
  'table',
  'dialog',
  'pagination',
  'receipt-number',
  'desk',
  'settings-menu',
  'rich-text',
];

const sheet = (element: string): string => `elements/${element}/${element}.css`;

/** Oldest browsers served; older ones get plain HTML. Versions in lightningcss's `major << 16`. */
const targets = { chrome: 90 << 16, firefox: 90 << 16, safari: 14 << 16, ios_saf: 14 << 16, samsung: 15 << 16 };

const texts = new Map<string, string>();

/** One text, the same on every page: tokens, plain HTML, the frame and the most common elements. */
export function criticalCss(): string {
  return text('critical', [...TOKENS, 'base.css', ...FRAME.map(sheet), ...COMMON.map(sheet)]);
}

/** The rest (forms, tables, consoles), served as one stylesheet with `integrity`. */
export function pageCss(): string {
  return text('page', REST.map(sheet));
}

/** What a plugin's shadow root adopts; the tokens reach it by inheritance. */
export function pluginCss(): string {
  return text('plugin', ['base.css', ...COMMON.map(sheet), ...REST.map(sheet)]);
}

function text(name: string, files: string[]): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const source = files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');
  const made = transform({ filename: `${name}.css`, code: Buffer.from(source), minify: true, targets }).code.toString();
  texts.set(name, made);
  return made;
}
