import type { Finding } from '../finding.ts';
import type { ReleaseToCheck } from '../gate.ts';
import { askRule } from './audit.ts';
import { tellFinding } from './message.ts';
import { releaseFacts } from './release-facts.ts';
import { STANDARD } from './rules.ts';
import type { SectionSnapshot } from './snapshot.ts';

/** Found by the gate already, with a place in the manifest. */
const TOLD_BY_GATE = 'release';

/**
 * The rules of the standard that a release alone can break, asked by the same checks as the nightly audit. A rule that blocks
 * promotion is an error, any other a warning.
 */
export function releaseAgainstStandard({ manifest, files, directory }: ReleaseToCheck): Finding[] {
  const release = { manifest, files, signed: true, directory };
  const agency = releaseFacts(release).manifest?.agency;
  if (agency === undefined) return [];
  const snapshot: SectionSnapshot = { agency, level: 'central', kind: 'release', on: '', origin: 'https://hukumat.tj', pages: [], release };
  return STANDARD.flatMap((rule) =>
    askRule(rule, snapshot)
      .findings.filter(({ message }) => message.code !== TOLD_BY_GATE)
      .map(({ message, evidence }) => ({
        code: `standard-${rule.id.toLowerCase()}`,
        rule: rule.id,
        severity: rule.severity === 'B' ? ('error' as const) : ('warning' as const),
        place: evidence.excerpt || '/',
        message: `${rule.title.en ?? rule.title.tg}. ${tellFinding(message, 'en')}`,
        advice: rule.remedy.en ?? rule.remedy.tg,
      })),
  );
}
