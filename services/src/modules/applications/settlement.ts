import { enqueueMessage } from '../notifications/index.ts';
import { errand } from './carry-on.ts';
import type { Context } from './context.ts';
import { registerNow } from './hand-in/registration.ts';
import type { Handed } from './ports.ts';
import { happened, lockApplication, move, type Writing } from './records.ts';
import type { ApplicationRow } from './tables.ts';

/** What money that has come, or has not come in time, does to its application: inside the transaction of the payment. */
export function listenToPayments(context: Context): void {
  const { payments } = context.deps;
  payments?.onSettled((tx, { application, invoice }) => settled(context, tx, application, invoice));
  payments?.onExpired((tx, { application }) => unpaid(context, tx, application));
}

async function settled(context: Context, tx: Handed, application: string, invoice: string): Promise<void> {
  const writing: Writing = tx;
  const row = await lockApplication(writing.sql, application);
  const at = context.platform.clock.now();
  if (row.state === 'awaiting_payment') {
    await registerNow(context, writing, row, 'settle', 'portal', { data: { invoice } });
    // A notification is answered by the portal as soon as the payment has committed.
    await errand(writing, application);
  } else if (row.state === 'approved' && row.fee_due) {
    await writing.sql.updateTable('applications.applications').set({ fee_due: false, expires_on: null }).where('id', '=', row.id).execute();
    await happened(writing, row, { type: 'payment.settled', at, data: { invoice } });
    await writing.enqueue('issue-document', { application: row.id }, { singletonKey: row.id });
  } else {
    // It was taken back while the payment was under way.
    await context.deps.payments?.refund(tx, application, `application-${row.state.replaceAll('_', '-')}`, invoice);
  }
}

async function unpaid(context: Context, tx: Handed, application: string): Promise<void> {
  const writing: Writing = tx;
  const row = await lockApplication(writing.sql, application);
  const at = context.platform.clock.now();
  if (row.state === 'approved' && row.fee_due) {
    // The decision stands; a new invoice can be asked for until its own last day.
    await happened(writing, row, { type: 'payment.expired', at, data: { until: row.expires_on } });
    await tell(writing, row, at, 'application.fee-expired');
    return;
  }
  if (row.state !== 'awaiting_payment') return;
  await move(writing, row, 'expire', 'portal', { expires_on: null }, { type: 'application.expired', at, data: { waited: row.state } });
  await context.deps.slots?.release(tx, `application:${row.id}`);
  await tell(writing, row, at, 'application.expired');
}

const tell = (tx: Writing, row: ApplicationRow, at: Date, code: 'application.fee-expired' | 'application.expired'): Promise<void> =>
  enqueueMessage(tx, {
    to: row.owner,
    code,
    params: { number: row.number, service: row.service, agency: row.agency },
    link: `/account/applications/${row.id}${code === 'application.expired' ? '' : '/pay'}`,
    cause: `application:${row.id}:${code}:${at.getTime()}`,
  });
