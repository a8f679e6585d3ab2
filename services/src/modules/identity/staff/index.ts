import type { Role } from '@hukumat/contract';
import { sql as raw, type Selectable } from 'kysely';
import { type Actor, holds } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { forbidden, notFound } from '../../../platform/problem.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { invitationAnswers } from './answer-invitation.ts';
import { invitationCode } from './code.ts';
import { decideProposal, giveRole } from './give-role.ts';
import { invite, withdrawInvitation } from './invite.ts';
import { CENTRAL, manages, readsStaff, rolesOfBody } from './roles.ts';
import { idOf, invitationOf, namesOf, proposalOf } from './rows.ts';
import type { BodyFigures, Member, Staff, StaffEvent, StaffOfBody } from './staff.ts';
import { removePerson, takeRole } from './take-role.ts';

const EVENTS = 50;
const INVITATIONS = 50;

export function createStaff(platform: Platform, vault: Vault): Staff {
  const { db, clock } = platform;
  return {
    of: (actor, agency) => staffOf(platform, actor, agency),
    bodies: (actor) => bodies(platform, actor),
    invite: invite(platform, vault),
    withdrawInvitation: withdrawInvitation(platform),
    async invitation(actor, agency, invitation) {
      if (!readsStaff(actor, agency)) throw forbidden('The staff of this body is kept by others');
      const id = idOf(invitation, 'The invitation');
      const row = await db.read<Tables, Selectable<Tables['identity.invitations']> | undefined>(actor, (sql) =>
        sql.selectFrom('identity.invitations').selectAll().where('id', '=', id).where('agency', '=', agency).executeTakeFirst(),
      );
      if (!row) throw notFound('The invitation');
      const said = invitationOf(row, await namesOf(db, [row.invited_by]), clock.now());
      return said.state === 'open' && manages(actor, agency) ? { ...said, code: invitationCode(vault, id) } : said;
    },
    ...invitationAnswers(platform, vault),
    give: giveRole(platform),
    take: takeRole(platform),
    remove: removePerson(platform),
    confirm: decideProposal(platform, 'confirmed'),
    refuse: decideProposal(platform, 'refused'),
  };
}

interface JournalRow {
  type: string;
  at: Date;
  actor: string;
  subject: string | null;
  data: { role?: Role };
}

async function staffOf({ db, clock }: Platform, actor: Actor, agency: string): Promise<StaffOfBody> {
  if (!readsStaff(actor, agency)) throw forbidden('The staff of this body is kept by others');
  const now = clock.now();
  const found = await db.read<Tables, Rows>(actor, async (sql) => ({
    roles: await sql.selectFrom('identity.roles').selectAll().where('agency', '=', agency).execute(),
    proposals: await sql
      .selectFrom('identity.proposals')
      .selectAll()
      .where('agency', '=', agency)
      .where('state', '=', 'open')
      .where('expires_at', '>', now)
      .orderBy('proposed_at')
      .execute(),
    invitations: await sql
      .selectFrom('identity.invitations')
      .selectAll()
      .where('agency', '=', agency)
      .orderBy('invited_at', 'desc')
      .limit(INVITATIONS)
      .execute(),
    journal: (
      await raw<JournalRow>`select type, at, actor, subject, data from platform.journal
        where agency = ${agency} and type = any(${STAFF_EVENTS}) order by seq desc limit ${EVENTS}`.execute(sql)
    ).rows,
  }));
  const names = await namesOf(db, [
    ...found.roles.map(({ subject }) => subject),
    ...found.proposals.flatMap((row) => [row.subject, row.proposed_by]),
    ...found.invitations.map((row) => row.invited_by),
    ...found.journal.flatMap((row) => [row.subject ?? '', subjectIn(row.actor)]),
  ]);
  const nameOf = (subject: string) => names.get(subject) ?? subject;
  return {
    members: membersOf(found.roles, agency, nameOf),
    proposals: found.proposals.map((row) => proposalOf(row, names)),
    invitations: found.invitations.map((row) => invitationOf(row, names, now)),
    events: found.journal.map(
      (row): StaffEvent => ({
        type: row.type.slice('identity.'.length),
        at: row.at,
        // An invitation is answered by a task, for the person it names.
        byName: nameOf(subjectIn(row.actor) || row.subject || ''),
        ...(row.subject ? { name: nameOf(row.subject) } : {}),
        ...(row.data.role ? { role: row.data.role } : {}),
      }),
    ),
  };
}

interface Rows {
  roles: Selectable<Tables['identity.roles']>[];
  proposals: Selectable<Tables['identity.proposals']>[];
  invitations: Selectable<Tables['identity.invitations']>[];
  journal: JournalRow[];
}

const STAFF_EVENTS = [
  'invited',
  'invitation-accepted',
  'invitation-declined',
  'invitation-withdrawn',
  'role-proposed',
  'role-confirmed',
  'role-refused',
  'role-withdrawn',
  'role-given',
  'role-taken',
  'staff-removed',
].map((type) => `identity.${type}`);

const subjectIn = (actor: string): string => /^person:(.+)$/.exec(actor)?.[1] ?? '';

/** People with their roles: heads first, then in the order of the roles, then as the database orders them. */
function membersOf(rows: Rows['roles'], agency: string, nameOf: (subject: string) => string): Member[] {
  const order = ['head', ...rolesOfBody(agency)];
  const place = (role: string) => (order.includes(role) ? order.indexOf(role) : order.length);
  const members = new Map<string, Member>();
  for (const row of rows.toSorted((a, b) => place(a.role) - place(b.role) || a.subject.localeCompare(b.subject))) {
    const member = members.get(row.subject) ?? { subject: row.subject, name: nameOf(row.subject), roles: [] };
    member.roles.push({ role: row.role as Role, ...(row.given_at ? { since: row.given_at } : {}) });
    members.set(row.subject, member);
  }
  return [...members.values()];
}

async function bodies({ db, clock }: Platform, actor: Actor): Promise<BodyFigures[]> {
  if (!['registrar', 'head', 'auditor'].some((role) => holds(actor, role as Role, CENTRAL)))
    throw forbidden('The staff of all bodies is seen by the central Agency');
  return db.read<Tables, BodyFigures[]>(actor, async (sql) => {
    const { rows } = await raw<BodyFigures>`
      select agency, sum(people)::int as people, sum(heads)::int as heads, sum(waiting)::int as waiting from (
        select agency, count(distinct subject) as people, count(*) filter (where role = 'head') as heads, 0 as waiting
          from identity.roles group by agency
        union all
        select agency, 0, 0, count(*) from identity.proposals where state = 'open' and expires_at > ${clock.now()} group by agency
      ) each_body group by agency order by agency`.execute(sql);
    return rows;
  });
}
