import type { Role } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { conflict, forbidden, notFound } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import type { Tables } from '../tables.ts';
import { offered } from './invite.ts';
import { propose } from './propose-role.ts';
import { confirms, manages, needsSecond } from './roles.ts';
import { giveRow, idOf, inLine, keepAuditApart, type Person, personOf, type Tx } from './rows.ts';

/** Gives one more role to somebody who works there. What needs a second person is proposed. */
export const giveRole =
  ({ db, clock }: Platform) =>
  async (actor: Actor, agency: string, subject: string, wanted: string): Promise<'given' | 'proposed'> => {
    const person = personOf(actor);
    if (!manages(actor, agency)) throw forbidden('The staff of this body is kept by others');
    if (person.subject === subject) throw conflict('own-role', 'Nobody changes their own roles');
    const [role] = offered(actor, agency, [wanted]);
    if (!role) throw notFound('The role');
    return db.write<Tables, 'given' | 'proposed'>(actor, async (tx) => {
      await inLine(tx, person, agency, manages);
      const held = await tx.sql
        .selectFrom('identity.roles')
        .select('role')
        .where('agency', '=', agency)
        .where('subject', '=', subject)
        .execute();
      if (held.length === 0) throw notFound('The person');
      if (held.some((one) => one.role === role)) return 'given';
      await keepAuditApart(tx.sql, subject, [role]);
      if (needsSecond(role)) {
        await propose(tx, { agency, subject, role, by: person.subject }, clock.now());
        return 'proposed';
      }
      await give(tx, agency, subject, role, clock.now());
      return 'given';
    });
  };

/** The role is theirs from the next request on, and they are told. */
async function give(tx: Tx, agency: string, subject: string, role: Role, now: Date): Promise<void> {
  if (!(await giveRow(tx.sql, subject, agency, role, now))) return;
  await tx.journal({ type: 'identity.role-given', agency, subject, entity: `person:${subject}`, data: { role } });
  await enqueueMessage(tx, {
    to: subject,
    code: 'staff.role-given',
    params: { agency, role },
    link: '/account/',
    cause: `role-given:${agency}:${role}:${now.toISOString()}`,
  });
}

/** The second person says yes or no; who proposed may only take it back. */
export const decideProposal =
  ({ db, clock }: Platform, verdict: 'confirmed' | 'refused') =>
  async (actor: Actor, agency: string, proposal: string): Promise<void> => {
    const person = personOf(actor);
    if (!confirms(actor, agency)) throw forbidden('The staff of this body is kept by others');
    const id = idOf(proposal, 'The proposal');
    await db.write<Tables, void>(actor, async (tx) => {
      await inLine(tx, person, agency, confirms);
      const now = clock.now();
      const row = await tx.sql
        .selectFrom('identity.proposals')
        .selectAll()
        .where('id', '=', id)
        .where('agency', '=', agency)
        .executeTakeFirst();
      if (!row) throw notFound('The proposal');
      const { subject } = row;
      const role = row.role as Role;
      const state = stateFor(person, row, verdict);
      // Sent twice by a double click: it is as they wanted it.
      if (row.state === state && row.decided_by === person.subject) return;
      if (row.state !== 'open' || row.expires_at <= now) throw conflict('proposal-over', 'It was decided or has lapsed');
      if (state === 'confirmed') await keepAuditApart(tx.sql, subject, [role]);
      await tx.sql
        .updateTable('identity.proposals')
        .set({ state, decided_by: person.subject, decided_at: now })
        .where('id', '=', id)
        .execute();
      await tx.journal({
        type: `identity.role-${state}`,
        agency,
        subject,
        entity: `proposal:${id}`,
        data: { role, proposedBy: row.proposed_by },
      });
      if (state === 'confirmed') await give(tx, agency, subject, role, now);
    });
  };

function stateFor(person: Person, row: { subject: string; proposed_by: string }, verdict: 'confirmed' | 'refused') {
  if (verdict === 'refused' && row.proposed_by === person.subject) return 'withdrawn';
  if (row.proposed_by === person.subject || row.subject === person.subject) throw conflict('proposal-own', 'A second person decides this');
  return verdict;
}
