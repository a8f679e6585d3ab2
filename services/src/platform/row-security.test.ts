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
    insert into identity.people (subject, surname, given_name) values ('mia-head', 'Н', 'Т');
    insert into identity.invitations (agency, surname, given_name, passport_mark, code_mark, roles, key, invited_by, invited_at, expires_at)
      values ('mia', 'Раҳимзода', 'Фирӯза', 'p', 'c', '{officer}', 'k', 'mia-head', now(), now());
    insert into identity.proposals (agency, subject, role, proposed_by, proposed_at, expires_at)
      values ('mia', 'citizen-1', 'approver', 'mia-head', now(), now());
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
    insert into applications.applications (id, number, owner, applicant, acting, acting_name, party, party_name, agency, service, release_version, definition_version, lang, answers, state, submitted_at)
      values ('01980000-0000-7000-8000-0000000000a2', 'N2', 'citizen-1', 'Ф', 'citizen-9', 'Д', 'citizen-8', 'П', 'mia', 's', '1.0.0', 1, 'tg', '{}', 'awaiting_party', now());
    insert into applications.opinions (id, application, number, owner, service, asking, agency, question, shared, files, asked_by, asked_name, asked_at)
      values ('01980000-0000-7000-8000-0000000000b1', '01980000-0000-7000-8000-000000000001', 'N', 'citizen-1', 's', 'mia', 'customs', 'q', '[]', '{f}', 'mia-officer', 'О', now());
    insert into applications.notes (application, agency, author, author_name, text, at)
      values ('01980000-0000-7000-8000-000000000001', 'mia', 'mia-officer', 'О', 't', now());
    insert into applications.letters (application, owner, agency, title, body, author, author_name, at)
      values ('01980000-0000-7000-8000-000000000001', 'citizen-1', 'mia', '{}', '{}', 'mia-officer', 'О', now());
    insert into applications.changes (application, version, field, at) values ('01980000-0000-7000-8000-000000000001', 1, 'f', now());
    insert into applications.objections (application, owner, agency, text, filed_at)
      values ('01980000-0000-7000-8000-000000000001', 'citizen-1', 'mia', 't', now());
    insert into applications.ratings (application, owner, agency, service, stars, at)
      values ('01980000-0000-7000-8000-000000000001', 'citizen-1', 'mia', 's', 5, now());
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
    insert into payments.invoices (id, number, application, application_number, occasion, owner, agency, service, lines, diram, state, created_at, payable_until)
      values ('01980000-0000-7000-8000-000000000003', 'N', '01980000-0000-7000-8000-000000000001', 'N', 'hand-in', 'citizen-1', 'mia', 's', '[{}]', 1, 'open', now(), now());
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
    insert into migration.sites (host, agency, created_at) values ('old.example.tj', 'mia', now());
    insert into migration.runs (host, agency, kind, actor, started_at) values ('old.example.tj', 'mia', 'mirror', 'person:r', now());
    insert into appeals.appeals (id, number, key, owner, sender_name, kind, reply, lang, text, agency, bodies, received_at, due_on)
      values ('01980000-0000-7000-8000-000000000003', 'MUR', 'k', 'citizen-1', 'Ф', 'complaint', 'electronic', 'tg', 't', 'mia', '{mia}', now(), now());
    insert into appeals.appeals (id, number, key, code, sender_name, kind, reply, lang, text, agency, bodies, received_at, due_on)
      values ('01980000-0000-7000-8000-000000000004', 'MUR2', 'k2', 'c', 'Ф', 'complaint', 'electronic', 'tg', 't', 'mia', '{mia}', now(), now());
    insert into appeals.events (appeal, at, type, actor, actor_name, agency) values ('01980000-0000-7000-8000-000000000003', now(), 't', 'a', 'n', 'mia');
    insert into appeals.accesses (appeal, subject, agency, officer, officer_name, at)
      values ('01980000-0000-7000-8000-000000000003', 'citizen-1', 'mia', 'mia-officer', 'n', now());
    insert into notifications.messages (id, recipient, code, params, cause, created_at)
      values ('01980000-0000-7000-8000-000000000006', 'citizen-1', 'c', '{}', 'x', now());
    insert into content.items (id, agency, type, slug, created_at, created_by)
      values ('01980000-0000-7000-8000-0000000000c1', 'mia', 'news', 's', now(), 'mia-editor');
    insert into content.editions (item, number, agency, type, state, values, author, author_name, writers, saved_at)
      values ('01980000-0000-7000-8000-0000000000c1', 1, 'mia', 'news', 'draft', '{}', 'mia-editor', 'М', '{mia-editor}', now());
    insert into content.files values ('mia', repeat('a', 64), 'a.pdf', 'application/pdf', 1, 'mia-editor', now());
    insert into notifications.settings values ('citizen-1', true, true, 'tg', now());
    insert into notifications.dispatches values ('01980000-0000-7000-8000-000000000006', 'email', 'citizen-1', 'sent', now());
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
  actor?: string;
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
  'author',
  'application',
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
  const tables = await personalTables();
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

