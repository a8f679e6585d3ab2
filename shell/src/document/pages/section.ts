import { STANDARD_PAGES, type StandardPage, type Text } from '@hukumat/contract';
import { icon, linkList, pagination, said } from '@hukumat/ui';
import type { MessageKey } from '../../messages/index.ts';
import { type Html, html, nothing, type Part } from '../render.ts';
import { type TransitionState, transitionLine } from './agreements.ts';
import {
  type ContactModel,
  type ContentLine,
  contactCards,
  contentLines,
  feedLinks,
  type LeaderModel,
  leaderCards,
  missingTranslation,
  noVacancies,
  type PagesOf,
  pageLinks,
  type Stamps,
  type StatementModel,
  someLines,
  stampsLine,
  type UnitModel,
  unitCards,
  type Written,
  writtenText,
} from './content.ts';
import { type Context, emptyState, legalName } from './parts.ts';

/** What is known of a body, whether it ships a plugin or not. */
export interface SectionModel {
  id: string;
  names: Text;
  kind: string;
  verified: boolean;
  parent?: { id: string; names: Text };
  region?: Text;
  website?: string;
  websiteVerified: boolean;
  /** How far it is on its way to the portal; absent before anybody has invited it. */
  transition?: { state: TransitionState; since?: string; sample: boolean };
  children: { id: string; names: Text }[];
  services: { id: string; title: Text; summary: Text }[];
  /** Pages of its plugin that stand in the section's menu. */
  tools: { href: string; title: Text }[];
  /** How to reach it, as its release says. */
  reach?: { phone: string; address: string; hours: string };
}

/** The section's menu: the same fourteen pages everywhere, in the same order. */
function menu(model: SectionModel, current: StandardPage | '', { t, to }: Context): Html {
  return html`<nav class="hk-section-menu" aria-label=${t('section.menu')}><ul>${STANDARD_PAGES.map(
    (slug) =>
      html`<li><a href=${to(`/${model.id}/${slug}`)} aria-current=${slug === current ? 'page' : nothing}>${t(`section.page.${slug}`)}</a></li>`,
  )}</ul></nav>`;
}

export const besideMenu = (model: SectionModel, current: StandardPage | '', main: Part, context: Context): Html =>
  html`<div class="hk-page hk-main hk-aside hk-section-page"><div>${main}</div>${menu(model, current, context)}</div>`;

const services = (model: SectionModel, { to, lang }: Context): Html =>
  linkList(
    model.services.map((service) => ({
      label: html`<span>${said(service.title, lang)}</span>`,
      href: to(`/services/${service.id}`),
      note: html`<span>${said(service.summary, lang)}</span>`,
    })),
  );

function contacts(model: SectionModel, published: readonly ContactModel[], context: Context): Part {
  const { t, to } = context;
  if (published.length > 0) return contactCards(published, context);
  if (!model.reach) {
    return emptyState({
      icon: 'phone',
      title: t('section.empty.title'),
      text: t('section.empty.contacts'),
      hook: 'contacts',
      link: { href: to('/centres'), label: t('frame.centres') },
    });
  }
  const { phone, address, hours } = model.reach;
  return html`<dl class="hk-summary" data-hk="contacts"><div><dt>${icon('phone')} ${t('contacts.phone')}</dt><dd>${phone}</dd></div><div><dt>${icon('map-pin')} ${t('contacts.address')}</dt><dd>${address}</dd></div><div><dt>${icon('clock')} ${t('contacts.hours')}</dt><dd data-hk="reception-hours">${hours}</dd></div></dl><p class="hk-small hk-soft">${t('contacts.note')}</p>`;
}

/** What the front page of a section shows of what the body has published. */
export interface FrontModel {
  news: ContentLine[];
  vacancies: ContentLine[];
  statement?: StatementModel;
  leaders: { href: string; title: Text; post: Text }[];
  documents: ContentLine[];
  contacts: ContactModel[];
}

const block = (id: string, title: string, body: Part): Html =>
  html`<section class="hk-section" aria-labelledby=${id}><h2 id=${id}>${title}</h2>${body}</section>`;

