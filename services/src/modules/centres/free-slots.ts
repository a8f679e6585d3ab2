import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import { ANONYMOUS } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { WorkingDays } from '../calendar/index.ts';
import type { Centre, Resource, Slot } from './centre.ts';
import { dayAfter, HORIZON_DAYS, inDushanbe, slotId, slotsOn } from './slot.ts';
import type { Reading, Tables } from './tables.ts';

/** Whoever asks sees how many places are left, never who has the others. */
export const freeSlots =
  ({ db, clock }: Platform, days: WorkingDays, centres: () => readonly Centre[]) =>
  async (resource: string, from: string, count: number, centre?: string): Promise<Slot[]> => {
    const now = clock.now();
    const today = dushanbeDate(now);
    const first = from < today ? today : from;
    const wanted = Math.max(0, Math.min(count, HORIZON_DAYS + 1));
    const dates = Array.from({ length: wanted }, (_, i) => dayAfter(first, i)).filter((day) => day <= dayAfter(today, HORIZON_DAYS));
    const [start] = dates;
    const end = dates.at(-1);
    if (!start || !end) return [];
    const places = centres().flatMap((place) =>
      centre === undefined || place.id === centre
        ? place.resources.filter(({ id }) => id === resource).map((of): [Centre, Resource] => [place, of])
        : [],
    );
    const taken = await db.read<Tables, Map<string, number>>(ANONYMOUS, async (reading) => {
      const all = new Map<string, number>();
      for (const [place] of places) {
        for (const { starts_at } of await seatsTaken(
          reading,
          place.id,
          resource,
          inDushanbe(start, '00:00'),
          inDushanbe(dayAfter(end), '00:00'),
        )) {
          const key = `${place.id} ${starts_at.getTime()}`;
          all.set(key, (all.get(key) ?? 0) + 1);
        }
      }
      return all;
    });
    return dates.flatMap((day) =>
      places.flatMap(([place, of]) =>
        (slotsOn(of, day, days) ?? []).flatMap(({ time, startsAt, endsAt }) => {
          const left = of.capacity - (taken.get(`${place.id} ${startsAt.getTime()}`) ?? 0);
          if (left <= 0 || startsAt <= now) return [];
          return [{ id: slotId({ resource, centre: place.id, day, time }), centre: place.id, resource, day, startsAt, endsAt, left }];
        }),
      ),
    );
  };

export async function seatsTaken(
  reading: Reading,
  centre: string,
  resource: string,
  from: Date,
  until: Date,
): Promise<{ starts_at: Date; seat: number }[]> {
  const { rows } = await sql<{
    starts_at: Date;
    seat: number;
  }>`select * from centres.seats_taken(${centre}, ${resource}, ${from}, ${until})`.execute(reading);
  return rows;
}
