import { type Actor, system } from '../../../platform/actor.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { addDays, type Context, today } from '../context.ts';
import { opinionRows } from '../opinions/opinion-rows.ts';
import { columns, happened, lockApplication, move, type Writing } from '../records.ts';
import { askToForget } from '../retention.ts';
import type { ApplicationRow, Tables } from '../tables.ts';

const ALARM: Actor = system('clock');
/** Rows rung for in one round; the next minute takes the rest. */
const ROUND = 200;
/** Whole working days after the due date; then the head is called. */
const ESCALATED_AFTER = 1;

/**
 * Rings every alarm that is due. The dates stand in the rows; this only looks at them, so it may run twice, late or on two
 * instances at once: each alarm is one transaction on one locked row, and what has rung does not ring again.
 */
export const sweep = (context: Context) => async (): Promise<void> => {
  await each(context, overdue('warn_on', 'warned_at'), (tx, row) => warn(context, tx, row));
  await each(context, overdue('due_on', 'breached_at'), (tx, row) => breach(context, tx, row));
  const escalatedFrom = lateBy(context, ESCALATED_AFTER + 1);
  if (escalatedFrom) await each(context, longOverdue(escalatedFrom), (tx, row) => escalate(context, tx, row));
  await each(context, WAITED_LONG_ENOUGH, (tx, row) => expire(context, tx, row));
  await each(context, WITHOUT_DATE, (tx, row) => date(context, tx, row));
  await chaseOpinions(context);
  await discardDrafts(context);
};

type Due = (query: ReturnType<typeof columns>, today: string) => ReturnType<typeof columns>;
const atDesk: Due = (query) => query.where('state', 'in', ['submitted', 'in_review', 'consulting']);
const overdue =
  (day: 'warn_on' | 'due_on', rung: 'warned_at' | 'breached_at'): Due =>
  (query, now) =>
    atDesk(query, now)
      .where(rung, 'is', null)
      .where(day, day === 'due_on' ? '<' : '<=', now);
const longOverdue =
  (last: string): Due =>
  (query, now) =>
    atDesk(query, now).where('breached_at', 'is not', null).where('escalated_at', 'is', null).where('due_on', '<=', last);
const WAITED_LONG_ENOUGH: Due = (query, now) =>
  query
    .where('expires_on', '<', now)
    .where((where) => where.or([where('state', 'in', ['awaiting_party', 'awaiting_payment', 'sent_back']), where('fee_due', '=', true)]));
/** Registered when the calendar of the year was not published yet. */
const WITHOUT_DATE: Due = (query, now) => atDesk(query, now).where('due_on', 'is', null).where('clock_from', 'is not', null);

async function each(context: Context, due: Due, ring: (tx: Writing, row: ApplicationRow) => Promise<void>): Promise<void> {
  const { db } = context.platform;
  const now = today(context);
  const found = await db.read<Tables, { id: string }[]>(ALARM, (reading) =>
    due(columns(reading), now).orderBy('id').limit(ROUND).execute(),
  );
  for (const { id } of found) {
    await db.write<Tables, void>(ALARM, async (tx) => {
      await lockApplication(tx.sql, id);
      // Somebody may have moved it meanwhile: it is asked again under the lock.
      const row = await due(columns(tx.sql), now).where('id', '=', id).executeTakeFirst();
      if (row) await ring(tx, row);
    });
  }
}

async function warn(context: Context, tx: Writing, row: ApplicationRow): Promise<void> {
  const at = context.platform.clock.now();
  await set(tx, row, { warned_at: at });
  await happened(tx, row, { type: 'sla.warning', at, data: { dueOn: row.due_on } });
  if (row.assignee) await tell(tx, row, row.assignee, 'desk.sla-warning');
  else await tellRole(context, tx, row, 'supervisor', 'desk.sla-warning');
}

async function breach(context: Context, tx: Writing, row: ApplicationRow): Promise<void> {
  const at = context.platform.clock.now();
  await set(tx, row, { breached_at: at, warned_at: row.warned_at ?? at });
  await happened(tx, row, { type: 'sla.breached', at, data: { dueOn: row.due_on } });
  await tellRole(context, tx, row, 'supervisor', 'desk.sla-breached');
}

async function escalate(context: Context, tx: Writing, row: ApplicationRow): Promise<void> {
  const at = context.platform.clock.now();
  await set(tx, row, { escalated_at: at });
  await happened(tx, row, { type: 'sla.escalated', at, data: { to: 'head' } });
  await tellRole(context, tx, row, 'head', 'desk.sla-escalated');
}

