import type { Lang } from '@hukumat/contract';
import { type Html, html, nothing, type Part } from '../render.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState, searchBox } from './parts.ts';

export interface SearchModel {
  query: string;
  found: { type: 'service' | 'agency' | 'page'; label: string; labelLang: Lang; summary?: string; agency?: string; href: string }[];
  didYouMean?: { words: string; href: string };
  filters: { href: string; label: string; current: boolean }[];
}

const result = (one: SearchModel['found'][number], { t, lang }: Context): Html =>
  html`<li><a href=${one.href} lang=${one.labelLang === lang ? nothing : one.labelLang}>${one.label}</a><small><span class="hk-tag">${t(`search.type.${one.type}`)}</span>${
    one.agency ? html` ${one.agency}` : ''
  }${one.summary ? html`<br>${one.summary}` : ''}</small></li>`;

function results(model: SearchModel, context: Context): Part {
  const { t, to } = context;
  if (model.query === '') return html`<p class="hk-soft">${t('search.ask')}</p>`;
  const meant = model.didYouMean
    ? html`<p>${t('search.meant')} <a href=${model.didYouMean.href}><strong>${model.didYouMean.words}</strong></a></p>`
    : '';
  if (model.found.length === 0) {
    return html`${meant}${emptyState({ icon: 'search', title: t('search.none'), text: t('search.noneText'), link: { href: to('/services'), label: t('frame.allServices') } })}`;
  }
  return html`${meant}${chips(t('search.title'), model.filters)}<p class="hk-soft" role="status">${t('search.count', { n: model.found.length })}</p><ul class="hk-links hk-results">${model.found.map((one) => result(one, context))}</ul>`;
}

export const searchPage = (model: SearchModel, context: Context): Html =>
  content({
    title: model.query ? context.t('search.titleFor', { q: model.query }) : context.t('search.title'),
    body: html`${searchBox(context.t('frame.searchLabel'), context, model.query)}<div class="hk-section-tight">${results(model, context)}</div>`,
  });
