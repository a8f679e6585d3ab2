import { type Actor, system } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { conflict, notFound } from '../../../platform/problem.ts';
import { person as personRecord, rolesOf, samePerson } from '../people.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { codeMark } from './code.ts';
import { passportMark } from './invite.ts';
import { propose } from './propose-role.ts';
import { manages, needsSecond } from './roles.ts';
import { giveRow, invitationOf, keepAuditApart, namesOf, personOf, type Tx } from './rows.ts';
import type { Invitation, Staff } from './staff.ts';

/** Who is invited has no rights in the body yet: what the code and the sign-in prove is checked here, and written as a task. */
const TASK = system('answer-invitation');

export function invitationAnswers(platform: Platform, vault: Vault): Pick<Staff, 'invited' | 'accept' | 'decline'> {
  const { db, clock } = platform;

  /** The row of a code that names this very person. Another's code and no code get one answer. */
  async function mine(actor: Actor, code: string) {
    const { subject } = personOf(actor);
    const row = await db.read<Tables, (Tables['identity.invitations'] & { id: string }) | undefined>(
      TASK,
      (sql) =>
        sql.selectFrom('identity.invitations').selectAll().where('code_mark', '=', codeMark(code)).executeTakeFirst() as Promise<
          (Tables['identity.invitations'] & { id: string }) | undefined
        >,
    );
    const record = await personRecord(db, subject);
    const named =
      row &&
      record &&
      samePerson(record, { surname: row.surname, givenName: row.given_name }) &&
      // A provider that tells no passport vouches for the name alone; a second person still looks at every powerful role.
      (record.passport === undefined || passportMark(vault, record.passport) === row.passport_mark);
    if (!row || !named || row.invited_by === subject) throw notFound('The invitation');
    const invitation = invitationOf(row as never, await namesOf(db, [row.invited_by]), clock.now());
    if (invitation.state === 'expired' || invitation.state === 'withdrawn')
      throw conflict('invitation-over', 'It is over', { state: invitation.state });
    return { invitation, subject };
  }

  /** Marks it answered, once. */
  async function close(tx: Tx, { id, agency }: Invitation, subject: string, state: 'accepted' | 'declined'): Promise<void> {
    const closed = await tx.sql
      .updateTable('identity.invitations')
      .set({ state, answered_by: subject, answered_at: clock.now() })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .returning('id')
      .executeTakeFirst();
    if (!closed) throw conflict('invitation-used', 'It was answered before');
    await tx.journal({ type: `identity.invitation-${state}`, agency, subject, entity: `invitation:${id}` });
  }

  return {
    async invited(actor, code) {
      const { invitation, subject } = await mine(actor, code);
      const held = (await rolesOf(db, subject)).filter((one) => one.agency === invitation.agency).map(({ role }) => role);
      const proposed = await db.read<Tables, { role: string }[]>(TASK, (sql) =>
        sql
          .selectFrom('identity.proposals')
          .select('role')
          .where('agency', '=', invitation.agency)
          .where('subject', '=', subject)
          .where('state', '=', 'open')
          .where('expires_at', '>', clock.now())
          .execute(),
      );
      return {
        ...invitation,
        given: invitation.roles.filter((role) => held.includes(role)),
        waiting: invitation.roles.filter((role) => proposed.some((one) => one.role === role)),
      };
    },
    async accept(actor, code) {
      const { invitation, subject } = await mine(actor, code);
      const { agency, by } = invitation;
      return db.write<Tables, Awaited<ReturnType<Staff['accept']>>>(TASK, async (tx) => {
        await close(tx, invitation, subject, 'accepted');
        // Whoever has lost the right to invite meanwhile has invited nobody.
        if (!manages({ kind: 'person', subject: by, name: '', loa: 'none', roles: await rolesOf(db, by) }, agency))
          throw conflict('invitation-over', 'It is over');
        await keepAuditApart(tx.sql, subject, invitation.roles);
        const given = invitation.roles.filter((role) => !needsSecond(role));
        for (const role of given) {
          await giveRow(tx.sql, subject, agency, role, clock.now());
          await tx.journal({ type: 'identity.role-given', agency, subject, entity: `person:${subject}`, data: { role, by } });
        }
        const waiting = invitation.roles.filter(needsSecond);
        for (const role of waiting) await propose(tx, { agency, subject, role, by }, clock.now());
        return { agency, given, waiting };
      });
    },
    async decline(actor, code) {
      const { invitation, subject } = await mine(actor, code);
      await db.write<Tables, void>(TASK, (tx) => close(tx, invitation, subject, 'declined'));
    },
  };
}
