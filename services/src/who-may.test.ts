import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PNG } from './modules/applications/testing.ts';
import { type TestBackend, testBackend } from './modules/gateway/testing.ts';
import type { Browser } from './modules/identity/testing.ts';
import { person } from './modules/registry/testing.ts';
import type { Actor } from './platform/actor.ts';
import { type WholePortal, wholePortal } from './testing.ts';

let portal: WholePortal;
const browsers = new Map<string, Browser>();
const capabilities = new Map<string, string>();
let token = '';
let records: TestBackend;
const ids = { appeal: '', invoice: '', application: '', upload: '', draftUpload: '', draft: '', document: '', code: '' };
const ABSENT = '01980000-0000-7000-8000-000000000000';

/** The owner, another citizen, a citizen who holds a mandate of the owner, and those who work: at the desk and beside it. */
const ACTORS = [
  'anonymous',
  'citizen-1',
  'citizen-2',
  'citizen-3',
  'justice-officer',
  'mia-officer',
  'mia-officer-2',
  'service-centre-operator',
  'innovation-agency-auditor',
  'mia-developer',
  'token of mia-developer',
] as const;
type Who = (typeof ACTORS)[number];

const actor = (subject: string, agency?: string): Actor => ({
  kind: 'person',
  subject,
  name: subject,
  loa: 'substantial',
  roles: agency ? [{ agency, role: 'officer' }] : [],
});

beforeAll(async () => {
  portal = await wholePortal();
  for (const who of ACTORS.slice(1, -1)) browsers.set(who, await portal.signedIn(who));
  for (const who of ['mia-officer', 'mia-officer-2', 'justice-officer'])
    capabilities.set(who, await capabilityOf(who, who.split('-')[0] ?? ''));
  const made = await browser('mia-developer').send('/api/v1/tokens', {
    form: { agency: 'mia', name: 'laptop' },
    headers: { accept: 'application/json' },
  });
  token = ((await made.json()) as { token: string }).token;

  records = await testBackend((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  await portal.modules.gateway.registerBackend(person('innovation-agency', 'registrar'), {
    agency: 'mia',
    scope: 'records',
    url: records.url,
    deadlineMs: 5_000,
    places: 20,
    tellsName: false,
  });

  const { applications, documents } = portal.modules;
  const owner = actor('citizen-1');
  const answers = { surname: 'Раҳимзода', givenName: 'Фирӯза', birthDate: '1990-03-14', purpose: 'work' };
  const file = { field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG };
  const first = await applications.startDraft(owner, 'residence-note', answers);
  await applications.attachUpload(owner, { draft: first.id, ...file });
  const sent = await applications.submit(owner, {
    key: 'first-of-all',
    service: 'residence-note',
    lang: 'tg',
    draft: { id: first.id, revision: 1 },
  });
  Object.assign(ids, { application: sent.id, upload: sent.uploads[0]?.id });
  const lines = [{ kind: 'duty' as const, label: { tg: 'Боҷ', ru: 'Пошлина', en: 'Duty' }, diram: 15_600 }];
  const bill = { application: sent.id, number: sent.number, owner: 'citizen-1', agency: 'mia', service: 'residence-note', lines };
  ids.invoice = (await portal.platform.db.write(owner, (tx) => portal.modules.payments.charge(tx, bill))).invoice;
  const second = await applications.startDraft(owner, 'residence-note', answers);
  Object.assign(ids, { draft: second.id, draftUpload: (await applications.attachUpload(owner, { draft: second.id, ...file })).id });
  const appeal = { agency: 'mia', kind: 'request', reply: 'electronic', lang: 'tg', text: 'Дархости маълумот', senderName: 'Ф' } as const;
  await portal.modules.appeals.send(owner, { ...appeal, key: 'a-key-of-a-form-of-its-own', from: 'x' });
  ids.appeal = (await portal.modules.appeals.mine(owner))[0]?.id ?? '';
  const officer = actor('mia-officer', 'mia');
  await applications.claim(officer, 'mia', sent.id, 1);
  await applications.decide(officer, 'mia', sent.id, 2, { approve: true });
  // The decision has made the document before it returned.
  const [document] = await documents.mine(owner);
  Object.assign(ids, { document: document?.id, code: document?.code });
});
afterAll(async () => {
  await portal?.stop();
  await records?.stop();
});

function browser(who: string): Browser {
  const found = browsers.get(who);
  if (!found) throw new Error(`${who} is not signed in`);
  return found;
}
/** What a document of the agency is born with, read as its own script would. */
async function capabilityOf(who: string, agency: string): Promise<string> {
  const page = await (await browser(who).send(`/tg/${agency}/desk`)).text();
  return /"capability":"([^"]+)"/.exec(page)?.[1] ?? '';
}

