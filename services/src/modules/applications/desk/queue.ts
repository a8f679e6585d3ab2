import type { ApplicationState } from '@hukumat/contract';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { unprocessable } from '../../../platform/problem.ts';
import { AT_DESK } from '../application.ts';
import { type Context, officerOf, today } from '../context.ts';
import type { QueueCounts, QueueFilter, QueuePage } from '../model.ts';
import { applicationOf, columns } from '../records.ts';
import type { Tables } from '../tables.ts';

const PAGE = 50;
const MOST = 200;
/** Those without a date stand last. */
const DUE = sql<string>`coalesce(due_on, 'infinity'::date)`;

/** A page of the agency's applications, those due first on top; where it ended is told, so that the next page loses and repeats none. */
export const listQueue =
  (context: Context) =>
  async (actor: Actor, agency: string, filter: QueueFilter = {}): Promise<QueuePage> => {
    const officer = officerOf(actor, agency);
    const limit = Math.min(Math.max(filter.limit ?? PAGE, 1), MOST);
    const after = filter.after === undefined ? undefined : placeOf(filter.after);
    const assignee = filter.mine ? officer.subject : filter.assignee;
    const text = filter.text?.trim();
    return context.platform.db.read<Tables, QueuePage>(officer, async (db) => {
      let query = columns(db)
        .select(sql<string>`${DUE}::text`.as('place'))
        .where('agency', '=', agency)
        .orderBy(DUE)
        .orderBy('id')
        .limit(limit + 1);
      // What still waits for a second person or for payment has not come to the desk.
      query = filter.state
        ? query.where('state', '=', filter.state)
        : query.where('state', 'not in', ['awaiting_party', 'awaiting_payment']);
      if (filter.open) query = query.where('state', 'in', [...AT_DESK]);
      if (filter.service) query = query.where('service', '=', filter.service);
      if (assignee) query = query.where('assignee', '=', assignee);
      if (filter.unassigned) query = query.where('assignee', 'is', null);
      if (filter.overdue) query = query.where('due_on', '<', today(context)).where('state', 'in', [...AT_DESK]);
      if (filter.dueBefore) query = query.where('due_on', '<', filter.dueBefore);
      if (text) {
        const like = `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
        query = query.where((e) => e.or([e('number', 'ilike', like), e('applicant', 'ilike', like)]));
      }
      if (after) query = query.where(sql<boolean>`(${DUE}, id) > (${after.due}::date, ${after.id}::uuid)`);
      const rows = await query.execute();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit).map((row) => applicationOf(row, [], [])),
        ...(last ? { next: `${last.place}_${last.id}` } : {}),
      };
    });
  };

function placeOf(text: string): { due: string; id: string } {
  const [due = '', id = ''] = text.split('_');
  if (!/^(infinity|\d{4}-\d{2}-\d{2})$/.test(due) || !/^[0-9a-f-]{36}$/.test(id))
    throw unprocessable('place-unknown', 'Ask for the first page again', { field: 'after' });
  return { due, id };
}

/** What the desk has before it, in numbers. */
export const countQueue = (context: Context) => async (actor: Actor, agency: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.read<Tables, QueueCounts>(officer, async (db) => {
    const open = sql<boolean>`state in ('submitted', 'in_review', 'consulting')`;
    const rows = await db
      .selectFrom('applications.applications')
      .where('agency', '=', agency)
      .groupBy('state')
      .select([
        'state',
        sql<number>`count(*)::int`.as('all'),
        sql<number>`(count(*) filter (where ${open} and due_on < ${today(context)}::date))::int`.as('overdue'),
        sql<number>`(count(*) filter (where ${open} and assignee is null))::int`.as('unassigned'),
        sql<number>`(count(*) filter (where ${open} and assignee = ${officer.subject}))::int`.as('mine'),
      ])
      .execute();
    const sum = (name: 'overdue' | 'unassigned' | 'mine') => rows.reduce((total, row) => total + row[name], 0);
    return {
      states: Object.fromEntries(rows.map(({ state, all }) => [state, all])) as Partial<Record<ApplicationState, number>>,
      overdue: sum('overdue'),
      unassigned: sum('unassigned'),
      mine: sum('mine'),
    };
  });
};
