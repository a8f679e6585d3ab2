import type { Text } from '@hukumat/contract';
import { said, table } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

export interface OldSitesModel {
  sites: { host: string; href: string; body: Text; state: string }[];
  /** Absent for whoever may not add one. */
  form?: {
    action: string;
    bodies: { id: string; name: string }[];
    typed: { host: string; agency: string; archive: string };
    error?: string;
  };
}

/** Every old site that is being moved, and the form for the next one. */
export function oldSitesPage({ sites, form }: OldSitesModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: t('move.title'),
    lead: t('move.lead'),
    wide: true,
    body: html`${
      sites.length > 0
        ? table({
            caption: t('move.sites'),
            fold: true,
            columns: [{ label: t('move.host') }, { label: t('move.body') }, { label: t('move.state') }],
            rows: sites.map((site) => [html`<a href=${site.href}>${site.host}</a>`, said(site.body, lang), site.state]),
          })
        : emptyState({ icon: 'list', title: t('move.none'), text: t('move.noneText') })
    }${form ? siteForm(form, context) : ''}`,
  });
}

function siteForm({ action, bodies, typed, error }: NonNullable<OldSitesModel['form']>, { t }: Context): Html {
  return html`<section class="hk-section" aria-labelledby="add"><h2 id="add">${t('move.add')}</h2>${refusal(error)}<form class="hk-form" method="post" action=${action}><div class="hk-field"><label class="hk-label" for="host">${t('move.host')}</label><p class="hk-hint" id="host-hint">${t('move.hostHint')}</p><input class="hk-input" id="host" name="host" value=${typed.host} required aria-describedby="host-hint" autocapitalize="none" spellcheck="false"></div><div class="hk-field"><label class="hk-label" for="agency">${t('move.body')}</label><select class="hk-input" id="agency" name="agency" required><option value="">${t('move.choose')}</option>${bodies.map(({ id, name }) => html`<option value=${id} ?selected=${id === typed.agency}>${name}</option>`)}</select></div><div class="hk-field"><label class="hk-label" for="archive">${t('move.archive')}</label><p class="hk-hint" id="archive-hint">${t('move.archiveHint')}</p><input class="hk-input" id="archive" name="archive" type="url" value=${typed.archive} aria-describedby="archive-hint"></div><div class="hk-actions"><button class="hk-button">${t('move.add')}</button></div></form></section>`;
}

const refusal = (text: string | undefined): Part => (text ? html`<p class="hk-error" role="alert">${text}</p>` : '');

export interface OldSiteModel {
  host: string;
  body: Text;
  state: string;
  back: string;
  action: string;
  error?: string;
  run?: {
    title: string;
    date: string;
    unfinished: boolean;
    counts: { label: string; value: number }[];
    reasons: { label: string; value: number }[];
  };
  coverage: { text: string; value?: number; missing: { address: string; hits: string; href: string }[] };
  /** What the last check said; absent before the first one. */
  checked?: { date: string; refusals: string[] };
  switched: boolean;
  filters: { href: string; label: string; current: boolean }[];
  words: string;
  verdict: string;
  lines: { address: string; title?: string; became: string; findings: string[]; texts?: { href: string; label: string } }[];
  mappings: { address: string; target?: string; byHand: boolean; href: string }[];
  pages: { previous?: string; next?: string };
  /** Absent for whoever only reads. */
  edit?: { address: string; target: string };
  acts: boolean;
}

/** What came of one site: the run, the coverage with the switch, every page, every address. */
export function oldSitePage(model: OldSiteModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: model.host,
    lead: html`${said(model.body, lang)} · ${model.state}`,
    wide: true,
    body: html`<p><a href=${model.back}>${t('move.title')}</a></p>${refusal(model.error)}${switchPart(model, context)}${runPart(model, context)}${pagesPart(model, context)}${addressesPart(model, context)}`,
  });
}

function switchPart({ coverage, checked, switched, action, acts }: OldSiteModel, { t }: Context): Html {
  const button = (act: string, label: string, second = false) =>
    html`<form method="post" action=${action}><input type="hidden" name="_act" value=${act}><button class=${second ? 'hk-button hk-button-second' : 'hk-button'}>${label}</button></form>`;
  return html`<section class="hk-section" aria-labelledby="coverage"><h2 id="coverage">${t('move.coverage')}</h2><p>${coverage.text}</p>${
    coverage.value === undefined
      ? ''
      : html`<p><meter class="hk-meter" min="0" max="100" low="98" optimum="100" value=${coverage.value}>${coverage.value} %</meter></p>`
  }${
    coverage.missing.length > 0
      ? html`<details><summary>${t('move.missing')}</summary>${table({
          caption: t('move.missing'),
          quiet: true,
          columns: [{ label: t('move.address') }, { label: t('move.hits'), number: true }],
          rows: coverage.missing.map(({ address, hits, href }) => [
            html`<span class="hk-wrap">${acts ? html`<a href=${href}>${address}</a>` : address}</span>`,
            hits,
          ]),
        })}</details>`
      : ''
  }</section><section class="hk-section" aria-labelledby="switch"><h2 id="switch">${t('move.switch')}</h2><p>${t('move.switchText')}</p>${
    checked
      ? checked.refusals.length > 0
        ? html`<p><strong>${t('move.refusals', { date: checked.date })}</strong></p><ul class="hk-wrap">${checked.refusals.map((one) => html`<li>${one}</li>`)}</ul>`
        : html`<p>${t('move.ready', { date: checked.date })}</p>`
      : ''
  }${acts ? html`<div class="hk-row">${switched ? button('switch-back', t('move.switchBack'), true) : html`${button('switch', t('move.doSwitch'))}${button('check', t('move.check'), true)}`}</div>` : ''}</section>`;
}