const DESK = '/api/v1/agencies/mia/applications';
const BACKEND = '/api/v1/agencies/mia/backends/records';
const CALLS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const SIGNED_IN: Who[] = ACTORS.slice(1, -1);
const ALL: Who[] = [...ACTORS];
/** Officers of the agency: who is assigned and who is not see the same queue; what only the assigned one may do stands in its row. */
const DESK_OFFICERS: Who[] = ['mia-officer', 'mia-officer-2'];
const BUILDERS: Who[] = ['token of mia-developer', 'mia-developer'];
/** Releases are read by those who build them and by the central Agency's auditor. */
const READ_RELEASES: Who[] = [...BUILDERS, 'innovation-agency-auditor'];

/** Every route of the API, an address that exists, and who may have it. A route that is missing here fails the test below. */
type Row = [route: string, address: () => string, may: Who[], body?: unknown];
const API: Row[] = [
  ['GET /api/v1/who', () => '/api/v1/who', ALL],
  ['GET /api/v1/tokens', () => '/api/v1/tokens', SIGNED_IN],
  ['POST /api/v1/tokens', () => '/api/v1/tokens', ['mia-developer'], { agency: 'mia', name: 'x' }],
  ['DELETE /api/v1/tokens/:id', () => `/api/v1/tokens/${ABSENT}`, []],
  [
    'POST /api/v1/agencies/:agency/releases',
    () => '/api/v1/agencies/mia/releases',
    // Not even the developer, with a signature of a key that nobody registered.
    [],
    { manifest: {}, files: {}, signature: { keyId: '0'.repeat(16), value: `${'A'.repeat(86)}==` } },
  ],
  ['GET /api/v1/agencies/:agency/releases', () => '/api/v1/agencies/mia/releases', READ_RELEASES],
  ['GET /api/v1/releases', () => '/api/v1/releases', READ_RELEASES],
  ['GET /api/v1/releases/:agency/:version', () => '/api/v1/releases/mia/1.0.0', READ_RELEASES],
  ['POST /api/v1/releases/:agency/:version/review', () => '/api/v1/releases/mia/1.0.0/review', [], { verdict: 'approve' }],
  ['POST /api/v1/agencies/:agency/rollback', () => '/api/v1/agencies/mia/rollback', ['token of mia-developer'], { reason: 'x' }],
  ['POST /api/v1/agencies/:agency/kill', () => '/api/v1/agencies/mia/kill', [], { reason: 'x' }],
  ['POST /api/v1/agencies/:agency/tier', () => '/api/v1/agencies/mia/tier', [], { tier: 'page' }],
  ['POST /api/v1/agencies/:agency/keys', () => '/api/v1/agencies/mia/keys', [], { publicKey: 'x' }],
  ['GET /api/v1/agencies/:agency/backends', () => '/api/v1/agencies/mia/backends', READ_RELEASES],
  ['PUT /api/v1/agencies/:agency/backends/:scope', () => BACKEND, [], { url: 'https://evil.example' }],
  ['DELETE /api/v1/agencies/:agency/backends/:scope', () => BACKEND, []],
  // Whoever is signed in, from a page of that agency and from no other; a program is no page.
  ...CALLS.map(
    (method): Row => [`${method} /api/v1/agencies/:agency/calls/:scope/*`, () => '/api/v1/agencies/mia/calls/records/cases', DESK_OFFICERS],
  ),
  ['GET /api/v1/agencies/:agency/calls/:scope/*', () => '/api/v1/agencies/justice/calls/records/cases', []],
  ['GET /api/v1/live', () => '/api/v1/live', ALL],
  [
    'POST /api/v1/reports',
    () => '/api/v1/reports',
    ALL,
    { id: '2222-2222', agency: 'mia', version: '1.0.0', kind: 'crashed', reason: 'x', path: '/' },
  ],
  ['GET /api/v1/agencies/:agency/incidents', () => '/api/v1/agencies/mia/incidents', READ_RELEASES],
  ['GET /api/v1/applications', () => '/api/v1/applications', SIGNED_IN],
  ['POST /api/v1/applications', () => '/api/v1/applications', [], { service: 'residence-note', answers: {} }],
  ['GET /api/v1/applications/:id', () => `/api/v1/applications/${ids.application}`, ['citizen-1']],
  ['GET /api/v1/applications/uploads/:upload', () => `/api/v1/applications/uploads/${ids.upload}`, ['citizen-1']],
  ['GET /api/v1/applications/uploads/:upload', () => `/api/v1/applications/uploads/${ids.draftUpload}`, ['citizen-1']],
  ['GET /api/v1/applications/represented', () => '/api/v1/applications/represented', SIGNED_IN],
  ['GET /api/v1/applications/asked', () => '/api/v1/applications/asked', SIGNED_IN],
  ['POST /api/v1/applications/:id/withdraw', () => `/api/v1/applications/${ids.application}/withdraw`, ['citizen-1'], { version: 99 }],
  [
    'POST /api/v1/applications/:id/resubmit',
    () => `/api/v1/applications/${ids.application}/resubmit`,
    ['citizen-1'],
    { version: 99, answers: {} },
  ],
  // Nobody is asked to sign this one, its owner least of all.
  ['POST /api/v1/applications/:id/accept', () => `/api/v1/applications/${ids.application}/accept`, [], { version: 99 }],
  ['POST /api/v1/applications/:id/decline', () => `/api/v1/applications/${ids.application}/decline`, [], { version: 99, reason: 'не' }],
  ['POST /api/v1/applications/:id/appeal', () => `/api/v1/applications/${ids.application}/appeal`, ['citizen-1'], { text: 'норозиям' }],
  ['POST /api/v1/applications/:id/rating', () => `/api/v1/applications/${ids.application}/rating`, ['citizen-1'], { stars: 5 }],
  ['GET /api/v1/applications/:id/letters', () => `/api/v1/applications/${ids.application}/letters`, ['citizen-1']],
  ['GET /api/v1/uploads', () => `/api/v1/uploads?draft=${ids.draft}`, ['citizen-1']],
  // Whoever is signed in is asked what file it is; who began one is the only one who finds it.
  ['POST /api/v1/uploads', () => '/api/v1/uploads', SIGNED_IN, {}],
  ['PATCH /api/v1/uploads/:upload', () => `/api/v1/uploads/${ABSENT}`, []],
  ['DELETE /api/v1/uploads/:upload', () => `/api/v1/uploads/${ABSENT}`, []],
  ['POST /api/v1/services/:service/check', () => '/api/v1/services/residence-note/check', ALL, { answers: {} }],
  ['GET /api/v1/agencies/:agency/applications', () => DESK, DESK_OFFICERS],
  ['GET /api/v1/agencies/:agency/applications/:id', () => `${DESK}/${ids.application}`, DESK_OFFICERS],
  ['GET /api/v1/agencies/:agency/applications/:id', () => `/api/v1/agencies/justice/applications/${ids.application}`, []],
  [
    'GET /api/v1/agencies/:agency/applications/:id/uploads/:upload',
    () => `${DESK}/${ids.application}/uploads/${ids.upload}`,
    DESK_OFFICERS,
  ],
  ['GET /api/v1/agencies/:agency/applications/:id/uploads/:upload', () => `${DESK}/${ids.application}/uploads/${ids.draftUpload}`, []],
  ['POST /api/v1/agencies/:agency/applications/:id/claim', () => `${DESK}/${ids.application}/claim`, DESK_OFFICERS, { version: 99 }],
  [
    'POST /api/v1/agencies/:agency/applications/:id/send-back',
    () => `${DESK}/${ids.application}/send-back`,
    DESK_OFFICERS,
    { version: 99, fields: ['surname'], message: 'ислоҳ' },
  ],
  [
    'POST /api/v1/agencies/:agency/applications/:id/decide',
    () => `${DESK}/${ids.application}/decide`,
    DESK_OFFICERS,
    { version: 99, approve: true },
  ],
  ['GET /api/v1/agencies/:agency/applications/counts', () => `${DESK}/counts`, DESK_OFFICERS],
  // An officer does not look over the colleagues' shoulders, gives nobody work and takes no decision back.
  ['GET /api/v1/agencies/:agency/applications/load', () => `${DESK}/load`, []],
  [
    'POST /api/v1/agencies/:agency/applications/:id/reassign',
    () => `${DESK}/${ids.application}/reassign`,
    [],
    { version: 99, to: 'mia-officer-2' },
  ],
  ['POST /api/v1/agencies/:agency/applications/:id/reopen', () => `${DESK}/${ids.application}/reopen`, [], { version: 99, reason: 'хато' }],
  [
    'POST /api/v1/agencies/:agency/objections/:id/answer',
    () => `/api/v1/agencies/mia/objections/${ABSENT}/answer`,
    [],
    { text: 'не', granted: false },
  ],
  [
    'POST /api/v1/agencies/:agency/applications/bulk',
    () => `${DESK}/bulk`,
    DESK_OFFICERS,
    { act: 'claim', items: [{ id: ABSENT, version: 1 }] },
  ],
  ['POST /api/v1/agencies/:agency/applications/:id/release', () => `${DESK}/${ids.application}/release`, DESK_OFFICERS, { version: 99 }],
  [
    'POST /api/v1/agencies/:agency/applications/:id/recall-opinions',
    () => `${DESK}/${ids.application}/recall-opinions`,
    DESK_OFFICERS,
    { version: 99 },
  ],
  [
    'POST /api/v1/agencies/:agency/applications/:id/close',
    () => `${DESK}/${ids.application}/close`,
    DESK_OFFICERS,
    { version: 99, reason: 'такрорӣ' },
  ],
  ['GET /api/v1/agencies/:agency/applications/:id/notes', () => `${DESK}/${ids.application}/notes`, DESK_OFFICERS],
  [
    'POST /api/v1/agencies/:agency/applications/:id/notes',
    () => `${DESK}/${ids.application}/notes`,
    DESK_OFFICERS,
    { text: 'санҷида шуд' },
  ],
  ['GET /api/v1/agencies/:agency/applications/:id/letters', () => `${DESK}/${ids.application}/letters`, DESK_OFFICERS],
  [
    'POST /api/v1/agencies/:agency/applications/:id/letters',
    () => `${DESK}/${ids.application}/letters`,
    DESK_OFFICERS,
    { title: { tg: 'Нома' }, body: { tg: 'Матни нома' } },
  ],
  ['GET /api/v1/agencies/:agency/applications/:id/changes', () => `${DESK}/${ids.application}/changes`, DESK_OFFICERS],
  ['GET /api/v1/agencies/:agency/applications/:id/opinions', () => `${DESK}/${ids.application}/opinions`, DESK_OFFICERS],
  [
    'POST /api/v1/agencies/:agency/applications/:id/opinions',
    () => `${DESK}/${ids.application}/opinions`,
    DESK_OFFICERS,
    { version: 99, agency: 'customs', question: 'Чӣ гӯед?', fields: [] },
  ],
  ['GET /api/v1/agencies/:agency/opinions', () => '/api/v1/agencies/mia/opinions', DESK_OFFICERS],
  ['GET /api/v1/agencies/:agency/opinions/:id', () => `/api/v1/agencies/mia/opinions/${ABSENT}`, []],
  ['GET /api/v1/agencies/:agency/opinions/:id/uploads/:upload', () => `/api/v1/agencies/mia/opinions/${ABSENT}/uploads/${ids.upload}`, []],
  [
    'POST /api/v1/agencies/:agency/opinions/:id/answer',
    () => `/api/v1/agencies/mia/opinions/${ABSENT}/answer`,
    [],
    { text: 'розӣ', favours: true },
  ],
  ['GET /api/v1/documents', () => '/api/v1/documents', SIGNED_IN],
  ['GET /api/v1/documents/seal.pem', () => '/api/v1/documents/seal.pem', ALL],
  ['GET /api/v1/documents/keys', () => '/api/v1/documents/keys', ALL],
  ['POST /api/v1/documents/:id/revoke', () => `/api/v1/documents/${ids.document}/revoke`, ['citizen-1'], { reason: '' }],
  ['POST /api/v1/agencies/:agency/documents/:id/revoke', () => `/api/v1/agencies/mia/documents/${ids.document}/revoke`, [], { reason: '' }],
  ['GET /api/v1/agencies/:agency/applications/:id/documents', () => `${DESK}/${ids.application}/documents`, DESK_OFFICERS],
  ['GET /api/v1/agencies/:agency/documents/:handOver', () => `/api/v1/agencies/mia/documents/${ABSENT}`, []],
  ['GET /api/v1/verify/:code', () => `/api/v1/verify/${ids.code}`, ALL],
  ['GET /api/v1/mandates', () => '/api/v1/mandates', SIGNED_IN],
  ['POST /api/v1/mandates/:id/revoke', () => `/api/v1/mandates/${ABSENT}/revoke`, [], { reason: 'x' }],
  ['GET /api/v1/payments', () => '/api/v1/payments', SIGNED_IN],
  ['GET /api/v1/centres', () => '/api/v1/centres', ALL],
  ['GET /api/v1/centres/slots/:resource', () => '/api/v1/centres/slots/vehicle-inspection', ALL],
  // Signed deliveries alone, whoever carries them.
  ['POST /api/v1/payments/webhook', () => '/api/v1/payments/webhook', [], { type: 'paid' }],
  ['GET /api/v1/centres/:centre/board', () => '/api/v1/centres/dushanbe/board', ALL],
  ['GET /api/v1/agencies/service-centre/queue', () => '/api/v1/agencies/service-centre/queue', []],
  ['POST /api/v1/agencies/service-centre/queue/check-in', () => '/api/v1/agencies/service-centre/queue/check-in', [], { code: 'X' }],
  ['POST /api/v1/agencies/service-centre/queue/walk-in', () => '/api/v1/agencies/service-centre/queue/walk-in', [], { resource: 'papers' }],
  ['POST /api/v1/agencies/service-centre/queue/next', () => '/api/v1/agencies/service-centre/queue/next', [], { desk: 1 }],
  ['POST /api/v1/agencies/service-centre/queue/:ticket/:act', () => `/api/v1/agencies/service-centre/queue/${ABSENT}/serve`, [], {}],
  ['GET /api/v1/agencies/service-centre/load', () => '/api/v1/agencies/service-centre/load', []],
  ['GET /api/v1/agencies/service-centre/audit', () => '/api/v1/agencies/service-centre/audit', []],
  [
    'POST /api/v1/agencies/service-centre/codes',
    () => '/api/v1/agencies/service-centre/codes',
    [],
    { passport: 'A1', surname: 'x', service: 'residence-note' },
  ],
  ['GET /api/v1/agencies/service-centre/sessions', () => '/api/v1/agencies/service-centre/sessions', []],
  ['POST /api/v1/agencies/service-centre/sessions', () => '/api/v1/agencies/service-centre/sessions', [], { code: '1' }],
  ['POST /api/v1/agencies/service-centre/sessions/:id/end', () => `/api/v1/agencies/service-centre/sessions/${ABSENT}/end`, [], {}],
  ['GET /api/v1/inbox', () => '/api/v1/inbox', SIGNED_IN],
  ['POST /api/v1/inbox/read', () => '/api/v1/inbox/read', SIGNED_IN, { ids: 'all' }],
  ['GET /api/v1/agencies', () => '/api/v1/agencies', ALL],
  ['GET /api/v1/services', () => '/api/v1/services', ALL],
  ['GET /api/v1/services/:service', () => '/api/v1/services/residence-note', ALL],
  ['GET /api/v1/catalogue.ttl', () => '/api/v1/catalogue.ttl', ALL],
  ['GET /api/v1/agencies/:agency/appeals/statistics', () => '/api/v1/agencies/mia/appeals/statistics', ALL],
  ['GET /api/v1/statistics.json', () => '/api/v1/statistics.json', ALL],
  ['GET /api/v1/statistics.csv', () => '/api/v1/statistics.csv', ALL],
  ['GET /api/v1/register.json', () => '/api/v1/register.json', ALL],
  ['GET /api/v1/register.csv', () => '/api/v1/register.csv', ALL],
  ['GET /api/v1/suggest', () => '/api/v1/suggest?q=mia', ALL],
];

