import type { Output, Text } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type ColumnType, type Generated, type Selectable, sql, type Transaction } from 'kysely';
import type { IssuedDocument, Verdict } from './document.ts';

type Day = ColumnType<string, string, never>;

interface DocumentsTable {
  id: Generated<string>;
  application: string;
  owner: string;
  agency: string;
  service: string;
  kind: Output['kind'];
  title: ColumnType<Text, string, never>;
  number: string;
  code: string;
  initials: string;
  state: 'issuing' | 'issued' | 'revoked';
  issued_on: Day;
  valid_until: ColumnType<string | null, string | null, never>;
  sha256: string | null;
  bytes: number | null;
  revoked_at: Date | null;
}
export interface Tables {
  'documents.documents': DocumentsTable;
  'documents.counters': { agency: string; year: number; last: number };
}
export type DocumentRow = Selectable<DocumentsTable>;

/** Rows visible to the actor; days as text, because a day has no time zone. */
export const documentRows = (db: Transaction<Tables>) =>
  db
    .selectFrom('documents.documents')
    .selectAll()
    .select([sql<string>`issued_on::text`.as('issued_on'), sql<string | null>`valid_until::text`.as('valid_until')]);

const stateOn = (row: DocumentRow, now: Date): 'issued' | 'revoked' | 'expired' =>
  row.state === 'revoked' ? 'revoked' : row.valid_until && row.valid_until < dushanbeDate(now) ? 'expired' : 'issued';

/** A row as its owner sees it; undefined while it is being made. */
export function documentOf(row: DocumentRow, now: Date): IssuedDocument | undefined {
  if (row.state === 'issuing' || !row.sha256 || row.bytes === null) return undefined;
  return {
    id: row.id,
    application: row.application,
    agency: row.agency,
    service: row.service,
    kind: row.kind,
    title: row.title,
    number: row.number,
    code: row.code,
    state: stateOn(row, now),
    issuedOn: row.issued_on,
    sha256: row.sha256,
    bytes: row.bytes,
    ...(row.valid_until ? { validUntil: row.valid_until } : {}),
  };
}

/** A row as anybody may see it. */
export function verdictOf(row: DocumentRow | undefined, now: Date, altered = false): Verdict {
  if (!row?.sha256 || row.state === 'issuing') return { result: 'unknown' };
  return {
    result: altered ? 'altered' : stateOn(row, now),
    number: row.number,
    kind: row.kind,
    title: row.title,
    agency: row.agency,
    initials: row.initials,
    issuedOn: row.issued_on,
    sha256: row.sha256,
    code: row.code,
    ...(row.valid_until ? { validUntil: row.valid_until } : {}),
  };
}
