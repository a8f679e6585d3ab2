import type { Lang } from '@hukumat/contract';
import { pagination } from '@hukumat/ui';
import { type Html, html, nothing, type Part } from '../render.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState, searchBox } from './parts.ts';

/** What can be found; each has its name in the messages. */
type Kind = 'service' | 'agency' | 'page' | 'news' | 'vacancy' | 'act' | 'data' | 'person' | 'answer';
/** A text in its language, with what was asked for set apart. */
interface Shown {
  pieces: { text: string; hit: boolean }[];
  lang: Lang;
}

export interface SearchModel {
  query: string;
  found: { type: Kind; title: Shown; text?: Shown; agency?: string; href: string }[];
  total: number;
  page: number;
  pages: number;
  pageHref(page: number): string;
  /** The question as it was answered, where it was mistyped. */
  corrected?: { words: string; href: string };
  types: { href: string; label: string; current: boolean }[];
  /** Bodies to narrow the results to, with the other fields of the question. */
  agencies: { id: string; label: string; chosen: boolean }[];
  hidden: { name: string; value: string }[];
  /** Where to go on when nothing was found. */
  next: { href: string; label: string }[];
}

const texts = ({ pieces }: Shown): Part => pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text));
const own = ({ lang }: Shown, context: Context) => (lang === context.lang ? nothing : lang);

const result = (one: SearchModel['found'][number], context: Context): Html =>
  html`<li><a href=${one.href} lang=${own(one.title, context)}>${texts(one.title)}</a><small><span class="hk-tag">${context.t(`search.type.${one.type}`)}</span>${
    one.agency ? html` ${one.agency}` : ''
  }${one.text ? html`<br><span lang=${own(one.text, context)}>${texts(one.text)}</span>` : ''}</small></li>`;

const bodies = ({ agencies, hidden }: SearchModel, { t, to }: Context): Part =>
  agencies.length < 2 && !agencies.some(({ chosen }) => chosen)
    ? ''
    : html`<form class="hk-search-body" action=${to('/search')}>${hidden.map(({ name, value }) => html`<input type="hidden" name=${name} value=${value}>`)}<div class="hk-field"><label class="hk-label" for="agency">${t('search.agency')}</label><select class="hk-input" id="agency" name="agency"><option value="">${t('search.anyAgency')}</option>${agencies.map(({ id, label, chosen }) => html`<option value=${id} ?selected=${chosen}>${label}</option>`)}</select></div><button class="hk-button hk-button-second">${t('agencies.show')}</button></form>`;

function results(model: SearchModel, context: Context): Part {
  const { t, lang } = context;
  if (model.query === '') return html`<p class="hk-soft">${t('search.ask')}</p>`;
  const corrected = model.corrected
    ? html`<p class="hk-search-meant">${t('search.corrected')} <a href=${model.corrected.href}><strong>${model.corrected.words}</strong></a></p>`
    : '';
  const narrowed = model.types.length > 0 ? html`${chips(t('search.kinds'), model.types)}${bodies(model, context)}` : '';
  if (model.found.length === 0) {
    return html`${corrected}${narrowed}${emptyState({ icon: 'search', title: t('search.none'), text: t('search.noneText') })}<section class="hk-section" aria-labelledby="next"><h2 id="next">${t('search.next')}</h2><ul class="hk-links">${model.next.map(({ href, label }) => html`<li><a href=${href}>${label}</a></li>`)}</ul></section>`;
  }
  return html`${corrected}${narrowed}<p class="hk-soft" role="status">${t('search.count', { n: model.total })}</p><ul class="hk-links hk-results">${model.found.map((one) => result(one, context))}</ul>${
    model.pages > 1 ? pagination({ lang, page: model.page, pages: model.pages, hrefOf: model.pageHref }) : ''
  }`;
}

export const searchPage = (model: SearchModel, context: Context): Html =>
  content({
    title: model.query ? context.t('search.titleFor', { q: model.query }) : context.t('search.title'),
    body: html`${searchBox(context.t('frame.searchLabel'), context, model.query)}<div class="hk-section-tight">${results(model, context)}</div>`,
  });
