import { dushanbeDate } from '@hukumat/contract/locale';
import { system } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { type InvoiceMove, next, type Settled } from './invoice.ts';
import { type InvoiceRow, invoiceRows, type Tables } from './tables.ts';

/** Closes what nobody needs to pay any more, in the transaction that withdraws the application. */
export const cancelInvoice =
  ({ clock }: Pick<Platform, 'clock'>) =>
  async <T>(handed: Command<T>, application: string): Promise<void> => {
    const tx = handed as unknown as Command<Tables>;
    const rows = await invoiceRows(tx.sql).where('application', '=', application).where('state', '=', 'open').forUpdate().execute();
    for (const row of rows) if (next(row.state, 'cancel')) await closeInvoice(tx, row, 'cancel', clock.now());
  };

/** Closes every invoice whose last day has gone by, each in a transaction of its own together with what follows from it. */
export const expireInvoices =
  ({ db, clock }: Pick<Platform, 'db' | 'clock'>, expired: (tx: Command<unknown>, closed: Settled) => Promise<void>) =>
  async (): Promise<void> => {
    const actor = system('expire-invoices');
    const today = dushanbeDate(clock.now());
    const due = await db.read<Tables, { id: string }[]>(actor, (sql) =>
      sql.selectFrom('payments.invoices').select('id').where('state', '=', 'open').where('payable_until', '<', today).limit(1000).execute(),
    );
    for (const { id } of due) {
      await db.write<Tables, void>(actor, async (tx) => {
        const row = await invoiceRows(tx.sql).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
        if (!next(row.state, 'expire')) return;
        await closeInvoice(tx, row, 'expire', clock.now());
        await expired(tx as unknown as Command<unknown>, { application: row.application, invoice: row.id });
      });
    }
  };

export async function closeInvoice(
  tx: Command<Tables>,
  row: InvoiceRow,
  move: InvoiceMove & ('cancel' | 'expire'),
  at: Date,
): Promise<void> {
  const state = move === 'cancel' ? 'cancelled' : 'expired';
  await tx.sql.updateTable('payments.invoices').set({ state, closed_at: at }).where('id', '=', row.id).execute();
  await tx.journal({
    type: `payment.${state}`,
    agency: row.agency,
    subject: row.owner,
    entity: `invoice:${row.id}`,
    data: { number: row.number },
  });
}
