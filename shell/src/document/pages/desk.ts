import type { ApplicationState } from '@hukumat/contract';
import { icon, notice, statusTag, type Tone, table, toneTag } from '@hukumat/ui';
import { textarea } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

/** How near a due date is. */
export type Nearness = 'overdue' | 'today' | 'soon' | 'later';

export interface Due {
  /** `dd.mm.yyyy`. */
  date: string;
  nearness: Nearness;
}

export interface DeskLine {
  id: string;
  /** Optimistic lock, sent back with every command. */
  version: number;
  href: string;
  number: string;
  applicant: string;
  service: string;
  state: ApplicationState;
  due?: Due;
  assignee?: string;
  /** Filled in at a service centre, filed by a representative, an overdue opinion: short words beside the number. */
  marks: string[];
}

export interface Colleague {
  subject: string;
  name: string;
}

export interface DeskModel {
  agency: string;
  /** Address of the desk, without a query. */
  here: string;
  views: { href: string; label: string; count?: number; current: boolean }[];
  filter: {
    view: string;
    text: string;
    service: string;
    services: { id: string; label: string }[];
    state: string;
    states: readonly ApplicationState[];
  };
  lines: DeskLine[];
  /** Address of the next page. */
  next?: string;
  /** What came of the last bulk command. */
  outcome?: { done: number; refused: { number: string; why: string }[] };
  /** Those a supervisor may hand files to; empty for officers. */
  colleagues: Colleague[];
  links: { href: string; label: string }[];
}

const NEARNESS: Record<Nearness, Tone> = { overdue: 'danger', today: 'warning', soon: 'warning', later: 'plain' };

/** A due date with the one word an officer needs. */
export const dueChip = (due: Due | undefined, { t }: Context): Part =>
  due
    ? html`<span class="hk-due">${
        due.nearness === 'later' ? due.date : toneTag(NEARNESS[due.nearness], 'clock', `${due.date} · ${t(`desk.due.${due.nearness}`)}`)
      }</span>`
    : html`<span class="hk-soft">${t('desk.noDue')}</span>`;

/** The desk of a body: what is due soonest on top, everything reachable by keys, whole without scripts. */
export function deskPage(model: DeskModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('desk.title'),
    lead: model.agency,
    wide: true,
    body: html`${outcome(model, context)}<nav class="hk-desk-views" aria-label=${t('desk.views')}><ul>${model.views.map(
      (view) =>
        html`<li><a href=${view.href} aria-current=${view.current ? 'page' : 'false'}>${view.label}${
          view.count === undefined ? '' : html` <span class="hk-tag">${view.count}</span>`
        }</a></li>`,
    )}</ul></nav>${filters(model, context)}${
      model.lines.length > 0
        ? queue(model, context)
        : emptyState({
            icon: 'inbox',
            title: t('desk.empty'),
            text: t(model.filter.text || model.filter.service || model.filter.state ? 'desk.emptyFound' : 'desk.emptyText'),
            link: { href: model.here, label: t('desk.view.open') },
          })
    }<p class="hk-row">${model.links.map((link) => html`<a href=${link.href}>${link.label}</a> `)}</p>${shortcuts(context)}`,
  });
}

function outcome({ outcome: made }: DeskModel, { t }: Context): Part {
  if (!made) return '';
  return notice({
    kind: made.refused.length > 0 ? 'warning' : 'success',
    title: t('desk.bulkDone', { n: made.done }),
    ...(made.refused.length > 0 ? { text: html`<ul>${made.refused.map(({ number, why }) => html`<li>${number}: ${why}</li>`)}</ul>` } : {}),
  });
}

function filters({ here, filter }: DeskModel, { t }: Context): Html {
  return html`<form class="hk-desk-filters" method="get" action=${here} role="search"><input type="hidden" name="view" value=${filter.view}><div class="hk-field"><label class="hk-label" for="desk-q">${t(
    'desk.find',
  )}</label><input class="hk-input" type="search" id="desk-q" name="q" value=${filter.text} data-key="/"></div><div class="hk-field"><label class="hk-label" for="desk-service">${t(
    'desk.service',
  )}</label><select class="hk-input" id="desk-service" name="service"><option value="">${t('desk.any')}</option>${filter.services.map(
    ({ id, label }) => html`<option value=${id} ?selected=${id === filter.service}>${label}</option>`,
  )}</select></div><div class="hk-field"><label class="hk-label" for="desk-state">${t('desk.state')}</label><select class="hk-input" id="desk-state" name="state"><option value="">${t(
    'desk.any',
  )}</option>${filter.states.map((state) => html`<option value=${state} ?selected=${state === filter.state}>${t(`state.${state}`)}</option>`)}</select></div><button class="hk-button hk-button-second">${t(
    'desk.show',
  )}</button></form>`;
}

