import type { Role } from '@hukumat/contract';
import { sql as raw } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Database } from '../../platform/platform.ts';
import type { DemoPerson, NewDemoPerson } from './index.ts';
import { fullName, readRoles } from './people.ts';
import type { Tables } from './tables.ts';

type Line = [subject: string, surname: string, givenName: string, patronymic: string | null, agency?: string, role?: Role];

/** The people of one agency's desk: two officers, a supervisor, a head, a developer. */
const deskOf = (agency: string, surname: string, names: readonly [string, string, string, string, string]): Line[] => [
  [`${agency}-officer`, surname, names[0], null, agency, 'officer'],
  [`${agency}-officer-2`, surname, names[2], null, agency, 'officer'],
  [`${agency}-supervisor`, surname, names[1], null, agency, 'supervisor'],
  [`${agency}-head`, surname, names[3], null, agency, 'head'],
  [`${agency}-developer`, surname, names[4], null, agency, 'developer'],
];

/** Fictional people. Nobody of this name holds these posts. */
const PEOPLE: readonly Line[] = [
  ['citizen-1', 'Раҳимзода', 'Фирӯза', 'Саидовна'],
  ['citizen-2', 'Каримов', 'Далер', null],
  ['citizen-3', 'Назарӣ', 'Меҳрубон', null],
  ['citizen-4', 'Намоишӣ', 'Суҳроб', 'Раҳимович'],
  ['citizen-5', 'Намоишӣ', 'Тахмина', null],
  ['mia-officer', 'Шоқодирова', 'Гулбаҳор', null, 'mia', 'officer'],
  ['mia-supervisor', 'Намунаев', 'Сорбон', null, 'mia', 'supervisor'],
  ['mia-editor', 'Намунаева', 'Лола', null, 'mia', 'editor'],
  ['mia-approver', 'Намунаев', 'Баҳром', null, 'mia', 'approver'],
  ['mia-developer', 'Намунаев', 'Фирдавс', null, 'mia', 'developer'],
  ['justice-officer', 'Озмоишӣ', 'Нигина', null, 'justice', 'officer'],
  ['justice-supervisor', 'Озмоишӣ', 'Рустам', null, 'justice', 'supervisor'],
  ['justice-editor', 'Озмоишӣ', 'Мадина', null, 'justice', 'editor'],
  ['justice-approver', 'Озмоишӣ', 'Дилшод', null, 'justice', 'approver'],
  ['justice-developer', 'Озмоишӣ', 'Зарина', null, 'justice', 'developer'],
  ['religion-ceremonies-officer', 'Машқӣ', 'Наргис', null, 'religion-ceremonies', 'officer'],
  ['religion-ceremonies-supervisor', 'Машқӣ', 'Комрон', null, 'religion-ceremonies', 'supervisor'],
  ['religion-ceremonies-editor', 'Машқӣ', 'Парвина', null, 'religion-ceremonies', 'editor'],
  ['religion-ceremonies-approver', 'Машқӣ', 'Ҷамшед', null, 'religion-ceremonies', 'approver'],
  ['religion-ceremonies-developer', 'Машқӣ', 'Манижа', null, 'religion-ceremonies', 'developer'],
  ['innovation-agency-reviewer-1', 'Тахайюлӣ', 'Шаҳло', null, 'innovation-agency', 'reviewer'],
  ['innovation-agency-reviewer-2', 'Тахайюлӣ', 'Искандар', null, 'innovation-agency', 'reviewer'],
  ['innovation-agency-registrar', 'Тахайюлӣ', 'Мунира', null, 'innovation-agency', 'registrar'],
  ['innovation-agency-release-manager', 'Тахайюлӣ', 'Сомон', null, 'innovation-agency', 'release-manager'],
  ['innovation-agency-auditor', 'Тахайюлӣ', 'Зебо', null, 'innovation-agency', 'auditor'],
  ['innovation-agency-developer', 'Тахайюлӣ', 'Парвиз', null, 'innovation-agency', 'developer'],
  ['mia-officer-2', 'Намунаева', 'Ганҷинахон', null, 'mia', 'officer'],
  ['mia-head', 'Намунаев', 'Тоҷиддин', null, 'mia', 'head'],
  ['justice-officer-2', 'Озмоишӣ', 'Шарифа', null, 'justice', 'officer'],
  ['justice-head', 'Озмоишӣ', 'Фаррух', null, 'justice', 'head'],
  ['religion-ceremonies-head', 'Машқӣ', 'Далер', null, 'religion-ceremonies', 'head'],
  ...deskOf('tax-committee', 'Санҷишӣ', ['Ҳилола', 'Ҷовид', 'Муслима', 'Бахтовар', 'Азиза']),
  ...deskOf('architecture-construction', 'Санъатӣ', ['Моҳира', 'Анвар', 'Гулрухсор', 'Фируз', 'Дилноза']),
  ...deskOf('dushanbe', 'Намоишӣ', ['Робия', 'Хуршед', 'Сабоҳат', 'Некрӯз', 'Фарзона']),
  ['customs-officer', 'Тамринӣ', 'Сайёра', null, 'customs', 'officer'],
  ['customs-supervisor', 'Тамринӣ', 'Насим', null, 'customs', 'supervisor'],
  ['customs-head', 'Тамринӣ', 'Озода', null, 'customs', 'head'],
  ['civil-service-agency-developer', 'Тамринӣ', 'Умед', null, 'civil-service-agency', 'developer'],
  ['service-centre-operator', 'Тамринӣ', 'Ситора', null, 'service-centre', 'operator'],
  ['service-centre-operator-2', 'Тамринӣ', 'Баҳор', null, 'service-centre', 'operator'],
  ['service-centre-supervisor', 'Тамринӣ', 'Сафар', null, 'service-centre', 'supervisor'],
  ['service-centre-developer', 'Тамринӣ', 'Нозим', null, 'service-centre', 'developer'],
  // Whoever tries the way of a release from a new body's first plugin, or of the smallest plugin there is.
  ['customs-developer', 'Тамринӣ', 'Шариф', null, 'customs', 'developer'],
  ['template-lit-developer', 'Тамринӣ', 'Ганҷина', null, 'template-lit', 'developer'],
  // The second pair of eyes where the registrar is the first.
  ['innovation-agency-head', 'Тахайюлӣ', 'Ҷаҳонгир', null, 'innovation-agency', 'head'],
  ['service-centre-head', 'Тамринӣ', 'Лутфия', null, 'service-centre', 'head'],
];

