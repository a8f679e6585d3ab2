import { setTimeout as pause } from 'node:timers/promises';
import type { Lang } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, notFound, Problem } from '../../platform/problem.ts';
import type { Provider } from './provider.ts';
import { type AttemptRow, currentInvoice, type InvoiceRow, type Tables } from './tables.ts';

const ACTOR = system('begin-payment');
const PROVIDER_MS = 5_000;

/**
 * Opens the provider's page for the owner's open invoice. Two tabs and a double click share one walk to the bank, and a walk
 * that the provider did not answer is taken up again under the same key.
 */
export const beginPayment =
  (platform: Platform, provider: Provider | undefined) =>
  async (actor: Actor, application: string, lang: Lang): Promise<{ url: string }> => {
    const { db, clock, config, log } = platform;
    const invoice = await db.read<Tables, InvoiceRow | undefined>(actor, (sql) => currentInvoice(sql, application));
    if (!invoice) throw notFound('The invoice');
    if (invoice.state !== 'open' || invoice.payable_until < dushanbeDate(clock.now()))
      throw conflict('invoice-not-open', 'This invoice can no longer be paid');
    if (!provider) throw away();

    const attempt = await underWay(platform, invoice);
    if (attempt.url) return { url: attempt.url };
    const ask = {
      key: attempt.id,
      reference: invoice.number,
      diram: invoice.diram,
      lang,
      returnTo: `${config.origin}/${lang}/account/applications/${application}/pay?back=1`,
    };
    const begun = await Promise.race([provider.begin(ask), late()]).catch((error: unknown) => {
      log.warn({ err: error, invoice: invoice.number }, 'the payment provider does not answer');
      throw away();
    });
    await db.write<Tables, unknown>(ACTOR, ({ sql }) =>
      sql
        .updateTable('payments.attempts')
        .set({ session: begun.session, url: begun.url, state: 'waiting' })
        .where('id', '=', attempt.id)
        .where('state', '=', 'beginning')
        .execute(),
    );
    return { url: begun.url };
  };

async function underWay({ db, clock }: Platform, { id, owner, agency, number, application }: InvoiceRow): Promise<AttemptRow> {
  return db.write<Tables, AttemptRow>(ACTOR, async ({ sql, journal }) => {
    const fresh = await sql
      .insertInto('payments.attempts')
      .values({ invoice: id, owner, state: 'beginning', begun_at: clock.now(), session: null, url: null, ended_at: null })
      .onConflict((on) => on.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (fresh) await journal({ type: 'payment.begun', agency, subject: owner, entity: `invoice:${id}`, data: { number, application } });
    const row = await sql
      .selectFrom('payments.attempts')
      .selectAll()
      .where('invoice', '=', id)
      .where('state', 'in', ['beginning', 'waiting'])
      .executeTakeFirst();
    // It ended between the two statements; the next press begins a new one.
    if (!row) throw away();
    return row;
  });
}

const late = () => pause(PROVIDER_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer in time')));
const away = () => new Problem(503, 'payment-provider-away', 'The bank does not answer right now; nothing was taken, please try again');
