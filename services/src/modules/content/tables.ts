import type { Lang, Text } from '@hukumat/contract';
import type { ContentTypeName } from '@hukumat/contract/content';
import { type ColumnType, type Generated, type Selectable, sql, type Transaction } from 'kysely';
import type { Command } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import type { Edition, EditionState, Ending } from './edition.ts';
import { hrefOf } from './paths.ts';

/** jsonb, written as text. */
type Json<T> = ColumnType<T, string, string>;
type Day = ColumnType<string | null, string | null, string | null>;

interface EditionsTable {
  item: string;
  number: number;
  agency: string;
  type: ContentTypeName;
  state: EditionState;
  values: Json<Record<string, unknown>>;
  revision: Generated<number>;
  author: string;
  author_name: string;
  writers: string[];
  saved_at: Date;
  submitted_at: Date | null;
  approver: string | null;
  approver_name: string | null;
  approved_at: Date | null;
  returned_reason: string | null;
  publish_at: Date | null;
  published_at: Date | null;
  unpublish_at: Date | null;
  unpublish_kind: Ending['kind'] | null;
  unpublish_to: string | null;
  unpublish_reason: ColumnType<Text | null, string | null, string | null>;
  ended_at: Date | null;
  first_published_at: Date | null;
  shown_at: Date | null;
  ends_on: Day;
}

export interface Tables {
  'content.items': {
    id: Generated<string>;
    agency: string;
    type: ContentTypeName;
    slug: string;
    created_at: Date;
    created_by: string;
    checked_at: Date | null;
    checked_by: string | null;
  };
  'content.paths': {
    path: string;
    item: string;
    agency: string;
    state: 'reserved' | 'live' | 'redirect' | 'gone' | 'withdrawn';
    target: string | null;
    reason: ColumnType<Text | null, string | null, string | null>;
    since: Date;
  };
  'content.editions': EditionsTable;
  'content.files': {
    agency: string;
    file: string;
    name: string;
    media_type: string;
    size: number;
    author: string;
    stored_at: Date;
  };
  'content.feedback': {
    id: Generated<string>;
    path: string;
    agency: string | null;
    lang: Lang;
    helpful: boolean;
    comment: string | null;
    day: ColumnType<string, string, never>;
    at: Date;
    sender: string | null;
  };
}
export type Sql = Transaction<Tables>;
export type Writing = Command<Tables>;
export type EditionRow = Selectable<EditionsTable> & { slug: string; checked_at: Date | null };

/** Editions visible to the actor with what their item is called; the day as text, because a day has no time zone. */
export const editionRows = (db: Sql) =>
  db
    .selectFrom('content.editions as e')
    .innerJoin('content.items as i', 'i.id', 'e.item')
    .selectAll('e')
    .select(['i.slug', 'i.checked_at', sql<string | null>`e.ends_on::text`.as('ends_on')]);

/** The open edition of an item, locked for this command. */
export const openEdition = (db: Sql, item: string): Promise<EditionRow | undefined> =>
  editionRows(db).where('e.item', '=', item).where('e.state', 'in', ['draft', 'in_review']).forUpdate('e').executeTakeFirst();

/** What is public of an item, locked for this command. */
export const publishedEdition = (db: Sql, item: string): Promise<EditionRow | undefined> =>
  editionRows(db).where('e.item', '=', item).where('e.state', '=', 'published').forUpdate('e').executeTakeFirst();

/** The latest edition of an item, whatever its state. @throws Problem 404 */
export async function latestEdition(db: Sql, item: string): Promise<EditionRow> {
  const row = await editionRows(db).where('e.item', '=', item).orderBy('e.number', 'desc').limit(1).executeTakeFirst();
  if (!row) throw notFound('The item');
  return row;
}

export function editionOf(row: EditionRow): Edition {
  const { unpublish_at: at, unpublish_kind: kind, unpublish_to: to, unpublish_reason: reason } = row;
  const ending: ({ at: Date } & Ending) | undefined =
    at && kind === 'redirect' && to
      ? { at, kind, to, ...(reason ? { reason } : {}) }
      : at && kind && kind !== 'redirect' && reason
        ? { at, kind, reason }
        : undefined;
  return {
    item: row.item,
    number: row.number,
    agency: row.agency,
    type: row.type,
    slug: row.slug,
    href: hrefOf(row.agency, row.type, row.slug, row.values),
    state: row.state,
    values: row.values,
    revision: row.revision,
    author: row.author,
    authorName: row.author_name,
    writers: row.writers,
    savedAt: row.saved_at,
    ...(row.submitted_at ? { submittedAt: row.submitted_at } : {}),
    ...(row.approver ? { approver: row.approver } : {}),
    ...(row.approver_name ? { approverName: row.approver_name } : {}),
    ...(row.returned_reason ? { returnedReason: row.returned_reason } : {}),
    ...(row.publish_at ? { publishAt: row.publish_at } : {}),
    ...(row.published_at ? { publishedAt: row.published_at } : {}),
    ...(ending ? { ending } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at } : {}),
  };
}
