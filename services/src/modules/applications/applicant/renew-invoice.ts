import type { Actor } from '../../../platform/actor.ts';
import { conflict } from '../../../platform/problem.ts';
import { payUntil } from '../carry-on.ts';
import { type Context, definitionOf, personOf, today } from '../context.ts';
import { charge, feesOfIssue } from '../hand-in/fees.ts';
import { happened } from '../records.ts';
import type { Tables } from '../tables.ts';
import { lockMine, mineOf } from './standing.ts';

/** A new invoice for issuing, at today's figures, after the last one was not paid in its time. One that is open stays the one. */
export const renewInvoice = (context: Context) => async (actor: Actor, id: string) => {
  const person = personOf(actor);
  const definition = await definitionOf(context)(await mineOf(context, person, id));
  await context.platform.db.write<Tables, void>(person, async (tx) => {
    const row = await lockMine(context, tx, person, id);
    if (row.state !== 'approved' || !row.fee_due || (row.expires_on ?? '') < today(context))
      throw conflict('invoice-not-open', 'Nothing is to be paid for it any more', { state: row.state });
    const asked = await charge(context, tx, row, feesOfIssue(context, definition, row.answers), 'issue');
    if (!asked?.fresh) return;
    await happened(tx, row, { type: 'payment.requested', at: context.platform.clock.now(), data: { until: payUntil(today(context)) } });
    // Nothing expires before the invoice that was asked for in time.
    const last = payUntil(today(context));
    if (last > (row.expires_on ?? ''))
      await tx.sql.updateTable('applications.applications').set({ expires_on: last }).where('id', '=', row.id).execute();
  });
};
