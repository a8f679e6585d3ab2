import type { IncomingHttpHeaders } from 'node:http';
import { dushanbeDate } from '@hukumat/contract/locale';
import { system } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { notFound, unprocessable } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { next, type Settled } from './invoice.ts';
import { nextNumber } from './number.ts';
import type { Provider, ProviderEvent } from './provider.ts';
import { RETURN_JOB } from './refund-invoice.ts';
import { type AttemptRow, type InvoiceRow, invoiceRows, type Tables } from './tables.ts';

type Settle = (tx: Command<unknown>, settled: Settled) => Promise<void>;

/** Takes what the provider tells: each event once, in one transaction with all that follows from it. */
export const receiveWebhook =
  ({ db, clock }: Platform, provider: Provider, settled: Settle) =>
  async (headers: IncomingHttpHeaders, body: Buffer): Promise<void> => {
    const event = provider.read(headers, body);
    await db.write<Tables, void>(system('payment-webhook'), async (tx) => {
      const fresh = await tx.sql
        .insertInto('payments.webhooks')
        .values({ event: event.id, type: event.type, session: event.session, happened_at: event.at, received_at: clock.now() })
        .onConflict((on) => on.column('event').doNothing())
        .returning('event')
        .executeTakeFirst();
      if (!fresh) return;
      const attempt = await lockAttempt(tx, event);
      const invoice = await invoiceRows(tx.sql).where('id', '=', attempt.invoice).forUpdate().executeTakeFirstOrThrow();
      if (event.diram !== invoice.diram) throw unprocessable('amount-differs', 'This is not the sum of the invoice');
      if (event.type === 'declined') return declined(tx, attempt, event);
      // The bank said so before under another event: the money came once.
      if (attempt.state === 'settled' || attempt.state === 'returned') return;
      const inTime = dushanbeDate(event.at) <= invoice.payable_until;
      if (!inTime || !next(invoice.state, 'settle')) return notOurs(tx, attempt, invoice, event);
      await settle(tx, attempt, invoice, event);
      await settled(tx as unknown as Command<unknown>, { application: invoice.application, invoice: invoice.id });
    });
  };

/** Found by our own key, so that an answer which overtakes the one to `begin` is understood too. */
async function lockAttempt(tx: Command<Tables>, { key, session }: ProviderEvent): Promise<AttemptRow> {
  const found = /^[0-9a-f-]{36}$/.test(key)
    ? await tx.sql.selectFrom('payments.attempts').selectAll().where('id', '=', key).forUpdate().executeTakeFirst()
    : undefined;
  if (!found || (found.session !== null && found.session !== session)) throw notFound('The payment');
  return found;
}

async function declined(tx: Command<Tables>, attempt: AttemptRow, event: ProviderEvent): Promise<void> {
  // What came after the money says nothing about it.
  if (attempt.state !== 'beginning' && attempt.state !== 'waiting') return;
  await tx.sql
    .updateTable('payments.attempts')
    .set({ state: 'declined', session: event.session, ended_at: event.at })
    .where('id', '=', attempt.id)
    .execute();
}

async function settle(tx: Command<Tables>, attempt: AttemptRow, invoice: InvoiceRow, event: ProviderEvent): Promise<void> {
  const receipt = await nextNumber(tx, 'RCP', dushanbeDate(event.at));
  await tx.sql
    .updateTable('payments.attempts')
    .set({ state: 'settled', session: event.session, ended_at: event.at })
    .where('id', '=', attempt.id)
    .execute();
  await tx.sql
    .updateTable('payments.invoices')
    .set({ state: 'settled', receipt, settled_at: event.at, session: event.session })
    .where('id', '=', invoice.id)
    .execute();
  await tx.journal({
    type: 'payment.settled',
    agency: invoice.agency,
    subject: invoice.owner,
    entity: `invoice:${invoice.id}`,
    data: { number: invoice.number, receipt, diram: invoice.diram },
  });
  await enqueueMessage(tx, {
    to: invoice.owner,
    code: 'payment.settled',
    params: { number: invoice.application_number, service: invoice.service, agency: invoice.agency, receipt },
    link: `/account/payments/${invoice.id}`,
    cause: `invoice:${invoice.id}:settled`,
  });
}

/** Money for what nobody has to pay, or was paid already, goes back by itself. */
async function notOurs(tx: Command<Tables>, attempt: AttemptRow, invoice: InvoiceRow, event: ProviderEvent): Promise<void> {
  await tx.sql.updateTable('payments.attempts').set({ session: event.session }).where('id', '=', attempt.id).execute();
  await tx.enqueue(RETURN_JOB, { attempt: attempt.id }, { singletonKey: attempt.id });
  await tx.journal({
    type: 'payment.unexpected',
    agency: invoice.agency,
    subject: invoice.owner,
    entity: `invoice:${invoice.id}`,
    data: { number: invoice.number, state: invoice.state, diram: event.diram },
  });
}
