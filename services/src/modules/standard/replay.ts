import { askRule, type RuleResult, STANDARD } from '@hukumat/contract/standard';
import canonicalize from 'canonicalize';
import { ANONYMOUS } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import { loadSnapshot } from './stored-snapshot.ts';
import type { Tables } from './tables.ts';

/** A finding, asked once more of the stored bytes. */
export interface Replayed {
  /** The rule gives the same verdict, and this finding word for word. */
  same: boolean;
  verdict: RuleResult['verdict'];
}

/** Asks a finding's rule again of exactly what was stored, with the thresholds of that day. Nothing is fetched. */
export function replayFinding({ db, objects }: Platform): (id: string) => Promise<Replayed> {
  // Findings of one audit are mostly asked for one after another.
  let last: { sha256: string; stored: ReturnType<typeof loadSnapshot> } | undefined;
  const load = (sha256: string) => {
    if (last?.sha256 !== sha256) last = { sha256, stored: loadSnapshot(objects, sha256) };
    return last.stored;
  };
  return async (id) => {
    const row = await db.read<Tables, Row | undefined>(ANONYMOUS, (sql) =>
      sql
        .selectFrom('standard.findings as f')
        .innerJoin('standard.audits as a', 'a.id', 'f.audit')
        .innerJoin('standard.results as r', (join) => join.onRef('r.audit', '=', 'f.audit').onRef('r.rule', '=', 'f.rule'))
        .select(['f.rule', 'f.place', 'f.url', 'f.message', 'f.evidence', 'a.snapshot', 'r.verdict', 'r.version'])
        .where('f.id', '=', id)
        .executeTakeFirst(),
    );
    if (!row) throw notFound('The finding');
    const rule = STANDARD.find((one) => one.id === row.rule);
    if (rule?.version !== row.version)
      throw conflict('rule-changed', 'The rule has changed since; this finding belongs to its earlier version');
    const stored = await load(row.snapshot);
    if (!stored) throw conflict('evidence-gone', 'The stored answers are no longer kept');
    const { verdict, findings } = askRule(rule, stored.snapshot, stored.thresholds);
    const again = findings[row.place];
    const told = { url: row.url, message: row.message, evidence: row.evidence };
    const same =
      verdict === row.verdict &&
      again !== undefined &&
      canonicalize(told) === canonicalize({ url: again.url, message: again.message, evidence: again.evidence });
    return { same, verdict };
  };
}

interface Row {
  rule: string;
  place: number;
  url: string;
  message: unknown;
  evidence: unknown;
  snapshot: string;
  verdict: RuleResult['verdict'];
  version: number;
}
