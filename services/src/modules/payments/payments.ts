import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Command, Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { beginPayment } from './begin-payment.ts';
import { chargeApplication } from './charge-application.ts';
import { cancelInvoice, expireInvoices } from './close-invoice.ts';
import type { Invoice, InvoiceState, Payments, PaymentsDeps, Settled } from './invoice.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { askRefund, handleRefunds } from './refund-invoice.ts';
import { paymentRoutes } from './routes.ts';
import { currentInvoice, invoiceOf, invoiceRows, type Tables } from './tables.ts';

type Listener = Parameters<Payments['onSettled']>[0];

/** How often a waiting page looks whether the bank has answered. */
const LOOK_MS = 250;

export function createPayments(platform: Platform, deps: PaymentsDeps): Payments {
  const { db, jobs } = platform;
  const { provider } = deps;
  const settled: Listener[] = [];
  const expired: Listener[] = [];
  const tell = (listeners: readonly Listener[]) => async (tx: Command<unknown>, what: Settled) => {
    for (const listener of listeners) await listener(tx, what);
  };
  jobs.schedule('expire-invoices', '5 * * * *', expireInvoices(platform, tell(expired)));
  if (provider) handleRefunds(platform, provider);

  const payments: Payments = {
    charge: chargeApplication(platform),
    cancel: cancelInvoice(platform),
    refund: askRefund,
    begin: beginPayment(platform, provider),
    async ofApplication(actor, application) {
      if (actor.kind === 'anonymous' || !isId(application)) return undefined;
      return db.read<Tables, Invoice | undefined>(actor, async (trx) => {
        const row = await currentInvoice(trx, application);
        return row && { ...invoiceOf(row), ...(row.state === 'open' ? await lastAttempt(trx, row.id) : {}) };
      });
    },
    async awaitAnswer(actor, application, ms) {
      const until = performance.now() + ms;
      for (;;) {
        const invoice = await payments.ofApplication(actor, application);
        if (invoice?.attempt !== 'waiting' || performance.now() > until) return invoice;
        await pause(LOOK_MS);
      }
    },
    async invoice(actor, id) {
      if (actor.kind !== 'person' || !isId(id)) throw notFound('The invoice');
      return db.read<Tables, Invoice>(actor, async (trx) => {
        const row = await invoiceRows(trx).where('id', '=', id).where('owner', '=', actor.subject).executeTakeFirst();
        if (!row) throw notFound('The invoice');
        return invoiceOf(row);
      });
    },
    async stateAtDesk(actor, application) {
      if (!isId(application)) return undefined;
      return db.read<Tables, InvoiceState | undefined>(actor, async (trx) => {
        const { rows } = await sql<{ state: InvoiceState | null }>`select payments.state_at_desk(${application}) as state`.execute(trx);
        return rows[0]?.state ?? undefined;
      });
    },
    onSettled: (listener) => void settled.push(listener),
    onExpired: (listener) => void expired.push(listener),
    async mine(actor) {
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      return db.read<Tables, Invoice[]>(actor, async (trx) =>
        (await invoiceRows(trx).where('owner', '=', actor.subject).orderBy('id', 'desc').limit(500).execute()).map(invoiceOf),
      );
    },
    routes: (app) => paymentRoutes(app, payments, deps, provider && receiveWebhook(platform, provider, tell(settled))),
  };
  return payments;
}

const isId = (text: string): boolean => z.uuid().safeParse(text).success;

async function lastAttempt(trx: Transaction<Tables>, invoice: string): Promise<Pick<Invoice, 'attempt'>> {
  const row = await trx
    .selectFrom('payments.attempts')
    .select('state')
    .where('invoice', '=', invoice)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.state === 'waiting' || row?.state === 'declined' ? { attempt: row.state } : {};
}
