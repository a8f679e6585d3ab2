import { sql } from 'kysely';
import { z } from 'zod';
import type { Command, Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { chargeApplication } from './charge-application.ts';
import { cancelInvoice, expireInvoices } from './close-invoice.ts';
import type { Invoice, InvoiceState, Payments, PaymentsDeps, Settled } from './invoice.ts';
import { askRefund } from './refund-invoice.ts';
import { paymentRoutes } from './routes.ts';
import { invoiceOf, invoiceRows, type Tables } from './tables.ts';

type Listener = Parameters<Payments['onSettled']>[0];

export function createPayments(platform: Platform, deps: PaymentsDeps): Payments {
  const { db } = platform;
  const settled: Listener[] = [];
  const expired: Listener[] = [];
  const tell = (listeners: readonly Listener[]) => async (tx: Command<unknown>, what: Settled) => {
    for (const listener of listeners) await listener(tx, what);
  };
  platform.jobs.schedule('expire-invoices', '5 * * * *', expireInvoices(platform, tell(expired)));

  const payments: Payments = {
    charge: chargeApplication(platform),
    cancel: cancelInvoice(platform),
    refund: askRefund,
    async ofApplication(actor, application) {
      if (actor.kind === 'anonymous' || !z.uuid().safeParse(application).success) return undefined;
      return db.read<Tables, Invoice | undefined>(actor, async (sql) => {
        const row = await invoiceRows(sql).where('application', '=', application).executeTakeFirst();
        return row && invoiceOf(row);
      });
    },
    async stateAtDesk(actor, application) {
      if (!z.uuid().safeParse(application).success) return undefined;
      return db.read<Tables, InvoiceState | undefined>(actor, async (trx) => {
        const { rows } = await sql<{ state: InvoiceState | null }>`select payments.state_at_desk(${application}) as state`.execute(trx);
        return rows[0]?.state ?? undefined;
      });
    },
    onSettled: (listener) => void settled.push(listener),
    onExpired: (listener) => void expired.push(listener),
    async mine(actor) {
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      return db.read<Tables, Invoice[]>(actor, async (sql) =>
        (await invoiceRows(sql).where('owner', '=', actor.subject).orderBy('created_at', 'desc').limit(500).execute()).map(invoiceOf),
      );
    },
    routes: (app) => paymentRoutes(app, payments, deps),
  };
  return payments;
}
