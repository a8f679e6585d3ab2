import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { forbidden } from '../../../platform/problem.ts';
import { type Context, officerOf, supervises, today } from '../context.ts';
import type { Load } from '../model.ts';
import type { Tables } from '../tables.ts';

/** Upper ends of the ages shown, in working days since registration; the last is open. */
const AGES = [2, 5, 10, 20];
/** Days in which what an officer decided is counted. */
const LOOK_BACK = 30;

/** What a supervisor looks at in the morning: who carries how much, what grows old, what is late. */
export const deskLoad = (context: Context) => async (actor: Actor, agency: string) => {
  const officer = officerOf(actor, agency);
  if (!supervises(officer, agency)) throw forbidden('Only a supervisor sees the load of others');
  const since = new Date(context.platform.clock.now().getTime() - LOOK_BACK * 86_400_000);
  return context.platform.db.read<Tables, Load>(officer, async (db) => {
    const open = await db
      .selectFrom('applications.applications')
      .select(['assignee', 'assignee_name', 'registered_at', 'warned_at', 'breached_at', 'escalated_at'])
      .select(sql<boolean>`coalesce(due_on < ${today(context)}::date, false)`.as('late'))
      .where('agency', '=', agency)
      .where('state', 'in', ['submitted', 'in_review', 'consulting'])
      .execute();
    const decided = await db
      .selectFrom('applications.applications')
      .select(['assignee', 'assignee_name', sql<number>`count(*)::int`.as('count')])
      .where('agency', '=', agency)
      .where('decided_at', '>=', since)
      .where('assignee', 'is not', null)
      .groupBy(['assignee', 'assignee_name'])
      .execute();
    const owed = await db
      .selectFrom('applications.opinions')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('asking', '=', agency)
      .where('answered_at', 'is', null)
      .where('recalled_at', 'is', null)
      .where('due_on', '<', today(context))
      .executeTakeFirstOrThrow();
    const ages = agesOf(context, open);
    return {
      officers: perOfficer(open, decided),
      ageing: [...AGES, undefined].map((upTo, i) => ({
        ...(upTo === undefined ? {} : { upTo }),
        count: ages.filter((age) => age > (AGES[i - 1] ?? -1) && (upTo === undefined || age <= upTo)).length,
      })),
      open: open.length,
      warned: open.filter((row) => row.warned_at).length,
      breached: open.filter((row) => row.breached_at).length,
      escalated: open.filter((row) => row.escalated_at).length,
      opinionsOverdue: owed.count,
    };
  });
};

/** Working days since registration; counted once for each day, since thousands were registered on few days. */
function agesOf(context: Context, open: readonly { registered_at: Date | null }[]): number[] {
  const counted = new Map<string, number>();
  return open.map(({ registered_at }) => {
    if (!registered_at) return 0;
    const day = dushanbeDate(registered_at);
    const age = counted.get(day) ?? context.days.between(day, today(context)) ?? 0;
    counted.set(day, age);
    return age;
  });
}

function perOfficer(
  open: readonly { assignee: string | null; assignee_name: string | null; late: boolean }[],
  decided: readonly { assignee: string | null; assignee_name: string | null; count: number }[],
): Load['officers'] {
  const people = new Map<string, Load['officers'][number]>();
  const of = (subject: string, name: string | null) => {
    const found = people.get(subject) ?? { subject, name: name ?? subject, open: 0, overdue: 0, decided: 0 };
    people.set(subject, found);
    return found;
  };
  for (const row of open) {
    if (!row.assignee) continue;
    const officer = of(row.assignee, row.assignee_name);
    officer.open += 1;
    if (row.late) officer.overdue += 1;
  }
  for (const row of decided) if (row.assignee) of(row.assignee, row.assignee_name).decided += row.count;
  return [...people.values()].sort((a, b) => b.open - a.open || a.name.localeCompare(b.name));
}
