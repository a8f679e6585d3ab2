/**
 * Writes the gallery: every example on one page per language and look. `node gallery/render.ts <folder>`;
 * the accessibility and screenshot tests call `galleryPage` themselves.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGS, type Lang } from '@hukumat/contract';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html, type TemplateResult } from 'lit';
import { fontCss, fonts } from '../src/assets.ts';
import { readSettings, type Settings, settingsAttributes } from '../src/index.ts';
import { criticalCss, pageCss } from '../src/styles.ts';
import { ALL } from './all.ts';
import { frame } from './frame.ts';

/** HTML of templates as a page sends it: without the marks that only hydration needs. */
export async function staticHtml(template: TemplateResult): Promise<string> {
  return (await collectResult(render(template))).replace(/<!--\/?lit-[^>]*-->|<\?>/g, '');
}

/** One whole gallery page. `only` limits it to some elements. */
export async function galleryPage(lang: Lang, looks: Partial<Settings> = {}, only?: readonly string[]): Promise<string> {
  const { head, foot } = frame(lang);
  const shown = ALL.filter(({ element }) => !only || only.includes(element));
  const body = await staticHtml(html`${head}<main id="main" class="hk-page hk-main">
    ${shown.map(({ element, show }) => html`<section class="hk-section" data-element=${element}>${Object.values(show(lang)).map((example) => html`<div class="hk-section">${example}</div>`)}</section>`)}
  </main>${foot}`);
  const inline = fonts().map(({ name, bytes }) => [name, `data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`] as const);
  const address = (name: string): string => inline.find(([known]) => known === name)?.[1] ?? name;
  const attributes = Object.entries(settingsAttributes(readSettings(looks))).map(([key, value]) => ` ${key}="${value}"`);
  return `<!doctype html><html lang="${lang}"${attributes.join('')}><head><meta charset="utf-8"><title>Gallery ${lang}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${fontCss(address).replaceAll('optional', 'block')}${criticalCss()}${pageCss()}</style></head><body>${body}</body></html>`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? 'dist/gallery';
  await mkdir(folder, { recursive: true });
  for (const lang of LANGS) {
    for (const [name, looks] of Object.entries({
      light: { theme: 'light' },
      dark: { theme: 'dark' },
      'low-vision': { vision: 'yellow-on-black', size: '200' },
    })) {
      await writeFile(join(folder, `gallery-${lang}-${name}.html`), await galleryPage(lang, readSettings(looks)));
    }
  }
}