test.each([',mia:officer,', ',mia:supervisor,', ',mia:head,', ',innovation-agency:auditor,'])(
  'the journal of an agency is read by %s',
  async (roles) => {
    expect(await as({ kind: 'person', subject: 'x', roles }, () => count(`platform.journal where agency = 'mia'`))).toBeGreaterThan(0);
  },
);

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
    expect(await count('applications.applications')).toBe(2);
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

/** Exactly how many rows of which table each sees who may see some; of every table that is not named, none. */
const OFFICER_SEES = {
  'appeals.appeals': 2,
  'appeals.events': 1,
  'applications.applications': 2,
  'applications.changes': 1,
  'applications.events': 1,
  'applications.letters': 1,
  'applications.notes': 1,
  'applications.objections': 1,
  'applications.opinions': 1,
  'applications.ratings': 1,
  // The file of the application, not the one that lies in a draft.
  'applications.uploads': 1,
  'documents.documents': 2,
  'documents.hand_overs': 1,
  'platform.journal': 1,
};
const STAFF_SEEN = { 'identity.invitations': 1, 'identity.proposals': 1, 'identity.roles': 1 };
const COUNTER_SEES = {
  'centres.appointments': 1,
  'centres.codes': 1,
  'centres.entries': 1,
  'centres.operators': 1,
  'centres.sessions': 1,
  'centres.tickets': 1,
  'centres.wrong_codes': 1,
};
const OWNER_SEES = {
  'appeals.accesses': 1,
  'appeals.appeals': 1,
  'appeals.events': 1,
  'applications.accesses': 1,
  'applications.applications': 2,
  'applications.changes': 1,
  'applications.drafts': 1,
  'applications.events': 1,
  'applications.idempotency': 1,
  'applications.letters': 1,
  'applications.objections': 1,
  'applications.ratings': 1,
  'applications.uploads': 2,
  'centres.appointments': 1,
  'centres.codes': 1,
  'centres.entries': 1,
  'centres.sessions': 1,
  'centres.tickets': 1,
  'documents.accesses': 1,
  'documents.documents': 2,
  'documents.hand_overs': 1,
  'gateway.answers': 1,
  'identity.people': 1,
  'identity.proposals': 1,
  'identity.roles': 1,
  'mandates.mandates': 1,
  'notifications.dispatches': 1,
  'notifications.messages': 1,
  'notifications.settings': 1,
  'payments.attempts': 1,
  'payments.invoices': 1,
  'platform.journal': 1,
};

test.each<[string, Who, Record<string, number>]>([
  ['the owner', { kind: 'person', subject: 'citizen-1', roles: ',' }, OWNER_SEES],
  // Of two applications the one they handed in, and the mandate; nothing else of whoever gave it.
  [
    'the holder of a mandate',
    { kind: 'person', subject: 'citizen-9', roles: ',' },
    { 'applications.applications': 1, 'mandates.mandates': 1 },
  ],
  ['the second person', { kind: 'person', subject: 'citizen-8', roles: ',' }, { 'applications.applications': 1 }],
  ['an officer', { kind: 'person', subject: 'mia-officer', roles: ',mia:officer,' }, OFFICER_SEES],
  [
    'the head',
    { kind: 'person', subject: 'mia-head', roles: ',mia:head,' },
    // Who works there by name is told by the module, never the record of a person; their own one they read.
    {
      ...OFFICER_SEES,
      ...STAFF_SEEN,
      'identity.access_tokens': 1,
      'identity.people': 1,
      'mandates.mandates': 1,
      'content.editions': 1,
      'content.files': 1,
      'migration.runs': 1,
    },
  ],
  [
    'the registrar',
    { kind: 'person', subject: 'r', roles: ',innovation-agency:registrar,' },
    { ...STAFF_SEEN, 'identity.access_tokens': 1, 'migration.runs': 1 },
  ],
  ['the head of the central Agency', { kind: 'person', subject: 'h', roles: ',innovation-agency:head,' }, STAFF_SEEN],
  ['the head of another body', { kind: 'person', subject: 'j', roles: ',justice:head,' }, {}],
  [
    'an editor',
    { kind: 'person', subject: 'mia-editor', roles: ',mia:editor,' },
    { 'content.editions': 1, 'content.files': 1, 'migration.runs': 1 },
  ],
  // The question and the file that was shared with it; never the application.
  [
    'a desk that is asked',
    { kind: 'person', subject: 'customs-officer', roles: ',customs:officer,' },
    { 'applications.opinions': 1, 'applications.uploads': 1 },
  ],
  ['an operator of the centre', { kind: 'person', subject: 'centre-operator', roles: ',service-centre:operator,' }, COUNTER_SEES],
  ['the supervisor of the centre', { kind: 'person', subject: 'centre-operator', roles: ',service-centre:supervisor,' }, COUNTER_SEES],
  ['the auditor', { kind: 'person', subject: 'auditor', roles: ',innovation-agency:auditor,' }, { ...STAFF_SEEN, 'platform.journal': 1 }],
])('%s reads exactly their rows of every table', async (_name, who, sees) => {
  const seen = await as(who, async () => {
    const found: Record<string, number> = {};
    for (const table of await personalTables()) {
      await app.query('savepoint one');
      const rows = await count(table).catch(async (error: { code?: string }) => {
        if (error.code !== '42501') throw error;
        await app.query('rollback to savepoint one');
        return 0;
      });
      if (rows > 0) found[table] = rows;
    }
    return found;
  });
  expect(seen).toEqual(sees);
});

