import { ROLES, type Role } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { conflict, forbidden, notFound } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import type { Tables } from '../tables.ts';
import { lastOne, manages } from './roles.ts';
import { inLine, keepOne, type Person, personOf, type Tx } from './rows.ts';

/** One person is enough to take what two had to give: it must be possible at once. */
export const takeRole =
  ({ db, clock }: Platform) =>
  async (actor: Actor, agency: string, subject: string, wanted: string): Promise<void> => {
    const person = mayTake(actor, agency, subject);
    const role = ROLES.find((one) => one === wanted);
    if (!role) throw notFound('The role');
    await db.write<Tables, void>(actor, async (tx) => {
      await inLine(tx, person, agency, manages);
      const held = await heldBy(tx, agency, subject);
      if (!held.includes(role)) return;
      if (lastOne(agency, role)) await keepOne(tx.sql, agency, subject, role);
      await drop(tx, agency, subject, [role]);
      if (held.length === 1) await leave(tx, person, agency, subject, clock.now());
      else if (lastOne(agency, role)) await withdraw(tx, person, agency, subject, clock.now());
      await tell(tx, agency, subject, clock.now());
    });
  };

/** Every role at once, the tokens of the command line, and whatever waits for the person or was asked by them. */
export const removePerson =
  ({ db, clock }: Platform) =>
  async (actor: Actor, agency: string, subject: string): Promise<void> => {
    const person = mayTake(actor, agency, subject);
    await db.write<Tables, void>(actor, async (tx) => {
      await inLine(tx, person, agency, manages);
      const held = await heldBy(tx, agency, subject);
      if (held.length === 0) return;
      for (const role of held) if (lastOne(agency, role)) await keepOne(tx.sql, agency, subject, role);
      await drop(tx, agency, subject, held);
      await leave(tx, person, agency, subject, clock.now());
      await tell(tx, agency, subject, clock.now());
    });
  };

function mayTake(actor: Actor, agency: string, subject: string): Person {
  const person = personOf(actor);
  if (!manages(actor, agency)) throw forbidden('The staff of this body is kept by others');
  if (person.subject === subject) throw conflict('own-role', 'Nobody changes their own roles');
  return person;
}

const heldBy = async (tx: Tx, agency: string, subject: string): Promise<Role[]> => {
  const rows = await tx.sql
    .selectFrom('identity.roles')
    .select('role')
    .where('agency', '=', agency)
    .where('subject', '=', subject)
    .execute();
  return rows.map(({ role }) => role as Role);
};

async function drop(tx: Tx, agency: string, subject: string, roles: readonly Role[]): Promise<void> {
  await tx.sql
    .deleteFrom('identity.roles')
    .where('agency', '=', agency)
    .where('subject', '=', subject)
    .where('role', 'in', [...roles])
    .execute();
  for (const role of roles) await tx.journal({ type: 'identity.role-taken', agency, subject, entity: `person:${subject}`, data: { role } });
}

/** Who holds nothing there any more leaves no key behind. */
async function leave(tx: Tx, by: Person, agency: string, subject: string, now: Date): Promise<void> {
  await tx.sql
    .updateTable('identity.access_tokens')
    .set({ revoked_at: now })
    .where('agency', '=', agency)
    .where('subject', '=', subject)
    .where('revoked_at', 'is', null)
    .execute();
  await withdraw(tx, by, agency, subject, now);
  await tx.journal({ type: 'identity.staff-removed', agency, subject, entity: `person:${subject}` });
}

/** What somebody asked for while they had the right to does not outlive it. */
async function withdraw(tx: Tx, by: Person, agency: string, subject: string, now: Date): Promise<void> {
  await tx.sql
    .updateTable('identity.proposals')
    .set({ state: 'withdrawn', decided_by: by.subject, decided_at: now })
    .where('agency', '=', agency)
    .where('state', '=', 'open')
    .where((on) => on.or([on('subject', '=', subject), on('proposed_by', '=', subject)]))
    .execute();
  await tx.sql
    .updateTable('identity.invitations')
    .set({ state: 'withdrawn', answered_by: by.subject, answered_at: now })
    .where('agency', '=', agency)
    .where('state', '=', 'open')
    .where('invited_by', '=', subject)
    .execute();
}

const tell = (tx: Tx, agency: string, subject: string, now: Date): Promise<void> =>
  enqueueMessage(tx, {
    to: subject,
    code: 'staff.role-taken',
    params: { agency },
    link: '/account/',
    cause: `role-taken:${agency}:${now.toISOString()}`,
  });
