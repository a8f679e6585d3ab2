import type { RuleResult, Verdict } from './finding.ts';
import type { Severity } from './rule.ts';
import { STANDARD } from './rules.ts';
import type { SectionSnapshot } from './snapshot.ts';

/** `inactive` is a state of its own, not a bad mark: nothing new, and nobody answers. */
export const SECTION_STATES = ['green', 'amber', 'red', 'inactive'] as const;
export type SectionState = (typeof SECTION_STATES)[number];

export interface SectionScore {
  state: SectionState;
  counts: Record<Verdict, number>;
  bySeverity: Record<Severity, Record<Verdict, number>>;
}

const none = (): Record<Verdict, number> => ({ pass: 0, fail: 0, planned: 0, 'not-applicable': 0, unknown: 0 });
const MAJOR_PERCENT = 90;
const UNKNOWN_PERCENT = 10;
const FAILED_PROBES = 3;

/**
 * Red when a blocking rule fails. Green needs every blocking rule passed, nine in ten of the major ones passed and hardly anything
 * unknown: what could not be looked at, and what is only planned, is no pass.
 */
export function scoreSection(results: readonly RuleResult[], { probes }: Pick<SectionSnapshot, 'probes'>): SectionScore {
  const severity = new Map(STANDARD.map((rule) => [rule.id, rule.severity]));
  const counts = none();
  const bySeverity = { B: none(), M: none(), m: none() };
  for (const { rule, verdict } of results) {
    counts[verdict] += 1;
    bySeverity[severity.get(rule) ?? 'm'][verdict] += 1;
  }
  const dead = results.some(({ rule, verdict }) => rule === 'F1' && verdict === 'fail') && (probes?.failedInLastDay ?? 0) >= FAILED_PROBES;
  return { state: dead ? 'inactive' : stateOf(counts, bySeverity), counts, bySeverity };
}

function stateOf(counts: Record<Verdict, number>, { B, M }: SectionScore['bySeverity']): SectionState {
  if (B.fail > 0) return 'red';
  const asked = counts.pass + counts.fail + counts.planned + counts.unknown;
  const major = M.pass + M.fail + M.planned;
  const enough = asked > 0 && M.pass * 100 >= major * MAJOR_PERCENT && counts.unknown * 100 <= asked * UNKNOWN_PERCENT;
  return enough && B.unknown === 0 && B.planned === 0 ? 'green' : 'amber';
}