/** Personal pages: whoever is not signed in is sent to sign in; what is another's is not there. */
const PAGES: [address: () => string, may: Who[]][] = [
  [() => '/tg/account/', SIGNED_IN],
  [() => '/tg/account/applications', SIGNED_IN],
  [() => '/tg/account/inbox', SIGNED_IN],
  [() => '/tg/account/documents', SIGNED_IN],
  [() => '/tg/account/appointments', SIGNED_IN],
  [() => '/tg/account/appointments/new?centre=dushanbe&resource=papers', SIGNED_IN],
  [() => `/tg/account/appointments/${ABSENT}/move`, []],
  [() => `/tg/account/appointments/${ABSENT}.ics`, []],
  [() => '/tg/account/assisted', SIGNED_IN],
  [() => `/tg/account/assisted/${ABSENT}`, []],
  // Not even an operator, without a session that a citizen's code has opened.
  [() => `/tg/centres/assist/${ABSENT}`, []],
  [() => `/tg/centres/assist/${ABSENT}/check`, []],
  [() => `/tg/account/applications/${ids.application}`, ['citizen-1']],
  [() => `/tg/account/documents/${ids.document}.pdf`, ['citizen-1']],
  [() => '/tg/account/payments', SIGNED_IN],
  [() => `/tg/account/applications/${ids.application}/pay`, ['citizen-1']],
  [() => `/tg/account/documents/${ids.document}`, ['citizen-1']],
  [() => '/tg/account/mandates', SIGNED_IN],
  [() => '/tg/account/accesses', SIGNED_IN],
  [() => '/tg/account/settings', SIGNED_IN],
  [() => `/tg/account/accesses?application=${ids.application}`, ['citizen-1']],
  [() => `/tg/mia/residence-note/apply/${ids.draft}/person`, ['citizen-1']],
  [() => `/tg/mia/residence-note/apply/${ids.draft}/check`, ['citizen-1']],
  [() => '/tg/account/appeals/mia', DESK_OFFICERS],
  [() => `/tg/account/appeals/mia/${ids.appeal}`, DESK_OFFICERS],
  [() => '/tg/account/desk/mia', DESK_OFFICERS],
  [() => '/tg/account/desk/mia?q=1&view=all&state=issued', DESK_OFFICERS],
  // The load of colleagues is a supervisor's to see.
  [() => '/tg/account/desk/mia/load', []],
  [() => '/tg/account/desk/mia/opinions', DESK_OFFICERS],
  [() => `/tg/account/desk/mia/${ids.application}`, DESK_OFFICERS],
  [() => '/tg/account/desk/mia/appointments', DESK_OFFICERS],
  [() => '/tg/mia/desk', DESK_OFFICERS],
  [() => '/tg/justice/desk', ['justice-officer']],
];

