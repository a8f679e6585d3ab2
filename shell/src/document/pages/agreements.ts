import type { Text } from '@hukumat/contract';
import { type IconName, notice, pagination, said, type Tone, table, timeline, toneTag } from '@hukumat/ui';
import { textarea } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState, sampleTag } from './parts.ts';

/** How far a body is; `none` before anybody has invited it. */
export type TransitionState = 'none' | 'invited' | 'signed' | 'building' | 'audited' | 'switched' | 'closed';

const LOOKS: Record<TransitionState, [Tone, IconName]> = {
  none: ['plain', 'circle-dashed'],
  invited: ['plain', 'send'],
  signed: ['info', 'file-text'],
  building: ['info', 'clock'],
  audited: ['good', 'shield-check'],
  switched: ['good', 'circle-check'],
  closed: ['good', 'badge-check'],
};
/** How far a body is, by icon, word and colour. */
const transitionTag = (state: TransitionState, { t }: Pick<Context, 't'>): Html => {
  const [tone, icon] = LOOKS[state];
  return html`${toneTag(tone, icon, t(`transition.state.${state}`))}`;
};

type Filter = { label: string; href: string; current: boolean };

export interface TransitionModel {
  figures: { united: number; signed: number; inspected: number; total: number };
  sample: boolean;
  source?: string;
  states: { state: TransitionState; count: number }[];
  stateFilters: Filter[];
  regionFilters: Filter[];
  found: number;
  rows: { name: Text; href: string; state: TransitionState; since?: string; inspected: boolean; sample: boolean }[];
  page: number;
  pages: number;
  pageHref(page: number): string;
}

/** How the state bodies move to the portal: figures counted from the register below them. */
export function transitionPage(model: TransitionModel, context: Context): Html {
  const { t, lang } = context;
  const { figures } = model;
  return content({
    title: html`${t('transition.title')}${sampleTag(model.sample, context)}`,
    lead: t('transition.lead'),
    wide: true,
    body: html`<dl class="hk-facts hk-desk-figures">${(['united', 'signed', 'inspected'] as const).map(
      (name) =>
        html`<div><dt>${t(`transition.${name}`)}</dt><dd class="hk-number"><strong>${figures[name]}</strong><small>${t(`transition.${name}Means`)}</small></dd></div>`,
    )}</dl>${model.source ? html`<p class="hk-small hk-soft hk-wrap">${t('transition.source', { source: model.source })}</p>` : ''}<section class="hk-section" aria-labelledby="states"><h2 id="states">${t('transition.states')}</h2>${table(
      {
        caption: t('transition.states'),
        quiet: true,
        fold: true,
        columns: [{ label: t('register.state') }, { label: t('transition.means') }, { label: t('transition.count'), number: true }],
        rows: model.states.map(({ state, count }) => [
          transitionTag(state, context),
          t(`transition.means.${state}`),
          html`<span class="hk-nowrap">${count} <meter class="hk-meter" min="0" max=${figures.total} value=${count} aria-label=${t(`transition.state.${state}`)}></meter></span>`,
        ]),
      },
    )}</section><section class="hk-section" aria-labelledby="bodies"><h2 id="bodies">${t('transition.bodies')}</h2>${chips(t('register.state'), model.stateFilters)}${chips(t('agencies.regions'), model.regionFilters)}<p class="hk-soft" role="status">${t('agencies.count', { n: model.found })}</p>${bodies(model, context)}${
      model.pages > 1 ? pagination({ lang, page: model.page, pages: model.pages, hrefOf: model.pageHref }) : ''
    }</section><p class="hk-small" data-hk="open-data">${t('transition.data')} <a href="/api/v1/transition.json" data-native>JSON</a> · <a href="/api/v1/transition.csv" data-native>CSV</a></p>`,
  });
}

function bodies({ rows }: TransitionModel, context: Context): Html {
  const { t, to, lang } = context;
  if (rows.length === 0)
    return emptyState({
      icon: 'landmark',
      title: t('agencies.none'),
      text: t('transition.noneText'),
      link: { href: to('/agencies/transition'), label: t('agencies.all') },
    });
  return html`${table({
    caption: t('transition.bodies'),
    quiet: true,
    fold: true,
    columns: [{ label: t('staff.body') }, { label: t('register.state') }, { label: t('transition.site') }],
    rows: rows.map((row) => [
      html`<a class="hk-wrap" href=${row.href}>${said(row.name, lang)}</a>`,
      html`${transitionTag(row.state, context)}${row.since ? html` <small class="hk-soft hk-nowrap">${t('staff.since', { date: row.since })}</small>` : ''}${sampleTag(row.sample, context)}`,
      t(row.inspected ? 'transition.siteInspected' : 'transition.siteNot'),
    ]),
  })}`;
}

export interface AgreementListModel {
  filters: Filter[];
  rows: { name: Text; href: string; state: TransitionState; since?: string; sample: boolean }[];
}

/** The register as the central Agency works with it. */
export function agreementListPage(model: AgreementListModel, context: Context): Html {
  const { t, to, lang } = context;
  return content({
    title: t('agreements.title'),
    lead: t('agreements.lead'),
    wide: true,
    body: html`<p><a href=${to('/agencies/transition')}>${t('agreements.public')}</a></p>${chips(t('register.state'), model.filters)}<p class="hk-soft" role="status">${t('agencies.count', { n: model.rows.length })}</p>${table(
      {
        caption: t('agreements.title'),
        quiet: true,
        desk: true,
        fold: true,
        columns: [{ label: t('staff.body') }, { label: t('register.state') }, { label: t('transition.since') }],
        rows: model.rows.map((row) => [
          html`<a class="hk-wrap" href=${row.href}>${said(row.name, lang)}</a>`,
          html`${transitionTag(row.state, context)}${sampleTag(row.sample, context)}`,
          row.since ?? '—',
        ]),
      },
    )}`,
  });
}

