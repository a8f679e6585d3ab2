import { type LegalBasis, type SectionFinding, STANDARD, type StandardRule } from '@hukumat/contract/standard';
import type { SectionAudit } from './standard.ts';

/** Days to mend a fault, by the weight of its rule. No act has set them: samples, and said to be so. */
const DAYS = { B: 10, M: 30, m: 60 } as const;
const DAY_MS = 86_400_000;

/** One failed rule as the letter to the head of the body names it. */
export interface LetterLine {
  rule: StandardRule;
  legalBasis: readonly LegalBasis[];
  first: SectionFinding;
  /** Findings of the rule beside the first. */
  more: number;
  /** `yyyy-mm-dd` by which it is to be mended. */
  until: string;
}

/** What a letter after an audit asks for: every failed rule, the blocking ones first. Planned fixes are not asked for again. */
export function letterLines({ day, results }: Pick<SectionAudit, 'day' | 'results'>): LetterLine[] {
  return ['B', 'M', 'm'].flatMap((severity) =>
    STANDARD.filter((rule) => rule.severity === severity).flatMap((rule) => {
      const result = results.find((one) => one.rule === rule.id);
      const [first] = result?.findings ?? [];
      if (!result || result.verdict !== 'fail' || !first) return [];
      const until = new Date(Date.parse(day) + DAYS[rule.severity] * DAY_MS).toISOString().slice(0, 10);
      return [{ rule, legalBasis: rule.legalBasis, first, more: result.findings.length - 1, until }];
    }),
  );
}