function published(model: SectionModel, front: FrontModel, context: Context): Part {
  const { t, to, lang } = context;
  const all = (slug: StandardPage) => ({ href: to(`/${model.id}/${slug}`), label: t('content.all') });
  return [
    front.news.length > 0 ? block('news', t('section.page.news'), someLines(front.news, all('news'), context)) : '',
    front.vacancies.length > 0
      ? block('vacancies', t('section.page.vacancies'), someLines(front.vacancies, all('vacancies'), context))
      : front.statement
        ? block('vacancies', t('section.page.vacancies'), noVacancies(front.statement, context))
        : '',
    front.leaders.length > 0
      ? block(
          'leadership',
          t('section.page.leadership'),
          html`${linkList(
            front.leaders.map(({ href, title, post }) => ({
              href,
              label: html`<span>${said(title, lang)}</span>`,
              note: html`<span>${said(post, lang)}</span>`,
            })),
          )}<p class="hk-more"><a href=${all('leadership').href}>${t('content.all')}</a></p>`,
        )
      : '',
    front.documents.length > 0
      ? block('documents', t('section.page.documents'), someLines(front.documents, all('documents'), context))
      : '',
  ];
}

/** The front page of a section: what a person can do here first, then what is new, then how to reach the body. */
export function sectionPage(model: SectionModel, front: FrontModel, context: Context): Html {
  const { t, to, lang } = context;
  return besideMenu(
    model,
    '',
    html`<h1 data-hk="page-title"><span data-hk="agency-id" data-agency=${model.id}>${legalName(model.names, context)}</span></h1>${
      model.verified ? '' : html`<p class="hk-small hk-soft">${t('section.unverified')}</p>`
    }<section class="hk-section" aria-labelledby="services"><h2 id="services">${t('section.services')}</h2>${
      model.services.length > 0
        ? services(model, context)
        : html`<p>${t('section.noServices')} <a href=${to('/services')}>${t('frame.allServices')}</a></p>`
    }</section>${
      model.tools.length > 0
        ? html`<section class="hk-section" aria-labelledby="tools"><h2 id="tools">${t('section.tools')}</h2>${linkList(
            model.tools.map((tool) => ({ label: html`<span>${said(tool.title, lang)}</span>`, href: tool.href })),
          )}</section>`
        : ''
    }${published(model, front, context)}<section class="hk-section" aria-labelledby="contacts"><h2 id="contacts">${t('section.page.contacts')}</h2>${contacts(model, front.contacts, context)}</section><section class="hk-section" aria-labelledby="standard"><h2 id="standard">${t('section.standard')}</h2><p>${t('section.standardText')} <a href=${to(`/standard/sections/${model.id}`)}>${t('section.standard')}</a></p>${model.transition ? html`<p>${transitionLine(model.transition, context)}</p>` : ''}</section>`,
    context,
  );
}

