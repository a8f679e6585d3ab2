import type { ServiceDefinition } from '@hukumat/contract';
import { system } from '../../platform/actor.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { addDays, type Context, definitionOf, today } from './context.ts';
import { BEFORE_REVIEW, charge, linesOf } from './hand-in/fees.ts';
import { answerAtOnce, registerNow } from './hand-in/registration.ts';
import type { Application } from './model.ts';
import { loadApplication, lockApplication, move, type Writing } from './records.ts';
import { resumed } from './sla/clock.ts';
import type { ApplicationRow, Tables } from './tables.ts';

const JOB = 'carry-on-application';
const PORTAL = system('carry-on');
/** Days to pay in before an application that waits for payment expires; never beyond the year, whose prices end with it. */
const PAYMENT_DAYS = 30;
export function payUntil(day: string): string {
  const last = addDays(day, PAYMENT_DAYS);
  const yearEnd = `${day.slice(0, 4)}-12-31`;
  return last < yearEnd ? last : yearEnd;
}

/** Asks in a transaction that the portal goes on with an application after it: the next move is the portal's own. */
export const errand = (tx: Pick<Writing, 'enqueue'>, application: string): Promise<void> =>
  tx.enqueue(JOB, { application }, { singletonKey: application });

export function declareErrands(context: Context): void {
  context.platform.jobs.handle(JOB, async ({ application }) => {
    await goOn(context, String(application));
  });
}

/** The same at once, after commit. What fails here is the job's to repeat. */
export const carryOn = (context: Context) => async (application: string) => {
  await goOn(context, application).catch((error: unknown) =>
    context.platform.log.warn({ error, application }, 'going on at once failed; the job will repeat it'),
  );
};

/** Whatever somebody else's act has made possible. Asking again changes nothing. */
async function goOn(context: Context, id: string): Promise<void> {
  const { db } = context.platform;
  const seen = await db.read<Tables, Application>(PORTAL, (reading) => loadApplication(reading, id));
  const definition = await definitionOf(context)(seen);
  const row = await db.write<Tables, ApplicationRow>(PORTAL, async (tx) => {
    let now = await lockApplication(tx.sql, id);
    if (now.state === 'awaiting_party' && now.signatures.some((one) => one.as === 'party') && now.registered_at) {
      now = await backToDesk(context, tx, now, definition);
    } else if (now.state === 'awaiting_party' && now.signatures.some((one) => one.as === 'party')) {
      const lines = context.deps.payments ? linesOf(definition, now.answers, today(context), BEFORE_REVIEW) : [];
      now = lines.length > 0 ? await askPayment(context, tx, now, lines) : await registerNow(context, tx, now, 'submit', 'portal');
    }
    if (now.state === 'consulting' && (await opinionsOwed(tx, id)) === 0) {
      const at = context.platform.clock.now();
      now = await move(tx, now, 'give-opinion', 'portal', {}, { type: 'application.opinion-received', at });
    }
    if (now.state === 'submitted' && definition.workflow.kind === 'immediate') now = await answerAtOnce(context, tx, now, definition);
    return now;
  });
  if (row.state === 'approved' && definition.output && !row.fee_due) await context.approved(id);
}

/** Signed anew after a correction: the clock runs on, and the file is where it was. */
async function backToDesk(context: Context, tx: Writing, row: ApplicationRow, { workflow }: ServiceDefinition): Promise<ApplicationRow> {
  const at = context.platform.clock.now();
  const running = resumed(context.days, row, today(context), workflow.clock);
  const data = running.due_on ? { dueOn: running.due_on } : {};
  const back = await move(tx, row, 'submit', 'portal', { expires_on: null, ...running }, { type: 'sla.resumed', at, data });
  return backToOfficer(tx, back, at);
}

/** It goes on where it stopped: with the officer who asked. */
export async function backToOfficer(tx: Writing, row: ApplicationRow, at: Date): Promise<ApplicationRow> {
  if (!row.assignee) return row;
  return move(tx, row, 'claim', 'portal', {}, { type: 'application.assigned', at, data: { assignee: row.assignee } });
}

async function askPayment(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  lines: Parameters<typeof charge>[3],
): Promise<ApplicationRow> {
  const expires_on = payUntil(today(context));
  const at = context.platform.clock.now();
  const asked = await move(
    tx,
    row,
    'ask-payment',
    'portal',
    { expires_on },
    { type: 'payment.requested', at, data: { until: expires_on } },
  );
  await charge(context, tx, asked, lines, 'hand-in');
  await tellToPay(tx, asked);
  return asked;
}

/** The one message that asks for money, whatever it is for; only the owner pays. */
export const tellToPay = (
  tx: Writing,
  row: ApplicationRow,
  code: 'application.awaiting-payment' | 'application.fee-due' = 'application.awaiting-payment',
): Promise<void> =>
  enqueueMessage(tx, {
    to: row.owner,
    code,
    params: { number: row.number, service: row.service, agency: row.agency },
    link: `/account/applications/${row.id}/pay`,
    cause: `application:${row.id}:payment:${row.version}`,
  });

async function opinionsOwed(tx: Writing, application: string): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('applications.opinions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('application', '=', application)
    .where('answered_at', 'is', null)
    .where('recalled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
