import type { ApplicationState } from '@hukumat/contract';
import { notice, pagination, statusTag, type TimelineEntry, table, timeline } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type PluginCard, pluginCards } from './cards.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState, type Pulse, refresh } from './parts.ts';

export interface ApplicationLine {
  href: string;
  number: string;
  service: string;
  state: ApplicationState;
  submittedOn: string;
  dueOn?: string;
  quiet: boolean;
  /** Whose it is, in lists of other people's. */
  applicant?: string;
}
export interface DraftLine {
  href: string;
  service: string;
  saved: string;
  /** Deleted after this day unless it is touched again. */
  kept?: string;
  /** Where the form that deletes it posts to. */
  discard: string;
}
export interface AccountModel {
  pulse: Pulse;
  waiting: { href: string; text: string }[];
  running: (ApplicationLine & { timeline: TimelineEntry[] })[];
  /** Running ones that are only in the list. */
  more: number;
  drafts: DraftLine[];
  unread: number;
  /** The person works from a command line too. */
  works: boolean;
  /** Pages that agencies' plugins have put here. */
  fromAgencies: { href: string; label: string }[];
  cards: PluginCard[];
}

/** What waits for the person on top, then what is running. */
export function accountPage(model: AccountModel, context: Context): Html {
  const { t, to } = context;
  const body = html`<section class="hk-section" aria-labelledby="waiting"><h2 id="waiting">${t('account.waiting')}</h2>${
    model.waiting.length > 0
      ? notice({
          kind: 'warning',
          text: html`<ul>${model.waiting.map((item) => html`<li><a href=${item.href}>${item.text}</a></li>`)}</ul>`,
        })
      : html`<p class="hk-soft">${t('account.nothingWaiting')}</p>`
  }</section><section class="hk-section" aria-labelledby="running"><h2 id="running">${t('account.running')}</h2>${
    model.running.length > 0
      ? model.running.map(
          (line) =>
            html`<article class="hk-card"><h3><a href=${line.href}>${line.service}</a></h3><p class="hk-soft">${line.number}</p>${timeline(line.timeline)}</article>`,
        )
      : html`<p class="hk-soft">${t('account.noRunning')}</p>`
  }<p><a href=${to('/account/applications')}>${t('account.allApplications')}</a>${model.more > 0 ? html` <span class="hk-soft">${t('account.more', { n: model.more })}</span>` : ''}</p>${refresh(to('/account/'), model.pulse, context)}</section>${drafts(model.drafts, context)}<ul class="hk-links hk-section"><li><a href=${to('/account/inbox')}>${
    model.unread > 0 ? t('account.unread', { n: model.unread }) : t('account.inbox')
  }</a></li><li><a href=${to('/account/documents')}>${t('account.documents')}</a></li><li><a href=${to('/account/mandates')}>${t('mandates.title')}</a></li><li><a href=${to('/account/appointments')}>${t('appointments.title')}</a></li><li><a href=${to('/account/assisted')}>${t('helped.title')}</a></li><li><a href=${to('/account/payments')}>${t('payments.title')}</a></li><li><a href=${to('/account/accesses')}>${t('accesses.title')}</a></li><li><a href=${to('/account/data')}>${t('data.title')}</a></li><li><a href=${to('/account/settings')}>${t('settings.title')}</a></li>${
    model.works ? html`<li><a href=${to('/account/tokens')}>${t('tokens.title')}</a></li>` : ''
  }${model.fromAgencies.map(({ href, label }) => html`<li><a href=${href}>${label}</a></li>`)}</ul>${pluginCards(model.cards, context)}`;
  return content({ title: t('account.title'), body });
}

function drafts(lines: readonly DraftLine[], { t }: Context): Part {
  if (lines.length === 0) return '';
  return html`<section class="hk-section" aria-labelledby="drafts"><h2 id="drafts">${t('account.drafts')}</h2>${lines.map(
    (line) =>
      html`<article class="hk-card"><h3>${line.service}</h3><p class="hk-soft">${t('account.savedOn', { date: line.saved })}${line.kept ? html`<br>${t('account.keptUntil', { date: line.kept })}` : ''}</p><form class="hk-actions" method="post" action=${line.discard}><a class="hk-button hk-button-second" href=${line.href}>${t('account.continue')}<span class="hk-hidden"> ${line.service}</span></a><button class="hk-button hk-button-plain">${t('account.discard')}<span class="hk-hidden"> ${line.service}</span></button></form></article>`,
  )}</section>`;
}

export interface ApplicationsModel {
  lines: ApplicationLine[];
  /** There are some in this list, whatever the filter lets through. */
  any: boolean;
  list: 'own' | 'represented' | 'asked';
  lists: { label: string; href: string; current: boolean }[];
  filters: { label: string; href: string; current: boolean }[];
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
}

/** A person's applications, newest first: own ones, those filed for others, those to be signed. */
export function applicationsPage(model: ApplicationsModel, context: Context): Html {
  const { t, to, lang } = context;
  const others = model.list !== 'own';
  const columns = [
    t('account.number'),
    t('account.service'),
    ...(others ? [t('account.applicant')] : []),
    t('account.submittedOn'),
    t('account.state'),
  ].map((label) => ({ label }));
  const rows = model.lines.map((line) => [
    html`<a class="hk-nowrap" href=${line.href}>${line.number}</a>`,
    line.service,
    ...(others ? [line.applicant ?? ''] : []),
    line.submittedOn,
    statusTag(line.state, t(`state.${line.state}`), line.quiet),
  ]);
  const caption = t(`account.list.${model.list}`);
  const shown = model.any
    ? html`${chips(t('account.filter'), model.filters)}${
        rows.length > 0
          ? html`${table({ caption, columns, rows, fold: true })}${pagination({ lang, page: model.page, pages: model.pages, hrefOf: model.hrefOf })}`
          : html`<p class="hk-soft">${t('account.noneShown')}</p>`
      }`
    : emptyState({
        icon: 'file-text',
        title: t(`account.none.${model.list}`),
        text: t(`account.noneText.${model.list}`),
        ...(others ? {} : { link: { href: to('/services'), label: t('frame.allServices') } }),
      });
  return content({
    title: t('account.applications'),
    wide: true,
    body: html`${chips(t('account.lists'), model.lists)}${shown}`,
  });
}
