import type { Text } from '@hukumat/contract';
import { formatDate, formatNumber } from '@hukumat/contract/locale';
import { type IconName, notice, said, type Tone, table, tag, toneTag } from '@hukumat/ui';
import type { MessageKey } from '../../messages/index.ts';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content } from './parts.ts';

type State = 'green' | 'amber' | 'red' | 'inactive';
type Verdict = 'pass' | 'fail' | 'planned' | 'not-applicable' | 'unknown';
type Severity = 'B' | 'M' | 'm';
const STATES: readonly State[] = ['green', 'amber', 'red', 'inactive'];
const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'planned', 'unknown', 'not-applicable'];
const GROUPS = ['S', 'F', 'V', 'K', 'L', 'A', 'P', 'T', 'D', 'G'] as const;

export interface RuleLine {
  id: string;
  severity: Severity;
  title: Text;
  /** Sections that fail it now. */
  failing: number;
}
export interface SectionLine {
  agency: string;
  name: Text;
  /** Absent before the first audit. */
  state?: State;
  day?: string;
  counts?: Record<Verdict, number>;
}
type StateCounts = Partial<Record<State, number>>;

const STATE_LOOK: Record<State, [Tone, IconName]> = {
  green: ['good', 'check'],
  amber: ['warning', 'triangle-alert'],
  red: ['danger', 'circle-x'],
  inactive: ['plain', 'clock'],
};
const VERDICT_LOOK: Record<Verdict, [Tone, IconName]> = {
  pass: ['good', 'check'],
  fail: ['danger', 'circle-x'],
  planned: ['info', 'calendar-days'],
  'not-applicable': ['plain', 'x'],
  unknown: ['warning', 'info'],
};
const stateTag = (state: State | undefined, { t }: Context): Part =>
  state ? toneTag(...STATE_LOOK[state], t(`standard.state.${state}`)) : html`<span class="hk-soft">${t('standard.state.none')}</span>`;
const verdictTag = (verdict: Verdict, { t }: Context): Part => toneTag(...VERDICT_LOOK[verdict], t(`standard.verdict.${verdict}`));

const openData = ({ t }: Context): Html =>
  html`<p class="hk-small" data-hk="open-data">${t('standard.data')} <a href="/api/v1/standard/sections" data-native>JSON</a> · <a href="/api/v1/standard/sections.csv" data-native>CSV</a></p>`;

const counted = (counts: StateCounts, { t, lang }: Context): Html =>
  html`<ul class="hk-quiet-list">${STATES.map((state) => html`<li>${toneTag(...STATE_LOOK[state], `${t(`standard.state.${state}`)}: ${formatNumber(counts[state] ?? 0, lang)}`)}</li>`)}</ul>`;

/** What the standard is: every rule by its part, and how many sections fail it. */
export function standardRulesPage({ rules, states }: { rules: readonly RuleLine[]; states: StateCounts }, context: Context): Html {
  const { t, to, lang } = context;
  return content({
    title: t('standard.title'),
    lead: t('standard.lead'),
    wide: true,
    body: html`<p>${t('standard.how')}</p>${counted(states, context)}<p><a href=${to('/standard/sections')}>${t('standard.seeSections')}</a></p>${GROUPS.map(
      (group) =>
        html`<div class="hk-section"><h2 id=${`group-${group}`}>${t(`standard.group.${group}`)}</h2>${table({
          caption: t(`standard.group.${group}`),
          quiet: true,
          fold: true,
          columns: [{ label: t('standard.rule') }, { label: t('standard.severity') }, { label: t('standard.failing'), number: true }],
          rows: rules
            .filter(({ id }) => id.startsWith(group))
            .map((rule) => [
              html`<a href=${to(`/standard/rules/${rule.id}`)}>${rule.id}. ${said(rule.title, lang)}</a>`,
              t(`standard.severity.${rule.severity}`),
              formatNumber(rule.failing, lang),
            ]),
        })}</div>`,
    )}${openData(context)}`,
  });
}

export interface RuleModel {
  id: string;
  version: number;
  severity: Severity;
  title: Text;
  remedy: Text;
  thresholds: readonly [name: string, value: number][];
  legalBasis: readonly { act: Text; source: string; sample: boolean }[];
  source: string;
  verdicts: Partial<Record<Verdict, number>>;
  failing: readonly { agency: string; name: Text }[];
}

