import type { Lang } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../../words.ts';

export interface Pagination {
  lang: Lang;
  /** This page, from 1, and how many there are. */
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
}

/** First, last, and the neighbours of this page. Nothing when there is only one. */
export function pagination({ lang, page, pages, hrefOf }: Pagination): TemplateResult | typeof nothing {
  if (pages < 2) return nothing;
  const near = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages);
  return html`<nav class="hk-pages" aria-label=${word(lang, 'pages')}>
    ${page > 1 ? html`<a rel="prev" href=${hrefOf(page - 1)}>‹ ${word(lang, 'previous')}</a>` : nothing}
    ${near.map((n, i) => html`${i > 0 && n - (near[i - 1] ?? n) > 1 ? html`<span>…</span>` : nothing}<a href=${hrefOf(n)} aria-current=${n === page ? 'page' : nothing}>${n}</a>`)}
    ${page < pages ? html`<a rel="next" href=${hrefOf(page + 1)}>${word(lang, 'next')} ›</a>` : nothing}</nav>`;
}
