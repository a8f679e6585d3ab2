import { type ColumnType, type Generated, type Selectable, sql, type Transaction } from 'kysely';
import type { Invoice, InvoiceLine, InvoiceState, Occasion } from './invoice.ts';

type Fixed<T> = ColumnType<T, T, never>;

interface InvoicesTable {
  id: Fixed<string>;
  number: Fixed<string>;
  application: Fixed<string>;
  application_number: Fixed<string>;
  occasion: Fixed<Occasion>;
  owner: Fixed<string>;
  agency: Fixed<string>;
  service: Fixed<string>;
  lines: ColumnType<InvoiceLine[], string, never>;
  diram: Fixed<number>;
  state: InvoiceState;
  created_at: Fixed<Date>;
  payable_until: Fixed<string>;
  receipt: string | null;
  settled_at: Date | null;
  session: string | null;
  refund_reason: string | null;
  refunded_at: Date | null;
  closed_at: Date | null;
}

export type AttemptState = 'beginning' | 'waiting' | 'settled' | 'declined' | 'returned';
interface AttemptsTable {
  id: Generated<string>;
  invoice: Fixed<string>;
  owner: Fixed<string>;
  session: string | null;
  url: string | null;
  state: AttemptState;
  begun_at: Fixed<Date>;
  ended_at: Date | null;
}

export interface Tables {
  'payments.counters': { kind: 'INV' | 'RCP'; year: number; last: number };
  'payments.invoices': InvoicesTable;
  'payments.attempts': AttemptsTable;
  'payments.webhooks': { event: string; type: string; session: string; happened_at: Date; received_at: Date };
}
export type InvoiceRow = Selectable<InvoicesTable>;
export type AttemptRow = Selectable<AttemptsTable>;

/** Rows visible to the actor. */
export const invoiceRows = (db: Transaction<Tables>) => db.selectFrom('payments.invoices').selectAll();

/** The invoice of an application that is open, or the last one. */
export const currentInvoice = (db: Transaction<Tables>, application: string): Promise<InvoiceRow | undefined> =>
  invoiceRows(db)
    .where('application', '=', application)
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const invoiceOf = (row: InvoiceRow): Invoice => ({
  id: row.id,
  number: row.number,
  application: row.application,
  applicationNumber: row.application_number,
  occasion: row.occasion,
  agency: row.agency,
  service: row.service,
  lines: row.lines,
  diram: row.diram,
  state: row.state,
  createdAt: row.created_at,
  payableUntil: row.payable_until,
  ...(row.receipt ? { receipt: row.receipt } : {}),
  ...(row.settled_at ? { settledAt: row.settled_at } : {}),
  ...(row.refunded_at ? { refund: { at: row.refunded_at, reason: row.refund_reason ?? '' } } : {}),
});
