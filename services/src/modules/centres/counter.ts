import { sql } from 'kysely';
import { type Actor, holds } from '../../platform/actor.ts';
import { forbidden } from '../../platform/problem.ts';
import { personOf } from './change-appointment.ts';
import type { Reading } from './tables.ts';

export type Person = Extract<Actor, { kind: 'person' }>;
export const OFFICE = 'service-centre';

/** @throws Problem 401, or 403 when the person works at no counter. */
export function counterPerson(actor: Actor): Person {
  const person = personOf(actor);
  if (!holds(person, 'operator', OFFICE) && !holds(person, 'supervisor', OFFICE))
    throw forbidden('Only people of the service centre may do this');
  return person;
}

/** @throws Problem 403 for everybody but the centre's supervisors. */
export function supervisor(actor: Actor): Person {
  const person = personOf(actor);
  if (!holds(person, 'supervisor', OFFICE)) throw forbidden('Only supervisors of the service centre may see this');
  return person;
}

/** The person's centre: the one they ask for if they work there, otherwise their first. @throws Problem 403. */
export async function placeOf(reading: Reading, person: Person, wanted?: string): Promise<string> {
  const rows = await reading
    .selectFrom('centres.operators')
    .select('centre')
    .where('operator', '=', person.subject)
    .orderBy(sql`centre = ${wanted ?? ''}`, 'desc')
    .orderBy('centre')
    .limit(1)
    .execute();
  const [row] = rows;
  if (!row || (wanted !== undefined && row.centre !== wanted)) throw forbidden('You do not work at this centre');
  return row.centre;
}

/** Every centre the person works at, in order. */
export async function placesOf(reading: Reading, person: Person): Promise<string[]> {
  const rows = await reading
    .selectFrom('centres.operators')
    .select('centre')
    .where('operator', '=', person.subject)
    .orderBy('centre')
    .execute();
  return rows.map(({ centre }) => centre);
}
