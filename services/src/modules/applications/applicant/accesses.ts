import type { Actor } from '../../../platform/actor.ts';
import { type Context, type Person, personOf } from '../context.ts';
import type { AccessRow, Capacity } from '../model.ts';
import type { Writing } from '../records.ts';
import type { Tables } from '../tables.ts';

interface Access {
  application: string;
  owner: string;
  number?: string;
  agency: string;
  capacity: Capacity;
}

/** Writes who looked into the citizen's list and into the journal, in the transaction that shows it. */
export async function lookedAt(context: Context, tx: Writing, person: Person, access: Access): Promise<void> {
  const { application, owner, number, agency, capacity } = access;
  await tx.sql
    .insertInto('applications.accesses')
    .values({
      application,
      subject: owner,
      agency,
      officer: person.subject,
      officer_name: person.name,
      capacity,
      at: context.platform.clock.now(),
    })
    .execute();
  await tx.journal({
    type: 'access.viewed',
    agency,
    subject: owner,
    entity: `application:${application}`,
    data: { capacity, ...(number ? { number } : {}) },
  });
}

/** Who looked at the person's applications, newest first. */
export const listAccesses = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, AccessRow[]>(person, async (db) => {
    const rows = await db
      .selectFrom('applications.accesses')
      .selectAll()
      .where('subject', '=', person.subject)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(500)
      .execute();
    return rows.map((row) => ({
      application: row.application,
      agency: row.agency,
      officerName: row.officer_name,
      capacity: row.capacity,
      at: row.at,
    }));
  });
};
