import { ROLES, type Role } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { forbidden, notFound, unprocessable } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { findPerson, plain, plainPassport } from '../people.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { codeMark, invitationCode } from './code.ts';
import { manages, offers } from './roles.ts';
import { idOf, inLine, personOf } from './rows.ts';
import { INVITATION_DAYS, type NewInvitation } from './staff.ts';

const LONGEST_NAME = 200;
const DAY = 86_400_000;

export const passportMark = (vault: Vault, passport: string): string => vault.mark('invitation-passport', plainPassport(passport));

/** Roles of a form that this actor may offer there. @throws Problem 422 for none, 403 for others. */
export function offered(actor: Actor, agency: string, wanted: readonly string[]): Role[] {
  const roles = ROLES.filter((role) => wanted.includes(role));
  if (roles.length === 0) throw unprocessable('roles-needed', 'Choose a role');
  if (!roles.every((role) => offers(actor, agency).includes(role))) throw forbidden('This role is given by others');
  return roles;
}

/**
 * Invites one person by the name and the passport that their sign-in will tell. Whoever is known already finds the invitation
 * in their messages; whether that is so is never told to whoever invites, who hands the code over in any case.
 */
export const invite =
  ({ db, clock }: Platform, vault: Vault) =>
  async (actor: Actor, wanted: NewInvitation): Promise<{ id: string }> => {
    const person = personOf(actor);
    const { agency, key } = wanted;
    if (!manages(actor, agency)) throw forbidden('The staff of this body is kept by others');
    const [surname, givenName] = [plain(wanted.surname), plain(wanted.givenName)];
    const passport = plainPassport(wanted.passport);
    if (!surname || !givenName) throw unprocessable('name-needed', 'Write surname and given name');
    if (surname.length > LONGEST_NAME || givenName.length > LONGEST_NAME) throw unprocessable('name-too-long', 'The name is too long');
    if (!/^[A-ZА-ЯЁӢӮҒҚҲҶ0-9]{5,20}$/.test(passport)) throw unprocessable('passport-needed', 'Write series and number of the passport');
    const roles = offered(actor, agency, wanted.roles);
    const id = crypto.randomUUID();
    const code = invitationCode(vault, id);
    const known = await findPerson(db, { passport, surname });
    return db.write<Tables, { id: string }>(actor, async (tx) => {
      await inLine(tx, person, agency, manages);
      const now = clock.now();
      const made = await tx.sql
        .insertInto('identity.invitations')
        .values({
          id,
          agency,
          surname,
          given_name: givenName,
          passport_mark: passportMark(vault, passport),
          code_mark: codeMark(code),
          roles,
          key: key.slice(0, 100),
          invited_by: person.subject,
          invited_at: now,
          expires_at: new Date(now.getTime() + INVITATION_DAYS * DAY),
        })
        .onConflict((on) => on.columns(['invited_by', 'key']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!made) {
        const first = tx.sql.selectFrom('identity.invitations').select('id').where('invited_by', '=', person.subject);
        return first.where('key', '=', key.slice(0, 100)).executeTakeFirstOrThrow();
      }
      await tx.journal({ type: 'identity.invited', agency, entity: `invitation:${id}`, data: { roles } });
      if (known)
        await enqueueMessage(tx, {
          to: known.subject,
          code: 'staff.invited',
          params: { agency },
          link: `/account/invitation?code=${code}`,
          cause: `invitation:${id}`,
        });
      return made;
    });
  };

/** Takes an invitation back that nobody has answered. */
export const withdrawInvitation =
  ({ db, clock }: Platform) =>
  async (actor: Actor, agency: string, invitation: string): Promise<void> => {
    const person = personOf(actor);
    if (!manages(actor, agency)) throw forbidden('The staff of this body is kept by others');
    const id = idOf(invitation, 'The invitation');
    await db.write<Tables, void>(actor, async (tx) => {
      await inLine(tx, person, agency, manages);
      const there = await tx.sql
        .selectFrom('identity.invitations')
        .select('state')
        .where('id', '=', id)
        .where('agency', '=', agency)
        .executeTakeFirst();
      if (!there) throw notFound('The invitation');
      if (there.state !== 'open') return;
      await tx.sql
        .updateTable('identity.invitations')
        .set({ state: 'withdrawn', answered_by: person.subject, answered_at: clock.now() })
        .where('id', '=', id)
        .execute();
      await tx.journal({ type: 'identity.invitation-withdrawn', agency, entity: `invitation:${id}` });
    });
  };
