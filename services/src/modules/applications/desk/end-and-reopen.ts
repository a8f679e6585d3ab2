import { type Actor, holds } from '../../../platform/actor.ts';
import { conflict, forbidden } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { type Context, officerOf, today, words } from '../context.ts';
import { move } from '../records.ts';
import { ended, resumed } from '../sla/clock.ts';
import { atWork, definitionAtDesk, ownCase, type Work } from './command.ts';

/** Ends it without a decision: it was made twice, or concerns another body. */
export const closeApplication = (context: Context) => async (actor: Actor, agency: string, id: string, version: number, reason: string) => {
  const note = words(reason, 'reason', 'reason-needed');
  return atWork(context, actor, agency, id, version, async (room) => {
    ownCase(room);
    const { tx, row, as, at } = room;
    await move(
      tx,
      row,
      'close',
      as,
      { ...ended(context.days, row, today(context)), note, decided_at: at, proposal: null },
      { type: 'application.closed', at, note },
    );
    await context.deps.slots?.release(tx, `application:${row.id}`);
    await tell(room, 'application.closed');
  });
};

/** The head takes a decision back, with a reason that stands in the timeline. */
export const reopenApplication =
  (context: Context) => async (actor: Actor, agency: string, id: string, version: number, reason: string) => {
    if (!holds(officerOf(actor, agency), 'head', agency)) throw forbidden('Only the head of the body reopens a decision');
    const note = words(reason, 'reason', 'reason-needed');
    const { workflow } = await definitionAtDesk(context, actor, agency, id);
    return atWork(context, actor, agency, id, version, (room) => reopen(context, room, note, workflow.clock));
  };

/** Back to the officer who had it; the clock runs on with what is left. */
export async function reopen(context: Context, room: Work, note: string, policy: 'continue' | 'reset' | undefined): Promise<void> {
  const { tx, row, at } = room;
  // The applicant is paying for it at this moment.
  if (row.fee_due) throw conflict('move-refused', 'The fee for issuing is asked for', { state: row.state, version: row.version });
  const back = await move(
    tx,
    row,
    'reopen',
    'head',
    {
      ...resumed(context.days, row, today(context), policy),
      decided_at: null,
      worked_days: null,
      on_time: null,
      reason: null,
      note: null,
      proposal: null,
    },
    { type: 'application.reopened', at, note },
  );
  await tell({ ...room, row: back }, 'application.reopened');
}

const tell = ({ tx, row, at }: Work, code: 'application.closed' | 'application.reopened'): Promise<void> =>
  enqueueMessage(tx, {
    to: row.acting ?? row.owner,
    code,
    params: { number: row.number, service: row.service, agency: row.agency },
    link: `/account/applications/${row.id}`,
    cause: `application:${row.id}:${code}:${at.getTime()}`,
  });