function about(model: SectionModel, written: boolean, context: Context): Part {
  const { t, to, lang } = context;
  const unsure = (sure: boolean) => (sure ? '' : html` <span class="hk-tag hk-tag-sample">${t('about.unverified')}</span>`);
  const rows: [MessageKey, Part][] = [
    [
      'about.name',
      html`<span lang="tg">${model.names.tg}</span>${unsure(model.verified)}<br><span lang="ru">${model.names.ru ?? ''}</span><br><span lang="en">${model.names.en ?? ''}</span>`,
    ],
    ['about.kind', model.kind],
    ...(model.parent
      ? [['about.parent', html`<a href=${to(`/${model.parent.id}/`)}>${said(model.parent.names, lang)}</a>`] as [MessageKey, Part]]
      : []),
    ['about.region', model.region ? html`${said(model.region, lang)}` : t('about.country')],
    ...(model.transition ? [['transition.about', transitionLine(model.transition, context)] as [MessageKey, Part]] : []),
    ...(model.website ? [['about.website', html`${model.website}${unsure(model.websiteVerified)}`] as [MessageKey, Part]] : []),
  ];
  return html`${written ? '' : html`<p>${t('section.empty.about')}</p>`}<dl class="hk-summary">${rows.map(([label, value]) => html`<div><dt>${t(label)}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const children = (model: SectionModel, { t, to, lang }: Context): Part =>
  model.children.length === 0
    ? ''
    : html`<h2>${t('about.children')}</h2>${linkList(
        model.children.map((child) => ({ label: html`<span>${said(child.names, lang)}</span>`, href: to(`/${child.id}/`) })),
        true,
      )}`;

const EMPTY: Partial<Record<StandardPage, { text: MessageKey; hook: string; link: [string, MessageKey] }>> = {
  leadership: { text: 'section.empty.leadership', hook: 'leadership-card', link: ['contacts', 'section.page.contacts'] },
  structure: { text: 'section.empty.structure', hook: 'structure-unit', link: ['contacts', 'section.page.contacts'] },
  regulation: { text: 'section.empty.regulation', hook: 'act', link: ['about', 'section.page.about'] },
  documents: { text: 'section.empty.documents', hook: 'act', link: ['regulation', 'section.page.regulation'] },
  news: { text: 'section.empty.news', hook: 'news-item', link: ['/news', 'home.allNews'] },
  vacancies: { text: 'section.empty.vacancies', hook: 'vacancy-none', link: ['/vacancies', 'home.allVacancies'] },
  services: { text: 'section.empty.services', hook: 'service-card', link: ['/services', 'frame.allServices'] },
  'reception-hours': { text: 'section.empty.reception-hours', hook: 'reception-hours', link: ['contacts', 'section.page.contacts'] },
};

function nothingYet(model: SectionModel, slug: StandardPage, { t, to }: Context): Part {
  const empty = EMPTY[slug];
  if (!empty) return '';
  const [path, label] = empty.link;
  return emptyState({
    icon: 'file-text',
    title: t('section.empty.title'),
    text: t(empty.text),
    hook: empty.hook,
    link: { href: path.startsWith('/') ? to(path) : to(`/${model.id}/${path}`), label: t(label) },
  });
}

/** What a body has published for one of its standard pages. */
export interface StandardModel {
  intro?: Written;
  leaders: LeaderModel[];
  units: UnitModel[];
  contacts: ContactModel[];
  /** Lists of items, each below its heading; the first may go on over pages. */
  lists: { title?: string; lines: ContentLine[] }[];
  pages?: PagesOf;
  statement?: StatementModel;
  faqs: { id: string; question: Text; answer: Written }[];
  /** Further pages of the body that stand in this part of its section. */
  more: { href: string; title: Text }[];
  /** Absent where nothing is published. */
  stamps?: Stamps;
}

const lists = ({ lists, pages }: StandardModel, context: Context): Part => [
  ...lists
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => html`${title ? html`<h2>${title}</h2>` : ''}${contentLines(lines, context)}`),
  pages ? (pagination({ lang: context.lang, ...pages }) as Part) : '',
];

const faqs = ({ faqs }: StandardModel, context: Context): Part =>
  faqs.length === 0
    ? ''
    : html`<section class="hk-section" aria-labelledby="faq" data-hk="faq"><h2 id="faq">${context.t('content.faq')}</h2>${faqs.map(
        ({ id, question, answer }) =>
          html`<details id=${id}><summary>${said(question, context.lang)}</summary>${writtenText(answer, context)}</details>`,
      )}</section>`;

