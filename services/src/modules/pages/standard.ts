import { formatDate, formatDateTime } from '@hukumat/contract/locale';
import {
  isRuleId,
  type LegalBasis,
  type RuleId,
  SECTION_STATES,
  type SectionState,
  STANDARD,
  tellFinding,
} from '@hukumat/contract/standard';
import { inLang, scoreboardPage, scorecardPage, standardLetterPage, standardRulePage, standardRulesPage } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import type { Agency } from '../directory/index.ts';
import { type AuditLine, answersFor, letterLines } from '../standard/index.ts';
import type { Site } from './needs.ts';
import type { PageRoute, Visit } from './visit.ts';

/** Findings of one rule that a page shows; all of them are in the open data. */
const SHOWN = 5;

/** The standard for everybody: its rules, how every section stands, and the evidence. */
export const standardRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/standard',
    get: async (visit) => {
      const figures = new Map((await site.standard.rules()).map(({ rule, verdicts }) => [rule, verdicts]));
      return {
        title: visit.t('standard.title'),
        description: visit.t('standard.lead'),
        main: standardRulesPage(
          {
            rules: STANDARD.map(({ id, severity, title }) => ({ id, severity, title, failing: figures.get(id)?.fail ?? 0 })),
            states: countStates(await site.standard.scoreboard()),
          },
          visit,
        ),
      };
    },
  },
  { pattern: '/standard/rules/:rule', get: (visit) => rulePage(site, visit) },
  { pattern: '/standard/sections', get: (visit) => sectionsPage(site, visit) },
  { pattern: '/standard/sections/:agency', get: (visit) => cardPage(site, visit) },
  { pattern: '/standard/sections/:agency/letter', get: (visit) => letterPage(site, visit) },
];

