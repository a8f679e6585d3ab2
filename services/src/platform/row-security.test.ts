import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientConfig } from './connection.ts';
import { type TestPlatform, testPlatform } from './testing.ts';

// What the database itself holds back, whatever a query forgets to ask. The tables are found, not listed.

let stage: TestPlatform;
let app: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
  stage = await testPlatform();
  app = new pg.Client(clientConfig(stage.connection, 'hukumat_app'));
  owner = new pg.Client(clientConfig(stage.connection, 'hukumat_owner'));
  await Promise.all([app.connect(), owner.connect()]);
  await owner.query(`
    insert into identity.people (subject, surname, given_name) values ('citizen-1', 'Раҳимзода', 'Фирӯза');
    insert into identity.roles values ('citizen-1', 'mia', 'officer');
    insert into identity.secrets values ('s', 's');
    insert into identity.oidc (model, id, payload) values ('Session', 'h', 'p');
    insert into identity.sessions (sid_hash, subject, tokens, acr, signed_in_at, seen_at, idle_until, abs_until)
      values ('h', 'citizen-1', 't', 'low', now(), now(), now(), now());
    insert into identity.logins values ('h', 'b', 's', now());
    insert into identity.parked_posts (subject, sealed, expires_at) values ('citizen-1', 's', now());
    insert into identity.access_tokens (hash, subject, agency, name, created_at, expires_at) values ('h', 'citizen-1', 'mia', 'n', now(), now());
    insert into identity.attempts values ('k', 1, now());
    insert into applications.applications (id, number, owner, applicant, agency, service, release_version, definition_version, lang, answers, state, submitted_at)
      values ('01980000-0000-7000-8000-000000000001', 'N', 'citizen-1', 'Ф', 'mia', 's', '1.0.0', 1, 'tg', '{}', 'submitted', now());
    insert into applications.drafts (id, owner, agency, service, release_version, definition_version, created_at, updated_at)
      values ('01980000-0000-7000-8000-000000000002', 'citizen-1', 'mia', 's', '1.0.0', 1, now(), now());
    insert into applications.uploads (owner, draft, field, name, type, bytes, sha256, created_at)
      values ('citizen-1', '01980000-0000-7000-8000-000000000002', 'f', 'n', 't', 1, 's', now());
    insert into applications.uploads (owner, application, field, name, type, bytes, sha256, created_at)
      values ('citizen-1', '01980000-0000-7000-8000-000000000001', 'f', 'n', 't', 1, 's', now());
    insert into applications.events (application, at, type, actor, actor_name) values ('01980000-0000-7000-8000-000000000001', now(), 't', 'a', 'n');
    insert into applications.accesses (application, subject, agency, officer, officer_name, at)
      values ('01980000-0000-7000-8000-000000000001', 'citizen-1', 'mia', 'mia-officer', 'n', now());
    insert into applications.idempotency values ('citizen-1', 'k', 'd', '01980000-0000-7000-8000-000000000001', now());
    insert into documents.documents (application, owner, agency, service, kind, title, number, code, initials, state, issued_on)
      values ('01980000-0000-7000-8000-000000000001', 'citizen-1', 'mia', 's', 'certificate', '{}', 'N', 'C', 'I', 'issuing', now());
    insert into documents.documents (id, application, owner, agency, service, kind, title, number, code, initials, state, issued_on, sha256, facts, revocable, mandate)
      values ('01980000-0000-7000-8000-000000000003', '01980000-0000-7000-8000-000000000004', 'citizen-1', 'dushanbe', 's', 'document', '{}', 'N2', 'C2', 'I', 'issued', now(), 'h', 'f', true, true);
    insert into documents.hand_overs (id, document, owner, from_service, to_agency, to_service, application, field, consent, consented_at)
      values ('01980000-0000-7000-8000-000000000005', '01980000-0000-7000-8000-000000000003', 'citizen-1', 's', 'mia', 's', '01980000-0000-7000-8000-000000000001', 'f', 'c', now());
    insert into documents.accesses (document, hand_over, subject, agency, officer, officer_name, at)
      values ('01980000-0000-7000-8000-000000000003', '01980000-0000-7000-8000-000000000005', 'citizen-1', 'mia', 'mia-officer', 'n', now());
    insert into mandates.mandates (grantor, grantor_name, grantee, grantee_name, services, from_on, until_on, agency, application, document, granted_at)
      values ('citizen-1', 'Ф', 'citizen-9', 'Д', '{s}', now(), now(), 'mia', uuidv7(), uuidv7(), now());
    insert into payments.invoices (id, number, application, application_number, owner, agency, service, lines, diram, state, created_at, payable_until)
      values ('01980000-0000-7000-8000-000000000003', 'N', '01980000-0000-7000-8000-000000000001', 'N', 'citizen-1', 'mia', 's', '[{}]', 1, 'open', now(), now());
    insert into payments.attempts (invoice, owner, state, begun_at) values ('01980000-0000-7000-8000-000000000003', 'citizen-1', 'beginning', now());
    insert into gateway.answers values ('citizen-1', 'mia', 'records', 'key-12345', 'd', now());
    insert into centres.centres values ('c', 'centre', 'service-centre', '{}', 'c', '{}', '{}', '1', 0, 0, 1, true);
    insert into centres.resources values ('c', 'r', '{}', '{}', 'A', '{}', 20, 1);
    insert into centres.operators values ('centre-operator', 'c');
    insert into centres.appointments (id, centre, resource, starts_at, ends_at, seat, holder, holder_name, booked_by, cause, code, state, created_at)
      values ('01980000-0000-7000-8000-000000000005', 'c', 'r', now(), now() + interval '1 hour', 1, 'citizen-1', 'Ф', 'citizen-1', 'x', 'K', 'arrived', now());
    insert into centres.tickets (centre, resource, day, number, appointment, holder, holder_name, state, rank, made_at)
      values ('c', 'r', now(), 'A-001', '01980000-0000-7000-8000-000000000005', 'citizen-1', 'Ф', 'waiting', now(), now());
    insert into centres.codes (citizen, citizen_name, centre, service, digest, asked_by, created_at, expires_at)
      values ('citizen-1', 'Ф', 'c', 's', 'd', 'citizen-1', now(), now());
    insert into centres.wrong_codes values ('centre-operator', now());
    insert into centres.sessions (id, citizen, citizen_name, operator, operator_name, centre, services, started_at, seen_at, until, sampled)
      values ('01980000-0000-7000-8000-000000000004', 'citizen-1', 'Ф', 'centre-operator', 'О', 'c', '{s}', now(), now(), now(), false);
    insert into centres.entries (session, citizen, at, draft, field)
      values ('01980000-0000-7000-8000-000000000004', 'citizen-1', now(), uuidv7(), 'f');
    insert into appeals.appeals (id, number, key, owner, sender_name, kind, reply, lang, text, agency, bodies, received_at, due_on)
      values ('01980000-0000-7000-8000-000000000003', 'MUR', 'k', 'citizen-1', 'Ф', 'complaint', 'electronic', 'tg', 't', 'mia', '{mia}', now(), now());
    insert into appeals.appeals (id, number, key, code, sender_name, kind, reply, lang, text, agency, bodies, received_at, due_on)
      values ('01980000-0000-7000-8000-000000000004', 'MUR2', 'k2', 'c', 'Ф', 'complaint', 'electronic', 'tg', 't', 'mia', '{mia}', now(), now());
    insert into appeals.events (appeal, at, type, actor, actor_name, agency) values ('01980000-0000-7000-8000-000000000003', now(), 't', 'a', 'n', 'mia');
    insert into appeals.accesses (appeal, subject, agency, officer, officer_name, at)
      values ('01980000-0000-7000-8000-000000000003', 'citizen-1', 'mia', 'mia-officer', 'n', now());
    insert into notifications.messages (recipient, code, params, cause, created_at) values ('citizen-1', 'c', '{}', 'x', now());
  `);
  await stage.platform.db.write({ kind: 'system', task: 'test' }, ({ journal }) =>
    journal({ type: 'test.happened', agency: 'mia', subject: 'citizen-1', entity: 'x:1' }),
  );
});
afterAll(async () => {
  await Promise.all([app?.end(), owner?.end()]);
  await stage?.stop();
});

