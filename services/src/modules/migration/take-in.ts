import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, actorName } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { Untaken } from './clean-page.ts';
import { draftGroups } from './draft-group.ts';
import type { Counts, MigrationDeps, SourceKind, Verdict } from './migration.ts';
import { oldAddress } from './old-address.ts';
import { readPage } from './read-page.ts';
import { moverOf, siteRow } from './registrar.ts';
import type { Entry, Finding, Reason, Source } from './source.ts';
import type { SiteRow, Tables } from './tables.ts';

export interface Run {
  id: string;
  site: SiteRow;
  actor: Exclude<Actor, { kind: 'anonymous' }>;
}

/**
 * Reads a source page by page, each in a transaction of its own, then drafts what was read. A run that was killed is run again: what
 * it had written is found and only brought up to date.
 */
export const takeIn =
  (platform: Platform, deps: MigrationDeps) =>
  async (actor: Actor, host: string, kind: SourceKind, source: Source): Promise<Counts> => {
    const mover = moverOf(actor);
    const run = await begin(platform, mover, host, kind);
    const seen = new Set<string>();
    let twice = 0;
    for await (const entry of source.entries()) {
      const { whole } = oldAddress('page' in entry ? entry.page.address : entry.refused.address);
      if (seen.has(whole)) twice++;
      else await keepEntry(platform, run, whole.slice(0, 2000), entry);
      seen.add(whole);
    }
    const drafted = await draftGroups(platform, deps, run, source);
    return finish(platform, run, { ...drafted, twice });
  };

async function begin({ db, clock }: Platform, actor: Run['actor'], host: string, kind: SourceKind): Promise<Run> {
  return db.write<Tables, Run>(actor, async (tx) => {
    const site = await siteRow(tx.sql, host);
    const { id } = await tx.sql
      .insertInto('migration.runs')
      .values({
        host: site.host,
        agency: site.agency,
        kind,
        actor: actorName(actor),
        started_at: clock.now(),
        finished_at: null,
        counts: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.journal({ type: 'migration.run-begun', agency: site.agency, entity: `old-site:${site.host}`, data: { kind, run: id } });
    return { id, site, actor };
  });
}

/** One page, understood or refused, in place of what was known of its address. */
async function keepEntry({ db, clock, log }: Platform, run: Run, address: string, entry: Entry): Promise<void> {
  const row = { ...NOTHING, ...rowOf(entry, dushanbeDate(clock.now()), log), run: run.id };
  await db.write<Tables, void>(run.actor, async ({ sql }) => {
    await sql
      .insertInto('migration.pages')
      .values({ host: run.site.host, address, agency: run.site.agency, ...row, item: null, type: null })
      .onConflict((on) => on.columns(['host', 'address']).doUpdateSet(row))
      .execute();
  });
}

const NOTHING = {
  also: [] as string[],
  kind: null,
  lang: null,
  grouping: null,
  slug: null,
  title: null,
  html: null,
  image: null,
  published: null,
  categories: [] as string[],
  findings: '[]',
  repaired: '[]',
};

function rowOf(entry: Entry, today: string, log: Platform['log']) {
  const refused = (spelled: string, findings: readonly Finding[]) => ({
    verdict: 'refused' as Verdict,
    spelled: storable(spelled).slice(0, 2000),
    findings: json(findings),
  });
  if ('refused' in entry) return refused(entry.refused.address, [entry.refused.finding]);
  const { page } = entry;
  try {
    const read = readPage(page, today);
    return {
      verdict: 'read' as Verdict,
      spelled: storable(page.address).slice(0, 2000),
      also: [...new Set(page.also.map((other) => oldAddress(other).whole))].filter((other) => other.length <= 2000),
      kind: page.kind,
      lang: read.lang,
      grouping: read.group ? storable(read.group) : null,
      slug: read.slug,
      title: storable(read.title),
      html: storable(read.html),
      image: read.image ?? null,
      published: read.published ?? null,
      categories: page.categories.map(storable),
      findings: json(read.findings),
      repaired: json(read.repaired),
    };
  } catch (error) {
    if (error instanceof Untaken) return refused(page.address, [...page.findings, error.finding]);
    // Reading is pure: what fails here fails for this page alone, and the rest of the site is not held up by it.
    log.warn({ address: page.address, err: error }, 'a page of an old site could not be read');
    return refused(page.address, [...page.findings, { reason: 'source-broken', detail: String(error).slice(0, 120) }]);
  }
}

/** PostgreSQL keeps no zero byte and no half of a letter. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');
const json = (value: unknown): string => JSON.stringify(value, (_, part) => (typeof part === 'string' ? storable(part) : part));

async function finish(
  { db, clock }: Platform,
  run: Run,
  drafted: Pick<Counts, 'drafted' | 'updated' | 'unchanged' | 'files'> & { twice: number },
): Promise<Counts> {
  const { twice, ...done } = drafted;
  return db.write<Tables, Counts>(run.actor, async (tx) => {
    const rows = await tx.sql
      .selectFrom('migration.pages')
      .select(['verdict', 'findings', 'repaired'])
      .where('host', '=', run.site.host)
      .where('run', '=', run.id)
      .execute();
    const reasons = new Map<Reason, number>(twice > 0 ? [['address-twice', twice]] : []);
    for (const { findings } of rows) for (const { reason } of findings) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const { addresses } = await tx.sql
      .selectFrom('migration.mappings')
      .select((e) => e.fn.countAll<string>().as('addresses'))
      .where('host', '=', run.site.host)
      .executeTakeFirstOrThrow();
    const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
    const counts: Counts = {
      read: rows.length,
      ...done,
      kept: of('kept'),
      refused: of('refused'),
      repairedTexts: rows.reduce((sum, { repaired }) => sum + repaired.filter(({ undecided }) => !undecided).length, 0),
      addresses: Number(addresses),
      reasons: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
    await tx.sql
      .updateTable('migration.runs')
      .set({ finished_at: clock.now(), counts: JSON.stringify(counts) })
      .where('id', '=', run.id)
      .execute();
    await tx.journal({
      type: 'migration.run-finished',
      agency: run.site.agency,
      entity: `old-site:${run.site.host}`,
      data: { run: run.id, ...counts },
    });
    return counts;
  });
}
