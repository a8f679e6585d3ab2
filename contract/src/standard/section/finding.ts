import type { FindingMessage } from './message.ts';
import type { RuleId } from './rule.ts';
import type { FetchedPage, PublishedItem } from './snapshot.ts';

/** `planned`: it fails, and a dated public plan to mend it runs. `unknown`: it could not be looked at, which is never a pass. */
export const VERDICTS = ['pass', 'fail', 'planned', 'not-applicable', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing wrong, with what shows it. */
export interface SectionFinding {
  rule: RuleId;
  url: string;
  message: FindingMessage;
  evidence: {
    url: string;
    /** Of the stored answer, of the item's text, or of the release's manifest. */
    sha256: string;
    excerpt: string;
    ruleVersion: number;
  };
}

export interface RuleResult {
  rule: RuleId;
  version: number;
  verdict: Verdict;
  findings: SectionFinding[];
}

/** What a check answers, before plans and versions are put to it. */
export interface Outcome {
  verdict: 'pass' | 'fail' | 'not-applicable' | 'unknown';
  faults: Fault[];
}
export interface Fault {
  url: string;
  sha256: string;
  excerpt: string;
  message: FindingMessage;
}

export const NOT_APPLICABLE: Outcome = { verdict: 'not-applicable', faults: [] };
export const UNKNOWN: Outcome = { verdict: 'unknown', faults: [] };

/**
 * A fault that was seen decides; without one, whatever could not be looked at leaves the rule unknown, and a pass needs
 * something that was looked at.
 */
export function judge(faults: Fault[], { looked, missed = 0 }: { looked: number; missed?: number }): Outcome {
  if (faults.length > 0) return { verdict: 'fail', faults };
  return looked > 0 && missed === 0 ? { verdict: 'pass', faults } : UNKNOWN;
}

const EXCERPT = 300;
const excerptOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, EXCERPT);

export const pageFault = (page: FetchedPage, message: FindingMessage, excerpt = ''): Fault => ({
  url: page.url,
  sha256: page.sha256,
  excerpt: excerptOf(excerpt),
  message,
});

export const itemFault = (origin: string, item: PublishedItem, message: FindingMessage, excerpt = ''): Fault => ({
  url: `${origin}/tg${item.path}`,
  sha256: item.hash,
  excerpt: excerptOf(excerpt || item.id),
  message,
});