/** One rule: what it asks, on what ground, and where it fails. */
export function standardRulePage(rule: RuleModel, context: Context): Html {
  const { t, to, lang } = context;
  const rows: [string, Part][] = [
    [t('standard.severity'), t(`standard.severity.${rule.severity}`)],
    [t('standard.remedy'), html`${said(rule.remedy, lang)}`],
    ...(rule.thresholds.length > 0
      ? [
          [t('standard.thresholds'), rule.thresholds.map(([name, value]) => `${name} ${formatNumber(value, lang)}`).join(' · ')] as [
            string,
            Part,
          ],
        ]
      : []),
    [
      t('standard.law'),
      rule.legalBasis.length === 0
        ? t('standard.noLaw')
        : html`${rule.legalBasis.map(({ act, source, sample }) => html`<p>${said(act, lang)} <span class="hk-small hk-soft">${source}</span>${sample ? html` ${tag(t('standard.unconfirmed'), true)}` : ''}</p>`)}`,
    ],
    [t('standard.source'), html`<span lang="en">${rule.source}</span>`],
    [t('standard.version'), formatNumber(rule.version, lang)],
  ];
  return content({
    title: html`${rule.id}. ${said(rule.title, lang)}`,
    body: html`<dl class="hk-summary">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl><section class="hk-section" aria-labelledby="figures"><h2 id="figures">${t('standard.figures')}</h2><ul class="hk-quiet-list">${VERDICTS.map(
      (verdict) =>
        html`<li>${toneTag(...VERDICT_LOOK[verdict], `${t(`standard.verdict.${verdict}`)}: ${formatNumber(rule.verdicts[verdict] ?? 0, lang)}`)}</li>`,
    )}</ul></section>${
      rule.failing.length === 0
        ? ''
        : html`<section class="hk-section" aria-labelledby="failing"><h2 id="failing">${t('standard.whereFailing')}</h2><ul>${rule.failing.map(
            ({ agency, name }) => html`<li><a href=${to(`/standard/sections/${agency}#${rule.id}`)}>${said(name, lang)}</a></li>`,
          )}</ul></section>`
    }<p><a href=${to('/standard')}>${t('standard.rules')}</a></p>`,
  });
}

export interface ScoreboardModel {
  lines: readonly SectionLine[];
  filters: readonly { href: string; label: string; current: boolean }[];
  regions: readonly { name: Text; href: string; counts: StateCounts; none: number }[];
  trend: readonly { day: string; counts: StateCounts }[];
}

/** How every section stands: counts beside each state, never one number. */
export function scoreboardPage({ lines, filters, regions, trend }: ScoreboardModel, context: Context): Html {
  const { t, to, lang } = context;
  const stateColumns = STATES.map((state) => ({ label: t(`standard.state.${state}`), number: true }));
  const audited = lines.filter(({ state }) => state);
  const pending = lines.filter(({ state }) => !state);
  const stateCells = (counts: StateCounts) => STATES.map((state) => formatNumber(counts[state] ?? 0, lang));
  return content({
    title: t('standard.sections'),
    lead: t('standard.sectionsLead'),
    wide: true,
    body: html`<nav class="hk-contents" aria-label=${t('standard.state')}>${filters.map(
      ({ href, label, current }) => html`<a href=${href} aria-current=${current ? 'true' : 'false'}>${label}</a> `,
    )}</nav>${audited.length === 0 ? html`<p>${t('standard.notYet')}</p>` : ''}${table({
      caption: t('standard.sections'),
      quiet: true,
      fold: true,
      columns: [
        { label: t('standard.section') },
        { label: t('standard.state') },
        ...VERDICTS.map((verdict) => ({ label: t(`standard.verdict.${verdict}`), number: true })),
        { label: t('standard.audited') },
      ],
      rows: audited.map(({ agency, name, state, day, counts }) => [
        html`<a href=${to(`/standard/sections/${agency}`)}>${said(name, lang)}</a>`,
        stateTag(state, context),
        ...VERDICTS.map((verdict) => (counts ? formatNumber(counts[verdict], lang) : '–')),
        day ? formatDate(day, lang) : '–',
      ]),
    })}${
      pending.length === 0
        ? ''
        : html`<details class="hk-section"><summary>${t('standard.pending', { count: pending.length })}</summary><ul>${pending.map(
            ({ agency, name }) => html`<li><a href=${to(`/standard/sections/${agency}`)}>${said(name, lang)}</a></li>`,
          )}</ul></details>`
    }<div class="hk-section"><h2 id="regions">${t('standard.regions')}</h2>${table({
      caption: t('standard.regions'),
      quiet: true,
      fold: true,
      columns: [{ label: t('standard.region') }, ...stateColumns, { label: t('standard.state.none'), number: true }],
      rows: regions.map(({ name, href, counts, none }) => [
        html`<a href=${href}>${said(name, lang)}</a>`,
        ...stateCells(counts),
        formatNumber(none, lang),
      ]),
    })}</div>${
      trend.length === 0
        ? ''
        : html`<div class="hk-section"><h2 id="trend">${t('standard.trend')}</h2>${table({
            caption: t('standard.trend'),
            quiet: true,
            fold: true,
            columns: [{ label: t('standard.day') }, ...stateColumns],
            rows: trend.map(({ day, counts }) => [formatDate(day, lang), ...stateCells(counts)]),
          })}</div>`
    }${openData(context)}<p><a href=${to('/standard')}>${t('standard.rules')}</a></p>`,
  });
}

