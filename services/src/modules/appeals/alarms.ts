import { dushanbeDate } from '@hukumat/contract/locale';
import { actorName, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { daysAfter, WARN_DAYS } from './appeal.ts';
import { appealRows, lastDay, type Tables } from './tables.ts';

const TASK = system('appeal-alarms');

/** Writes into each waiting appeal's history that its last day is near, or over. Each once; the last day itself stands in the row. */
export const writeAlarms =
  ({ db, clock }: Platform) =>
  async (): Promise<void> => {
    const now = clock.now();
    const today = dushanbeDate(now);
    await db.write<Tables, void>(TASK, async (tx) => {
      const waiting = await appealRows(tx.sql)
        .where('state', '=', 'received')
        .where(lastDay, '<=', daysAfter(today, WARN_DAYS))
        .orderBy('id')
        .forUpdate()
        .execute();
      for (const row of waiting) {
        const last = row.extended_until ?? row.due_on;
        const type = last < today ? 'appeal.overdue' : 'appeal.due-soon';
        const told = await tx.sql
          .selectFrom('appeals.events')
          .select('id')
          .where('appeal', '=', row.id)
          .where('type', '=', type)
          .where('note', '=', last)
          .executeTakeFirst();
        if (told) continue;
        await tx.sql
          .insertInto('appeals.events')
          .values({ appeal: row.id, at: now, type, actor: actorName(TASK), actor_name: '', agency: row.agency, note: last })
          .execute();
        await tx.journal({ type, agency: row.agency, entity: `appeal:${row.id}`, data: { number: row.number, lastDay: last } });
      }
    });
  };
