import type { ServiceDefinition } from '@hukumat/contract';
import { enqueueMessage } from '../../notifications/index.ts';
import type { Action, Party } from '../application.ts';
import { type Context, today } from '../context.ts';
import { type Happening, move, type Writing } from '../records.ts';
import { ended, started } from '../sla/clock.ts';
import type { ApplicationRow } from '../tables.ts';

/** What a row gets when the desk's clock starts. */
export function registration(context: Context, term: number) {
  return { ...started(context.days, today(context), term), registered_at: context.platform.clock.now(), expires_on: null };
}

/** From waiting to the desk: the clock starts, and the applicant gets the date. */
export async function registerNow(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  action: Extract<Action, 'submit' | 'settle'>,
  by: Party,
  happening: Omit<Happening, 'at' | 'type'> = {},
): Promise<ApplicationRow> {
  const at = context.platform.clock.now();
  const moved = await move(tx, row, action, by, registration(context, row.term ?? 0), {
    ...happening,
    type: 'application.registered',
    at,
  });
  await tellRegistered(tx, moved);
  return moved;
}

export async function tellRegistered(tx: Writing, row: ApplicationRow): Promise<void> {
  for (const to of new Set([row.owner, ...(row.acting ? [row.acting] : [])])) {
    await enqueueMessage(tx, {
      to,
      code: 'application.submitted',
      params: { number: row.number, service: row.service, agency: row.agency, ...(row.due_on ? { dueOn: row.due_on } : {}) },
      link: `/account/applications/${row.id}`,
      cause: `application:${row.id}:submitted:1`,
    });
  }
}

/** A notification needs nobody's decision: the portal takes it up and answers in the same transaction. */
export async function answerAtOnce(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  definition: ServiceDefinition,
): Promise<ApplicationRow> {
  const at = context.platform.clock.now();
  const taken = await move(tx, row, 'claim', 'portal', {}, { type: 'application.registered', at });
  const approved = await move(
    tx,
    taken,
    'approve',
    'portal',
    { ...ended(context.days, taken, today(context)), decided_at: at },
    { type: 'application.decided', at, data: { approved: true, by: 'portal' } },
  );
  if (definition.output) await tx.enqueue('issue-document', { application: row.id }, { singletonKey: row.id });
  return approved;
}