async function ask(who: Who, method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const own = capabilities.get(who);
  const all = {
    accept: 'application/json',
    ...(own ? { 'x-hukumat-capability': own } : {}),
    ...(method === 'GET' ? {} : { origin: portal.origin }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    'idempotency-key': 'a-key-of-its-own',
    ...headers,
  };
  const cookie = [...(browsers.get(who)?.cookies ?? [])].map(([key, { value }]) => `${key.split(' ')[1]}=${value}`).join('; ');
  const stop = new AbortController();
  const answer = await fetch(new URL(address, portal.origin), {
    method,
    redirect: 'manual',
    signal: stop.signal,
    headers: { ...all, ...(cookie ? { cookie } : {}), ...(who.startsWith('token') ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status } = answer;
  if (/event-stream/.test(answer.headers.get('content-type') ?? '')) {
    stop.abort();
    return new Response('', { status });
  }
  // Read to its end: an answer that is left half read keeps its connection, and the server waits for it when it closes.
  const text = await answer.text();
  return new Response(status === 204 ? null : text, { status, headers: { location: answer.headers.get('location') ?? '' } });
}
/** Whether the door opened, whatever stood behind it: a refusal by rule (409, 422) comes after it. */
const opened = (status: number): boolean => ![401, 403, 404].includes(status) && status < 500;

describe('the matrix', () => {
  test('no route of the API is missing in it', () => {
    const known = new Set(API.map(([route]) => route));
    const registered = portal.routes
      .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/v1/'))
      .map(({ method, url }) => `${method} ${url}`);
    expect(registered.filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !registered.includes(route))).toEqual([]);
  });

  test('each route opens to those who may and to nobody else', async () => {
    const wrong: string[] = [];
    for (const [route, address, may, body] of API) {
      const [method = ''] = route.split(' ');
      for (const who of ACTORS) {
        const { status } = await ask(who, method, address(), body);
        // Answers that hold nothing are no submission: 422 is the door that opened to whoever is signed in.
        const allowed = route === 'POST /api/v1/applications' ? SIGNED_IN : may;
        if (opened(status) !== allowed.includes(who)) wrong.push(`${route} for ${who}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('what is another’s and what is not there get one answer', async () => {
    const pairs = [
      [`/api/v1/applications/${ids.application}`, `/api/v1/applications/${ABSENT}`],
      [`/api/v1/applications/uploads/${ids.upload}`, `/api/v1/applications/uploads/${ABSENT}`],
      [`${DESK}/${ids.application}`, `${DESK}/${ABSENT}`],
      [`/tg/account/documents/${ids.document}.pdf`, `/tg/account/documents/${ABSENT}.pdf`],
      [`/tg/account/payments/${ids.invoice}`, `/tg/account/payments/${ABSENT}`],
      [`/tg/account/applications/${ids.application}/pay`, `/tg/account/applications/${ABSENT}/pay`],
      [`/tg/account/documents/${ids.document}`, `/tg/account/documents/${ABSENT}`],
    ] as const;
    for (const who of ['citizen-2', 'justice-officer'] as const) {
      for (const [there, absent] of pairs) {
        const [one, other] = [await ask(who, 'GET', there), await ask(who, 'GET', absent)];
        expect(
          [one.status, (await one.text()).replaceAll(new RegExp(`${ids.document}|${ids.invoice}|${ids.application}`, 'g'), ABSENT)],
          there,
        ).toEqual([other.status, await other.text()]);
      }
    }
  });

  test('each personal page opens to those who may', async () => {
    const wrong: string[] = [];
    for (const [address, may] of PAGES) {
      for (const who of ACTORS) {
        const { status, headers } = await ask(who, 'GET', address(), undefined, { accept: 'text/html' });
        if ((status === 200) !== may.includes(who)) wrong.push(`${address()} for ${who}: ${status}`);
        if (/^(anonymous|token)/.test(who) && !headers.get('location')?.startsWith('/auth/sign-in?'))
          wrong.push(`${address()} for ${who} leads to ${headers.get('location')}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('another citizen changes nothing of it either', async () => {
    for (const [address, form] of [
      [`/tg/mia/residence-note/apply/${ids.draft}/person`, { surname: 'Дузд', _revision: '1' }],
      [`/tg/mia/residence-note/apply/${ids.draft}/purpose`, { _remove: ids.draftUpload }],
      [`/tg/mia/residence-note/apply/${ids.draft}/check`, { _key: 'stolen-key-1', _revision: '1' }],
      [`/tg/account/drafts/${ids.draft}/discard`, {}],
      [`/tg/account/documents/${ids.document}/revoke`, { reason: 'x' }],
      [`/tg/account/mandates/${ABSENT}/revoke`, { reason: 'x' }],
      [`/tg/account/applications/${ids.application}/withdraw`, { version: '4' }],
      [`/tg/account/applications/${ids.application}/accept`, { version: '4' }],
      [`/tg/account/applications/${ids.application}/decline`, { version: '4', reason: 'норозиям' }],
      [`/tg/account/applications/${ids.application}/objection`, { text: 'норозиям' }],
      [`/tg/account/applications/${ids.application}/rating`, { stars: '1' }],
      [`/tg/account/applications/${ids.application}/mend`, { version: '4', surname: 'Дузд' }],
    ] as [string, Record<string, string>][])
      expect((await browser('citizen-2').send(address, { form })).status, address).toBe(404);
    const own = `/tg/mia/residence-note/apply`;
    await browser('citizen-2').send(own, { form: { surname: 'Дузд', _remove: ids.draftUpload } });
    const draft = await portal.modules.applications.draft(actor('citizen-1'), ids.draft);
    expect(draft).toMatchObject({ revision: 1, answers: { surname: 'Раҳимзода' }, uploads: [{ id: ids.draftUpload }] });
  });

  test('a desk cannot look without being written down', async () => {
    const looked = () => portal.modules.applications.accesses(actor('citizen-1'));
    const before = (await looked()).length;
    await ask('mia-officer', 'GET', `${DESK}/${ids.application}/uploads/${ids.upload}`);
    expect((await looked()).length).toBe(before + 1);
    expect((await ask('mia-officer', 'GET', `/api/v1/applications/uploads/${ids.upload}`)).status).toBe(404);
    expect((await ask('mia-officer', 'GET', `/tg/account/documents/${ids.document}.pdf`)).status).toBe(404);
  });
});

describe('the capability of a document', () => {
  const desk = (agency: string) => `/api/v1/agencies/${agency}/applications`;
  const script = (capability?: string) => ({
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    'sec-fetch-dest': 'empty',
    ...(capability === undefined ? {} : { 'x-hukumat-capability': capability }),
  });

  test('opens its own agency and no other, for every pair', async () => {
    const agencies = ['mia', 'justice'];
    for (const of of agencies) {
      for (const to of agencies) {
        const given = capabilities.get(`${of}-officer`) ?? '';
        const { status } = await ask(`${to}-officer` as Who, 'GET', desk(to), undefined, script(given));
        expect(status, `${of} → ${to}`).toBe(of === to ? 200 : 403);
      }
    }
  });

  test('is worth nothing forged, stretched, in another session or after the sign-out', async () => {
    const true_ = capabilities.get('mia-officer') ?? '';
    const [until = '', mark = ''] = true_.split('.');
    const later = (Number.parseInt(until, 36) + 1).toString(36);
    for (const forged of [
      '',
      '.',
      true_.slice(0, -1),
      `${true_}a`,
      `${later}.${mark}`,
      `${until}.${mark.toLowerCase()}`,
      `zzzzzzzz.`,
      `${until}.${'A'.repeat(mark.length)}`,
      'Infinity.x',
    ])
      expect((await ask('mia-officer', 'GET', desk('mia'), undefined, script(forged))).status, forged).toBe(403);
    const again = await portal.signedIn('mia-officer');
    const elsewhere = await again.send(desk('mia'), { headers: script(true_) });
    expect(elsewhere.status).toBe(403);
    const fresh = /"capability":"([^"]+)"/.exec(await (await again.send('/tg/mia/desk')).text())?.[1] ?? '';
    expect((await again.send(desk('mia'), { headers: script(fresh) })).status).toBe(200);
    await again.send('/auth/sign-out', { form: {} });
    expect((await again.send(desk('mia'), { headers: script(fresh) })).status).toBe(403);
  });

  test('is issued to a navigation and to nothing that a script can do', async () => {
    for (const destination of ['empty', 'iframe', 'frame', 'object', 'embed', 'script', 'worker', '']) {
      const page = await browser('mia-officer').send('/tg/mia/desk', { headers: { 'sec-fetch-dest': destination } });
      expect(await page.text(), destination).not.toMatch(/"capability":"[^"]/);
    }
    const fragment = await browser('mia-officer').send('/_fragment/tg/mia/desk');
    expect(await fragment.json()).toEqual({ navigate: '/tg/mia/desk' });
  });

  test('a script of any agency’s document reads nothing that is the person’s own with others', async () => {
    const citizen = browser('citizen-1');
    const own = [
      `/tg/account/`,
      '/tg/account/applications',
      `/tg/account/applications/${ids.application}`,
      '/tg/account/inbox',
      '/tg/account/documents',
      `/tg/account/documents/${ids.document}.pdf`,
      '/tg/account/payments',
      `/tg/account/payments/${ids.invoice}`,
      `/tg/account/applications/${ids.application}/pay`,
      '/api/v1/payments',
      `/tg/account/documents/${ids.document}`,
      '/tg/account/mandates',
      '/tg/account/accesses',
      '/tg/account/settings',
      '/api/v1/mandates',
      '/tg/mia/residence-note/apply',
      `/tg/mia/residence-note/apply/${ids.draft}/check`,
      '/api/v1/inbox',
      '/api/v1/documents',
      '/api/v1/tokens',
      `/api/v1/applications/${ids.application}`,
      `/api/v1/applications/uploads/${ids.upload}`,
    ];
    for (const address of own) {
      for (const headers of [
        script(),
        script('forged.capability'),
        { ...script(), 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' },
      ])
        expect((await citizen.send(address, { headers })).status, address).toBe(403);
    }
    expect(await (await citizen.send('/api/v1/applications', { headers: script() })).json()).toEqual([]);
    for (const address of own.filter((one) => one.startsWith('/tg/'))) {
      const fragment = await citizen.send(`/_fragment${address}`, { headers: script() });
      expect(await fragment.json(), address).toEqual({ navigate: address });
    }
    const posted = { ...script(), 'content-type': 'application/json', 'idempotency-key': 'ridden-session' };
    const submit = await ask('citizen-1', 'POST', '/api/v1/applications', { service: 'residence-note', answers: {} }, posted);
    expect(submit.status).toBe(403);
    for (const address of ['/tg/mia/residence-note/apply/save', `/tg/mia/residence-note/apply/${ids.draft}/person/save`]) {
      for (const _pass of ['', capabilities.get('mia-officer') ?? '', 'forged.pass'])
        expect((await citizen.send(address, { form: { surname: 'А', _pass }, headers: script() })).status, address).toBe(403);
    }
    const form = await (await citizen.send(`/tg/mia/residence-note/apply/${ids.draft}/person`)).text();
    const _pass = /name="_pass" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const saved = await citizen.send(`/tg/mia/residence-note/apply/${ids.draft}/person/save`, {
      form: { surname: 'Раҳимзода', _pass },
      headers: script(),
    });
    expect(saved.status).toBe(200);
    const begun = await citizen.send('/tg/mia/residence-note/apply', { form: { surname: 'А' }, headers: script() });
    expect(begun.status).toBe(403);
  });
});