interface Who {
  kind?: string;
  subject?: string;
  roles?: string;
}
/** Runs as the application's role with these settings in one transaction that leaves nothing. */
async function as<T>(who: Who, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(who)) await app.query('select set_config($1, $2, true)', [`hukumat.${name}`, value]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}
const count = async (table: string): Promise<number> => (await app.query(`select count(*)::int as n from ${table}`)).rows[0].n;

/** Columns by which a table tells whose a row is; a table that has one holds personal data. */
const PERSONAL = [
  'subject',
  'owner',
  'recipient',
  'applicant',
  'surname',
  'sid_hash',
  'officer',
  'actor',
  'grantor',
  'holder',
  'citizen',
  'operator',
];
/** Not about people as persons: public bodies, releases and those who publish them by their office. */
const OFFICIAL = /^(directory|registry|pgboss)\./;

async function personalTables(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select distinct table_schema || '.' || table_name as name from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema') and column_name = any($1) order by 1`,
    [PERSONAL],
  );
  return rows.map(({ name }) => name).filter((name) => !OFFICIAL.test(name));
}

test('every table with a person in it is under row-level security, and none belongs to the role that uses it', async () => {
  const tables = await personalTables();
  expect(tables.length).toBeGreaterThanOrEqual(13);
  const { rows } = await owner.query<{ name: string; secured: boolean; owner: string }>(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')`,
  );
  const of = new Map(rows.map((row) => [row.name, row]));
  expect(tables.filter((name) => !of.get(name)?.secured)).toEqual([]);
  expect(rows.filter((row) => row.owner === 'hukumat_app')).toEqual([]);
  const { rows: role } = await owner.query(`select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'hukumat_app'`);
  expect(role[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
});

test.each<[string, Who]>([
  ['nobody set', {}],
  ['anonymous', { kind: 'anonymous', subject: '', roles: ',' }],
  ['another citizen', { kind: 'person', subject: 'citizen-2', roles: ',' }],
  ["another agency's officer", { kind: 'person', subject: 'justice-officer', roles: ',justice:officer,' }],
  ['an agency whose name ends alike', { kind: 'person', subject: 'x', roles: ',not-mia:officer,a:mia:officer-x,' }],
  ['an operator of no centre', { kind: 'person', subject: 'x', roles: ',service-centre:operator,service-centre:supervisor,' }],
  ['a developer of the agency', { kind: 'person', subject: 'mia-developer', roles: ',mia:developer,' }],
  ['an empty person', { kind: 'person', subject: '', roles: '' }],
  ['a kind of its own making', { kind: 'System', subject: 'citizen-1%', roles: '%' }],
])('%s reads no row of anybody', async (_name, who) => {
  // Whoever works for an agency may read what its journal says; everything else is closed to them as well.
  const tables = (await personalTables()).filter((name) => name !== 'platform.journal' || !who.roles?.includes(',mia:'));
  const seen = await as(who, async () => {
    const found: string[] = [];
    for (const table of tables) {
      const rows = await count(table).catch((error: { code?: string }) => (error.code === '42501' ? 0 : Promise.reject(error)));
      if (rows > 0) found.push(`${table}: ${rows}`);
    }
    return found;
  });
  expect(seen).toEqual([]);
});

test('the owner and the desk do read, so that the lines above prove something', async () => {
  const owned = [
    'applications.applications',
    'applications.drafts',
    'applications.uploads',
    'appeals.appeals',
    'documents.documents',
    'documents.hand_overs',
    'documents.accesses',
    'mandates.mandates',
    'centres.appointments',
    'centres.tickets',
    'centres.codes',
    'centres.sessions',
    'centres.entries',
    'notifications.messages',
    'payments.attempts',
    'payments.invoices',
  ];
  await as({ kind: 'person', subject: 'citizen-1', roles: ',' }, async () => {
    for (const table of owned) expect(await count(table), table).toBeGreaterThan(0);
  });
  await as({ kind: 'person', subject: 'mia-officer', roles: ',mia:officer,' }, async () => {
    expect(await count('applications.applications')).toBe(1);
    // The file of the application, not the one that lies in a draft.
    expect(await count('applications.uploads')).toBe(1);
    // Its own one, and the other agency's that was handed to it; never who else looked at them.
    expect(await count('documents.documents')).toBe(2);
    expect(await count('documents.hand_overs')).toBe(1);
    expect(await count('documents.accesses')).toBe(0);
    expect(await count('appeals.appeals')).toBe(2);
    expect(await count('applications.drafts')).toBe(0);
    expect(await count('notifications.messages')).toBe(0);
    // That it is paid is asked by a function of its own.
    expect(await count('payments.invoices')).toBe(0);
    expect(await count('identity.people')).toBe(0);
  });
});

test.each([
  ['the journal', `update platform.journal set actor = 'x'`],
  ['the journal', 'delete from platform.journal'],
  ['the journal', 'truncate platform.journal'],
  ['the end of the chain', 'select * from platform.journal_head'],
  ['a release', `update registry.releases set manifest = '{}'`],
  ['a release', `update registry.releases set digest = repeat('a', 64)`],
  ['a release', `update registry.releases set publisher = 'x'`],
  ['a release', 'delete from registry.releases'],
  ['its files', `update registry.release_files set sha256 = repeat('0', 64)`],
  ['its files', 'delete from registry.release_files'],
  ['a key', `update registry.agency_keys set public_key = 'x'`],
  ['a key', `update registry.agency_keys set agency = 'x'`],
  ['the central key', `update registry.central_key set public_key = 'x'`],
  ['who looked', 'delete from applications.accesses'],
  ['the timeline', `update applications.events set note = 'x'`],
  ['an application', 'delete from applications.applications'],
  ['a document', 'delete from documents.documents'],
  ['a hand-over', `update documents.hand_overs set consent = 'x'`],
  ['who opened a document', 'delete from documents.accesses'],
  ['a mandate', 'delete from mandates.mandates'],
  ['a mandate', `update mandates.mandates set grantee = 'x'`],
  ['the sum of an invoice', 'update payments.invoices set diram = 1'],
  ['whose invoice it is', `update payments.invoices set owner = 'x'`],
  ['an invoice', 'delete from payments.invoices'],
  ['what the bank told', 'delete from payments.webhooks'],
  ['a record of a counter', 'delete from centres.entries'],
  ['a record of a counter', `update centres.entries set after = '1'`],
  ['an appointment', 'delete from centres.appointments'],
  ['an appeal', `update appeals.appeals set text = 'x'`],
  ['an appeal', `update appeals.appeals set owner = 'x'`],
  ['an appeal', 'delete from appeals.appeals'],
  ['who read an appeal', 'delete from appeals.accesses'],
  ['a message', `update notifications.messages set params = '{}'`],
  ['a table of its own', 'create table platform.mine ()'],
  ['a file of the machine', `copy platform.journal to '/tmp/stolen'`],
  ['a program of the machine', `copy (select 1) to program 'id'`],
])('the role of the application cannot touch %s: %s', async (_what, text) => {
  const refused = as({ kind: 'system', subject: '', roles: ',' }, () => app.query(text));
  await expect(refused).rejects.toMatchObject({ code: '42501' });
});

test('a person writes into nobody else’s rows', async () => {
  await as({ kind: 'person', subject: 'citizen-2', roles: ',' }, async () => {
    for (const text of [
      `update applications.applications set owner = 'citizen-2'`,
      `update applications.drafts set answers = '{"a":1}'`,
      'delete from applications.drafts',
      'delete from applications.uploads',
      `update documents.documents set state = 'revoked', revoked_at = now()`,
      `update mandates.mandates set revoked_at = now(), revoked_by = 'x'`,
      `update appeals.appeals set answer = 'x', answered_at = now(), on_time = true, state = 'answered'`,
      `update notifications.messages set read_at = now()`,
    ])
      expect((await app.query(text)).rowCount, text).toBe(0);
  });
  const forged = as({ kind: 'person', subject: 'citizen-2', roles: ',' }, () =>
    app.query(
      `insert into applications.drafts (owner, agency, service, release_version, definition_version, created_at, updated_at)
       values ('citizen-1', 'mia', 's', '1.0.0', 1, now(), now())`,
    ),
  );
  await expect(forged).rejects.toMatchObject({ code: '42501' });
  const given = `insert into documents.hand_overs (document, owner, from_service, to_agency, to_service, application, field, consent, consented_at)
    values ('01980000-0000-7000-8000-000000000003', 'citizen-2', 's', 'mia', 's', '01980000-0000-7000-8000-000000000001', 'g', 'c', now())`;
  const stolen = as({ kind: 'person', subject: 'citizen-2', roles: ',' }, () => app.query(given));
  await expect(stolen).rejects.toMatchObject({ code: '42501' });
});
