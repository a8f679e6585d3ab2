import { accessibility, keyboard, speed, weight } from './access.ts';
import { appealForm, contacts, feedback } from './contact.ts';
import { daysBetween } from './days.ts';
import { NOT_APPLICABLE, type Outcome, type RuleResult } from './finding.ts';
import { alive, datesShown, newsCadence, noticesEnd, repealed, reviewed } from './freshness.ts';
import { languageTruth, threeLanguages } from './languages.ts';
import type { RuleId, StandardRule, Thresholds } from './rule.ts';
import { STANDARD } from './rules.ts';
import { openData, pluginContract, promiseKept, servicesDescribed } from './services.ts';
import type { PlannedFix, SectionSnapshot } from './snapshot.ts';
import { acts, leadership, mandatoryPages, menuOrder, pageIdentity, stateIdentity } from './structure.ts';
import { domain, findable, links, oldAddresses, thirdParties, transport, uptime } from './technical.ts';
import { applicationWindow, closing, competitionDuty, inCentralList, vacancyComplete } from './vacancies.ts';

/** A check is pure: the same snapshot and thresholds give the same outcome, today and in a year. */
type Check = (snapshot: SectionSnapshot, limits: Readonly<Record<string, number>>) => Outcome;

const CHECKS: Readonly<Record<RuleId, Check>> = {
  S1: mandatoryPages,
  S2: menuOrder,
  S3: leadership,
  S4: acts,
  S5: pageIdentity,
  S6: stateIdentity,
  F1: alive,
  F2: newsCadence,
  F3: reviewed,
  F4: datesShown,
  F5: repealed,
  F6: noticesEnd,
  V1: competitionDuty,
  V2: vacancyComplete,
  V3: applicationWindow,
  V4: closing,
  V5: inCentralList,
  K1: contacts,
  K2: appealForm,
  K3: feedback,
  L1: threeLanguages,
  L2: languageTruth,
  A1: accessibility,
  A2: keyboard,
  P1: speed,
  P2: weight,
  T1: uptime,
  T2: links,
  T3: oldAddresses,
  T4: transport,
  T5: domain,
  T6: thirdParties,
  T7: findable,
  D1: servicesDescribed,
  D2: promiseKept,
  D3: openData,
  G1: pluginContract,
};

/** A plan may not run longer than this. */
export const PLAN_DAYS = 90;

/** Asks every rule of the standard of one section. */
export const auditSection = (snapshot: SectionSnapshot, thresholds: Thresholds = {}): RuleResult[] =>
  STANDARD.map((rule) => askRule(rule, snapshot, thresholds));

/** Asks one rule. */
export function askRule(rule: StandardRule, snapshot: SectionSnapshot, thresholds: Thresholds = {}): RuleResult {
  const asked = rule.scope.includes(snapshot.kind);
  const { verdict, faults } = asked ? CHECKS[rule.id](snapshot, { ...rule.thresholds, ...thresholds[rule.id] }) : NOT_APPLICABLE;
  return {
    rule: rule.id,
    version: rule.version,
    verdict: verdict === 'fail' && isPlanned(rule, snapshot) ? 'planned' : verdict,
    findings: faults.map(({ url, sha256, excerpt, message }) => ({
      rule: rule.id,
      url,
      message,
      evidence: { url, sha256, excerpt, ruleVersion: rule.version },
    })),
  };
}

const isPlanned = (rule: StandardRule, { plans = [], on }: SectionSnapshot): boolean =>
  plans.some((plan) => plan.rule === rule.id && mayPlan(rule, plan) && on <= plan.until);

/** Blocking rules are not put off, and nothing is for longer than ninety days. */
export const mayPlan = ({ severity }: StandardRule, { madeOn, until }: PlannedFix): boolean =>
  severity !== 'B' && until >= madeOn && daysBetween(madeOn, until) <= PLAN_DAYS;
