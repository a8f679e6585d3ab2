import type { Text } from '../../names.ts';

/** The rules of the standard for sections, in the order they are published. */
export const RULE_IDS = [
  'S1',
  'S2',
  'S3',
  'S4',
  'S5',
  'S6',
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'V1',
  'V2',
  'V3',
  'V4',
  'V5',
  'K1',
  'K2',
  'K3',
  'L1',
  'L2',
  'A1',
  'A2',
  'P1',
  'P2',
  'T1',
  'T2',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'D1',
  'D2',
  'D3',
  'G1',
] as const;
export type RuleId = (typeof RULE_IDS)[number];
export const isRuleId = (id: string): id is RuleId => (RULE_IDS as readonly string[]).includes(id);

/** `B` stops a promotion, `M` is major, `m` is minor. */
export type Severity = 'B' | 'M' | 'm';

/** Where a rule is asked: of a section of the portal, of an outside site in its transition, of a release before it is live. */
export type Scope = 'section' | 'site' | 'release';

/** What of the inspection a rule answers. */
export type Answers = 'content' | 'updating' | 'vacancies' | 'inactive';

/** An act a rule stands on. `sample`: that the act asks for exactly this has not been confirmed. */
export interface LegalBasis {
  act: Text;
  source: string;
  sample?: true;
}

export interface StandardRule {
  id: RuleId;
  /** Rises when the check or what it means changes: evidence of another version is not replayed. */
  version: number;
  severity: Severity;
  title: Text;
  /** What to do about a failure. */
  remedy: Text;
  /** Defaults; a portal may set others. */
  thresholds: Readonly<Record<string, number>>;
  legalBasis: readonly LegalBasis[];
  /** Where the threshold comes from. */
  source: string;
  scope: readonly Scope[];
  answers?: Answers;
}

/** Other thresholds than the published ones, by rule and name. */
export type Thresholds = Partial<Record<RuleId, Readonly<Record<string, number>>>>;
