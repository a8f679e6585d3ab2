import type { Text } from '@hukumat/contract';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { ANONYMOUS } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { ENTRY_TYPES, type EntryType } from './entry.ts';
import { headOf } from './row.ts';
import type { Spelling } from './spelling.ts';
import type { Tables } from './tables.ts';
import { type Asked, asked, readings } from './words.ts';

export const PER_PAGE = 20;
/** Beyond it every word is as common as any. */
const COMMON = 2_000;
/** Of more hits than that the heaviest are ranked. */
const MOST_RANKED = 3_000;

export interface Narrowed {
  type?: EntryType;
  agency?: string;
  page?: number;
}
interface Hit {
  id: string;
  type: EntryType;
  agency: string | null;
  path: string;
  title: Text;
  summary: Text | null;
  body: Text | null;
}
export interface Hits {
  hits: Hit[];
  total: number;
  /** How many of each type (of the chosen body), and of each body (of the chosen type). */
  types: { type: EntryType; count: number }[];
  agencies: { agency: string; count: number }[];
  /** The words that were really looked for, to set them apart. */
  words: Asked[];
  /** The question as it was understood, where a word of it is known only in another spelling. */
  corrected?: string;
}

type Sql = Transaction<Tables>;
type Word = Asked & { tsquery: string; worth: number };

/** The full-text search: what has every word of the question, and where nothing has, what has most of their worth. */
export function findEntries(platform: Platform, spelling: Spelling, question: string, narrowed: Narrowed): Promise<Hits> {
  return platform.db.read<Tables, Hits>(ANONYMOUS, async (db) => {
    // The planner does not know that a term vector lies outside its row: it would read them all, a hundred times slower.
    await sql`set local enable_seqscan = off`.execute(db);
    const first = await weighed(db, asked(question));
    const mistyped = new Map(
      first.filter(({ worth }) => worth === 0).map(({ word, keys }): [string, string | undefined] => [word, spelling.near(keys)[0]]),
    );
    const meant = (word: string) => mistyped.get(word) ?? word;
    const corrected = [...mistyped.values()].some((near) => near !== undefined);
    const second = corrected
      ? await weighed(
          db,
          first.map(({ word }) => readings(meant(word))),
        )
      : first;
    const words = second.filter(({ worth }) => worth > 0);
    const empty: Hits = { hits: [], total: 0, types: [], agencies: [], words };
    if (words.length === 0) return empty;
    let found = await look(db, words, matching(words), question, narrowed);
    if (found.total === 0) found = await look(db, words, await most(db, words), question, narrowed);
    return { ...found, words, ...(corrected ? { corrected: words.map(({ word }) => word).join(' ') } : {}) };
  });
}

const HIT = sql`select id, type, agency, top, heads, weight from search.entries`;

/**
 * Has every word; or is a service that half of the words name; or a body or a page with half of their worth. Two questions
 * put together, because one with `or` would look into the long vector of every hit.
 */
function matching(words: readonly Word[]): RawBuilder<unknown> {
  const half = words.reduce((sum, { worth }) => sum + worth, 0) / 2;
  const alike = words.map((word) => ({ ...word, worth: 1 }));
  const every = sql`terms @@ ${joined(words, '&')}::tsquery`;
  return sql`(${HIT} where ${every} union all ${HIT} where weight >= 1.5 and top @@ ${joined(words, '|')}::tsquery
    and (${shareOf(words, sql`top`)} >= ${half}::real or (type = 'service' and ${shareOf(alike, sql`top`)} >= ${words.length / 2}::real))
    and not ${every}) hits`;
}

/** Each word with what it is worth: the rarer the more, nothing when no entry has it. */
async function weighed(db: Sql, words: readonly Asked[]): Promise<Word[]> {
  const each = words.map((one) => ({ ...one, tsquery: tsqueryOf(one) })).filter(({ tsquery }) => tsquery);
  if (each.length === 0) return [];
  const counts = each.map(
    ({ tsquery }, at) =>
      sql`(select count(*) from (select from search.entries where terms @@ ${tsquery}::tsquery limit ${sql.lit(COMMON)}) one)::int as ${sql.ref(`n${at}`)}`,
  );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(db);
  return each.map((one, at) => {
    const count = rows[0]?.[`n${at}`] ?? 0;
    return { ...one, worth: count === 0 ? 0 : 1 / Math.log(Math.E + count) };
  });
}

