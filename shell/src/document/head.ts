import { LANGS } from '@hukumat/contract';
import type { ShellAssets } from '../assets.ts';
import { inLanguage } from './header.ts';
import type { Frame, RoutePlugin } from './model.ts';
import { type Html, html, nothing, type Part, raw, scriptJson, whole } from './render.ts';
import { wakes } from './route-data.ts';

export interface HeadParts {
  origin: string;
  criticalCss: string;
  importMap: string;
}

/** Title as it stands in the browser's tab. The home page's title already names the portal. */
export const documentTitle = (frame: Frame): string => (frame.path === '/' ? frame.title : `${frame.title} · HUKUMAT.TJ`);

const preload = (path: string, integrity: string): Html => html`<link rel="modulepreload" href=${path} integrity=${integrity}>`;

/** Hash-carrying preloads of a plugin that wakes at once. A card or a place in a form may never wake: the loader brings those. */
const pluginLinks = (plugin: RoutePlugin): Part => [
  ...Object.entries(plugin.scripts).map(([path, integrity]) => preload(path, integrity)),
  ...Object.entries(plugin.styles).map(([path, integrity]) => html`<link rel="preload" as="style" href=${path} integrity=${integrity}>`),
];

/** The browser half with its static imports, only where something must wake; elsewhere the inline script fetches it on need. */
function browserHalf(assets: ShellAssets): Part {
  const files = assets.main.imports.map((path) => preload(path, assets.files.get(path)?.integrity ?? ''));
  return [...files, html`<script type="module" src=${assets.main.path} integrity=${assets.main.integrity}></script>`];
}

/** `<head>`: who this page is, how it looks, and what may run on it. */
export function head(frame: Frame, assets: ShellAssets, parts: HeadParts): Html {
  const address = (lang: Frame['lang']) => parts.origin + inLanguage(lang, frame.path);
  return whole`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${documentTitle(frame)}</title><meta name="description" content=${frame.description ?? nothing}>${
    frame.unlisted
      ? html`<meta name="robots" content="noindex">`
      : html`<link rel="canonical" href=${address(frame.lang)}>${LANGS.map((lang) => html`<link rel="alternate" hreflang=${lang} href=${address(lang)}>`)}<link rel="alternate" hreflang="x-default" href=${address('tg')}>`
  }${raw(`<style>${parts.criticalCss}</style>`)}<link rel="stylesheet" href=${assets.pageCss.path} integrity=${assets.pageCss.integrity}>${assets.fonts.map(
    (font) => html`<link rel="preload" as="font" type=${font.type} href=${font.path} crossorigin>`,
  )}<link rel="icon" href="/favicon.svg" type="image/svg+xml">${raw(
    `<script type="importmap">${parts.importMap}</script><script>${assets.inlineScript}</script>`,
  )}${frame.structured ? raw(`<script type="application/ld+json">${scriptJson(frame.structured)}</script>`) : ''}${frame.plugin && !frame.enhances ? pluginLinks(frame.plugin) : ''}${wakes(frame) ? browserHalf(assets) : ''}</head>`;
}