async function expire(context: Context, tx: Writing, row: ApplicationRow): Promise<void> {
  const { payments, slots } = context.deps;
  await move(
    tx,
    row,
    'expire',
    'portal',
    { expires_on: null, sent_back: null, days_left: null, fee_due: false },
    { type: 'application.expired', at: context.platform.clock.now(), data: { waited: row.state } },
  );
  await slots?.release(tx, `application:${row.id}`);
  if (row.state === 'awaiting_payment' || row.fee_due) await payments?.cancel(tx, row.id);
  await tell(tx, row, row.acting ?? row.owner, 'application.expired', `/account/applications/${row.id}`);
}

async function date(context: Context, tx: Writing, row: ApplicationRow): Promise<void> {
  const left = Math.max(0, (row.term ?? 0) - row.worked_before);
  const due_on = context.days.dueOn(row.clock_from ?? '', left);
  if (due_on) await set(tx, row, { due_on });
}

/** The latest due date that lies `days` working days back. Undefined while the calendar behind it is not published. */
function lateBy(context: Context, days: number): string | undefined {
  const now = today(context);
  for (let back = 1; ; back++) {
    const day = addDays(now, -back);
    const late = context.days.between(day, now);
    if (late === undefined) return undefined;
    if (late >= days) return day;
  }
}

/** An answer owed beyond its date: the asking desk learns of it once. */
async function chaseOpinions(context: Context): Promise<void> {
  const { db, clock } = context.platform;
  const owed = (reading: Parameters<typeof opinionRows>[0]) =>
    opinionRows(reading)
      .where('answered_at', 'is', null)
      .where('recalled_at', 'is', null)
      .where('overdue_at', 'is', null)
      .where('due_on', '<', today(context));
  const found = await db.read<Tables, { id: string }[]>(ALARM, (reading) => owed(reading).limit(ROUND).execute());
  for (const { id } of found) {
    await db.write<Tables, void>(ALARM, async (tx) => {
      const opinion = await owed(tx.sql).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!opinion) return;
      const row = await lockApplication(tx.sql, opinion.application);
      const at = clock.now();
      await tx.sql.updateTable('applications.opinions').set({ overdue_at: at }).where('id', '=', id).execute();
      await happened(tx, row, { type: 'application.opinion-overdue', at, data: { opinion: id, of: opinion.agency } });
      if (row.assignee) await tell(tx, row, row.assignee, 'desk.opinion-overdue');
    });
  }
}

async function discardDrafts(context: Context): Promise<void> {
  await context.platform.db.write<Tables, void>(ALARM, async (tx) => {
    const files = await tx.sql
      .selectFrom('applications.uploads as u')
      .innerJoin('applications.drafts as d', 'd.id', 'u.draft')
      .select('u.sha256')
      .where('d.application', 'is', null)
      .where('d.expires_on', '<', today(context))
      .execute();
    const gone = await tx.sql
      .deleteFrom('applications.drafts')
      .where('application', 'is', null)
      .where('expires_on', '<', today(context))
      .returning(['id', 'owner', 'agency'])
      .execute();
    for (const { id, owner, agency } of gone)
      await tx.journal({ type: 'application.draft-expired', agency, subject: owner, entity: `draft:${id}` });
    await askToForget(
      tx,
      files.map(({ sha256 }) => sha256),
    );
  });
}

const set = (
  tx: Writing,
  row: ApplicationRow,
  changes: Partial<Pick<ApplicationRow, 'warned_at' | 'breached_at' | 'escalated_at' | 'due_on'>>,
) => tx.sql.updateTable('applications.applications').set(changes).where('id', '=', row.id).execute();

type Code = Parameters<typeof enqueueMessage>[1]['code'];
const tell = (tx: Writing, row: ApplicationRow, to: string, code: Code, link = `/account/desk/${row.agency}/${row.id}`): Promise<void> =>
  enqueueMessage(tx, {
    to,
    code,
    params: { number: row.number, service: row.service, agency: row.agency, ...(row.due_on ? { dueOn: row.due_on } : {}) },
    link,
    cause: `application:${row.id}:${code}:${row.version}`,
  });

async function tellRole(context: Context, tx: Writing, row: ApplicationRow, role: 'supervisor' | 'head', code: Code): Promise<void> {
  for (const to of await context.deps.identity.holdersOf(row.agency, role)) await tell(tx, row, to, code);
}
