import type { RuleId, SectionFinding, SectionState, Verdict } from '@hukumat/contract/standard';
import { sql as raw } from 'kysely';
import { ANONYMOUS } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AuditLine, RuleFigures, SectionAudit, TrendDay } from './standard.ts';
import type { StandardSql, Tables } from './tables.ts';

const TREND_DAYS = 30;

/** The last audit of every section. */
const lastAudits = (sql: StandardSql) =>
  sql.selectFrom('standard.audits').selectAll().distinctOn('agency').orderBy('agency').orderBy('day', 'desc');

/** What the audits say, for everybody. */
export function readScoreboard({ db }: Platform) {
  return {
    scoreboard: () => db.read<Tables, AuditLine[]>(ANONYMOUS, async (sql) => (await lastAudits(sql).execute()).map(lineOf)),

    section: (agency: string) =>
      db.read<Tables, SectionAudit | undefined>(ANONYMOUS, async (sql) => {
        const audit = await lastAudits(sql).where('agency', '=', agency).executeTakeFirst();
        if (!audit) return undefined;
        const results = await sql.selectFrom('standard.results').selectAll().where('audit', '=', audit.id).execute();
        const findings = await sql
          .selectFrom('standard.findings')
          .selectAll()
          .where('audit', '=', audit.id)
          .orderBy('rule')
          .orderBy('place')
          .execute();
        const digests = [...new Set(findings.map(({ evidence }) => evidence.sha256))];
        const kept =
          digests.length === 0
            ? []
            : await sql
                .selectFrom('standard.evidence')
                .select('sha256')
                .where('sha256', 'in', digests)
                .where('kind', '=', 'answer')
                .execute();
        return {
          ...lineOf(audit),
          answers: new Set(kept.map(({ sha256 }) => sha256)),
          results: results.map(({ rule, version, verdict }) => ({
            rule,
            version,
            verdict,
            findings: findings
              .filter((finding) => finding.rule === rule)
              .map(({ id, url, message, evidence }): SectionFinding & { id: string } => ({ id, rule, url, message, evidence })),
          })),
        };
      }),

    rules: () =>
      db.read<Tables, RuleFigures[]>(ANONYMOUS, async (sql) => {
        const rows = await sql
          .with('last', () => lastAudits(sql))
          .selectFrom('standard.results as r')
          .innerJoin('last', 'last.id', 'r.audit')
          .select(['r.rule', 'r.verdict', raw<number>`count(*)::int`.as('sections')])
          .groupBy(['r.rule', 'r.verdict'])
          .execute();
        const figures = new Map<RuleId, Partial<Record<Verdict, number>>>();
        for (const { rule, verdict, sections } of rows) figures.set(rule, { ...figures.get(rule), [verdict]: sections });
        return [...figures].map(([rule, verdicts]) => ({ rule, verdicts }));
      }),

    failing: (rule: RuleId) =>
      db.read<Tables, string[]>(ANONYMOUS, async (sql) => {
        const rows = await sql
          .with('last', () => lastAudits(sql))
          .selectFrom('standard.results as r')
          .innerJoin('last', 'last.id', 'r.audit')
          .select('last.agency')
          .where('r.rule', '=', rule)
          .where('r.verdict', '=', 'fail')
          .execute();
        return rows.map(({ agency }) => agency);
      }),

    trend: () =>
      db.read<Tables, TrendDay[]>(ANONYMOUS, async (sql) => {
        const rows = await sql
          .selectFrom('standard.audits')
          .select(['day', 'state', raw<number>`count(*)::int`.as('sections')])
          .groupBy(['day', 'state'])
          .orderBy('day', 'desc')
          .limit(TREND_DAYS * 4)
          .execute();
        const days = new Map<string, Partial<Record<SectionState, number>>>();
        for (const { day, state, sections } of rows) days.set(day, { ...days.get(day), [state]: sections });
        return [...days].slice(0, TREND_DAYS).map(([day, states]) => ({ day, states }));
      }),

    isEvidence: (sha256: string) =>
      db.read<Tables, boolean>(ANONYMOUS, async (sql) => {
        const row = await sql.selectFrom('standard.evidence').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
        return row !== undefined;
      }),
  };
}

interface AuditRow {
  id: string;
  agency: string;
  day: string;
  taken_at: Date;
  state: SectionState;
  counts: Pick<AuditLine, 'counts' | 'bySeverity'>;
}
const lineOf = ({ id, agency, day, taken_at, state, counts }: AuditRow): AuditLine => ({
  id,
  agency,
  day,
  takenAt: taken_at,
  state,
  ...counts,
});