function runPart({ run }: OldSiteModel, { t }: Context): Html {
  const list = (rows: { label: string; value: number }[]) =>
    html`<dl class="hk-summary">${rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd class="hk-number">${value}</dd></div>`)}</dl>`;
  return html`<section class="hk-section" aria-labelledby="run"><h2 id="run">${t('move.run')}</h2>${
    run
      ? html`<p>${run.title}, ${run.date}</p>${run.unfinished ? html`<p><strong>${t('move.runUnfinished')}</strong></p>` : ''}${list(run.counts)}${run.reasons.length > 0 ? html`<h3>${t('move.why')}</h3>${list(run.reasons)}` : ''}`
      : html`<p>${t('move.noRun')}</p>`
  }</section>`;
}

function pagesPart(model: OldSiteModel, { t }: Context): Html {
  return html`<section class="hk-section" aria-labelledby="pages"><h2 id="pages">${t('move.pages')}</h2><p class="hk-row">${model.filters.map((one) => html`<a href=${one.href} aria-current=${one.current ? 'true' : 'false'}>${one.label}</a>`)}</p><form class="hk-form hk-filters" action=${model.action}><input type="hidden" name="verdict" value=${model.verdict}><div class="hk-field"><label class="hk-label" for="q">${t('move.find')}</label><input class="hk-input" id="q" name="q" value=${model.words}></div><div class="hk-actions"><button class="hk-button hk-button-second">${t('move.show')}</button></div></form>${
    model.lines.length > 0
      ? table({
          caption: t('move.pages'),
          quiet: true,
          fold: true,
          columns: [{ label: t('move.page') }, { label: t('move.became') }, { label: t('move.why') }],
          rows: model.lines.map((line) => [
            html`<span class="hk-wrap">${line.title ? html`${line.title}<br>` : ''}<small class="hk-soft">${line.address}</small></span>`,
            line.became,
            line.findings.length + (line.texts ? 1 : 0) === 0
              ? '–'
              : html`<ul class="hk-plain hk-wrap">${line.findings.map((one) => html`<li>${one}</li>`)}${line.texts ? html`<li><a href=${line.texts.href}>${line.texts.label}</a></li>` : ''}</ul>`,
          ]),
        })
      : html`<p class="hk-soft">${t('move.noPages')}</p>`
  }${paging(model, t)}</section>`;
}

const paging = ({ pages }: OldSiteModel, t: Context['t']): Part =>
  pages.previous || pages.next
    ? html`<p class="hk-row">${pages.previous ? html`<a href=${pages.previous} rel="prev">${t('move.previous')}</a>` : ''}${pages.next ? html`<a href=${pages.next} rel="next">${t('move.next')}</a>` : ''}</p>`
    : '';

function addressesPart({ mappings, edit, action }: OldSiteModel, { t }: Context): Html {
  return html`<section class="hk-section" aria-labelledby="addresses"><h2 id="addresses">${t('move.addresses')}</h2>${
    edit
      ? html`<form class="hk-form" method="post" action=${action} id="map"><input type="hidden" name="_act" value="map"><div class="hk-field"><label class="hk-label" for="address">${t('move.address')}</label><input class="hk-input" id="address" name="address" value=${edit.address} required></div><div class="hk-field"><label class="hk-label" for="target">${t('move.target')}</label><p class="hk-hint" id="target-hint">${t('move.targetHint')}</p><input class="hk-input" id="target" name="target" value=${edit.target} aria-describedby="target-hint"></div><div class="hk-actions"><button class="hk-button hk-button-second">${t('move.map')}</button></div></form>`
      : ''
  }${
    mappings.length > 0
      ? table({
          caption: t('move.addresses'),
          quiet: true,
          fold: true,
          columns: [{ label: t('move.address') }, { label: t('move.target') }],
          rows: mappings.map((one) => [
            html`<span class="hk-wrap">${one.address}${edit ? html` <a href=${one.href}>${t('move.change')}</a>` : ''}</span>`,
            html`<span class="hk-wrap">${one.target === undefined ? t('move.gone') : shortened(one.target)}${one.byHand ? html` <small class="hk-soft">${t('move.byHand')}</small>` : ''}</span>`,
          ]),
        })
      : ''
  }</section>`;
}

/** The digest in a file's address says nothing to people. */
const shortened = (target: string): string => target.replace(/(?<=\/[0-9a-f]{8})[0-9a-f]{56}(?=\/)/, '…');

export interface RepairedTextsModel {
  title: string;
  back: { href: string; label: string };
  texts: { before: string; after: string; undecided: boolean }[];
}

/** Texts of an old encoding, before and after, side by side. */
export function repairedTextsPage({ title, back, texts }: RepairedTextsModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('move.textsTitle'),
    lead: t('move.textsLead'),
    wide: true,
    body: html`<p><a href=${back.href}>${back.label}</a></p><h2 class="hk-wrap">${title}</h2>${
      texts.length > 0
        ? table({
            caption: t('move.textsTitle'),
            quiet: true,
            fold: true,
            columns: [{ label: t('move.before') }, { label: t('move.after') }],
            rows: texts.map(({ before, after, undecided }) => [
              html`<span class="hk-wrap">${before}</span>`,
              undecided ? html`<strong>${t('move.undecided')}</strong>` : html`<span class="hk-wrap" lang="tg">${after}</span>`,
            ]),
          })
        : html`<p class="hk-soft">${t('move.noTexts')}</p>`
    }`,
  });
}