test('every table with a person in it has a row here, so that none is read in vain', async () => {
  const empty: string[] = [];
  for (const table of await personalTables()) {
    const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    if (rows[0]?.n === 0) empty.push(table);
  }
  expect(empty).toEqual([]);
});

test('what runs as the owner is known, keeps its search path and is open to the application alone', async () => {
  const { rows } = await owner.query<{ name: string; path: string | null; open: boolean }>(
    `select p.pronamespace::regnamespace || '.' || p.proname as name, array_to_string(p.proconfig, ',') as path,
       has_function_privilege('public', p.oid, 'execute') as open
     from pg_proc p where p.prosecdef and p.pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema') order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual([
    'centres.at_counter',
    'centres.board',
    'centres.figures',
    'centres.give_back',
    'centres.has_part_in',
    'centres.held',
    'centres.keeps_post',
    'centres.note_arrival',
    'centres.seats_taken',
    'centres.still_waits',
    'content.shows',
    'identity.mixes_audit',
    'identity.second_persons',
    'payments.asked_on',
    'payments.state_at_desk',
    'platform.lock_journal_head',
    'platform.move_journal_head',
  ]);
  expect(rows.filter(({ path, open }) => open || !/^search_path=/.test(path ?? ''))).toEqual([]);
});

test('nobody learns by a function when another is expected, or cancels it', async () => {
  const held = () => app.query(`select * from centres.held('citizen-1', now() - interval '1 day')`);
  const back = () => app.query(`select * from centres.give_back('application:01980000-0000-7000-8000-000000000001')`);
  await owner.query(`insert into centres.appointments (centre, resource, starts_at, ends_at, seat, holder, holder_name, booked_by, cause, code, state, created_at)
    values ('c', 'r', now() + interval '2 days', now() + interval '3 days', 1, 'citizen-1', 'Ф', 'citizen-1',
      'application:01980000-0000-7000-8000-000000000001', 'K2', 'booked', now())`);
  for (const who of [
    {},
    { kind: 'anonymous', subject: '', roles: ',' },
    { kind: 'person', subject: 'citizen-2', roles: ',' },
    { kind: 'person', subject: 'justice-officer', roles: ',justice:officer,' },
    { kind: 'person', subject: 'citizen-8', roles: ',' },
  ] as Who[]) {
    expect(await as(who, async () => [(await held()).rowCount, (await back()).rowCount]), JSON.stringify(who)).toEqual([0, 0]);
  }
  expect(
    await as({ kind: 'person', subject: 'citizen-9', roles: ',' }, async () => [(await held()).rowCount, (await back()).rowCount]),
  ).toEqual([1, 0]);
  expect(
    await as({ kind: 'person', subject: 'citizen-1', roles: ',' }, async () => [(await held()).rowCount, (await back()).rowCount]),
  ).toEqual([1, 1]);
  expect(await as({ kind: 'person', subject: 'mia-officer', roles: ',mia:officer,' }, async () => (await back()).rowCount)).toBe(1);
});

test.each<[string, Who, string]>([
  [
    'the second person makes it theirs',
    { kind: 'person', subject: 'citizen-8', roles: ',' },
    `update applications.applications set owner = 'citizen-8'`,
  ],
  [
    'the second person decides',
    { kind: 'person', subject: 'citizen-8', roles: ',' },
    `update applications.applications set state = 'approved'`,
  ],
  [
    'a desk gives it to another',
    { kind: 'person', subject: 'mia-officer', roles: ',mia:officer,' },
    `update applications.applications set agency = 'justice'`,
  ],
  [
    'a desk that is asked rewrites the question',
    { kind: 'person', subject: 'customs-officer', roles: ',customs:officer,' },
    `update applications.opinions set shared = '[1]'`,
  ],
  [
    'an operator makes a session longer',
    { kind: 'person', subject: 'centre-operator', roles: ',service-centre:operator,' },
    `update centres.sessions set until = until + interval '1 day'`,
  ],
  [
    'an operator widens a session',
    { kind: 'person', subject: 'centre-operator', roles: ',service-centre:operator,' },
    `update centres.sessions set services = '{a,b}'`,
  ],
  [
    'an operator takes an old code up again',
    { kind: 'person', subject: 'centre-operator', roles: ',service-centre:operator,' },
    `update centres.codes set expires_at = now() + interval '1 day'`,
  ],
  [
    'the holder gives an appointment away',
    { kind: 'person', subject: 'citizen-1', roles: ',' },
    `update centres.appointments set holder = 'citizen-2'`,
  ],
  [
    'an officer signs the timeline as another',
    { kind: 'person', subject: 'mia-officer', roles: ',mia:officer,', actor: 'person:mia-officer' },
    `insert into applications.events (application, at, type, actor, actor_name) values ('01980000-0000-7000-8000-000000000001', now(), 't', 'person:mia-head', 'n')`,
  ],
  [
    'an officer writes the journal as another',
    { kind: 'person', subject: 'mia-officer', roles: ',mia:officer,', actor: 'person:mia-officer' },
    `insert into platform.journal select h.seq + 1, now(), 'person:mia-head', 'x.y', null, null, 'x', '{}', h.hash, repeat('a', 64) from platform.lock_journal_head() h`,
  ],
  [
    'another desk writes a letter',
    { kind: 'person', subject: 'justice-officer', roles: ',justice:officer,' },
    `insert into applications.letters (application, owner, agency, title, body, author, author_name, at) values ('01980000-0000-7000-8000-000000000001', 'citizen-1', 'justice', '{}', '{}', 'justice-officer', 'О', now())`,
  ],
  [
    'a desk writes a letter to whom it does not concern',
    { kind: 'person', subject: 'mia-officer', roles: ',mia:officer,' },
    `insert into applications.letters (application, owner, agency, title, body, author, author_name, at) values ('01980000-0000-7000-8000-000000000001', 'citizen-2', 'mia', '{}', '{}', 'mia-officer', 'О', now())`,
  ],
  [
    'a desk says that it looked at somebody else',
    { kind: 'person', subject: 'mia-officer', roles: ',mia:officer,' },
    `insert into applications.accesses (application, subject, agency, officer, officer_name, at) values ('01980000-0000-7000-8000-000000000001', 'citizen-2', 'mia', 'mia-officer', 'n', now())`,
  ],
  [
    'another desk writes into the history of an appeal',
    { kind: 'person', subject: 'justice-officer', roles: ',justice:officer,', actor: 'person:justice-officer' },
    `insert into appeals.events (appeal, at, type, actor, actor_name, agency) values ('01980000-0000-7000-8000-000000000003', now(), 't', 'person:justice-officer', 'n', 'justice')`,
  ],
  [
    'a stranger objects',
    { kind: 'person', subject: 'citizen-2', roles: ',' },
    `insert into applications.objections (application, owner, agency, text, filed_at) values ('01980000-0000-7000-8000-0000000000a2', 'citizen-2', 'mia', 't', now())`,
  ],
  [
    'an editor publishes what nobody approved',
    { kind: 'person', subject: 'mia-editor', roles: ',mia:editor,' },
    `update content.editions set state = 'published', approver = 'x', submitted_at = now(), published_at = now(), first_published_at = now(), shown_at = now()`,
  ],
  [
    'an editor writes as another',
    { kind: 'person', subject: 'mia-editor', roles: ',mia:editor,' },
    `insert into content.editions (item, number, agency, type, state, values, author, author_name, writers, saved_at)
      values ('01980000-0000-7000-8000-0000000000c1', 2, 'mia', 'news', 'draft', '{}', 'mia-approver', 'М', '{mia-approver}', now())`,
  ],
])('the database refuses it when %s', async (_name, who, text) => {
  await expect(as(who, () => app.query(text))).rejects.toMatchObject({ code: '42501' });
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
  ['whose text it is', `update content.editions set author = 'x'`],
  ['an edition', 'delete from content.editions'],
  ['the address of an item', `update content.paths set item = uuidv7()`],
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
      `update applications.applications set answers = '{"a":1}', state = 'issued'`,
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