export interface MoveForm {
  to: TransitionState;
  label: string;
  correction: boolean;
  /** The paper's number is asked for. */
  number: boolean;
  open: boolean;
  typed: { on: string; note: string; number: string };
  error?: string;
}

export interface AgreementModel {
  name: Text;
  section: string;
  action: string;
  back?: string;
  state: TransitionState;
  since?: string;
  number?: string;
  sample: boolean;
  source?: string;
  said?: string;
  /** Why a move was refused that is not among those below any more. */
  error?: string;
  /** What stands in the way or not, for the states that ask for it. */
  conditions: { label: string; verdict: 'passed' | 'failed' | 'unknown'; source?: string }[];
  /** Absent for those who only read. */
  moves?: MoveForm[];
  history: { title: string; when: string; at: string; note: string }[];
}

const VERDICTS = { passed: ['good', 'check'], failed: ['danger', 'circle-x'], unknown: ['warning', 'circle-dashed'] } as const;

/** One body's way: where it stands, what the next state asks for, the moves, and what has happened. */
export function agreementPage(model: AgreementModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: t('agreements.one'),
    lead: html`<a class="hk-wrap" href=${model.section}>${said(model.name, lang)}</a>`,
    body: html`${model.back ? html`<p><a href=${model.back}>← ${t('agreements.title')}</a></p>` : ''}${model.said ? notice({ kind: 'success', text: model.said }) : ''}${model.error ? notice({ kind: 'error', text: model.error }) : ''}<dl class="hk-summary"><div><dt>${t('register.state')}</dt><dd>${transitionTag(model.state, context)}${sampleTag(model.sample, context)}${model.source ? html`<br><small class="hk-soft hk-wrap">${t('transition.source', { source: model.source })}</small>` : ''}</dd></div>${
      model.state === 'none'
        ? ''
        : html`<div><dt>${t('transition.since')}</dt><dd>${model.since ?? t('transition.sinceUnknown')}</dd></div>`
    }${model.number ? html`<div><dt>${t('agreements.number')}</dt><dd class="hk-wrap">${model.number}</dd></div>` : ''}${model.conditions.map(
      ({ label, verdict, source }) => {
        const [tone, icon] = VERDICTS[verdict];
        return html`<div><dt>${label}</dt><dd>${toneTag(tone, icon, t(`agreements.verdict.${verdict}`))}${source ? html`<br><small class="hk-soft hk-wrap">${source}</small>` : ''}</dd></div>`;
      },
    )}</dl>${moves(model, context)}<section class="hk-section" aria-labelledby="history"><h2 id="history">${t('staff.history')}</h2>${
      model.history.length > 0
        ? timeline(model.history.map((line) => ({ ...line, state: 'done' as const })))
        : html`<p class="hk-soft">${t('agreements.noMoves')}</p>`
    }</section>`,
  });
}

function moves({ moves: forms, action, state }: AgreementModel, context: Context): Part {
  const { t } = context;
  if (!forms) return '';
  if (forms.length === 0) return html`<p>${t('agreements.end')}</p>`;
  return html`<section class="hk-section" aria-labelledby="moves"><h2 id="moves">${t('agreements.moves')}</h2>${forms.map((form) => {
    const { label } = form;
    const field = (name: string, text: string, input: Part, hint?: string) =>
      html`<div class="hk-field"><label class="hk-label" for=${`${form.to}-${name}`}>${text}</label>${hint ? html`<p class="hk-hint" id=${`${form.to}-${name}-hint`}>${hint}</p>` : ''}${input}</div>`;
    return html`<details class="hk-act" id=${`to-${form.to}`} ?open=${form.open}><summary>${label}</summary><form class="hk-form" method="post" action=${action}><input type="hidden" name="to" value=${form.to}><input type="hidden" name="from" value=${state}>${
      form.error ? notice({ kind: 'error', text: form.error }) : ''
    }${field('on', t('agreements.on'), html`<input class="hk-input hk-width-short" id=${`${form.to}-on`} name="on" value=${form.typed.on} maxlength="10" inputmode="numeric" autocomplete="off" aria-describedby=${`${form.to}-on-hint`}>`, t('agreements.onHint'))}${
      form.number
        ? field(
            'number',
            t('agreements.number'),
            html`<input class="hk-input hk-width-medium" id=${`${form.to}-number`} name="number" value=${form.typed.number} maxlength="60" autocomplete="off">`,
          )
        : ''
    }${field(
      'note',
      t(form.correction ? 'agreements.why' : 'agreements.note'),
      html`${textarea({ id: `${form.to}-note`, name: 'note', text: form.typed.note, describedBy: undefined, invalid: false })}`,
    )}<div class="hk-actions"><button class="hk-button${form.correction ? ' hk-button-second' : ''}">${label}</button></div></form></details>`;
  })}</section>`;
}

/** One line about a body's way for its own pages. */
export const transitionLine = (
  transition: { state: TransitionState; since?: string; sample: boolean } | undefined,
  context: Context,
): Part =>
  transition
    ? html`${transitionTag(transition.state, context)}${sampleTag(transition.sample, context)}${transition.since ? html` <small class="hk-soft">${context.t('staff.since', { date: transition.since })}</small>` : ''} <a href=${context.to('/agencies/transition')}>${context.t('transition.more')}</a>`
    : '';
