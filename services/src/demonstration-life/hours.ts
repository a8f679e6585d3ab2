import { dushanbeDate } from '@hukumat/contract/locale';
import type { WorkingDays } from '../modules/calendar/index.ts';

const HOUR = 3_600_000;
/** Dushanbe is five hours ahead of UTC, all the year. */
const AHEAD = 5;
const OPENS = 8;
const CLOSES = 17;
const LUNCH = 12;
const DAY_HOURS = CLOSES - OPENS - 1;

/** A moment of a day in Dushanbe; `hour` may have a fraction. */
export const momentOf = (day: string, hour: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) + (hour - AHEAD) * HOUR);
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
export const later = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * HOUR);

/** A calendar year that is not published counts its weekends alone. */
const works = (days: WorkingDays, day: string): boolean => days.works(day) ?? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The moment after so many hours of office time, from `start` on: mornings and afternoons of working days, without lunch. */
export function afterOfficeHours(days: WorkingDays, start: Date, hours: number): Date {
  let day = dushanbeDate(start);
  let left = hours;
  let from = hourOf(start, day);
  for (let looked = 0; looked < 800; looked++, day = dayAfter(day, 1), from = 0) {
    if (!works(days, day)) continue;
    const done = officeHour(from);
    if (left <= DAY_HOURS - done) return momentOf(day, clockHour(done + left));
    left -= DAY_HOURS - done;
  }
  return momentOf(day, CLOSES);
}

/** Hours of office time that have passed at this hour of the day, and the way back. */
const officeHour = (hour: number): number =>
  hour <= LUNCH ? Math.max(0, hour - OPENS) : Math.min(DAY_HOURS, Math.max(LUNCH - OPENS, hour - OPENS - 1));
const clockHour = (office: number): number => (office <= LUNCH - OPENS ? OPENS + office : OPENS + office + 1);
const hourOf = (moment: Date, day: string): number => (moment.getTime() - momentOf(day, 0).getTime()) / HOUR;
