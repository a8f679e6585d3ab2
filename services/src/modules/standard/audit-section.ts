import { dushanbeDate } from '@hukumat/contract/locale';
import { auditSection, publishedTexts, type SectionSnapshot, scoreSection } from '@hukumat/contract/standard';
import { sql as raw } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { Ask } from './own-pages.ts';
import { probesOf } from './probe-sections.ts';
import type { AuditLine, StandardDeps } from './standard.ts';
import { storeSnapshot } from './stored-snapshot.ts';
import type { StandardSql, Tables } from './tables.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** A text in more sections than this is one piece of news. */
const COPIES = 5;

/** Looks at one section, asks every rule, and keeps verdicts with their evidence. Again on the same day, the later look stands. */
export function auditOne(platform: Platform, deps: StandardDeps, ask: () => Ask): (id: string) => Promise<AuditLine> {
  const { db, clock, objects, config } = platform;
  const actor = system('audit-sections');
  return async (id) => {
    const agency = deps.directory.agency(id);
    if (!agency) throw notFound(`Agency ${id}`);
    const now = clock.now();
    const day = dushanbeDate(now);
    const taken = await takeSnapshot(deps, ask(), config.origin, agency, day);
    const texts = publishedTexts(taken.snapshot);
    const snapshot = await db.read<Tables, SectionSnapshot>(actor, async (sql) => ({
      ...taken.snapshot,
      ...(await rememberedTexts(
        sql,
        id,
        texts.map(({ hash }) => hash),
      )),
      probes: await probesOf(sql, id, now),
      plans: (
        await sql
          .selectFrom('standard.plans')
          .select(['rule', 'made_on', 'until'])
          .where('agency', '=', id)
          .where('until', '>=', day)
          .execute()
      ).map(({ rule, made_on, until }) => ({ rule, madeOn: made_on, until })),
    }));
    const results = auditSection(snapshot, {});
    const { state, counts, bySeverity } = scoreSection(results, snapshot);
    const stored = await storeSnapshot(objects, { ...taken, snapshot }, {});

    const heads = await deps.identity.holdersOf(id, 'head');

    return db.write<Tables, AuditLine>(actor, async (tx) => {
      const { sql, journal } = tx;
      const before = await failedBefore(sql, id, day);
      await sql.deleteFrom('standard.audits').where('agency', '=', id).where('day', '=', day).execute();
      const audit = await sql
        .insertInto('standard.audits')
        .values({ agency: id, day, taken_at: now, state, counts: JSON.stringify({ counts, bySeverity }), snapshot: stored.sha256 })
        .returning('id')
        .executeTakeFirstOrThrow();
      await sql
        .insertInto('standard.results')
        .values(results.map(({ rule, version, verdict }) => ({ audit: audit.id, rule, version, verdict })))
        .execute();
      const findings = results.flatMap(({ findings: found }) =>
        found.map(({ rule, url, message, evidence }, place) => ({
          audit: audit.id,
          rule,
          place,
          url,
          message: JSON.stringify(message),
          evidence: JSON.stringify(evidence),
        })),
      );
      if (findings.length > 0) await sql.insertInto('standard.findings').values(findings).execute();
      for (const { hash, claimed } of texts) {
        await sql
          .insertInto('standard.first_seen')
          .values({ agency: id, hash, day: claimed < day ? claimed : day })
          .onConflict((on) => on.doNothing())
          .execute();
      }
      await keepEvidence(sql, 'snapshot', [stored.sha256], day);
      await keepEvidence(sql, 'answer', stored.answers, day);
      await journal({
        type: 'standard.audited',
        agency: id,
        entity: `audit:${audit.id}`,
        data: { state, counts, snapshot: stored.sha256 },
      });
      // A letter goes to the head when something fails that did not fail in the audit before; each day has at most one.
      if (results.some(({ rule, verdict }) => verdict === 'fail' && !before.includes(rule))) {
        for (const to of heads)
          await enqueueMessage(tx, {
            to,
            code: 'standard.letter',
            params: {},
            link: `/standard/sections/${id}/letter`,
            cause: `standard-letter:${id}:${day}`,
          });
      }
      return { id: audit.id, agency: id, day, takenAt: now, state, counts, bySeverity };
    });
  };
}

/** Rules that failed in the last audit of an earlier day. */
async function failedBefore(sql: StandardSql, agency: string, day: string): Promise<string[]> {
  const last = await sql
    .selectFrom('standard.audits')
    .select('id')
    .where('agency', '=', agency)
    .where('day', '<', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return [];
  const failed = await sql
    .selectFrom('standard.results')
    .select('rule')
    .where('audit', '=', last.id)
    .where('verdict', '=', 'fail')
    .execute();
  return failed.map(({ rule }) => rule);
}

async function rememberedTexts(
  sql: StandardSql,
  agency: string,
  hashes: readonly string[],
): Promise<Pick<SectionSnapshot, 'firstSeen' | 'copies'>> {
  if (hashes.length === 0) return {};
  const seen = await sql
    .selectFrom('standard.first_seen')
    .select(['agency', 'hash', 'day'])
    .where('hash', 'in', [...hashes])
    .orderBy('day')
    .orderBy('agency')
    .execute();
  const copies: Record<string, string[]> = {};
  for (const row of seen) copies[row.hash] = [...(copies[row.hash] ?? []), row.agency];
  return {
    firstSeen: Object.fromEntries(seen.filter((row) => row.agency === agency).map((row) => [row.hash, row.day])),
    copies: Object.fromEntries(Object.entries(copies).filter(([, sections]) => sections.length > COPIES)),
  };
}

async function keepEvidence(sql: StandardSql, kind: 'answer' | 'snapshot', digests: readonly string[], day: string): Promise<void> {
  if (digests.length === 0) return;
  await sql
    .insertInto('standard.evidence')
    .values([...new Set(digests)].map((sha256) => ({ sha256, kind, last_day: day })))
    .onConflict((on) => on.column('sha256').doUpdateSet({ last_day: raw<string>`excluded.last_day` }))
    .execute();
}
