import type { Lang } from '@hukumat/contract';
import { html, type TemplateResult } from 'lit';
import { word } from '../../words.ts';

/** From the home page down. The last one is this page and has no address. */
export function breadcrumbs(lang: Lang, trail: readonly { label: string; href?: string }[]): TemplateResult {
  return html`<nav class="hk-breadcrumbs" aria-label=${word(lang, 'youAreHere')}><ol class="hk-quiet-list">${trail.map(({ label, href }) =>
    href === undefined ? html`<li aria-current="page">${label}</li>` : html`<li><a href=${href}>${label}</a></li>`,
  )}</ol></nav>`;
}