export interface ScorecardModel {
  name: Text;
  agency: string;
  line: SectionLine;
  plans: readonly string[];
  downtimes: readonly string[];
  /** Where whoever answers for the body promises. */
  promise?: string;
  results: readonly {
    id: string;
    severity: Severity;
    title: Text;
    remedy: Text;
    verdict: Verdict;
    findings: readonly { id: string; url: string; message: string; excerpt: string; evidence?: string }[];
    more: number;
  }[];
}

/** One section by every rule, each fault one click from the stored answer that shows it. */
export function scorecardPage({ name, agency, line, results, plans, downtimes, promise }: ScorecardModel, context: Context): Html {
  const { t, to, lang } = context;
  const failed = results.filter(({ findings }) => findings.length > 0);
  return content({
    title: html`${t('standard.scorecard')}: ${said(name, lang)}`,
    wide: true,
    body: html`${downtimes.map((text) => html`<div data-hk="downtime">${notice({ kind: 'warning', title: t('standard.downtime'), text })}</div>`)}<p>${stateTag(line.state, context)} ${line.day ? html`${t('standard.audited')}: ${formatDate(line.day, lang)}` : html`${t('standard.notYet')}`}</p>${
      line.counts
        ? html`<ul class="hk-quiet-list">${VERDICTS.map((verdict) => html`<li>${toneTag(...VERDICT_LOOK[verdict], `${t(`standard.verdict.${verdict}`)}: ${formatNumber(line.counts?.[verdict] ?? 0, lang)}`)}</li>`)}</ul>${plans.length > 0 ? html`<section class="hk-section" aria-labelledby="plans"><h2 id="plans">${t('standard.verdict.planned')}</h2><ul>${plans.map((text) => html`<li>${text}</li>`)}</ul></section>` : ''}<section class="hk-section" aria-labelledby="findings"><h2 id="findings">${t('standard.findings')}</h2>${
            failed.length === 0 ? html`<p>${t('standard.noFindings')}</p>` : failed.map((result) => faults(result, context))
          }</section><div class="hk-section"><h2 id="rules">${t('standard.rules')}</h2>${table({
            caption: t('standard.rules'),
            quiet: true,
            fold: true,
            columns: [{ label: t('standard.rule') }, { label: t('standard.severity') }, { label: t('standard.state') }],
            rows: results.map(({ id, severity, title, verdict }) => [
              html`<a href=${to(`/standard/rules/${id}`)}>${id}. ${said(title, lang)}</a>`,
              t(`standard.severity.${severity}`),
              verdictTag(verdict, context),
            ]),
          })}</div>`
        : ''
    }${promise ? html`<p><a href=${promise} data-native>${t('standard.promises')}</a></p>` : ''}${failed.length > 0 ? html`<p><a href=${to(`/standard/sections/${agency}/letter`)}>${t('standard.letterOpen')}</a></p>` : ''}<p><a href=${to(`/${agency}/`)}>${said(name, lang)}</a> · <a href=${to('/standard/sections')}>${t('standard.all')}</a></p>${openData(context)}`,
  });
}

function faults({ id, title, remedy, verdict, findings, more }: ScorecardModel['results'][number], context: Context): Html {
  const { t, lang, to } = context;
  return html`<article class="hk-card" id=${id}><h3><a href=${to(`/standard/rules/${id}`)}>${id}. ${said(title, lang)}</a> ${verdictTag(verdict, context)}</h3><p>${t('standard.remedy')}: ${said(remedy, lang)}</p><ul>${findings.map(
    ({ id: finding, url, message, excerpt, evidence }) =>
      html`<li><p>${message} <a href=${url} data-native>${new URL(url).pathname}</a></p>${excerpt ? html`<p class="hk-small hk-soft"><q>${excerpt}</q></p>` : ''}<p class="hk-small">${
        evidence ? html`<a href=${evidence} data-native>${t('standard.evidence')}</a> · ` : ''
      }<a href=${`/api/v1/standard/findings/${finding}/replay`} data-native>${t('standard.replay')}</a></p></li>`,
  )}</ul>${more > 0 ? html`<p class="hk-small">${t('standard.more', { count: more })}</p>` : ''}</article>`;
}

export interface LetterModel {
  agency: string;
  name: Text;
  from: Text;
  day: string;
  lines: readonly {
    id: string;
    title: Text;
    legalBasis: RuleModel['legalBasis'];
    url: string;
    message: Record<'tg' | 'ru', string>;
    more: number;
    until: string;
  }[];
}