const BIRTHDAYS: Readonly<Record<string, string>> = { 'citizen-1': '1990-03-14', 'citizen-2': '1985-09-02', 'citizen-3': '1983-06-21' };

/** Writes the people of the demonstration when there is nobody yet. One hash serves all: they share one public password. */
export async function seedDemoPeople(db: Database, hash: () => Promise<string>): Promise<void> {
  const TASK = system('seed-demonstration');
  const anybody = await db.read<Tables, unknown>(TASK, (sql) =>
    sql.selectFrom('identity.people').select('subject').limit(1).executeTakeFirst(),
  );
  if (anybody) return;
  const password_hash = await hash();
  await db.write<Tables, void>(TASK, async ({ sql, journal }) => {
    const people = PEOPLE.map(([subject, surname, given_name, patronymic], i) => ({
      subject,
      surname,
      given_name,
      patronymic,
      birth_date: BIRTHDAYS[subject] ?? '1980-01-01',
      phone: `+9920000000${String(i + 1).padStart(2, '0')}`,
      email: `${subject}@demo.example`,
      passport: `A${String(i + 1).padStart(8, '0')}`,
      address: 'ш. Душанбе, кӯчаи Намунавӣ, 1',
      password_hash,
      demo: true,
    }));
    const roles = PEOPLE.flatMap(([subject, , , , agency, role]) => (agency && role ? [{ subject, agency, role }] : []));
    const added = await sql
      .insertInto('identity.people')
      .values(people)
      .onConflict((c) => c.doNothing())
      .returning('subject')
      .execute();
    if (added.length === 0) return;
    await sql
      .insertInto('identity.roles')
      .values(roles)
      .onConflict((c) => c.doNothing())
      .execute();
    await journal({ type: 'identity.demonstration-seeded', entity: 'identity', data: { people: added.length } });
  });
}

/** More fictional citizens, with the password that all share. Whoever is there already stays as they are. @returns how many are new. */
export async function addDemoPeople(db: Database, people: readonly NewDemoPerson[]): Promise<number> {
  return db.write<Tables, number>(system('seed-demonstration'), async ({ sql, journal }) => {
    const known = await sql
      .selectFrom('identity.people')
      .select('password_hash')
      .where('demo', '=', true)
      .where('password_hash', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow();
    const added = await sql
      .insertInto('identity.people')
      .values(
        people.map(({ givenName, patronymic, birthDate, ...person }) => ({
          ...person,
          given_name: givenName,
          patronymic: patronymic ?? null,
          birth_date: birthDate,
          password_hash: known.password_hash,
          demo: true,
        })),
      )
      .onConflict((c) => c.doNothing())
      .returning('subject')
      .execute();
    if (added.length > 0) await journal({ type: 'identity.demonstration-seeded', entity: 'identity', data: { people: added.length } });
    return added.length;
  });
}

/** The people of the demonstration whom the sign-in page offers, in the order citizens first. */
export async function demoPeople(db: Database): Promise<DemoPerson[]> {
  const rows = await db.read<Tables, (Tables['identity.people'] & { roles: string[] })[]>(system('identity'), (sql) =>
    sql
      .selectFrom('identity.people as p')
      .selectAll('p')
      .select(raw<string[]>`array(select r.agency || ':' || r.role from identity.roles r where r.subject = p.subject)`.as('roles'))
      .where('p.demo', '=', true)
      .where(
        'p.subject',
        'in',
        PEOPLE.map(([subject]) => subject),
      )
      .execute(),
  );
  const place = new Map(PEOPLE.map(([subject], i) => [subject, i]));
  return rows
    .toSorted((a, b) => (place.get(a.subject) ?? 99) - (place.get(b.subject) ?? 99))
    .map((row) => ({ subject: row.subject, name: fullName(row), roles: readRoles(row.roles) }));
}
