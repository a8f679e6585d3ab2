import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import { siteOf } from './add-site.ts';
import { coverageOf } from './coverage.ts';
import { type Narrowed, PAGE_SIZE, type Repaired, type Report, type ReportLine, type Verdict } from './migration.ts';
import { oldAddress } from './old-address.ts';
import { siteRow } from './registrar.ts';
import type { Tables } from './tables.ts';

/** What came of a site so far: every page with its verdict, where addresses lead, and how many visits that covers. */
export const reportOf =
  ({ db }: Platform) =>
  async (actor: Actor, host: string, { verdict, words, page = 1 }: Narrowed = {}): Promise<Report> =>
    db.read<Tables, Report>(actor, async (sql) => {
      const site = await siteRow(sql, host);
      const like = words ? `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` : undefined;
      const run = await sql
        .selectFrom('migration.runs')
        .selectAll()
        .where('host', '=', site.host)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      const counted = await sql
        .selectFrom('migration.pages')
        .select((e) => ['verdict', e.fn.countAll<string>().as('count')])
        .where('host', '=', site.host)
        .groupBy('verdict')
        .execute();
      const verdicts: Record<Verdict, number> = { read: 0, taken: 0, kept: 0, refused: 0 };
      for (const row of counted) verdicts[row.verdict] = Number(row.count);
      const lines = await sql
        .selectFrom('migration.pages')
        .select(['address', 'verdict', 'title', 'lang', 'type', 'item', 'findings', 'repaired'])
        .where('host', '=', site.host)
        .$if(verdict !== undefined, (query) => query.where('verdict', '=', verdict as Verdict))
        .$if(like !== undefined, (query) => query.where('address', 'like', like as string))
        .orderBy('address')
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .execute();
      const mapped = sql
        .selectFrom('migration.mappings')
        .where('host', '=', site.host)
        .$if(like !== undefined, (query) => query.where('address', 'like', like as string));
      const { total } = await mapped.select((e) => e.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
      const rows = await mapped
        .select(['address', 'target', 'origin'])
        .orderBy('address')
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .execute();
      return {
        site: siteOf(site),
        verdicts,
        lines: lines.map(
          (row): ReportLine => ({
            address: row.address,
            verdict: row.verdict,
            findings: row.findings,
            repaired: row.repaired.length,
            ...(row.title ? { title: row.title } : {}),
            ...(row.lang ? { lang: row.lang } : {}),
            ...(row.type ? { type: row.type } : {}),
            ...(row.item ? { item: row.item } : {}),
          }),
        ),
        mappings: {
          total: Number(total),
          rows: rows.map(({ address, target, origin }) => ({ address, origin, ...(target === null ? {} : { target }) })),
        },
        coverage: await coverageOf(sql, site.host),
        ...(run
          ? {
              run: {
                kind: run.kind,
                startedAt: run.started_at,
                ...(run.finished_at ? { finishedAt: run.finished_at } : {}),
                ...(run.counts ? { counts: run.counts } : {}),
              },
            }
          : {}),
      };
    });

/** One page's texts before and after, for whoever has to say whether the repair is right. */
export const repairedTexts =
  ({ db }: Platform) =>
  async (actor: Actor, host: string, address: string): Promise<{ title: string; texts: Repaired[] }> =>
    db.read<Tables, { title: string; texts: Repaired[] }>(actor, async (sql) => {
      const site = await siteRow(sql, host);
      const row = await sql
        .selectFrom('migration.pages')
        .select(['title', 'repaired'])
        .where('host', '=', site.host)
        .where('address', '=', oldAddress(address).whole)
        .executeTakeFirst();
      if (!row) throw notFound('The page');
      return { title: row.title ?? address, texts: row.repaired };
    });
