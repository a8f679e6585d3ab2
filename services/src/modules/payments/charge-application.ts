import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import type { Command, Platform } from '../../platform/platform.ts';
import { closeInvoice } from './close-invoice.ts';
import type { Charge } from './invoice.ts';
import { nextNumber } from './number.ts';
import { invoiceRows, type Tables } from './tables.ts';

const PAYABLE_DAYS = 30;

/** Writes the invoice of an application for one occasion, in the transaction that makes it due. */
export const chargeApplication =
  ({ clock }: Pick<Platform, 'clock'>) =>
  async <T>(
    handed: Command<T>,
    { application, number, owner, agency, service, occasion, lines }: Charge,
  ): Promise<{ invoice: string; paid: boolean; fresh: boolean }> => {
    const tx = handed as unknown as Command<Tables>;
    const diram = totalOf(lines);
    await sql`select pg_advisory_xact_lock(hashtextextended(${`payments.invoices:${application}`}, 0))`.execute(tx.sql);
    await cancelStale(tx, application, occasion, clock.now());
    const before = await sql<{ id: string; paid: boolean }>`select * from payments.asked_on(${application}, ${occasion})`.execute(tx.sql);
    const [earlier] = before.rows;
    if (earlier) return { invoice: earlier.id, paid: earlier.paid, fresh: false };
    const { rows } = await sql<{ fresh: string }>`select uuidv7() as fresh`.execute(tx.sql);
    const [{ fresh } = { fresh: '' }] = rows;

    const now = clock.now();
    const today = dushanbeDate(now);
    const own = await nextNumber(tx, 'INV', today);
    // Nothing is returned: whoever files for another may write this row but not read it.
    await tx.sql
      .insertInto('payments.invoices')
      .values({
        id: fresh,
        number: own,
        application,
        application_number: number,
        occasion,
        owner,
        agency,
        service,
        lines: JSON.stringify(lines),
        diram,
        state: 'open',
        created_at: now,
        payable_until: payableUntil(today),
      })
      .execute();
    await tx.journal({
      type: 'payment.requested',
      agency,
      subject: owner,
      entity: `invoice:${fresh}`,
      data: { number: own, application, occasion, diram },
    });
    return { invoice: fresh, paid: false, fresh: true };
  };

/** What the night's job has not closed yet; only whoever may close an invoice of the owner's sees it here. */
async function cancelStale(tx: Command<Tables>, application: string, occasion: Charge['occasion'], now: Date): Promise<void> {
  const stale = await invoiceRows(tx.sql)
    .where('application', '=', application)
    .where('occasion', '=', occasion)
    .where('state', '=', 'open')
    .where('payable_until', '<', dushanbeDate(now))
    .executeTakeFirst();
  if (stale) await closeInvoice(tx, stale, 'cancel', now);
}

/** @throws RangeError for a line that is no whole sum above nothing: the caller computed it wrongly. */
function totalOf(lines: Charge['lines']): number {
  const total = lines.reduce((sum, { diram }) => {
    if (!Number.isSafeInteger(diram) || diram <= 0) throw new RangeError(`a line of an invoice cannot be ${diram} diram`);
    return sum + diram;
  }, 0);
  if (!Number.isSafeInteger(total) || total <= 0) throw new RangeError(`an invoice cannot be ${total} diram`);
  return total;
}

/** Thirty days, and never beyond the year: next year's indicator is another one. */
function payableUntil(today: string): string {
  const last = dushanbeDate(Date.parse(`${today}T00:00:00Z`) + PAYABLE_DAYS * 86_400_000);
  const yearEnd = `${today.slice(0, 4)}-12-31`;
  return last < yearEnd ? last : yearEnd;
}
