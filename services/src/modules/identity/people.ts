import { ROLES, type Role } from '@hukumat/contract';
import { type AgencyRole, system } from '../../platform/actor.ts';
import type { Database } from '../../platform/platform.ts';
import type { Person } from './index.ts';
import type { Tables } from './tables.ts';

const TASK = system('identity');

export async function person(db: Database, subject: string): Promise<Person | undefined> {
  const row = await db.read<Tables, Tables['identity.people'] | undefined>(TASK, (sql) =>
    sql
      .selectFrom('identity.people')
      .selectAll()
      .select((e) => e.cast<string | null>('birth_date', 'text').as('birth_date'))
      .where('subject', '=', subject)
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  return {
    subject: row.subject,
    surname: row.surname,
    givenName: row.given_name,
    ...(row.patronymic ? { patronymic: row.patronymic } : {}),
    ...(row.birth_date ? { birthDate: row.birth_date } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
    ...(row.email ? { email: row.email } : {}),
    ...(row.passport ? { passport: row.passport } : {}),
    ...(row.address ? { address: row.address } : {}),
  };
}

/** Surname, given name, patronymic: the order of official papers. */
export const fullName = (p: { surname: string; given_name: string; patronymic: string | null }): string =>
  [p.surname, p.given_name, p.patronymic].filter(Boolean).join(' ');

/** Roles as the database tells them, `agency:role`; what the contract does not know is left out. */
export function readRoles(pairs: readonly string[]): AgencyRole[] {
  return pairs.flatMap((pair) => {
    const [agency = '', role = ''] = pair.split(':');
    return (ROLES as readonly string[]).includes(role) ? [{ agency, role: role as Role }] : [];
  });
}

export async function rolesOf(db: Database, subject: string): Promise<AgencyRole[]> {
  const rows = await db.read<Tables, { agency: string; role: string }[]>(TASK, (sql) =>
    sql.selectFrom('identity.roles').select(['agency', 'role']).where('subject', '=', subject).orderBy('agency').orderBy('role').execute(),
  );
  return readRoles(rows.map((row) => `${row.agency}:${row.role}`));
}

export async function nameOf(db: Database, subject: string): Promise<string | undefined> {
  const row = await db.read<Tables, Tables['identity.people'] | undefined>(TASK, (sql) =>
    sql.selectFrom('identity.people').selectAll().where('subject', '=', subject).executeTakeFirst(),
  );
  return row && fullName(row);
}

/** Both must fit: the number of the passport and the surname, in whatever case and spacing they were typed. */
export async function findPerson(
  db: Database,
  by: { passport: string; surname: string },
): Promise<{ subject: string; name: string } | undefined> {
  const [passport, surname] = [plainPassport(by.passport), plain(by.surname).toLowerCase()];
  if (!passport || !surname) return undefined;
  const rows = await db.read<Tables, Tables['identity.people'][]>(TASK, (sql) =>
    sql.selectFrom('identity.people').selectAll().where('passport', '=', passport).limit(2).execute(),
  );
  const [row] = rows.filter((one) => plain(one.surname).toLowerCase() === surname);
  return row && { subject: row.subject, name: fullName(row) };
}

export const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ');
export const plainPassport = (text: string): string => plain(text).replaceAll(' ', '').toUpperCase();

/** The same surname and given name, in whatever case and spacing. */
export const samePerson = (a: Pick<Person, 'surname' | 'givenName'>, b: Pick<Person, 'surname' | 'givenName'>): boolean =>
  plain(a.surname).toLowerCase() === plain(b.surname).toLowerCase() &&
  plain(a.givenName).toLowerCase() === plain(b.givenName).toLowerCase();

export async function holdersOf(db: Database, agency: string, role: Role): Promise<string[]> {
  const rows = await db.read<Tables, { subject: string }[]>(TASK, (sql) =>
    sql.selectFrom('identity.roles').select('subject').where('agency', '=', agency).where('role', '=', role).orderBy('subject').execute(),
  );
  return rows.map(({ subject }) => subject);
}

/** A person whom another provider vouches for, written down at the first sign-in and brought up to date at later ones. */
export async function rememberPerson(db: Database, subject: string, claims: Readonly<Record<string, unknown>>): Promise<void> {
  const text = (name: string) => (typeof claims[name] === 'string' && claims[name] !== '' ? claims[name].slice(0, 200) : null);
  const known = {
    surname: text('family_name') ?? text('name') ?? subject,
    given_name: text('given_name') ?? '',
    patronymic: text('middle_name'),
    birth_date: /^\d{4}-\d{2}-\d{2}$/.test(text('birthdate') ?? '') ? text('birthdate') : null,
    phone: text('phone_number'),
    email: text('email'),
  };
  await db.write<Tables, void>(TASK, async ({ sql }) => {
    await sql
      .insertInto('identity.people')
      .values({ subject, ...known, passport: null, address: null, password_hash: null, demo: false })
      .onConflict((c) => c.column('subject').doUpdateSet(known))
      .execute();
  });
}
