import type { Finding } from './standard/finding.ts';
import { gateFindings, type ReleaseToCheck } from './standard/gate.ts';
import { releaseAgainstStandard } from './standard/section/check-release.ts';

export { weigh } from './standard/budgets.ts';
export { compareVersions } from './standard/changes.ts';
export type { Finding } from './standard/finding.ts';
export type { ReleaseToCheck } from './standard/gate.ts';
export { readScripts, type Script } from './standard/module-graph.ts';
export { askRule, auditSection, mayPlan, PLAN_DAYS } from './standard/section/audit.ts';
export { type RuleResult, type SectionFinding, VERDICTS, type Verdict } from './standard/section/finding.ts';
export { publishedTexts } from './standard/section/freshness.ts';
export { type FindingMessage, tellFinding } from './standard/section/message.ts';
export { textHash } from './standard/section/read-page.ts';
export {
  isRuleId,
  type LegalBasis,
  RULE_IDS,
  type RuleId,
  type Scope,
  type Severity,
  type StandardRule,
  type Thresholds,
} from './standard/section/rule.ts';
export { STANDARD } from './standard/section/rules.ts';
export { SECTION_STATES, type SectionScore, type SectionState, scoreSection } from './standard/section/score.ts';
export type {
  FetchedPage,
  LinkState,
  Measured,
  OldAddress,
  PageRole,
  PlannedFix,
  PublishedItem,
  SectionSnapshot,
} from './standard/section/snapshot.ts';

/**
 * The checks that need no browser: the same on the agency's machine and at the gate.
 * A manifest that does not parse gives only its schema faults; a release without an `error` may wait for review.
 */
export const checkRelease = (release: ReleaseToCheck): Finding[] => [...gateFindings(release), ...releaseAgainstStandard(release)];
