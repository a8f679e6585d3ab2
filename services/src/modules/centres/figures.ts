import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import { ANONYMOUS } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { dayAfter } from './slot.ts';
import type { Tables } from './tables.ts';

/** Over how many days the public figures are taken, today among them. */
export const FIGURE_DAYS = 30;
/** Fewer visits say nothing about a centre and too much about those who came. */
const FEWEST = 10;

export interface Figures {
  /** People who were served. */
  visits: number;
  /** The middle of the waiting times, from a number's being given to its being called. */
  waitMinutes: number;
  /** Applications handed in with the help of an operator. */
  assisted: number;
}

/** How a centre worked of late; undefined while too few have come. */
export const figuresOf =
  ({ db, clock }: Platform) =>
  async (centre: string): Promise<Figures | undefined> => {
    const today = dushanbeDate(clock.now());
    const { rows } = await db.read<Tables, { rows: { visits: number; wait_minutes: number | null; assisted: number }[] }>(
      ANONYMOUS,
      (reading) =>
        sql<{
          visits: number;
          wait_minutes: number | null;
          assisted: number;
        }>`select * from centres.figures(${centre}, ${dayAfter(today, 1 - FIGURE_DAYS)}::date, ${today}::date)`.execute(reading),
    );
    const [row] = rows;
    if (!row || row.visits < FEWEST) return undefined;
    return { visits: row.visits, waitMinutes: Math.round(row.wait_minutes ?? 0), assisted: row.assisted };
  };
