import type { FindingMessage, RuleId, SectionFinding, SectionScore, SectionState, Verdict } from '@hukumat/contract/standard';
import type { ColumnType, Generated, Transaction } from 'kysely';

/** Written as JSON text, read as what it is. */
type Json<T> = ColumnType<T, string, string>;

export interface Tables {
  'standard.audits': {
    id: Generated<string>;
    agency: string;
    day: string;
    taken_at: Date;
    state: SectionState;
    counts: Json<Pick<SectionScore, 'counts' | 'bySeverity'>>;
    snapshot: string;
  };
  'standard.results': { audit: string; rule: RuleId; version: number; verdict: Verdict };
  'standard.findings': {
    id: Generated<string>;
    audit: string;
    rule: RuleId;
    place: number;
    url: string;
    message: Json<FindingMessage>;
    evidence: Json<SectionFinding['evidence']>;
  };
  'standard.first_seen': { agency: string; hash: string; day: string };
  'standard.evidence': { sha256: string; kind: 'answer' | 'snapshot'; last_day: string };
  'standard.probe_days': { agency: string; day: string; tries: number; failed: number };
  'standard.plans': { id: Generated<string>; agency: string; rule: RuleId; made_on: string; until: string; text: string };
  'standard.downtimes': { id: Generated<string>; agency: string; announced_at: Date; starts_at: Date; ends_at: Date; text: string };
  'standard.probe_failures': { agency: string; at: Date; fault: string };
}
export type StandardSql = Transaction<Tables>;