/** What the list was narrowed to; a bulk command comes back to the same list. */
const kept = ({ filter }: DeskModel): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ back: filter.view, q: filter.text, service: filter.service, state: filter.state }).filter(([, value]) => value !== ''),
  );

function queue(model: DeskModel, context: Context): Html {
  const { t } = context;
  const columns = ['number', 'applicant', 'service', 'state', 'due', 'assignee'].map((name) => ({
    label: t(`desk.column.${name}` as 'desk.column.number'),
  }));
  const rows = model.lines.map((line) => [
    html`<span class="hk-desk-pick"><label class="hk-choice"><input type="checkbox" name="pick" value="${line.id}:${line.version}:${line.number}"><span class="hk-hidden">${t('desk.pick', { number: line.number })}</span></label><a class="hk-nowrap" href=${line.href}>${line.number}</a></span>${line.marks.map((mark) => html` <span class="hk-tag">${mark}</span>`)}`,
    line.applicant,
    line.service,
    statusTag(line.state, t(`state.${line.state}`)),
    dueChip(line.due, context),
    line.assignee ?? html`<span class="hk-soft">${t('desk.nobody')}</span>`,
  ]);
  return html`<form method="post" action="${model.here}/bulk" data-desk>${Object.entries(kept(model)).map(
    ([name, value]) => html`<input type="hidden" name=${name} value=${value}>`,
  )}${table({
    caption: t('desk.title'),
    quiet: true,
    columns,
    rows,
    desk: true,
    fold: true,
  })}${model.next ? html`<p><a rel="next" href=${model.next}>${t('desk.next')}</a></p>` : ''}${bulk(model, context)}</form>`;
}

function bulk({ colleagues }: DeskModel, { t }: Context): Html {
  return html`<fieldset class="hk-bulk"><legend class="hk-hidden">${t('desk.bulk')}</legend><strong>${t('desk.bulk')}</strong><button class="hk-button hk-button-second" name="do" value="claim" data-key="c">${t(
    'desk.claim',
  )}</button><button class="hk-button hk-button-second" name="do" value="approve">${t('desk.approve')}</button>${
    colleagues.length > 0
      ? html`<label class="hk-row">${t('desk.handTo')} <select class="hk-input hk-width-medium" name="to">${colleagues.map(
          ({ subject, name }) => html`<option value=${subject}>${name}</option>`,
        )}</select></label><button class="hk-button hk-button-second" name="do" value="reassign">${t('desk.reassign')}</button>`
      : ''
  }</fieldset>`;
}

const KEYS = ['j', 'k', 'x', 'o', '/', 'c', '?'] as const;
const KEY_WORDS = { j: 'down', k: 'up', x: 'pick', o: 'open', '/': 'find', c: 'claim', '?': 'help' } as const;

