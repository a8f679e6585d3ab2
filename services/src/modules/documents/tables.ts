import type { Output, Text } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type ColumnType, type Generated, type Selectable, sql, type Transaction } from 'kysely';
import type { CodeVerdict, HandOver, IssuedDocument, Signatory, Verdict } from './document.ts';

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
  facts: string | null;
  statement: string | null;
  revocable: Generated<boolean>;
  mandate: Generated<boolean>;
  quiet: Generated<boolean>;
  signatories: ColumnType<Signatory[], string | undefined, never>;
  revoked_at: Date | null;
  revoked_by: string | null;
  revoked_reason: string | null;
}
interface HandOversTable {
  id: Generated<string>;
  document: string;
  owner: string;
  from_service: string;
  to_agency: string;
  to_service: string;
  application: string;
  field: string;
  consent: string;
  consented_at: Date;
}
interface AccessesTable {
  id: Generated<string>;
  document: string;
  hand_over: string;
  subject: string;
  agency: string;
  officer: string;
  officer_name: string;
  at: Date;
}
export interface Tables {
  'documents.documents': DocumentsTable;
  'documents.hand_overs': HandOversTable;
  'documents.accesses': AccessesTable;
  'documents.counters': { agency: string; year: number; last: number };
}
export type DocumentRow = Selectable<DocumentsTable>;

/** Rows visible to the actor; days as text, because a day has no time zone. */
export const documentRows = (db: Transaction<Tables>) =>
  db
    .selectFrom('documents.documents')
    .selectAll()
    .select([sql<string>`issued_on::text`.as('issued_on'), sql<string | null>`valid_until::text`.as('valid_until')]);

export const stateOn = (row: DocumentRow, now: Date): 'issued' | 'revoked' | 'expired' =>
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
    mandate: row.mandate,
    quiet: row.quiet,
    ...(row.valid_until ? { validUntil: row.valid_until } : {}),
    ...(row.statement ? { statement: row.statement } : {}),
    ...(row.revoked_at ? { revokedOn: dushanbeDate(row.revoked_at) } : {}),
    ...(row.revoked_reason ? { revokedReason: row.revoked_reason } : {}),
  };
}

/** A row as anybody may see it. */
export function verdictOf(row: DocumentRow | undefined, now: Date, altered = false): CodeVerdict {
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
    quiet: row.quiet,
    ...(row.valid_until ? { validUntil: row.valid_until } : {}),
    ...(row.revoked_at ? { revokedOn: dushanbeDate(row.revoked_at) } : {}),
  };
}

/** What a number alone tells: that the body has issued something under it. */
export function numberOf(row: DocumentRow | undefined): Verdict {
  if (!row?.sha256 || row.state === 'issuing') return { result: 'unknown' };
  return { result: 'altered', number: row.number, kind: row.kind, title: row.title, agency: row.agency, quiet: row.quiet };
}

/** Hand-overs visible to the actor with the document's number and what the desk did with them, newest first. */
export async function handOverRows(
  db: Transaction<Tables>,
  where: { document?: string; application?: string; owner?: string; agency?: string },
) {
  let query = db
    .selectFrom('documents.hand_overs as h')
    .innerJoin('documents.documents as d', 'd.id', 'h.document')
    .selectAll('h')
    .select(['d.number', 'd.title'])
    .orderBy('h.id', 'desc')
    .limit(500);
  if (where.document) query = query.where('h.document', '=', where.document);
  if (where.application) query = query.where('h.application', '=', where.application);
  if (where.owner) query = query.where('h.owner', '=', where.owner);
  if (where.agency) query = query.where('h.to_agency', '=', where.agency);
  const rows = await query.execute();
  const ids = rows.map(({ id }) => id);
  const opened = ids.length
    ? await db.selectFrom('documents.accesses').selectAll().where('hand_over', 'in', ids).orderBy('id').execute()
    : [];
  return rows.map(
    (row): HandOver => ({
      id: row.id,
      document: row.document,
      number: row.number,
      title: row.title,
      fromService: row.from_service,
      toAgency: row.to_agency,
      toService: row.to_service,
      application: row.application,
      field: row.field,
      consent: row.consent,
      at: row.consented_at,
      opened: opened
        .filter((one) => one.hand_over === row.id)
        .map((one) => ({ agency: one.agency, officerName: one.officer_name, at: one.at })),
    }),
  );
}
