import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
/** Takes comments and needless spaces out: enough for the plain CSS we write, and the same on every machine. */
const tighten = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();

/** Page styles by part of the portal, after the common ones. */
const PAGE_SHEETS: readonly string[] = [
  './catalogue.css',
  './centres.css',
  './content.css',
  './desk.css',
  './editorial.css',
  './papers.css',
  './personal.css',
  './search.css',
];

/** The frame's part of the critical CSS: header, breadcrumbs, footer. */
export const frameStyles = (): string => tighten(read('./frame.css'));
/** Styles of the portal's pages, for the stylesheet that `ShellAssets.pageCss` links. */
export const pageStyles = (): string => ['./pages.css', ...PAGE_SHEETS].map((name) => tighten(read(name))).join('');