function body(model: SectionModel, slug: StandardPage, shown: StandardModel, context: Context): Part {
  const { t, to, lang } = context;
  const listed = shown.lists.some(({ lines }) => lines.length > 0);
  const feeds = html`<p class="hk-small">${feedLinks(`/feeds/${lang}/${model.id}/${slug}`, context)}</p>`;
  switch (slug) {
    case 'about':
      return html`${about(model, shown.intro !== undefined, context)}${children(model, context)}`;
    case 'leadership':
      return shown.leaders.length > 0 ? leaderCards(shown.leaders, context) : nothingYet(model, slug, context);
    case 'structure':
      return html`${shown.units.length > 0 ? unitCards(shown.units, context) : shown.intro ? '' : nothingYet(model, slug, context)}<div class="hk-section">${children(model, context)}</div>`;
    case 'services':
      return html`${
        model.services.length > 0
          ? html`<p class="hk-lead">${t('services.lead')}</p>${services(model, context)}<p><a href=${to('/services')}>${t('frame.allServices')}</a></p>`
          : nothingYet(model, slug, context)
      }${faqs(shown, context)}`;
    case 'contacts':
      return contacts(model, shown.contacts, context);
    case 'reception-hours':
      return html`${shown.leaders.length > 0 ? receptions(shown.leaders, context) : ''}${
        shown.leaders.length > 0 || shown.intro ? '' : nothingYet(model, slug, context)
      }${shown.contacts.length > 0 || model.reach ? html`<h2>${t('section.page.contacts')}</h2>${contacts(model, shown.contacts, context)}` : ''}`;
    case 'vacancies':
      return html`${shown.statement ? noVacancies(shown.statement, context) : ''}${listed ? lists(shown, context) : shown.statement ? '' : nothingYet(model, slug, context)}${feeds}`;
    case 'news':
      return html`${listed ? lists(shown, context) : nothingYet(model, slug, context)}${feeds}`;
    case 'documents':
      return html`${listed ? lists(shown, context) : nothingYet(model, slug, context)}`;
    case 'regulation':
      return html`${lists(shown, context)}${listed || shown.intro ? '' : nothingYet(model, slug, context)}`;
    case 'open-data':
      return html`<p class="hk-lead">${t('section.dataLead')}</p>${lists(shown, context)}<ul data-hk="open-data"><li><a href="/api/v1/agencies">${t('data.agency')}</a></li></ul>${listed ? '' : html`<p>${t('data.none')}</p>`}`;
    case 'accessibility':
      return html`<p data-hk="accessibility-statement">${t('access.promiseText')}</p><p>${t('access.stateText')}</p><p><a href=${to('/accessibility')}>${t('access.title')}</a></p>`;
    case 'privacy':
      return html`<p data-hk="privacy">${t('privacy.lead')}</p><p>${t('privacy.whoText')}</p><p><a href=${to('/privacy')}>${t('privacy.title')}</a></p>`;
    default:
      return nothingYet(model, slug, context);
  }
}

/** Who receives people, and when. */
const receptions = (leaders: readonly LeaderModel[], { t, lang }: Context): Html =>
  html`<div class="hk-table-frame" tabindex="0" role="region" aria-label=${t('section.page.reception-hours')}><table class="hk-table" data-hk="reception-hours"><thead><tr><th scope="col">${t('content.who')}</th><th scope="col">${t('content.reception')}</th></tr></thead><tbody>${leaders.map(
    (leader) =>
      html`<tr><th scope="row">${said(leader.name, lang)}<br><small class="hk-soft">${said(leader.post, lang)}</small></th><td>${said(leader.receptionDay, lang)}</td></tr>`,
  )}</tbody></table></div>`;

/** One of the fourteen pages of a section. What nobody has published yet is said plainly, with the next step. */
export function standardPage(model: SectionModel, slug: StandardPage, shown: StandardModel, context: Context): Html {
  const langs = [
    ...[shown.intro, ...shown.leaders.map(({ duties }) => duties), ...shown.units.map(({ functions }) => functions)].flatMap((text) =>
      text ? [text.lang] : [],
    ),
  ];
  return besideMenu(
    model,
    slug,
    html`<h1 data-hk="page-title">${context.t(`section.page.${slug}`)}</h1>${missingTranslation(langs, context)}${shown.intro ? writtenText(shown.intro, context) : ''}${body(model, slug, shown, context)}${pageLinks(shown.more, context)}${
      shown.stamps ? stampsLine(shown.stamps, context) : ''
    }`,
    context,
  );
}
