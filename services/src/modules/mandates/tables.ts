import { type ColumnType, type Generated, type Selectable, sql, type Transaction } from 'kysely';
import { type AnyCommand, type Mandate, stateOn } from './mandate.ts';

type Day = ColumnType<string, string, never>;

interface MandatesTable {
  id: Generated<string>;
  grantor: string;
  grantor_name: string;
  grantee: string;
  grantee_name: string;
  services: string[];
  from_on: Day;
  until_on: Day;
  agency: string;
  application: string;
  document: string;
  granted_at: Date;
  revoked_at: Date | null;
  revoked_by: string | null;
  reason: string | null;
}
export interface Tables {
  'mandates.mandates': MandatesTable;
}
export type MandateRow = Selectable<MandatesTable>;

/** Rows visible to the actor; days as text, because a day has no time zone. */
export const mandateRows = (db: Transaction<Tables>) =>
  db
    .selectFrom('mandates.mandates')
    .selectAll()
    .select([sql<string>`from_on::text`.as('from_on'), sql<string>`until_on::text`.as('until_on')]);

export function mandateOf(row: MandateRow, today: string): Mandate {
  const days = { from: row.from_on, to: row.until_on, ...(row.revoked_at ? { revokedAt: row.revoked_at } : {}) };
  return {
    id: row.id,
    grantor: row.grantor,
    grantorName: row.grantor_name,
    grantee: row.grantee,
    granteeName: row.grantee_name,
    services: row.services,
    ...days,
    state: stateOn(days, today),
    agency: row.agency,
    application: row.application,
    document: row.document,
    ...(row.reason ? { reason: row.reason } : {}),
  };
}

/**
 * Whoever acts under a mandate holds it open until their command ends, and its revocation waits for them. A lock of the
 * row would ask the grantee for the right to change it.
 */
export const holdMandate = (tx: AnyCommand, id: string) =>
  sql`select pg_advisory_xact_lock_shared(hashtextextended(${id}, 80))`.execute(tx.sql);
export const closeMandate = (tx: AnyCommand, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${id}, 80))`.execute(tx.sql);
