import type { Actor } from '../../../platform/actor.ts';
import { type Context, personOf } from '../context.ts';
import type { Application } from '../model.ts';
import { loadApplication, move } from '../records.ts';
import { NO_CLOCK } from '../sla/clock.ts';
import type { Tables } from '../tables.ts';
import { lockMine, mineOf, told } from './standing.ts';

/** Taken back by the applicant; what was paid for a review that has not begun is given back. */
export const withdrawApplication = (context: Context) => async (actor: Actor, id: string, version: number) => {
  const person = personOf(actor);
  await mineOf(context, person, id);
  const { payments, slots } = context.deps;
  return context.platform.db.write<Tables, Application>(person, async (tx) => {
    const row = await lockMine(context, tx, person, id, version);
    await move(
      tx,
      row,
      'withdraw',
      'applicant',
      { ...NO_CLOCK, expires_on: null, sent_back: null },
      { type: 'application.withdrawn', at: context.platform.clock.now() },
    );
    await slots?.release(tx, `application:${row.id}`);
    if (row.state === 'awaiting_payment') await payments?.cancel(tx, row.id);
    if (row.state === 'submitted') await payments?.refund(tx, row.id, 'withdrawn-before-review');
    return told(await loadApplication(tx.sql, id));
  });
};
