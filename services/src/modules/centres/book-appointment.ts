import { randomInt } from 'node:crypto';
import { dushanbeDate, formatDateTime } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';
import { conflict, Problem, unprocessable } from '../../platform/problem.ts';
import type { WorkingDays } from '../calendar/index.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { AnyCommand, Appointment, Booking, Centre, Resource } from './centre.ts';
import { seatsTaken } from './free-slots.ts';
import { dayAfter, HORIZON_DAYS, type OpenSlot, readSlotId, slotsOn } from './slot.ts';
import { appointmentOf, type Reading } from './tables.ts';

/** Appointments ahead that one person may hold, so that nobody keeps places from others. */
const MAX_AHEAD = 3;

export interface Wanted {
  centre: Centre;
  resource: Resource;
  slot: OpenSlot;
}

/** The slot of an id if it can be booked at this moment. @throws Problem 422 `slot-unknown`, 409 `slot-past | calendar-unpublished`. */
export function wantedSlot(id: string, resource: string, now: Date, days: WorkingDays, centres: readonly Centre[]): Wanted {
  const unknown = () => unprocessable('slot-unknown', 'There is no such time to book');
  const name = readSlotId(id);
  if (!name || name.resource !== resource) throw unknown();
  const centre = centres.find((one) => one.id === name.centre);
  const found = centre?.resources.find((one) => one.id === resource);
  if (!centre || !found) throw unknown();
  const open = slotsOn(found, name.day, days);
  if (!open) throw conflict('calendar-unpublished', 'The calendar of that year is not published yet');
  const slot = open.find(({ time }) => time === name.time);
  if (!slot || name.day > dayAfter(dushanbeDate(now), HORIZON_DAYS)) throw unknown();
  if (slot.startsAt <= now) throw conflict('slot-past', 'This time has passed');
  return { centre, resource: found, slot };
}

/** Takes a place in a slot. The same cause again is the same appointment. */
export const bookAppointment =
  ({ clock }: Platform, days: WorkingDays, centres: () => readonly Centre[]) =>
  async (tx: AnyCommand, { slot: id, resource: of, holder, cause, service }: Booking): Promise<Appointment> => {
    const { actor } = tx;
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
    const now = clock.now();
    await oneAtATime(tx, `holder ${holder}`);
    const own = await ofCause(tx, cause);
    if (own) return own;
    const wanted = wantedSlot(id, of, now, days, centres());
    await refuseHoarding(tx, holder, wanted, now);
    const seat = await takeSeat(tx, id, wanted);
    const row = await (tx.sql as Reading)
      .insertInto('centres.appointments')
      .values({
        centre: wanted.centre.id,
        resource: of,
        starts_at: wanted.slot.startsAt,
        ends_at: wanted.slot.endsAt,
        seat,
        holder,
        holder_name: holder === actor.subject ? actor.name : '',
        booked_by: actor.subject,
        service: service ?? null,
        cause,
        code: checkInCode(),
        state: 'booked',
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await tx.journal({
      type: 'appointment.booked',
      agency: wanted.centre.agency,
      subject: holder,
      entity: `appointment:${row.id}`,
      data: { slot: id, cause },
    });
    await tellHolder(tx, 'appointment.booked', appointmentOf(row));
    await tx.notify(CHANGED, wanted.centre.id);
    return appointmentOf(row);
  };

/** Told when a queue or its appointments change; the payload is the place. */
export const CHANGED = 'centre_changed';

async function ofCause(tx: AnyCommand, cause: string): Promise<Appointment | undefined> {
  const row = await (tx.sql as Reading)
    .selectFrom('centres.appointments')
    .selectAll()
    .where('cause', '=', cause)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  return row && appointmentOf(row);
}

/** @throws Problem 409 `appointment-limit | appointment-same-day`. `except` is the appointment that is being moved. */
export async function refuseHoarding(
  tx: AnyCommand,
  holder: string,
  { resource, slot }: Wanted,
  now: Date,
  except?: string,
): Promise<void> {
  const { rows } = await sql<{ id: string; resource: string; starts_at: Date }>`select * from centres.held(${holder}, ${now})`.execute(
    tx.sql,
  );
  const held = rows.filter(({ id }) => id !== except);
  if (held.length >= MAX_AHEAD) throw conflict('appointment-limit', `${MAX_AHEAD} appointments ahead are the most`, { most: MAX_AHEAD });
  const day = dushanbeDate(slot.startsAt);
  if (held.some((one) => one.resource === resource.id && dushanbeDate(one.starts_at) === day))
    throw conflict('appointment-same-day', 'There is an appointment for this on that day already');
}

/** The first free place of a slot; everybody else who wants it waits for this transaction. @throws Problem 409 `slot-taken`. */
export async function takeSeat(tx: AnyCommand, id: string, { centre, resource, slot }: Wanted): Promise<number> {
  await oneAtATime(tx, `slot ${id}`);
  const rows = await seatsTaken(tx.sql as Reading, centre.id, resource.id, slot.startsAt, slot.endsAt);
  const taken = new Set(rows.filter(({ starts_at }) => starts_at.getTime() === slot.startsAt.getTime()).map(({ seat }) => seat));
  const seat = Array.from({ length: resource.capacity }, (_, i) => i + 1).find((one) => !taken.has(one));
  if (seat === undefined) throw conflict('slot-taken', 'Somebody was quicker; choose another time');
  return seat;
}

export const oneAtATime = (tx: AnyCommand, what: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${what}, 90))`.execute(tx.sql);

export const tellHolder = (
  tx: AnyCommand,
  code: 'appointment.booked' | 'appointment.moved' | 'appointment.cancelled' | 'appointment.missed',
  { id, holder, startsAt }: Pick<Appointment, 'id' | 'holder' | 'startsAt'>,
) =>
  enqueueMessage(tx, {
    to: holder,
    code,
    params: { when: formatDateTime(startsAt, 'tg') },
    link: '/account/appointments',
    cause: `appointment:${id}:${code}:${startsAt.getTime()}`,
  });

/** Letters that are not taken for one another when they are read aloud. */
const LETTERS = 'ABCDEFHKLMNPRTUVXY3479';
const checkInCode = (): string => Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
