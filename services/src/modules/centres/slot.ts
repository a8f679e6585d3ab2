import type { WorkingDays } from '../calendar/index.ts';
import type { Resource } from './centre.ts';

/** How far ahead a slot can be booked, in days. */
export const HORIZON_DAYS = 60;

export interface SlotName {
  resource: string;
  centre: string;
  day: string;
  time: string;
}

export interface OpenSlot {
  time: string;
  startsAt: Date;
  endsAt: Date;
}

const NAME = /^([a-z][a-z0-9-]{0,60})\.([a-z][a-z0-9-]{0,60})\.(\d{4})(\d{2})(\d{2})\.(\d{2})(\d{2})$/;

export const slotId = ({ resource, centre, day, time }: SlotName): string =>
  `${resource}.${centre}.${day.replaceAll('-', '')}.${time.replace(':', '')}`;

/** Undefined for what is no name of a slot. */
export function readSlotId(id: string): SlotName | undefined {
  const [, resource, centre, year, month, date, hour, minute] = NAME.exec(id) ?? [];
  if (!resource || !centre) return undefined;
  const day = `${year}-${month}-${date}`;
  // 31 November would be read as 1 December: one time must not have two names.
  return isDay(day) ? { resource, centre, day, time: `${hour}:${minute}` } : undefined;
}

/** All slots of one day, taken or not. Empty on a day that is not worked; undefined when the year's calendar is not published. */
export function slotsOn(
  { weekly, slotMinutes }: Pick<Resource, 'weekly' | 'slotMinutes'>,
  day: string,
  days: WorkingDays,
): OpenSlot[] | undefined {
  const works = days.works(day);
  if (works === undefined) return undefined;
  if (!works) return [];
  // A weekend day that is worked in place of another keeps Friday's hours.
  const spans = weekly[weekdayOf(day)] ?? (Number(weekdayOf(day)) > 5 ? weekly['5'] : undefined) ?? [];
  return spans.flatMap((span) => {
    const [from = 0, until = 0] = span.split('-').map(minutesOf);
    const count = Math.max(0, Math.floor((until - from) / slotMinutes));
    return Array.from({ length: count }, (_, i) => {
      const time = timeOf(from + i * slotMinutes);
      const startsAt = inDushanbe(day, time);
      return { time, startsAt, endsAt: new Date(startsAt.getTime() + slotMinutes * 60_000) };
    });
  });
}

/** The moment of a wall clock in Dushanbe, which has no summer time. */
export const inDushanbe = (day: string, time: string): Date => new Date(`${day}T${time}:00+05:00`);
const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};
const weekdayOf = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};
const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
