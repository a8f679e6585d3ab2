import type { Text } from '@hukumat/contract';
import { icon, ornament, said } from '@hukumat/ui';
import type { MessageKey } from '../../messages/index.ts';
import { type Html, html, type Part } from '../render.ts';
import { type PluginCard, pluginCards } from './cards.ts';
import { type ContentLine, someLines } from './content.ts';
import { type Context, searchBox } from './parts.ts';

export interface HomeModel {
  /** At most six, most used first. */
  services: { id: string; title: Text; summary: Text }[];
  lifeEvents: { id: string; title: Text }[];
  /** What waits for the person, when signed in. */
  mine?: { drafts: number; running: number; unread: number };
  cards: PluginCard[];
  kinds: { id: string; label: string; count: number }[];
  agencyCount: number;
  /** The newest, and the competitions that close soonest. */
  news: ContentLine[];
  vacancies: ContentLine[];
}

const section = (id: string, title: string, body: Part): Html =>
  html`<section class="hk-section" aria-labelledby=${id}><h2 id=${id}>${title}</h2>${body}</section>`;

function mine({ drafts, running, unread }: NonNullable<HomeModel['mine']>, { t, to }: Context): Html {
  const lines: [string, MessageKey, string][] = [
    ['/account/', 'home.mineDrafts', t('home.mineCounted', { drafts, running })],
    ['/account/inbox', 'home.mineInbox', unread > 0 ? t('frame.unread', { n: unread }) : t('home.mineNoUnread')],
    ['/account/documents', 'home.mineDocuments', t('home.mineDocumentsText')],
  ];
  return section(
    'mine',
    t('home.mine'),
    html`<div class="hk-grid">${lines.map(([path, label, note]) => html`<div class="hk-card"><h3><a href=${to(path)}>${t(label)}</a></h3><p>${note}</p></div>`)}</div>`,
  );
}

/** The home page: what a person needs comes first, the state comes after. */
export function homePage(model: HomeModel, context: Context): Html {
  const { t, to, lang } = context;
  return html`<div class="hk-hero"><div class="hk-page"><h1 class="hk-home-title">${t('home.question')}</h1><p class="hk-lead">${t('home.lead')}</p>${searchBox(t('home.question'), context)}</div>${ornament()}</div><div class="hk-page">${
    model.mine ? mine(model.mine, context) : ''
  }${section(
    'most-used',
    t('home.mostUsed'),
    model.services.length > 0
      ? html`<ul class="hk-links hk-links-two">${model.services.map(
          (service) =>
            html`<li data-hk="service-card"><a href=${to(`/services/${service.id}`)}>${said(service.title, lang)}</a><small>${said(service.summary, lang)}</small></li>`,
        )}</ul><p class="hk-more"><a href=${to('/services')}>${t('frame.allServices')}</a></p>`
      : html`<p>${t('home.noServices')}</p>`,
  )}${
    model.lifeEvents.length > 0
      ? section(
          'events',
          t('home.lifeEvents'),
          html`<ul class="hk-row hk-chips">${model.lifeEvents.map((event) => html`<li><a href=${to(`/services?event=${event.id}`)}>${said(event.title, lang)}</a></li>`)}</ul>`,
        )
      : ''
  }<div class="hk-two">${section(
    'vacancies',
    t('home.vacancies'),
    model.vacancies.length > 0
      ? someLines(model.vacancies, { href: to('/vacancies'), label: t('home.allVacancies') }, context)
      : html`<p data-hk="vacancy-none">${t('home.noVacancies')}</p><p><a href=${to('/vacancies')}>${t('home.allVacancies')}</a></p>`,
  )}${section(
    'news',
    t('home.news'),
    model.news.length > 0
      ? someLines(model.news, { href: to('/news'), label: t('home.allNews') }, context)
      : html`<p>${t('home.noNews')}</p><p><a href=${to('/news')}>${t('home.allNews')}</a></p>`,
  )}</div>${section(
    'agencies',
    t('home.agencies'),
    html`<ul class="hk-kinds">${model.kinds.map(
      (kind) => html`<li><a href=${to(`/agencies?kind=${kind.id}`)}>${kind.label}</a> <span class="hk-soft">${kind.count}</span></li>`,
    )}</ul><p class="hk-more"><a href=${to('/agencies')}>${t('home.allAgencies', { n: model.agencyCount })}</a></p>`,
  )}<div class="hk-two">${section('centres', t('home.centres'), html`<p>${t('home.centresText')}</p><p><a href=${to('/centres')}>${t('frame.centres')}</a></p>`)}${section(
    'standard',
    t('frame.standard'),
    html`<p>${t('home.standard')}</p><p><a href=${to('/standard')}>${icon('shield-check')} ${t('frame.standard')}</a></p>`,
  )}</div>${pluginCards(model.cards, context)}</div>`;
}