/** The key exactly and as a beginning, and the stems. Terms are letters and digits alone. */
function tsqueryOf({ keys, stems }: Asked): string {
  const beginnings = keys.filter((key) => key.length > 2).map((key) => `'${key}':*`);
  return [...new Set([...keys.map((key) => `'${key}'`), ...beginnings, ...stems.map((stem) => `'${stem}'`)])].join(' | ');
}
const joined = (words: readonly Word[], by: '&' | '|'): string => words.map(({ tsquery }) => `(${tsquery})`).join(` ${by} `);

const shareOf = (words: readonly Word[], column: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`(${sql.join(
    words.map(({ tsquery, worth }) => sql`case when ${column} @@ ${tsquery}::tsquery then ${worth}::real else 0 end`),
    sql` + `,
  )})`;

/** Entries that have words of at least two thirds of the worth that any entry reaches. */
async function most(db: Sql, words: readonly Word[]): Promise<RawBuilder<unknown>> {
  const any = sql`top @@ ${joined(words, '|')}::tsquery`;
  const share = shareOf(words, sql`top`);
  const { rows } = await sql<{ best: number }>`select max(${share}) as best from search.entries where ${any}`.execute(db);
  return sql`(${HIT} where ${any} and ${share} >= ${(rows[0]?.best ?? 0) * 0.67}::real) hits`;
}

async function look(
  db: Sql,
  words: readonly Word[],
  hits: RawBuilder<unknown>,
  question: string,
  { type, agency, page = 1 }: Narrowed,
): Promise<Omit<Hits, 'words' | 'corrected'>> {
  const counted = await sql<{ type: EntryType; agency: string | null; count: number }>`
    select type, agency, count(*)::int as count from ${hits} group by type, agency`.execute(db);
  const ofType = new Map<EntryType, number>();
  const ofAgency = new Map<string, number>();
  let total = 0;
  for (const row of counted.rows) {
    const here = !agency || row.agency === agency;
    if (here) ofType.set(row.type, (ofType.get(row.type) ?? 0) + row.count);
    if (row.agency && (!type || row.type === type)) ofAgency.set(row.agency, (ofAgency.get(row.agency) ?? 0) + row.count);
    if (here && (!type || row.type === type)) total += row.count;
  }
  const { rows } = await sql<Hit>`
    select id, type, agency, path, title, summary, body from search.entries
    join (
      select id, ${rankOf(words, headOf(question))} as rank from (
        select id, top, heads, weight from ${hits}
        where true ${type ? sql`and type = ${type}` : sql``} ${agency ? sql`and agency = ${agency}` : sql``}
        order by weight desc limit ${sql.lit(MOST_RANKED)}) candidates
      order by rank desc, id
      limit ${sql.lit(PER_PAGE)} offset ${Math.max(0, page - 1) * PER_PAGE}) ranked using (id)
    order by rank desc, id`.execute(db);
  return {
    hits: rows,
    total,
    types: ENTRY_TYPES.flatMap((one) => (ofType.has(one) ? [{ type: one, count: ofType.get(one) ?? 0 }] : [])),
    agencies: [...ofAgency].map(([id, count]) => ({ agency: id, count })).sort((a, b) => b.count - a.count),
  };
}

/**
 * How well the words stand in title, names and summary, a little for standing in the text at all, and how much of the
 * question that is. Whoever types a whole name, or how one begins, means what bears it.
 */
function rankOf(words: readonly Word[], head: string): RawBuilder<number> {
  const all = words.reduce((sum, { worth }) => sum + worth, 0);
  const score = sql.join(
    words.map(({ tsquery, worth }) => sql`${worth}::real * ts_rank('{0,0.3,0.5,1}', top, ${tsquery}::tsquery)`),
    sql` + `,
  );
  return sql<number>`weight * (0.01 + ${score}) * (0.2 + ${shareOf(words, sql`top`)} / ${all}::real) * case
    when heads @> array[${head}]::text[] then 4
    when exists (select from unnest(heads) one where starts_with(one, ${head})) then 1.5
    else 1 end`;
}