/** The letter to the head of a body, in Tajik and then in Russian, whatever the language of the page. */
export function standardLetterPage(model: LetterModel, context: Context, both: readonly [Context, Context]): Html {
  const { t, to } = context;
  return content({
    title: t('standard.letter'),
    wide: true,
    body: html`${model.lines.length === 0 ? html`<p>${t('standard.letterNone')}</p>` : both.map((one) => letter(model, one))}<p><a href=${to(`/standard/sections/${model.agency}`)}>${t('standard.scorecard')}</a></p>`,
  });
}

function letter({ name, from, day, lines }: LetterModel, { t, lang }: Context): Html {
  const words = lang === 'ru' ? 'ru' : 'tg';
  return html`<article class="hk-section" lang=${lang} aria-labelledby=${`letter-${lang}`}><h2 id=${`letter-${lang}`}>${t('standard.letterTo', { name: name[words] ?? name.tg })}</h2><p>${t('standard.letterText', { day: formatDate(day, lang, 'long') })}</p>${table(
    {
      caption: t('standard.letter'),
      quiet: true,
      fold: true,
      columns: [
        { label: t('standard.rule') },
        { label: t('standard.letterAddress') },
        { label: t('standard.law') },
        { label: t('standard.letterUntil') },
      ],
      rows: lines.map(({ id, title, legalBasis, url, message, more, until }) => [
        html`${id}. ${title[words] ?? title.tg}`,
        html`<p><a href=${url} data-native>${new URL(url).pathname}</a></p><p>${message[words]}</p>${more > 0 ? html`<p class="hk-small">${t('standard.more', { count: more })}</p>` : ''}`,
        legalBasis.length > 0
          ? legalBasis.map(
              ({ act, sample }) => html`<p>${act[words] ?? act.tg}${sample ? html` ${tag(t('standard.unconfirmed'), true)}` : ''}</p>`,
            )
          : t('standard.noLaw'),
        formatDate(until, lang),
      ]),
    },
  )}<p>${from[words] ?? from.tg}</p><p class="hk-small hk-soft">${t('standard.letterSample')}</p></article>`;
}

export interface PromisesModel {
  agency: string;
  name: Text;
  rules: readonly { id: string; title: Text }[];
  plans: readonly string[];
  downtimes: readonly string[];
  typed: Record<string, string>;
  error?: string;
}

/** Where a body promises to mend, and says when it will be down for planned work. */
export function standardPromisesPage({ agency, name, rules, plans, downtimes, typed, error }: PromisesModel, context: Context): Html {
  const { t, to, lang } = context;
  const input = (id: string, label: MessageKey, type: string): Html =>
    html`<div class="hk-field"><label for=${id}>${t(label)}</label><input class="hk-input" id=${id} name=${id} type=${type} value=${typed[id] ?? ''} required></div>`;
  const list = (texts: readonly string[]): Part =>
    texts.length === 0 ? '' : html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
  const form = (act: string, title: MessageKey, hint: MessageKey, fields: Part, save: MessageKey, below: Part): Html =>
    html`<section class="hk-section" aria-labelledby=${act}><h2 id=${act}>${t(title)}</h2><p class="hk-small hk-soft">${t(hint)}</p><form method="post" action=${to(`/account/standard/${agency}`)}><input type="hidden" name="_act" value=${act}>${fields}<p><button class="hk-button" type="submit">${t(save)}</button></p></form>${below}</section>`;
  return content({
    title: html`${t('standard.promises')}: ${said(name, lang)}`,
    lead: t('standard.promisesLead'),
    body: html`${error ? notice({ kind: 'error', title: error }) : ''}${form(
      'plan',
      'standard.plan',
      'standard.planHint',
      html`<div class="hk-field"><label for="rule">${t('standard.rule')}</label><select class="hk-input" id="rule" name="rule" required>${rules.map(
        ({ id, title }) => html`<option value=${id} ?selected=${typed.rule === id}>${id}. ${title[lang] ?? title.tg}</option>`,
      )}</select></div>${input('until', 'standard.until', 'date')}${input('text', 'standard.what', 'text')}`,
      'standard.planSave',
      list(plans),
    )}${form(
      'downtime',
      'standard.downtime',
      'standard.downtimeHint',
      html`${input('from', 'standard.from', 'datetime-local')}${input('to', 'standard.to', 'datetime-local')}${input('work', 'standard.what', 'text')}`,
      'standard.downtimeSave',
      list(downtimes),
    )}<p><a href=${to(`/standard/sections/${agency}`)}>${t('standard.scorecard')}</a></p>`,
  });
}