/** What the keys do; `?` opens it. */
const shortcuts = ({ t }: Context): Html =>
  html`<details class="hk-section" data-keys><summary>${icon('info')} ${t('desk.keys')}</summary><dl class="hk-facts">${KEYS.map(
    (key) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(`desk.key.${KEY_WORDS[key]}`)}</dd></div>`,
  )}</dl><p hidden><label class="hk-choice"><input type="checkbox" data-keys-on><span>${t('desk.keysOn')}</span></label></p></details>`;

export interface LoadModel {
  agency: string;
  figures: { label: string; value: number }[];
  officers: { name: string; open: number; overdue: number; decided: number }[];
  ageing: { label: string; count: number }[];
  breaches: { href: string; number: string; service: string; due: string; assignee?: string }[];
}

/** What a supervisor sees: who carries how much, how old it is, what was promised and not kept. */
export function deskLoadPage(model: LoadModel, context: Context): Html {
  const { t } = context;
  const number = (label: string) => ({ label, number: true });
  const most = Math.max(1, ...model.ageing.map(({ count }) => count));
  return content({
    title: t('desk.load'),
    lead: model.agency,
    wide: true,
    body: html`<dl class="hk-facts hk-desk-figures">${model.figures.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>${table(
      {
        caption: t('desk.loadOf'),
        columns: [{ label: t('desk.column.assignee') }, number(t('desk.open')), number(t('desk.breached')), number(t('desk.decided'))],
        rows: model.officers.map((one) => [one.name, one.open, one.overdue, one.decided]),
        desk: true,
      },
    )}${table({
      caption: t('desk.ageing'),
      columns: [{ label: t('desk.age') }, number(t('desk.open'))],
      rows: model.ageing.map((one) => [
        one.label,
        html`<meter class="hk-meter hk-meter-short" min="0" max=${most} value=${one.count}></meter> ${one.count}`,
      ]),
      desk: true,
    })}${
      model.breaches.length > 0
        ? table({
            caption: t('desk.breaches'),
            columns: ['number', 'service', 'due', 'assignee'].map((name) => ({ label: t(`desk.column.${name}` as 'desk.column.number') })),
            rows: model.breaches.map((one) => [
              html`<a href=${one.href}>${one.number}</a>`,
              one.service,
              one.due,
              one.assignee ?? t('desk.nobody'),
            ]),
            desk: true,
            fold: true,
          })
        : notice({ kind: 'success', text: t('desk.noBreaches') })
    }`,
  });
}

export interface OpinionsModel {
  agency: string;
  asked: { href: string; number: string; asker: string; question: string; answered: boolean; due?: Due }[];
}

/** Opinions that other bodies have asked of this one. */
export function deskOpinionsPage(model: OpinionsModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('desk.opinionsAsked'),
    lead: model.agency,
    wide: true,
    body:
      model.asked.length === 0
        ? emptyState({ icon: 'inbox', title: t('desk.noOpinions'), text: t('desk.noOpinionsText') })
        : table({
            caption: t('desk.opinionsAsked'),
            quiet: true,
            columns: [
              { label: t('desk.column.number') },
              { label: t('desk.asker') },
              { label: t('desk.question') },
              { label: t('desk.column.due') },
            ],
            rows: model.asked.map((one) => [
              html`<a href=${one.href}>${one.number}</a>`,
              one.asker,
              one.question,
              one.answered ? t('desk.answered') : dueChip(one.due, context),
            ]),
            desk: true,
            fold: true,
          }),
  });
}

export interface OpinionModel {
  here: string;
  number: string;
  service: string;
  asker: string;
  question: string;
  /** The answers that were shared for this question, and no others. */
  shared: { label: string; value: string }[];
  due?: Due;
  answer?: { text: string; favours: boolean };
  typed?: string;
  favours?: string;
  error?: string;
}

/** One question of another body: what it shared, and the answer. */
export function deskOpinionPage(model: OpinionModel, context: Context): Html {
  const { t } = context;
  const favours = (value: 'yes' | 'no', label: string): Html =>
    html`<label class="hk-choice"><input type="radio" name="favours" value=${value} required ?checked=${value === model.favours}><span>${label}</span></label>`;
  return content({
    title: t('desk.opinionOn', { number: model.number }),
    lead: model.service,
    body: html`<p>${t('desk.asked', { agency: model.asker })}: <strong>${model.question}</strong></p><p>${dueChip(model.due, context)}</p><dl class="hk-summary">${model.shared.map(
      ({ label, value }) => html`<div><dt>${label}</dt><dd>${value || '—'}</dd></div>`,
    )}</dl>${
      model.answer
        ? notice({
            kind: 'info',
            title: t(model.answer.favours ? 'desk.opinion.favours' : 'desk.opinion.against'),
            text: model.answer.text,
          })
        : html`<form method="post" action=${model.here}>${model.error ? html`<p class="hk-field-error" role="alert">${model.error}</p>` : ''}<fieldset class="hk-field"><legend class="hk-label">${t(
            'desk.opinionIs',
          )}</legend>${favours('yes', t('desk.opinion.favours'))}${favours('no', t('desk.opinion.against'))}</fieldset><div class="hk-field"><label class="hk-label" for="opinion">${t('desk.opinionText')}</label>${textarea(
            { id: 'opinion', name: 'message', text: model.typed ?? '', describedBy: undefined, invalid: Boolean(model.error) },
          )}</div><button class="hk-button">${t('desk.giveOpinion')}</button></form>`
    }`,
  });
}
