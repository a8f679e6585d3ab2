import type { Role } from '@hukumat/contract';
import { sql as raw, type Selectable, type Transaction } from 'kysely';
import { z } from 'zod';
import { type Actor, system } from '../../../platform/actor.ts';
import type { Command, Database } from '../../../platform/platform.ts';
import { conflict, forbidden, notFound } from '../../../platform/problem.ts';
import { fullName } from '../people.ts';
import type { Tables } from '../tables.ts';
import { CENTRAL, type confirms, type manages } from './roles.ts';
import type { Invitation, Proposal } from './staff.ts';

export type Person = Extract<Actor, { kind: 'person' }>;
export type Tx = Command<Tables>;
export type Names = ReadonlyMap<string, string>;
type InvitationRow = Selectable<Tables['identity.invitations']>;
type ProposalRow = Selectable<Tables['identity.proposals']>;

/** @throws Problem 403 for whoever is no person. */
export function personOf(actor: Actor): Person {
  if (actor.kind !== 'person') throw forbidden('Sign in to do this');
  return actor;
}

/** An id from an address; anything that is no id is simply not found. */
export function idOf(text: string, what: string): string {
  if (!z.uuid().safeParse(text).success) throw notFound(what);
  return text;
}

/**
 * Changes to the staff of one body stand in a line, so that two heads cannot remove each other at the same time, and count by
 * the roles of this moment: whoever has just been removed removes nobody.
 */
export async function inLine(tx: Tx, actor: Person, agency: string, may: typeof manages | typeof confirms): Promise<void> {
  await raw`select pg_advisory_xact_lock(hashtextextended(${`staff ${agency}`}, 14))`.execute(tx.sql);
  const now = await tx.sql
    .selectFrom('identity.roles')
    .select(['agency', 'role'])
    .where('subject', '=', actor.subject)
    .where('agency', 'in', [agency, CENTRAL])
    .execute();
  if (!may({ ...actor, roles: now as Person['roles'] }, agency)) throw forbidden('The staff of this body is kept by others');
}

/** @throws Problem 409 `last-head` when the body would be left without anybody who can give roles. */
export async function keepOne(sql: Transaction<Tables>, agency: string, subject: string, role: Role): Promise<void> {
  const others = await sql
    .selectFrom('identity.roles')
    .select('subject')
    .where('agency', '=', agency)
    .where('role', '=', role)
    .where('subject', '<>', subject)
    .limit(1)
    .execute();
  if (others.length === 0) throw conflict('last-head', 'Somebody must be left who gives roles', { role });
}

/** @throws Problem 409 `audits-alone` when audit and other work would meet in one person. */
export async function keepAuditApart(sql: Transaction<Tables>, subject: string, roles: readonly Role[]): Promise<void> {
  for (const role of roles) {
    const { rows } = await raw<{ mixes: boolean }>`select identity.mixes_audit(${subject}, ${role}) as mixes`.execute(sql);
    if (rows[0]?.mixes) throw conflict('audits-alone', 'Whoever audits holds no other role', { role });
  }
}

export const giveRow = async (sql: Transaction<Tables>, subject: string, agency: string, role: Role, at: Date): Promise<boolean> => {
  const made = await sql
    .insertInto('identity.roles')
    .values({ subject, agency, role, given_at: at })
    .onConflict((on) => on.doNothing())
    .returning('role')
    .execute();
  return made.length > 0;
};

export async function namesOf(db: Database, subjects: readonly string[]): Promise<Names> {
  if (subjects.length === 0) return new Map();
  const rows = await db.read<Tables, Pick<Tables['identity.people'], 'subject' | 'surname' | 'given_name' | 'patronymic'>[]>(
    system('staff-names'),
    (sql) =>
      sql
        .selectFrom('identity.people')
        .select(['subject', 'surname', 'given_name', 'patronymic'])
        .where('subject', 'in', [...new Set(subjects)])
        .execute(),
  );
  return new Map(rows.map((row) => [row.subject, fullName(row)]));
}

export const proposalOf = (row: ProposalRow, names: Names): Proposal => ({
  id: row.id,
  subject: row.subject,
  name: names.get(row.subject) ?? row.subject,
  role: row.role as Role,
  by: row.proposed_by,
  byName: names.get(row.proposed_by) ?? row.proposed_by,
  at: row.proposed_at,
  until: row.expires_at,
});

export const invitationOf = (row: InvitationRow, names: Names, now: Date): Invitation => ({
  id: row.id,
  agency: row.agency,
  name: `${row.surname} ${row.given_name}`,
  roles: row.roles as Role[],
  by: row.invited_by,
  byName: names.get(row.invited_by) ?? row.invited_by,
  at: row.invited_at,
  until: row.expires_at,
  state: row.state === 'open' && row.expires_at <= now ? 'expired' : (row.state as Invitation['state']),
});
