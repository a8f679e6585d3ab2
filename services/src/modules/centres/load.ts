import { dushanbeDate } from '@hukumat/contract/locale';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { placeOf, supervisor } from './counter.ts';
import { dayAfter, inDushanbe } from './slot.ts';
import type { Tables } from './tables.ts';

export interface Load {
  centre: string;
  day: string;
  waiting: number;
  atDesks: number;
  served: number;
  noShows: number;
  appointments: number;
  arrived: number;
  /** Minutes from taking a number to being called; absent before anybody was. */
  waitMinutes?: { median: number; longest: number };
  /** Per operator of the day. */
  operators: { operator: string; served: number }[];
}

/** How a centre's day goes. */
export const loadOf =
  ({ db, clock }: Platform) =>
  async (actor: Actor, wanted?: string): Promise<Load> => {
    const person = supervisor(actor);
    const day = dushanbeDate(clock.now());
    return db.read<Tables, Load>(person, async (sql) => {
      const centre = await placeOf(sql, person, wanted);
      const tickets = await sql.selectFrom('centres.tickets').selectAll().where('centre', '=', centre).where('day', '=', day).execute();
      const appointments = await sql
        .selectFrom('centres.appointments')
        .select('state')
        .where('centre', '=', centre)
        .where('starts_at', '>=', inDushanbe(day, '00:00'))
        .where('starts_at', '<', inDushanbe(dayAfter(day), '00:00'))
        .where('state', '<>', 'cancelled')
        .execute();
      const count = (...states: string[]) => tickets.filter(({ state }) => states.includes(state)).length;
      const waits = tickets
        .flatMap(({ made_at, called_at }) => (called_at ? [Math.round((called_at.getTime() - made_at.getTime()) / 60_000)] : []))
        .sort((a, b) => a - b);
      const done = tickets.filter(({ state }) => state === 'done');
      const operators = [...new Set(done.flatMap(({ operator }) => operator ?? []))].sort();
      return {
        centre,
        day,
        waiting: count('waiting'),
        atDesks: count('called', 'serving'),
        served: done.length,
        noShows: count('no_show'),
        appointments: appointments.length,
        arrived: appointments.filter(({ state }) => state === 'arrived').length,
        ...(waits.length > 0
          ? { waitMinutes: { median: waits[Math.floor((waits.length - 1) / 2)] ?? 0, longest: waits.at(-1) ?? 0 } }
          : {}),
        operators: operators.map((operator) => ({ operator, served: done.filter((one) => one.operator === operator).length })),
      };
    });
  };