const countStates = (lines: readonly { state: SectionState }[]): Partial<Record<SectionState, number>> => {
  const counts: Partial<Record<SectionState, number>> = {};
  for (const { state } of lines) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const basesOf = (bases: readonly LegalBasis[]) => bases.map(({ act, source, sample }) => ({ act, source, sample: sample === true }));

const above = ({ t, to }: Visit) => ({ label: t('standard.title'), href: to('/standard') });

async function rulePage(site: Site, visit: Visit) {
  const id = visit.params.rule ?? '';
  const rule = isRuleId(id) ? STANDARD.find((one) => one.id === id) : undefined;
  if (!rule) throw notFound('This rule');
  const verdicts = (await site.standard.rules()).find((figures) => figures.rule === rule.id)?.verdicts ?? {};
  const failing = (await site.standard.failing(rule.id)).flatMap((agency) => site.directory.agency(agency) ?? []);
  return {
    title: `${rule.id}. ${inLang(rule.title, visit.lang)}`,
    description: inLang(rule.remedy, visit.lang),
    trail: [above(visit), { label: rule.id }],
    main: standardRulePage(
      {
        ...rule,
        thresholds: Object.entries(rule.thresholds),
        legalBasis: basesOf(rule.legalBasis),
        verdicts,
        failing: failing.map((agency) => ({ agency: agency.id, name: agency.names })),
      },
      visit,
    ),
  };
}

async function sectionsPage(site: Site, visit: Visit) {
  const { t, to } = visit;
  const state = SECTION_STATES.find((one) => one === visit.query.state);
  const regions = site.directory.regions();
  const region = regions.find(({ id }) => id === visit.query.region)?.id;
  const audits = new Map((await site.standard.scoreboard()).map((line) => [line.agency, line]));
  const address = (change: { state?: string; region?: string }) => {
    const asked = new URLSearchParams(Object.entries({ ...(region ? { region } : {}), ...change }).filter(([, value]) => value));
    return to(`/standard/sections${asked.size > 0 ? `?${asked}` : ''}`);
  };
  const shown = site.directory
    .agencies()
    .filter((agency) => (!region || agency.region === region) && (!state || audits.get(agency.id)?.state === state));
  return {
    title: t('standard.sections'),
    description: t('standard.sectionsLead'),
    trail: [above(visit), { label: t('standard.sections') }],
    main: scoreboardPage(
      {
        lines: shown.map((agency) => lineOf(agency, audits.get(agency.id))),
        filters: [
          { href: address({}), label: t('standard.all'), current: !state },
          ...SECTION_STATES.map((one) => ({ href: address({ state: one }), label: t(`standard.state.${one}`), current: one === state })),
        ],
        regions: regions.map(({ id, names }) => {
          const all = site.directory.byRegion(id);
          const audited = all.flatMap((agency) => audits.get(agency.id) ?? []);
          const name = id === 'TJ' ? { tg: t('standard.central') } : names;
          return { name, href: address({ region: id }), counts: countStates(audited), none: all.length - audited.length };
        }),
        trend: (await site.standard.trend()).map(({ day, states }) => ({ day, counts: states })),
      },
      visit,
    ),
  };
}

const lineOf = (agency: Agency, audit: AuditLine | undefined) => ({
  agency: agency.id,
  name: agency.names,
  ...(audit ? { state: audit.state, day: audit.day, counts: audit.counts } : {}),
});

async function cardPage(site: Site, visit: Visit) {
  const { t, to, lang } = visit;
  const agency = site.directory.agencies().find(({ id }) => id === visit.params.agency);
  if (!agency) throw notFound('This page');
  const audit = await site.standard.section(agency.id);
  const promises = await saidPromises(site, visit, agency.id);
  const found = new Map<RuleId, NonNullable<typeof audit>['results'][number]>(
    (audit?.results ?? []).map((result) => [result.rule, result]),
  );
  return {
    title: `${t('standard.scorecard')}: ${inLang(agency.shortNames ?? agency.place ?? agency.names, lang)}`,
    description: t('standard.sectionsLead'),
    trail: [above(visit), { label: t('standard.sections'), href: to('/standard/sections') }, { label: inLang(agency.names, lang) }],
    main: scorecardPage(
      {
        name: agency.names,
        agency: agency.id,
        line: lineOf(agency, audit),
        ...promises,
        ...(answersFor(visit.actor, agency.id) ? { promise: to(`/account/standard/${agency.id}`) } : {}),
        results: STANDARD.flatMap(({ id, severity, title, remedy }) => {
          const result = found.get(id);
          if (!result) return [];
          return [
            {
              id,
              severity,
              title,
              remedy,
              verdict: result.verdict,
              more: Math.max(0, result.findings.length - SHOWN),
              findings: result.findings.slice(0, SHOWN).map((finding) => ({
                id: finding.id,
                url: finding.url,
                message: tellFinding(finding.message, lang),
                excerpt: finding.evidence.excerpt,
                ...(audit?.answers.has(finding.evidence.sha256)
                  ? { evidence: `/api/v1/standard/evidence/${finding.evidence.sha256}` }
                  : {}),
              })),
            },
          ];
        }),
      },
      visit,
    ),
  };
}

async function letterPage(site: Site, visit: Visit) {
  const { t, to } = visit;
  const agency = site.directory.agencies().find(({ id }) => id === visit.params.agency);
  const audit = agency && (await site.standard.section(agency.id));
  if (!agency || !audit) throw notFound('This page');
  const from = site.directory.agency('innovation-agency')?.names;
  if (!from) throw notFound('This page');
  return {
    title: `${t('standard.letter')}: ${inLang(agency.shortNames ?? agency.place ?? agency.names, visit.lang)}`,
    unlisted: true,
    trail: [above(visit), { label: t('standard.sections'), href: to('/standard/sections') }, { label: t('standard.letter') }],
    main: standardLetterPage(
      {
        agency: agency.id,
        name: agency.names,
        from,
        day: audit.day,
        lines: letterLines(audit).map(({ rule, legalBasis, first, more, until }) => ({
          id: rule.id,
          title: rule.title,
          legalBasis: basesOf(legalBasis),
          url: first.url,
          message: { tg: tellFinding(first.message, 'tg'), ru: tellFinding(first.message, 'ru') },
          more,
          until,
        })),
      },
      visit,
      [site.document.context('tg'), site.document.context('ru')],
    ),
  };
}

/** Running plans and planned work, in words. */
export async function saidPromises(site: Site, { t, lang }: Visit, agency: string): Promise<{ plans: string[]; downtimes: string[] }> {
  const { plans, downtimes } = await site.standard.promises(agency);
  return {
    plans: plans.map(({ rule, until, text }) => t('standard.planned', { rule, day: formatDate(until, lang), text })),
    downtimes: downtimes.map(({ from, until, text }) =>
      t('standard.downAt', { from: formatDateTime(from, lang), until: formatDateTime(until, lang), text }),
    ),
  };
}
