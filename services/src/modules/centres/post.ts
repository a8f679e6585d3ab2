import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, notFound } from '../../platform/problem.ts';
import { CHANGED, tellHolder } from './book-appointment.ts';
import type { Appointment, Centre } from './centre.ts';
import { personOf } from './change-appointment.ts';
import type { Person } from './counter.ts';
import { dayAfter, HORIZON_DAYS, inDushanbe } from './slot.ts';
import { type AppointmentRow, appointmentOf, type Reading, type Tables } from './tables.ts';

/** An appointment as those see it who keep the post. */
export interface PostAppointment extends Appointment {
  holderName: string;
}

export interface Post {
  /** Appointments at the posts of an agency, from today on. @throws Problem 403 for everybody but its officers and supervisors. */
  expected(actor: Actor, agency: string): Promise<PostAppointment[]>;
  /** The appointment at a post of the agency that belongs to `cause`, whenever it is. @throws Problem 403 as above. */
  ofCause(actor: Actor, agency: string, cause: string): Promise<PostAppointment | undefined>;
  /**
   * Whoever was noted as missing may still come; whoever came has come.
   * @throws Problem 403, 404; 409 `appointment-noted | appointment-not-yet`.
   */
  note(actor: Actor, agency: string, id: string, came: boolean): Promise<void>;
}

/** A post of an agency, for the officers who receive people there. */
export function createPost({ db, clock }: Platform, centres: () => readonly Centre[]): Post {
  const postsOf = (agency: string): string[] =>
    centres()
      .filter((one) => one.kind === 'post' && one.agency === agency)
      .map(({ id }) => id);
  const rowsOf = (reading: Reading, agency: string) =>
    reading
      .selectFrom('centres.appointments')
      .selectAll()
      // The policies show a person their own appointments too, wherever they are.
      .where(sql<boolean>`centre = any(${postsOf(agency)}::text[])`)
      .where('state', '<>', 'cancelled');

  return {
    async expected(actor, agency) {
      const person = keeper(actor, agency);
      const today = dushanbeDate(clock.now());
      const rows = await db.read<Tables, AppointmentRow[]>(person, (reading) =>
        rowsOf(reading, agency)
          .where('starts_at', '>=', inDushanbe(today, '00:00'))
          .where('starts_at', '<', inDushanbe(dayAfter(today, HORIZON_DAYS + 1), '00:00'))
          .orderBy('starts_at')
          .orderBy('centre')
          .execute(),
      );
      return rows.map((row) => ({ ...appointmentOf(row), holderName: row.holder_name }));
    },
    async ofCause(actor, agency, cause) {
      const person = keeper(actor, agency);
      const row = await db.read<Tables, AppointmentRow | undefined>(person, (reading) =>
        rowsOf(reading, agency).where('cause', '=', cause).executeTakeFirst(),
      );
      return row && { ...appointmentOf(row), holderName: row.holder_name };
    },
    async note(actor, agency, id, came) {
      const person = keeper(actor, agency);
      await db.write<Tables, void>(person, async (tx) => {
        const row = z.uuid().safeParse(id).success
          ? await rowsOf(tx.sql as Reading, agency)
              .where('id', '=', id)
              .executeTakeFirst()
          : undefined;
        if (!row) throw notFound('The appointment');
        if (clock.now() < (came ? inDushanbe(dushanbeDate(row.starts_at), '00:00') : row.starts_at))
          throw conflict('appointment-not-yet', 'This time has not come yet');
        const { rows } = await sql<{ holder: string }>`select * from centres.note_arrival(${id}::uuid, ${came})`.execute(tx.sql);
        if (rows.length === 0) throw conflict('appointment-noted', 'This was noted already', { state: row.state });
        await tx.journal({
          type: came ? 'appointment.arrived' : 'appointment.missed',
          agency,
          subject: row.holder,
          entity: `appointment:${id}`,
          data: { at: row.centre },
        });
        if (!came) await tellHolder(tx, 'appointment.missed', appointmentOf(row));
        await tx.notify(CHANGED, row.centre);
      });
    },
  };
}

function keeper(actor: Actor, agency: string): Person {
  const person = personOf(actor);
  if (!holds(person, 'officer', agency) && !holds(person, 'supervisor', agency))
    throw forbidden('Only the officers of this body receive people here');
  return person;
}
