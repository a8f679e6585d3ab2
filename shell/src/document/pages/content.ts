import type { Lang, Text } from '@hukumat/contract';
import { formatDate, pick } from '@hukumat/contract/locale';
import { icon, linkList, notice, pagination, said } from '@hukumat/ui';
import { fileSize } from '@hukumat/ui/form/file-size';
import type { MessageKey } from '../../messages/index.ts';
import { finished, type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';
import { besideMenu, type SectionModel } from './section.ts';

/** A long text that the portal has made safe, in the language it is really written in. */
export interface Written {
  lang: Lang;
  html: string;
}
/** Days (`yyyy-mm-dd`) on which it became public, was changed, and was last found right. */
export interface Stamps {
  published?: string;
  updated: string;
  checked?: string;
}
/** One item in a list. */
export interface ContentLine {
  href: string;
  title: Text;
  /** Whose it is, or what it is about; said in the page's language already when it is a string. */
  note?: Text | string;
  hook: string;
  date: string;
  /** Last day on which papers are taken, or on which it holds. */
  until?: string;
  /** In a word: closed, result, repealed. */
  state?: string;
}
export interface PagesOf {
  page: number;
  pages: number;
  hrefOf(page: number): string;
}

/** A long text; where the translation is missing it is Tajik, marked as such. */
export const writtenText = ({ lang, html: text }: Written, context: Pick<Context, 'lang'>): Html =>
  lang === context.lang
    ? html`<div class="hk-rich">${finished(text)}</div>`
    : html`<div class="hk-rich" lang=${lang}>${finished(text)}</div>`;

/** The short notice over a page whose text is not in the reader's language. */
export const missingTranslation = (langs: readonly Lang[], { lang, t }: Context): Part =>
  langs.some((one) => one !== lang) ? html`<p class="hk-small hk-soft" data-hk="untranslated">${t('frame.untranslated')}</p>` : '';

const day = (key: MessageKey, hook: string, date: string, { t, lang }: Context): Html =>
  html`<time datetime=${date} data-hk=${hook}>${t(key, { date: formatDate(date, lang) })}</time>`;

/** When it was published, changed and last checked, for people and for machines. */
export const stampsLine = ({ published, updated, checked }: Stamps, context: Context): Html =>
  html`<p class="hk-small hk-soft hk-stamps">${published ? html`${day('content.published', 'published', published, context)} ` : ''}${day('content.updated', 'updated', updated, context)}${
    checked ? html` ${day('content.checked', 'reviewed', checked, context)}` : ''
  }</p>`;

/** Items as links with their dates. */
export function contentLines(lines: readonly ContentLine[], context: Context): Html {
  const { t, lang } = context;
  return html`<ul class="hk-links hk-items">${lines.map(
    ({ href, title, note, hook, date, until, state }) =>
      html`<li data-hk=${hook}><a href=${href}>${said(title, lang)}</a><small>${
        until
          ? html`<time datetime=${until} data-hk=${hook === 'vacancy' ? 'vacancy-deadline' : 'until'}>${t('content.until', { date: formatDate(until, lang) })}</time> · `
          : ''
      }${state ? html`<strong>${state}</strong> · ` : ''}<time datetime=${date} data-hk="published">${formatDate(date, lang)}</time>${
        note ? html` · ${typeof note === 'string' ? note : said(note, lang)}` : ''
      }</small></li>`,
  )}</ul>`;
}

export interface StatementModel {
  period: Text;
  signer: Text;
  date: string;
  /** It is older than it may be. */
  stale: boolean;
}
/** The dated word of a named post that there is no competition. */
export const noVacancies = ({ period, signer, date, stale }: StatementModel, context: Context): Html =>
  html`<div data-hk="vacancy-none"><p>${context.t('content.noVacancies', { date: formatDate(date, context.lang) })}</p><dl class="hk-summary"><div><dt>${context.t('content.period')}</dt><dd>${said(period, context.lang)}</dd></div><div><dt>${context.t('content.signer')}</dt><dd>${said(signer, context.lang)}</dd></div><div><dt>${context.t('content.statementDate')}</dt><dd><time datetime=${date} data-hk="published">${formatDate(date, context.lang)}</time></dd></div></dl>${
    stale ? notice({ kind: 'warning', text: context.t('content.statementStale') }) : ''
  }</div>`;

export interface LeaderModel {
  id: string;
  name: Text;
  post: Text;
  duties: Written;
  receptionDay: Text;
  biography?: Written;
  phone?: string;
  email?: string;
  photo?: PictureModel;
}
export interface PictureModel {
  src: string;
  alt: Text;
  /** How much room it takes, so that what stands below stays where it is. */
  measures?: { width: number; height: number };
}
function picture({ src, alt, measures }: PictureModel, lang: Lang, loading: 'lazy' | 'eager'): Html {
  const said = pick(alt, lang);
  return measures
    ? html`<img class="hk-picture" src=${src} alt=${said.text} lang=${said.lang} width=${measures.width} height=${measures.height} loading=${loading} decoding="async">`
    : html`<img class="hk-picture" src=${src} alt=${said.text} lang=${said.lang} loading=${loading} decoding="async">`;
}

const phoneLink = (phone: string): Html =>
  html`<a href=${`tel:${phone}`}>${phone.replace(/^\+992(\d\d)(\d{3})(\d\d)(\d\d)$/, '+992 $1 $2 $3 $4')}</a>`;
const mailLink = (email: string): Html => html`<a href=${`mailto:${email}`}>${email}</a>`;

export const leaderCards = (leaders: readonly LeaderModel[], context: Context): Part =>
  leaders.map(
    (leader) =>
      html`<article class="hk-card hk-leader" id=${leader.id} data-hk="leadership-card">${leader.photo ? picture(leader.photo, context.lang, 'lazy') : ''}<h2>${said(leader.name, context.lang)}</h2><p>${said(leader.post, context.lang)}</p><dl class="hk-summary"><div><dt>${context.t('content.reception')}</dt><dd data-hk="reception-hours">${said(leader.receptionDay, context.lang)}</dd></div>${
        leader.phone ? html`<div><dt>${context.t('contacts.phone')}</dt><dd>${phoneLink(leader.phone)}</dd></div>` : ''
      }${leader.email ? html`<div><dt>${context.t('content.email')}</dt><dd>${mailLink(leader.email)}</dd></div>` : ''}</dl><h3>${context.t('content.duties')}</h3>${writtenText(leader.duties, context)}${
        leader.biography
          ? html`<details><summary>${context.t('content.biography')}</summary>${writtenText(leader.biography, context)}</details>`
          : ''
      }</article>`,
  );

export interface UnitModel {
  id: string;
  name: Text;
  functions: Written;
  head?: Text;
  phone?: string;
  parts: UnitModel[];
}
export const unitCards = (units: readonly UnitModel[], context: Context): Part =>
  units.map(
    (unit) =>
      html`<article class="hk-card" id=${unit.id} data-hk="structure-unit"><h2>${said(unit.name, context.lang)}</h2>${writtenText(unit.functions, context)}${
        unit.head ? html`<p>${context.t('content.head')}: ${said(unit.head, context.lang)}</p>` : ''
      }${unit.phone ? html`<p>${phoneLink(unit.phone)}</p>` : ''}${
        unit.parts.length > 0
          ? html`<ul>${unit.parts.map((part) => html`<li id=${part.id}>${said(part.name, context.lang)}</li>`)}</ul>`
          : ''
      }</article>`,
  );

export interface ContactModel {
  id: string;
  address: Text;
  phones: string[];
  email: string;
  hours: Text;
  map: string;
  entrance: string;
  trustLine?: string;
}
export const contactCards = (contacts: readonly ContactModel[], { t, lang }: Context): Part =>
  contacts.map(
    (contact) =>
      html`<dl class="hk-summary" id=${contact.id} data-hk="contacts"><div><dt>${icon('map-pin')} ${t('contacts.address')}</dt><dd>${said(contact.address, lang)}</dd></div><div><dt>${icon('phone')} ${t('contacts.phone')}</dt><dd>${contact.phones.map((phone, at) => html`${at > 0 ? ', ' : ''}${phoneLink(phone)}`)}</dd></div>${
        contact.trustLine ? html`<div><dt>${t('content.trustLine')}</dt><dd>${phoneLink(contact.trustLine)}</dd></div>` : ''
      }<div><dt>${t('content.email')}</dt><dd>${mailLink(contact.email)}</dd></div><div><dt>${icon('clock')} ${t('contacts.hours')}</dt><dd data-hk="reception-hours">${said(contact.hours, lang)}</dd></div><div><dt>${t('content.map')}</dt><dd><a href=${contact.map} rel="external noopener">${t('content.openMap')}</a></dd></div><div><dt>${t('content.entrance')}</dt><dd>${contact.entrance}</dd></div></dl>`,
  );

/** A document to open or to keep. */
export interface FileModel {
  href: string;
  name: string;
  mediaType: string;
  /** `PDF`, `XLSX` …: what will open it. */
  kind: string;
  bytes: number;
}
/** One item on a page of its own. */
export interface ItemModel {
  section: SectionModel;
  under: 'news' | 'vacancies' | 'documents' | 'open-data' | 'about' | 'services';
  hook: string;
  title: Text;
  /** The state that people must see first: closed, repealed, over. */
  notice?: { kind: 'info' | 'warning'; text: string };
  lead?: Text;
  picture?: PictureModel;
  facts: { label: string; value: Part; hook?: string }[];
  texts: { title?: string; text: Written }[];
  file?: FileModel;
  stamps: Stamps;
  /** Languages in which its texts really are. */
  langs: Lang[];
}
export function itemPage(model: ItemModel, context: Context): Html {
  const { lang } = context;
  return besideMenu(
    model.section,
    model.under === 'about' ? '' : model.under,
    html`<article data-hk=${model.hook}><h1 data-hk="page-title">${said(model.title, lang)}</h1>${stampsLine(model.stamps, context)}${missingTranslation(model.langs, context)}${model.notice ? notice(model.notice) : ''}${model.lead ? html`<p class="hk-lead">${said(model.lead, lang)}</p>` : ''}${
      model.picture ? picture(model.picture, lang, 'eager') : ''
    }${
      model.facts.length > 0
        ? html`<dl class="hk-summary">${model.facts.map(({ label, value, hook }) => html`<div><dt>${label}</dt>${hook ? html`<dd data-hk=${hook}>${value}</dd>` : html`<dd>${value}</dd>`}</div>`)}</dl>`
        : ''
    }${model.texts.map(({ title, text }) => html`${title ? html`<h2>${title}</h2>` : ''}${writtenText(text, context)}`)}${
      model.file
        ? html`<p data-hk="file"><a href=${model.file.href} type=${model.file.mediaType} data-native>${icon('file-text')} ${model.file.name}</a> <span class="hk-soft">${model.file.kind}, ${fileSize(model.file.bytes, lang)}</span></p>`
        : ''
    }</article>`,
    context,
  );
}

/** An address whose item has ended: what happened, and where to go on. */
export const endedPage = (model: { section: SectionModel; withdrawn: boolean; reason: Text; since: string }, context: Context): Html =>
  besideMenu(
    model.section,
    '',
    html`<h1 data-hk="page-title">${context.t(model.withdrawn ? 'content.withdrawn' : 'content.gone')}</h1><p>${said(model.reason, context.lang)}</p><p class="hk-small hk-soft"><time datetime=${model.since}>${context.t('content.since', { date: formatDate(model.since, context.lang) })}</time></p><p><a href=${context.to(`/${model.section.id}/`)}>${said(model.section.names, context.lang)}</a></p>`,
    context,
  );

export interface CentralListModel {
  what: 'news' | 'vacancies';
  filters: { name: string; label: string; any: string; options: { value: string; label: string; chosen: boolean }[] }[];
  words: string;
  tabs: { href: string; label: string; current: boolean }[];
  lines: ContentLine[];
  total: number;
  pages: PagesOf;
}
/** What all bodies publish, with filters and pages. An empty list says so and leads on. */
export function centralList({ what, filters, words, tabs, lines, total, pages }: CentralListModel, context: Context): Html {
  const { t, to, lang } = context;
  return content({
    title: t(`${what}.title`),
    lead: t(`${what}.lead`),
    wide: true,
    body: html`<form class="hk-form hk-filters" action=${to(`/${what}`)}><div class="hk-field"><label class="hk-label" for="q">${t('content.words')}</label><input class="hk-input" type="search" id="q" name="q" value=${words} maxlength="100"></div>${filters.map(
      (filter) =>
        html`<div class="hk-field"><label class="hk-label" for=${filter.name}>${filter.label}</label><select class="hk-input" id=${filter.name} name=${filter.name}><option value="">${filter.any}</option>${filter.options.map((option) => html`<option value=${option.value} ?selected=${option.chosen}>${option.label}</option>`)}</select></div>`,
    )}<div class="hk-actions"><button class="hk-button hk-button-second" type="submit">${t('register.show')}</button></div></form>${
      tabs.length > 0
        ? html`<nav aria-label=${t('content.state')}><ul class="hk-row hk-chips">${tabs.map((tab) => html`<li>${tab.current ? html`<a href=${tab.href} aria-current="true">${tab.label}</a>` : html`<a href=${tab.href}>${tab.label}</a>`}</li>`)}</ul></nav>`
        : ''
    }<p class="hk-soft" role="status">${t('agencies.count', { n: total })}</p>${
      lines.length > 0
        ? contentLines(lines, context)
        : emptyState({
            icon: what === 'vacancies' ? 'calendar-days' : 'file-text',
            hook: what === 'vacancies' ? 'vacancy-none' : 'news-item',
            title: t(`${what}.none`),
            text: t(`${what}.noneText`),
            link: { href: to('/agencies'), label: t('agencies.all') },
          })
    }${pagination({ lang, ...pages }) as Part}<p class="hk-small">${feedLinks(`/feeds/${lang}/${what}`, context)}</p>`,
  });
}

/** The same list for programs. */
export const feedLinks = (address: string, { t }: Context): Html =>
  html`${t('content.feeds')} <a href=${`${address}.xml`} data-native>RSS</a> · <a href=${`${address}.json`} data-native>JSON Feed</a>`;

/** A few of the newest, and the way to all. */
export const someLines = (lines: readonly ContentLine[], all: { href: string; label: string }, context: Context): Html =>
  html`${contentLines(lines, context)}<p class="hk-more"><a href=${all.href}>${all.label}</a></p>`;

export const pageLinks = (links: readonly { href: string; title: Text }[], { lang }: Context): Part =>
  links.length > 0 ? linkList(links.map(({ href, title }) => ({ href, label: html`<span>${said(title, lang)}</span>` }))) : '';
