import { z } from 'zod';
import { system } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { next } from './invoice.ts';
import type { Provider } from './provider.ts';
import { type AttemptRow, type InvoiceRow, invoiceRows, type Tables } from './tables.ts';

export const REFUND_JOB = 'refund-payment';
export const RETURN_JOB = 'return-payment';

const ACTOR = system('refund-payment');
const refundSchema = z.object({ application: z.uuid(), reason: z.string(), invoice: z.uuid().optional() });
const returnSchema = z.object({ attempt: z.uuid() });
/** A provider may be away for days; with waits of a quarter of an hour this is about a week. */
const TIMES = 700;

/** The desk that decides may not read the invoice: the job finds out whether anything was paid. */
export async function askRefund<T>(tx: Command<T>, application: string, reason: string, invoice?: string): Promise<void> {
  await tx.enqueue(REFUND_JOB, { application, reason, ...(invoice ? { invoice } : {}) }, { singletonKey: invoice ?? application });
}

/** Declares the jobs that give money back. The provider is asked first, and asked again until it has answered. */
export function handleRefunds({ db, clock, jobs }: Platform, provider: Provider): void {
  const options = { retries: TIMES };

  jobs.handle(
    REFUND_JOB,
    async (data) => {
      const { application, reason, invoice } = refundSchema.parse(data);
      const paid = await db.read<Tables, InvoiceRow[]>(ACTOR, (sql) => {
        const rows = invoiceRows(sql).where('application', '=', application).orderBy('id');
        return (invoice ? rows.where('id', '=', invoice) : rows).execute();
      });
      for (const row of paid) await giveBack(row, reason);
    },
    options,
  );

  const giveBack = async (row: InvoiceRow, reason: string): Promise<void> => {
    if (!row.session || !next(row.state, 'refund')) return;
    await provider.refund(row.session);
    await db.write<Tables, void>(ACTOR, async (tx) => {
      const now = await invoiceRows(tx.sql).where('id', '=', row.id).forUpdate().executeTakeFirstOrThrow();
      if (!next(now.state, 'refund')) return;
      await tx.sql
        .updateTable('payments.invoices')
        .set({ state: 'refunded', refunded_at: clock.now(), refund_reason: reason })
        .where('id', '=', row.id)
        .execute();
      await tx.sql.updateTable('payments.attempts').set({ state: 'returned' }).where('session', '=', row.session).execute();
      await written(tx, row, `invoice:${row.id}:refunded`);
    });
  };

  jobs.handle(
    RETURN_JOB,
    async (data) => {
      const { attempt } = returnSchema.parse(data);
      const row = await db.read<Tables, AttemptRow | undefined>(ACTOR, (sql) =>
        sql.selectFrom('payments.attempts').selectAll().where('id', '=', attempt).executeTakeFirst(),
      );
      if (!row?.session || row.state === 'settled' || row.state === 'returned') return;
      await provider.refund(row.session);
      await db.write<Tables, void>(ACTOR, async (tx) => {
        const done = await tx.sql
          .updateTable('payments.attempts')
          .set({ state: 'returned', ended_at: clock.now() })
          .where('id', '=', attempt)
          .where('state', 'not in', ['settled', 'returned'])
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return;
        const invoice = await invoiceRows(tx.sql).where('id', '=', row.invoice).executeTakeFirstOrThrow();
        await written(tx, invoice, `attempt:${attempt}:returned`);
      });
    },
    options,
  );
}

async function written(tx: Command<Tables>, invoice: InvoiceRow, cause: string): Promise<void> {
  await tx.journal({
    type: 'payment.refunded',
    agency: invoice.agency,
    subject: invoice.owner,
    entity: `invoice:${invoice.id}`,
    data: { number: invoice.number, diram: invoice.diram },
  });
  await enqueueMessage(tx, {
    to: invoice.owner,
    code: 'payment.refunded',
    params: { number: invoice.application_number, service: invoice.service, agency: invoice.agency },
    link: `/account/payments/${invoice.id}`,
    cause,
  });
}
