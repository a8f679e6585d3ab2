import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, notFound, Problem } from '../../platform/problem.ts';
import type { WorkingDays } from '../calendar/index.ts';
import { CHANGED, oneAtATime, refuseHoarding, takeSeat, tellHolder, wantedSlot } from './book-appointment.ts';
import type { AnyCommand, Appointment, Centre } from './centre.ts';
import { type AppointmentRow, appointmentOf, type Reading, type Tables } from './tables.ts';

const agencyOf = (centres: readonly Centre[], id: string): string => centres.find((one) => one.id === id)?.agency ?? 'service-centre';

/** Gives a slot back when what it was booked for has ended, whoever ended it. Nothing booked: nothing happens. */
export const releaseAppointment =
  (centres: () => readonly Centre[]) =>
  async (tx: AnyCommand, cause: string): Promise<void> => {
    const { rows } = await sql<{
      id: string;
      centre: string;
      holder: string;
      starts_at: Date;
    }>`select * from centres.give_back(${cause})`.execute(tx.sql);
    for (const { id, centre, holder, starts_at } of rows)
      await cancelled(tx, centres(), { id, centre, holder, startsAt: starts_at }, cause);
  };

/** The holder gives the time back. @throws Problem 404; 409 `appointment-over` when it has begun or was cancelled. */
export const cancelAppointment =
  ({ db, clock }: Platform, centres: () => readonly Centre[]) =>
  async (actor: Actor, id: string): Promise<Appointment> =>
    db.write<Tables, Appointment>(personOf(actor), async (tx) => {
      const row = await ownAhead(tx, actor, id, clock.now());
      const changed = await tx.sql
        .updateTable('centres.appointments')
        .set({ state: 'cancelled' })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await cancelled(tx, centres(), appointmentOf(changed), row.cause);
      return appointmentOf(changed);
    });

/**
 * The holder takes another time for the same thing; the old place is free in the same moment. Who has missed the time of an
 * application that still waits takes a new one the same way. @throws as booking does.
 */
export const moveAppointment =
  ({ db, clock }: Platform, days: WorkingDays, centres: () => readonly Centre[]) =>
  async (actor: Actor, id: string, slot: string): Promise<Appointment> =>
    db.write<Tables, Appointment>(personOf(actor), async (tx) => {
      const now = clock.now();
      await oneAtATime(tx, `holder ${personOf(actor).subject}`);
      const row = await ownAhead(tx, actor, id, now, true);
      const before = appointmentOf(row);
      if (before.slot === slot) return before;
      const wanted = wantedSlot(slot, row.resource, now, days, centres());
      await refuseHoarding(tx, row.holder, wanted, now, row.id);
      const seat = await takeSeat(tx, slot, wanted);
      const changed = await tx.sql
        .updateTable('centres.appointments')
        .set({
          state: 'booked',
          centre: wanted.centre.id,
          starts_at: wanted.slot.startsAt,
          ends_at: wanted.slot.endsAt,
          seat,
          reminded_at: null,
        })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await tx.journal({
        type: 'appointment.moved',
        agency: wanted.centre.agency,
        subject: row.holder,
        entity: `appointment:${row.id}`,
        data: { from: before.slot, to: slot },
      });
      await tellHolder(tx, 'appointment.moved', appointmentOf(changed));
      for (const place of new Set([row.centre, wanted.centre.id])) await tx.notify(CHANGED, place);
      return appointmentOf(changed);
    });

async function ownAhead(tx: AnyCommand, actor: Actor, id: string, now: Date, orMissed = false): Promise<AppointmentRow> {
  const row: AppointmentRow | undefined = z.uuid().safeParse(id).success
    ? await (tx.sql as Reading)
        .selectFrom('centres.appointments')
        .selectAll()
        .where('id', '=', id)
        .where('holder', '=', personOf(actor).subject)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound('The appointment');
  const again = orMissed && row.state === 'missed' && (await stillWaits(tx, row.cause));
  if (!again && (row.state !== 'booked' || row.starts_at <= now))
    throw conflict('appointment-over', 'This appointment can no longer be changed');
  return row;
}

async function stillWaits(tx: AnyCommand, cause: string): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select centres.still_waits(${cause}) as waits`.execute(tx.sql);
  return rows[0]?.waits === true;
}

async function cancelled(
  tx: AnyCommand,
  centres: readonly Centre[],
  one: Pick<Appointment, 'id' | 'centre' | 'holder' | 'startsAt'>,
  cause: string,
) {
  await tx.journal({
    type: 'appointment.cancelled',
    agency: agencyOf(centres, one.centre),
    subject: one.holder,
    entity: `appointment:${one.id}`,
    data: { cause },
  });
  await tellHolder(tx, 'appointment.cancelled', one);
  await tx.notify(CHANGED, one.centre);
}

export function personOf(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  return actor;
}
