import { generateKey } from '@hukumat/contract/release';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PNG, residenceNote, variantOf } from './modules/applications/testing.ts';
import { type TestBackend, testBackend } from './modules/gateway/testing.ts';
import type { Browser } from './modules/identity/testing.ts';
import { makeRelease, manager, person, reviewer } from './modules/registry/testing.ts';
import { type Actor, system } from './platform/actor.ts';
import { type WholePortal, wholePortal } from './testing.ts';

let portal: WholePortal;
const browsers = new Map<string, Browser>();
const capabilities = new Map<string, string>();
let token = '';
let records: TestBackend;
const ids = {
  appeal: '',
  application: '',
  appointment: '',
  code: '',
  document: '',
  draft: '',
  draftUpload: '',
  file: '',
  invoice: '',
  mandate: '',
  represented: '',
  representedDraft: '',
  session: '',
  spareDraft: '',
  text: '',
  upload: '',
};
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
  'mia-editor',
  'mia-approver',
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
  const forAnother = { ...residenceNote, onBehalf: true as const };
  portal = await wholePortal({ services: [forAnother, variantOf('other-note', { onBehalf: true, output: undefined })] });
  await openCounter();
  for (const who of ACTORS.slice(1, -1)) browsers.set(who, await portal.signedIn(who));
  for (const [who, agency] of [
    ['mia-officer', 'mia'],
    ['mia-officer-2', 'mia'],
    ['justice-officer', 'justice'],
    ['service-centre-operator', 'service-centre'],
  ] as const)
    capabilities.set(who, await capabilityOf(who, agency));
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
  const bill = {
    application: sent.id,
    number: sent.number,
    owner: 'citizen-1',
    agency: 'mia',
    service: 'residence-note',
    occasion: 'hand-in' as const,
    lines,
  };
  ids.invoice = (await portal.platform.db.write(owner, (tx) => portal.modules.payments.charge(tx, bill))).invoice;
  ids.spareDraft = (await applications.startDraft(owner, 'residence-note', answers)).id;
  await beginHelp(owner);
  await grantMandate(answers, file);
  const second = await applications.startDraft(owner, 'residence-note', answers);
  Object.assign(ids, { draft: second.id, draftUpload: (await applications.attachUpload(owner, { draft: second.id, ...file })).id });
  const appeal = { agency: 'mia', kind: 'request', reply: 'electronic', lang: 'tg', text: 'Дархости маълумот', senderName: 'Ф' } as const;
  await portal.modules.appeals.send(owner, { ...appeal, key: 'a-key-of-a-form-of-its-own', from: 'x' });
  const wrote: Actor = { ...actor('mia-editor'), roles: [{ agency: 'mia', role: 'editor' }] } as Actor;
  ids.text = (await portal.modules.content.draft(wrote, 'mia', { type: 'news', slug: 'a-text', values: { title: { tg: 'Хабар' } } })).item;
  ids.file = (await portal.modules.content.storeFile(wrote, 'mia', { name: 'a.csv', bytes: Buffer.from('a,b\n1,2\n') })).file;
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

/** The counter has a plugin of its own, whose documents alone may ask its API. */
async function openCounter(): Promise<void> {
  const { registry } = portal.modules;
  const key = generateKey();
  const title = { tg: 'Навбат', ru: 'Очередь', en: 'Queue' };
  const agency = 'service-centre';
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency, publicKey: key.publicKeyPem });
  await registry.setTier(manager, agency, { tier: 'document' });
  const declaration = { routes: [{ name: 'start', path: 'desk', title, needs: 'low' as const, roles: ['operator' as const] }] };
  await registry.publishRelease(person(agency, 'developer'), agency, makeRelease(key, agency, '1.0.0', { declaration }));
  await registry.review(reviewer, agency, '1.0.0', { verdict: 'approve' });
}

/** A living session of the owner with another operator than the one of the matrix, and an appointment. */
async function beginHelp(owner: Actor): Promise<void> {
  const { centres } = portal.modules;
  const { code } = await centres.codes.offer(owner, { centre: 'khujand', service: 'residence-note' });
  const roles = [{ agency: 'service-centre', role: 'operator' as const }];
  const operator: Actor = { kind: 'person', subject: 'service-centre-operator-2', name: 'О', loa: 'substantial', roles };
  ids.session = (await centres.begin(operator, code)).id;
  const today = portal.platform.clock.now().toISOString().slice(0, 10);
  const slot = (await centres.freeSlots('papers', today, 14)).find((one) => one.centre === 'dushanbe');
  if (!slot) throw new Error('there is no free time');
  ids.appointment = (await centres.appointments.visit(owner, { slot: slot.id, resource: 'papers', key: 'a-visit-of-its-own' })).id;
}

/** The third citizen holds a mandate of the first for one service, has handed in one application by it and begun another. */
async function grantMandate(answers: Record<string, string>, file: Parameters<typeof portal.modules.applications.attachUpload>[1]) {
  const { applications, mandates } = portal.modules;
  const holder = actor('citizen-3');
  const { id } = await portal.platform.db.write(system('issue-document'), (tx) =>
    mandates.grant(tx, {
      grantor: 'citizen-1',
      grantorName: 'Раҳимзода Фирӯза',
      grantee: 'citizen-3',
      granteeName: 'Назарӣ Меҳрубон',
      services: ['residence-note'],
      from: '2020-01-01',
      to: '2099-12-31',
      agency: 'justice',
      document: crypto.randomUUID(),
      application: crypto.randomUUID(),
    }),
  );
  const draft = await applications.startDraft(holder, 'residence-note', answers, id);
  await applications.attachUpload(holder, { ...file, draft: draft.id });
  const sent = await applications.submit(holder, {
    key: 'for-another-one',
    service: 'residence-note',
    lang: 'tg',
    draft: { id: draft.id, revision: 1 },
  });
  const begun = await applications.startDraft(holder, 'residence-note', answers, id);
  Object.assign(ids, { mandate: id, represented: sent.id, representedDraft: begun.id });
}

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
/** An operator with a counter and without anybody's code. */
const OPERATOR: Who[] = ['service-centre-operator'];
const COUNTER = '/api/v1/agencies/service-centre';
/** Who writes for the body. Whoever works at its desk for applications sees nothing of what is not public yet. */
const WRITERS: Who[] = ['mia-editor', 'mia-approver'];
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
  // A file of a text is the desk's until something published names it.
  ['GET /content/files/:file/:name', () => `/content/files/${ids.file}/a.csv`, WRITERS],
  ['GET /content/files/:file/:name', () => `/content/files/${'0'.repeat(64)}/a.csv`, []],
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
  // The holder of a mandate reaches what they handed in by it, and nothing else of whoever gave it.
  ['GET /api/v1/applications/:id', () => `/api/v1/applications/${ids.represented}`, ['citizen-1', 'citizen-3']],
  ['GET /api/v1/applications/:id/letters', () => `/api/v1/applications/${ids.represented}/letters`, ['citizen-1', 'citizen-3']],
  [
    'POST /api/v1/applications/:id/withdraw',
    () => `/api/v1/applications/${ids.represented}/withdraw`,
    ['citizen-1', 'citizen-3'],
    { version: 99 },
  ],
  [
    'POST /api/v1/applications/:id/resubmit',
    () => `/api/v1/applications/${ids.represented}/resubmit`,
    ['citizen-1', 'citizen-3'],
    { version: 99, answers: {} },
  ],
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
  // Not even the holder takes it back for the one who gave it; that one does, in a test of its own below.
  ['POST /api/v1/mandates/:id/revoke', () => `/api/v1/mandates/${ids.mandate}/revoke`, [], { reason: 'x' }],
  ['GET /api/v1/payments', () => '/api/v1/payments', SIGNED_IN],
  ['GET /api/v1/centres', () => '/api/v1/centres', ALL],
  ['GET /api/v1/centres/slots/:resource', () => '/api/v1/centres/slots/vehicle-inspection', ALL],
  // Signed deliveries alone, whoever carries them.
  ['POST /api/v1/payments/webhook', () => '/api/v1/payments/webhook', [], { type: 'paid' }],
  ['GET /api/v1/centres/:centre/board', () => '/api/v1/centres/dushanbe/board', ALL],
  ['GET /api/v1/agencies/service-centre/queue', () => `${COUNTER}/queue`, OPERATOR],
  ['POST /api/v1/agencies/service-centre/queue/check-in', () => `${COUNTER}/queue/check-in`, [], { code: 'X' }],
  ['POST /api/v1/agencies/service-centre/queue/walk-in', () => `${COUNTER}/queue/walk-in`, OPERATOR, { resource: 'papers' }],
  ['POST /api/v1/agencies/service-centre/queue/next', () => `${COUNTER}/queue/next`, OPERATOR, { desk: 1 }],
  ['POST /api/v1/agencies/service-centre/queue/:ticket/:act', () => `${COUNTER}/queue/${ABSENT}/serve`, [], {}],
  // The load and the sampled sessions are a supervisor's.
  ['GET /api/v1/agencies/service-centre/load', () => `${COUNTER}/load`, []],
  ['GET /api/v1/agencies/service-centre/audit', () => `${COUNTER}/audit`, []],
  [
    'POST /api/v1/agencies/service-centre/codes',
    () => `${COUNTER}/codes`,
    OPERATOR,
    { passport: 'A1', surname: 'x', service: 'residence-note' },
  ],
  ['GET /api/v1/agencies/service-centre/sessions', () => `${COUNTER}/sessions`, OPERATOR],
  // Without a code there is no session, and another operator's is not there.
  ['POST /api/v1/agencies/service-centre/sessions', () => `${COUNTER}/sessions`, [], { code: '1' }],
  ['POST /api/v1/agencies/service-centre/sessions/:id/end', () => `${COUNTER}/sessions/${ids.session}/end`, [], {}],
  ['GET /api/v1/inbox', () => '/api/v1/inbox', SIGNED_IN],
  ['POST /api/v1/inbox/read', () => '/api/v1/inbox/read', SIGNED_IN, { ids: 'all' }],
  ['GET /api/v1/agencies', () => '/api/v1/agencies', ALL],
  ['GET /api/v1/transition.json', () => '/api/v1/transition.json', ALL],
  ['GET /api/v1/transition.csv', () => '/api/v1/transition.csv', ALL],
  ['GET /api/v1/services', () => '/api/v1/services', ALL],
  ['GET /api/v1/services/:service', () => '/api/v1/services/residence-note', ALL],
  ['GET /api/v1/catalogue.ttl', () => '/api/v1/catalogue.ttl', ALL],
  ['GET /api/v1/agencies/:agency/appeals/statistics', () => '/api/v1/agencies/mia/appeals/statistics', ALL],
  ['GET /api/v1/statistics.json', () => '/api/v1/statistics.json', ALL],
  ['GET /api/v1/statistics.csv', () => '/api/v1/statistics.csv', ALL],
  ['GET /api/v1/register.json', () => '/api/v1/register.json', ALL],
  ['GET /api/v1/register.csv', () => '/api/v1/register.csv', ALL],
  ['GET /api/v1/standard/rules', () => '/api/v1/standard/rules', ALL],
  ['GET /api/v1/standard/sections', () => '/api/v1/standard/sections', ALL],
  ['GET /api/v1/standard/sections.csv', () => '/api/v1/standard/sections.csv', ALL],
  // Nothing was audited, found or stored: to everybody it is not there.
  ['GET /api/v1/standard/sections/:agency', () => '/api/v1/standard/sections/mia', []],
  ['GET /api/v1/standard/findings/:id/replay', () => `/api/v1/standard/findings/${ABSENT}/replay`, []],
  ['GET /api/v1/standard/evidence/:sha256', () => `/api/v1/standard/evidence/${'0'.repeat(64)}`, []],
  ['GET /api/v1/suggest', () => '/api/v1/suggest?q=mia', ALL],
];

/** Every personal page and every page that takes a form, as the router knows them: `GET` of the address, or `POST` with a form. */
type PageRow = [route: string, address: () => string, may: Who[], form?: Record<string, string>];
const OWNER: Who[] = ['citizen-1'];
const BOTH: Who[] = ['citizen-1', 'citizen-3'];
const own = (rest: string) => () => `/account/applications/${ids.application}${rest}`;
const represented = (rest: string) => () => `/account/applications/${ids.represented}${rest}`;
const staffOf = (rest: string) => () => `/account/staff/mia/${rest}`;
const desk = (rest: string) => () => `/account/desk/mia${rest}`;
const editorial =
  (rest = '') =>
  () =>
    `/account/editorial/mia/${rest}`;
const text =
  (rest = '') =>
  () =>
    `/account/editorial/mia/${ids.text}${rest}`;
const apply = (rest: string) => () => `/mia/residence-note/apply${rest}`;
/** A version that nobody has: the door opens, and nothing happens behind it. */
const LATE = { version: '99', _version: '99', _revision: '99' };
const PAGES: PageRow[] = [
  ['GET /account/', () => '/account/', SIGNED_IN],
  ['GET /account/accesses', () => '/account/accesses', SIGNED_IN],
  ['GET /account/accesses', () => `/account/accesses?application=${ids.application}`, OWNER],
  ['GET /account/applications', () => '/account/applications', SIGNED_IN],
  ['GET /account/applications/:id', own(''), OWNER],
  ['GET /account/applications/:id', represented(''), BOTH],
  ['POST /account/applications/:id/withdraw', own('/withdraw'), OWNER, LATE],
  ['POST /account/applications/:id/withdraw', represented('/withdraw'), BOTH, LATE],
  // Where a refused command left the address: it leads back to the application, whatever that answers then.
  ['GET /account/applications/:id/mend', own('/mend'), SIGNED_IN],
  ['POST /account/applications/:id/mend', own('/mend'), OWNER, { ...LATE, surname: 'Дузд' }],
  ['POST /account/applications/:id/mend', represented('/mend'), BOTH, { ...LATE, surname: 'Дузд' }],
  ['GET /account/applications/:id/accept', own('/accept'), SIGNED_IN],
  ['GET /account/applications/:id/decline', own('/decline'), SIGNED_IN],
  ['GET /account/applications/:id/objection', own('/objection'), SIGNED_IN],
  ['GET /account/applications/:id/rating', own('/rating'), SIGNED_IN],
  // Nobody was asked to sign.
  ['POST /account/applications/:id/accept', own('/accept'), [], LATE],
  ['POST /account/applications/:id/decline', own('/decline'), [], { ...LATE, reason: 'норозиям' }],
  ['POST /account/applications/:id/objection', own('/objection'), OWNER, { text: '' }],
  ['POST /account/applications/:id/objection', represented('/objection'), BOTH, { text: '' }],
  ['POST /account/applications/:id/rating', own('/rating'), OWNER, { stars: '0' }],
  ['GET /account/applications/:id/pay', own('/pay'), OWNER],
  ['POST /account/applications/:id/pay', own('/pay'), OWNER, {}],
  ['GET /account/payments', () => '/account/payments', SIGNED_IN],
  ['GET /account/payments/:id', () => `/account/payments/${ids.invoice}`, OWNER],
  // The demonstration bank asks nobody who they are; a session that nobody opened is not there.
  ['GET /pay/sandbox/:session', () => '/pay/sandbox/AAAAAAAAAAAAAAAAAAAAAA', []],
  ['POST /pay/sandbox/:session', () => '/pay/sandbox/AAAAAAAAAAAAAAAAAAAAAA', [], { card: 'pays' }],
  ['GET /account/settings', () => '/account/settings', SIGNED_IN],
  ['POST /account/settings', () => '/account/settings', SIGNED_IN, { lang: 'x' }],
  ['GET /account/data', () => '/account/data', SIGNED_IN],
  ['GET /account/data/download', () => '/account/data/download', SIGNED_IN],
  // Nothing is named that could be deleted.
  ['POST /account/data/delete', () => '/account/data/delete', SIGNED_IN, { what: 'x' }],
  ['GET /account/pulse', () => '/account/pulse', SIGNED_IN],
  // Another's has the digest of one that is not there.
  ['GET /account/pulse', () => `/account/pulse?application=${ids.application}`, SIGNED_IN],
  ['GET /account/inbox', () => '/account/inbox', SIGNED_IN],
  ['POST /account/inbox', () => '/account/inbox', SIGNED_IN, { ids: ABSENT }],
  ['GET /account/documents', () => '/account/documents', SIGNED_IN],
  ['GET /account/documents/:file', () => `/account/documents/${ids.document}`, OWNER],
  ['GET /account/documents/:file', () => `/account/documents/${ids.document}.pdf`, OWNER],
  ['POST /account/documents/:file/revoke', () => `/account/documents/${ids.document}/revoke`, OWNER, { reason: '' }],
  ['GET /account/mandates', () => '/account/mandates', SIGNED_IN],
  ['POST /account/mandates/:id/revoke', () => `/account/mandates/${ABSENT}/revoke`, [], { reason: 'x' }],
  ['GET /account/tokens', () => '/account/tokens', ['mia-developer']],
  ['POST /account/tokens', () => '/account/tokens', ['mia-developer'], { agency: 'mia', name: 'x' }],
  ['POST /account/tokens/:id/revoke', () => `/account/tokens/${ABSENT}/revoke`, [], {}],
  ['POST /account/drafts/:id/discard', () => `/account/drafts/${ids.spareDraft}/discard`, OWNER, {}],
  ['GET /account/appointments', () => '/account/appointments', SIGNED_IN],
  ['GET /account/appointments/new', () => '/account/appointments/new?centre=dushanbe&resource=papers', SIGNED_IN],
  [
    'POST /account/appointments/new',
    () => '/account/appointments/new?centre=dushanbe&resource=papers',
    SIGNED_IN,
    { centre: 'dushanbe', resource: 'papers' },
  ],
  ['GET /account/appointments/:id/move', () => `/account/appointments/${ids.appointment}/move`, OWNER],
  ['POST /account/appointments/:id/move', () => `/account/appointments/${ids.appointment}/move`, OWNER, { slot: '' }],
  ['GET /account/appointments/:file', () => `/account/appointments/${ids.appointment}.ics`, OWNER],
  ['POST /account/appointments/:id/cancel', () => `/account/appointments/${ids.appointment}/cancel`, OWNER, {}],
  ['GET /account/assisted', () => '/account/assisted', SIGNED_IN],
  ['POST /account/assisted', () => '/account/assisted', SIGNED_IN, { centre: 'nowhere', service: 'residence-note' }],
  ['GET /account/assisted/:id', () => `/account/assisted/${ids.session}`, OWNER],
  // Not even an operator, without the code that opened this session: it is another operator's.
  ['GET /centres/assist/:session', () => `/centres/assist/${ids.session}`, []],
  ['POST /centres/assist/:session', () => `/centres/assist/${ids.session}`, [], {}],
  ['GET /centres/assist/:session/done', () => `/centres/assist/${ids.session}/done`, []],
  ['GET /centres/assist/:session/:step', () => `/centres/assist/${ids.session}/person`, []],
  ['GET /centres/assist/:session/:step', () => `/centres/assist/${ids.session}/check`, []],
  ['POST /centres/assist/:session/:step', () => `/centres/assist/${ids.session}/person`, [], { surname: 'Дузд' }],
  ['POST /centres/assist/:session/:step/save', () => `/centres/assist/${ids.session}/person/save`, [], { surname: 'Дузд' }],
  // The citizen ends it at once, by either address.
  ['POST /centres/assist/:session/end', () => `/centres/assist/${ids.session}/end`, OWNER, {}],
  ['POST /account/assisted/:id/end', () => `/account/assisted/${ids.session}/end`, OWNER, {}],
  ['GET /:agency/:service/apply', apply(''), SIGNED_IN],
  ['POST /:agency/:service/apply', apply(''), SIGNED_IN, {}],
  ['POST /:agency/:service/apply/save', apply('/save'), SIGNED_IN, {}],
  ['GET /:agency/:service/apply/:draft', () => apply(`/${ids.draft}`)(), OWNER],
  ['GET /:agency/:service/apply/:draft/:step', () => apply(`/${ids.draft}/person`)(), OWNER],
  ['GET /:agency/:service/apply/:draft/:step', () => apply(`/${ids.draft}/check`)(), OWNER],
  // What is begun for another is the holder's alone until it is handed in.
  ['GET /:agency/:service/apply/:draft/:step', () => apply(`/${ids.representedDraft}/person`)(), ['citizen-3']],
  ['POST /:agency/:service/apply/:draft/:step', () => apply(`/${ids.representedDraft}/person`)(), ['citizen-3'], { surname: 'Дузд' }],
  ['POST /:agency/:service/apply/:draft/:step', () => apply(`/${ids.draft}/check`)(), OWNER, { ...LATE, _key: 'stolen-key-1' }],
  ['POST /:agency/:service/apply/:draft/:step/save', () => apply(`/${ids.draft}/nowhere/save`)(), [], {}],
  // Only who answers for the body promises in its name.
  ['GET /account/standard/:agency', () => '/account/standard/mia', []],
  ['POST /account/standard/:agency', () => '/account/standard/mia', [], { _act: 'plan', rule: 'F2', until: '2000-01-01', text: 'x' }],
  ['GET /account/appeals/:agency', () => '/account/appeals/mia', DESK_OFFICERS],
  ['GET /account/appeals/:agency/:id', () => `/account/appeals/mia/${ids.appeal}`, DESK_OFFICERS],
  [
    'POST /account/appeals/:agency/:id',
    () => `/account/appeals/mia/${ids.appeal}`,
    DESK_OFFICERS,
    { ...LATE, _act: 'answer', answer: 'x' },
  ],
  // Whoever knows a number and its secret code; a wrong pair is told so to anybody.
  ['GET /appeals', () => '/appeals', ALL],
  ['GET /appeals/:number', () => '/appeals/MUR-2026-000001', ALL],
  ['POST /appeals', () => '/appeals', ALL, { number: 'MUR-2026-999999', code: 'x' }],
  ['POST /:agency/appeals', () => '/mia/appeals', ALL, {}],
  ['POST /feedback', () => '/feedback', ALL, { page: '/mia/', helpful: 'yes' }],
  ['GET /account/editorial/:agency/', editorial(), WRITERS],
  ['GET /account/editorial/:agency/', () => '/account/editorial/justice/', []],
  ['GET /account/editorial/:agency/', () => '/account/editorial/no-such-body/', []],
  ['GET /account/editorial/:agency/new', editorial('new'), WRITERS],
  ['GET /account/editorial/:agency/new/:type', editorial('new/news'), WRITERS],
  ['POST /account/editorial/:agency/new/:type', editorial('new/news'), WRITERS, { 'title.tg': 'Хабари нав', _act: 'save' }],
  ['GET /account/editorial/:agency/:item', text(), WRITERS],
  ['GET /account/editorial/:agency/:item', () => `/account/editorial/justice/${ids.text}`, []],
  ['POST /account/editorial/:agency/:item', text(), WRITERS, { _act: 'submit', _revision: '99' }],
  ['POST /account/editorial/:agency/:item', text(), ['mia-approver'], { _act: 'approve', _revision: '99' }],
  ['GET /account/editorial/:agency/:item/edit', text('/edit'), WRITERS],
  ['POST /account/editorial/:agency/:item/edit', text('/edit'), WRITERS, { 'title.tg': 'Хабар', _revision: '1', _act: 'save' }],
  ['POST /account/editorial/:agency/:item/edit/save', text('/edit/save'), WRITERS, { 'title.tg': 'Хабар', _revision: '1' }],
  ['GET /account/editorial/:agency/:item/preview', text('/preview'), WRITERS],
  ['GET /account/editorial/:agency/:item/history', text('/history'), WRITERS],
  ['GET /account/editorial/:agency/:item/history/:number', text('/history/1'), WRITERS],
  ['GET /account/desk/:agency', desk(''), DESK_OFFICERS],
  ['GET /account/desk/:agency', () => '/account/desk/justice', ['justice-officer']],
  // It leads back to the desk without looking at anything.
  ['GET /account/desk/:agency/bulk', desk('/bulk'), ALL],
  ['POST /account/desk/:agency/bulk', desk('/bulk'), DESK_OFFICERS, { do: 'claim', pick: `${ABSENT}:1` }],
  // An officer does not look over the colleagues' shoulders.
  ['GET /account/desk/:agency/load', desk('/load'), []],
  ['GET /account/desk/:agency/appointments', desk('/appointments'), DESK_OFFICERS],
  ['GET /account/desk/:agency/appointments/:id', desk(`/appointments/${ABSENT}`), ALL],
  ['POST /account/desk/:agency/appointments/:id', desk(`/appointments/${ABSENT}`), [], { came: 'yes' }],
  ['GET /account/desk/:agency', desk('?q=1&view=all&state=issued'), DESK_OFFICERS],
  ['GET /account/desk/:agency/opinions', desk('/opinions'), DESK_OFFICERS],
  ['GET /account/desk/:agency/opinions/:opinion', desk(`/opinions/${ABSENT}`), []],
  ['POST /account/desk/:agency/opinions/:opinion', desk(`/opinions/${ABSENT}`), [], { message: 'Хуб', favours: 'yes' }],
  ['GET /account/desk/:agency/:id', () => desk(`/${ids.application}`)(), DESK_OFFICERS],
  ['GET /account/desk/:agency/:id', () => `/account/desk/justice/${ids.application}`, []],
  // It leads to the file without looking at it.
  ['GET /account/desk/:agency/:id/:act', () => desk(`/${ids.application}/claim`)(), ALL],
  ...['claim', 'release', 'recall', 'send-back', 'consult', 'close', 'letter', 'note', 'decide'].map(
    (act): PageRow => ['POST /account/desk/:agency/:id/:act', () => desk(`/${ids.application}/${act}`)(), DESK_OFFICERS, LATE],
  ),
  ['POST /account/desk/:agency/:id/:act', () => `/account/desk/justice/${ids.application}/note`, [], { message: 'Чашми бегона' }],
  // A desk's plugin, by the roles its route names.
  ['GET /:agency/*', () => '/mia/desk', DESK_OFFICERS],
  ['GET /:agency/*', () => '/justice/desk', ['justice-officer']],
  ['GET /:agency/*', () => '/service-centre/desk', OPERATOR],
  // The auditor reads who works where and changes nothing; heads and registrar stand in a table of their own below.
  ['GET /account/staff', () => '/account/staff', ['innovation-agency-auditor']],
  ['GET /account/staff/:agency/', staffOf(''), ['innovation-agency-auditor']],
  ['GET /account/staff/:agency/', () => '/account/staff/no-such-body/', []],
  ['POST /account/staff/:agency/', staffOf(''), [], { _act: 'confirm', id: ABSENT }],
  ['GET /account/staff/:agency/invite', staffOf('invite'), []],
  ['POST /account/staff/:agency/invite', staffOf('invite'), [], { surname: 'x' }],
  ['GET /account/staff/:agency/invitations/:id', staffOf(`invitations/${ABSENT}`), []],
  ['POST /account/staff/:agency/invitations/:id', staffOf(`invitations/${ABSENT}`), [], {}],
  ['GET /account/staff/:agency/people/:subject', staffOf('people/mia-officer'), []],
  ['POST /account/staff/:agency/people/:subject', staffOf('people/mia-officer'), [], { _act: 'take', role: 'officer' }],
  ['GET /account/agreements', () => '/account/agreements', ['innovation-agency-auditor']],
  ['GET /account/agreements/:agency', () => '/account/agreements/mia', ['innovation-agency-auditor']],
  ['POST /account/agreements/:agency', () => '/account/agreements/mia', [], { to: 'signed', from: 'invited', on: 'x' }],
  // Old sites are moved by the registrar; those stand in a table of their own below.
  ['GET /account/migration', () => '/account/migration', []],
  ['POST /account/migration', () => '/account/migration', [], { host: 'x.example.tj', agency: 'mia' }],
  ['GET /account/migration/:host', () => '/account/migration/kuhna.example.tj', []],
  ['POST /account/migration/:host', () => '/account/migration/kuhna.example.tj', [], { _act: 'switch' }],
  ['GET /account/migration/:host/texts', () => '/account/migration/kuhna.example.tj/texts?address=/x', []],
  // Whoever has a code may try it; it opens for the person it names alone.
  ['GET /account/invitation', () => '/account/invitation', SIGNED_IN],
  ['POST /account/invitation', () => '/account/invitation', SIGNED_IN, { code: 'x' }],
  // Checking a document is for anybody.
  ['GET /verify', () => '/verify', ALL],
  ['POST /verify', () => '/verify', ALL, {}],
  ['GET /verify/offline', () => '/verify/offline', ALL],
  ['POST /verify/offline', () => '/verify/offline', ALL, { text: 'x' }],
  ['GET /verify/:code', () => `/verify/${ids.code}`, ALL],
];
/**
 * Personal pages that a script may ask: only the page of the form carries the pass they need, or they say a digest alone, or
 * they are public.
 */
const FOR_SCRIPTS = [
  '/account/pulse',
  '/:agency/:service/apply/save',
  '/:agency/:service/apply/:draft/:step/save',
  '/account/editorial/:agency/:item/edit/save',
  '/centres/assist/:session/:step/save',
  '/verify',
  '/verify/offline',
  '/verify/:code',
];

async function ask(who: Who, method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const own = capabilities.get(who);
  const all = {
    accept: 'application/json',
    ...(own ? { 'x-hukumat-capability': own } : {}),
    ...(method === 'GET' ? {} : { origin: portal.origin }),
    ...(body === undefined || body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' }),
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
    ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
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
      .filter(({ method, url }) => method !== 'HEAD' && /^\/(api\/v1|content)\//.test(url))
      .map(({ method, url }) => `${method} ${url}`);
    expect(registered.filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !registered.includes(route))).toEqual([]);
  });

  test('each route opens to those who may and to nobody else', async () => {
    const wrong: string[] = [];
    for (const [route, address, may, body] of API) {
      const [method = ''] = route.split(' ');
      const taken = route.includes('/mandates/:id/revoke') ? ['citizen-1'] : [];
      for (const who of ACTORS.filter((one) => !taken.includes(one))) {
        const { status } = await ask(who, method, address(), body);
        // Answers that hold nothing are no submission: 422 is the door that opened to whoever is signed in.
        const allowed = route === 'POST /api/v1/applications' ? SIGNED_IN : may;
        if (opened(status) !== allowed.includes(who)) wrong.push(`${route} for ${who}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('what is another’s and what is not there get one answer', async () => {
    const form = (fields: Record<string, string>) => new URLSearchParams(fields);
    const own = '/api/v1/applications';
    const page = '/tg/account/applications';
    const apply = '/tg/mia/residence-note/apply';
    /** An address with a hole, whose id goes into it, and what is sent there. */
    const addresses: [address: (id: string) => string, id: string, method?: string, body?: unknown][] = [
      [(id) => `${own}/${id}`, ids.application],
      [(id) => `${own}/${id}/letters`, ids.application],
      [(id) => `${own}/uploads/${id}`, ids.upload],
      [(id) => `${own}/uploads/${id}`, ids.draftUpload],
      [(id) => `${own}/${id}/withdraw`, ids.application, 'POST', { version: 99 }],
      [(id) => `${own}/${id}/resubmit`, ids.application, 'POST', { version: 99, answers: {} }],
      [(id) => `${own}/${id}/accept`, ids.application, 'POST', { version: 99 }],
      [(id) => `${own}/${id}/decline`, ids.application, 'POST', { version: 99, reason: 'не' }],
      [(id) => `${own}/${id}/appeal`, ids.application, 'POST', { text: 'норозиям' }],
      [(id) => `${own}/${id}/rating`, ids.application, 'POST', { stars: 5 }],
      [(id) => `/api/v1/uploads?draft=${id}`, ids.draft],
      [(id) => `/api/v1/uploads?application=${id}`, ids.application],
      [(id) => `/api/v1/documents/${id}/revoke`, ids.document, 'POST', { reason: 'x' }],
      [(id) => `/api/v1/mandates/${id}/revoke`, ids.mandate, 'POST', { reason: 'x' }],
      [(id) => `${DESK}/${id}`, ids.application],
      [(id) => `/content/files/${id}/a.csv`, ids.file],
      [(id) => `${page}/${id}`, ids.application],
      [(id) => `${page}/${id}/pay`, ids.application],
      [(id) => `${page}/${id}/pay`, ids.application, 'POST', form({})],
      [(id) => `${page}/${id}/mend`, ids.application, 'POST', form({ version: '4' })],
      [(id) => `${page}/${id}/withdraw`, ids.application, 'POST', form({ version: '4' })],
      [(id) => `${page}/${id}/accept`, ids.application, 'POST', form({ version: '4' })],
      [(id) => `${page}/${id}/decline`, ids.application, 'POST', form({ version: '4', reason: 'не' })],
      [(id) => `${page}/${id}/objection`, ids.application, 'POST', form({ text: 'норозиям' })],
      [(id) => `${page}/${id}/rating`, ids.application, 'POST', form({ stars: '1' })],
      [(id) => `/tg/account/pulse?application=${id}`, ids.application],
      [(id) => `/tg/account/documents/${id}.pdf`, ids.document],
      [(id) => `/tg/account/documents/${id}`, ids.document],
      [(id) => `/tg/account/documents/${id}/revoke`, ids.document, 'POST', form({ reason: 'x' })],
      [(id) => `/tg/account/payments/${id}`, ids.invoice],
      [(id) => `/tg/account/mandates/${id}/revoke`, ids.mandate, 'POST', form({ reason: 'x' })],
      [(id) => `${apply}?mandate=${id}`, ids.mandate],
      [(id) => `${apply}/${id}`, ids.draft],
      [(id) => `${apply}/${id}/person`, ids.draft],
      [(id) => `${apply}/${id}/check`, ids.draft],
      [(id) => `${apply}/${id}/person`, ids.draft, 'POST', form({ surname: 'Дузд', _revision: '1' })],
      [(id) => `${apply}/${id}/check`, ids.draft, 'POST', form({ _key: 'stolen-key-2', _revision: '1' })],
      [(id) => `/tg/account/drafts/${id}/discard`, ids.draft, 'POST', form({})],
      [(id) => `/tg/account/appointments/${id}.ics`, ids.appointment],
      [(id) => `/tg/account/appointments/${id}/move`, ids.appointment],
      [(id) => `/tg/account/appointments/${id}/cancel`, ids.appointment, 'POST', form({})],
      [(id) => `/tg/account/assisted/${id}`, ids.session],
      [(id) => `/tg/account/assisted/${id}/end`, ids.session, 'POST', form({})],
      [(id) => `/tg/centres/assist/${id}`, ids.session],
      [(id) => `/tg/centres/assist/${id}/person`, ids.session],
      [(id) => `/tg/account/appeals/mia/${id}`, ids.appeal],
      [(id) => `/tg/account/desk/mia/${id}`, ids.application],
    ];
    const wrong: string[] = [];
    for (const who of ['citizen-2', 'justice-officer', 'anonymous'] as const) {
      for (const [address, id, method = 'GET', body] of addresses) {
        const [one, other] = [await ask(who, method, address(id), body), await ask(who, method, address(ABSENT), body)];
        const plain = async (answer: Response) =>
          [answer.status, answer.headers.get('location'), await answer.text()].join('\n').replaceAll(id, ABSENT);
        const [there, absent] = [await plain(one), await plain(other)];
        if (there !== absent) wrong.push(`${who} ${method} ${address('…')}: ${one.status} and ${other.status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('no personal page and no page that takes a form is missing in it', () => {
    const known = new Set(PAGES.map(([route]) => route));
    const registered = portal.routes
      .filter(({ method, url, personal }) => url.startsWith('/tg/') && (method === 'POST' || (method === 'GET' && personal)))
      .map(({ method, url }) => `${method} ${url.slice('/tg'.length)}`);
    expect(registered.length).toBeGreaterThan(60);
    expect(registered.filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !registered.includes(route) && route !== 'GET /:agency/*')).toEqual([]);
  });

  test('each personal page opens to those who may and to nobody else', async () => {
    const wrong: string[] = [];
    for (const [route, address, may, form] of PAGES) {
      const [method = ''] = route.split(' ');
      // Whoever may comes last: what is gone afterwards was there when the others asked.
      for (const who of ACTORS.toSorted((a, b) => Number(may.includes(a)) - Number(may.includes(b)))) {
        const { status, headers } = await ask(who, method, `/tg${address()}`, form && new URLSearchParams(form), { accept: 'text/html' });
        const toSignIn = headers.get('location')?.startsWith('/auth/sign-in?') ?? false;
        if ((opened(status) && !toSignIn) !== may.includes(who)) wrong.push(`${method} ${address()} for ${who}: ${status}`);
        const asked = /^(anonymous|token)/.test(who) && !may.includes(who) && !/sandbox|save$|pulse/.test(route);
        if (asked && !toSignIn) wrong.push(`${method} ${address()} for ${who}: ${status} leads to ${headers.get('location')}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('the staff of a body is kept by its head and the registrar, confirmed by the central head too, and by no other body', async () => {
    const keepers = ['mia-head', 'innovation-agency-registrar'];
    const rows: [string, string, string[], Record<string, string>?][] = [
      ['GET', '/account/staff/mia/', [...keepers, 'innovation-agency-head']],
      ['POST', '/account/staff/mia/', [], { _act: 'confirm', id: ABSENT }],
      ['GET', '/account/staff/mia/invite', keepers],
      ['POST', '/account/staff/mia/invite', keepers, { surname: '' }],
      ['GET', '/account/staff/mia/people/mia-officer', keepers],
      ['POST', '/account/staff/mia/people/mia-officer', keepers, { _act: 'take', role: 'auditor' }],
      ['GET', '/account/agreements/mia', keepers],
      ['POST', '/account/agreements/mia', ['innovation-agency-registrar'], { to: 'audited', from: 'building', on: 'x' }],
      ['GET', '/account/agreements', [...keepers, 'justice-head', 'innovation-agency-head']],
      // Who heads one body is led to it.
      ['GET', '/account/staff', [...keepers, 'innovation-agency-head', 'justice-head']],
    ];
    const wrong: string[] = [];
    for (const who of ['mia-head', 'justice-head', 'mia-supervisor', 'innovation-agency-registrar', 'innovation-agency-head']) {
      const visitor = await portal.signedIn(who);
      for (const [method, address, may, form] of rows) {
        const { status } = await visitor.send(`/tg${address}`, method === 'POST' ? { form: form ?? {} } : {});
        if (opened(status) !== may.includes(who)) wrong.push(`${method} ${address} for ${who}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('an old site is moved by the registrar, seen by editors of its body, and by nobody else', async () => {
    const host = 'kuhna.example.tj';
    await portal.modules.migration.addSite(system('test'), { host, agency: 'mia' });
    const registrar = 'innovation-agency-registrar';
    const readers = [registrar, 'mia-editor', 'mia-approver'];
    const rows: [string, string, string[], Record<string, string>?][] = [
      ['GET', '/account/migration', readers],
      ['GET', `/account/migration/${host}`, readers],
      ['GET', `/account/migration/${host}/texts?address=/x`, []],
      ['POST', '/account/migration', [registrar], { host: 'digar.example.tj', agency: 'mia' }],
      ['POST', `/account/migration/${host}`, [registrar], { _act: 'check' }],
      ['POST', `/account/migration/${host}`, [registrar], { _act: 'map', address: '/a', target: '' }],
    ];
    const wrong: string[] = [];
    for (const who of [...readers, 'mia-officer', 'innovation-agency-reviewer-1', 'citizen-1']) {
      const visitor = await portal.signedIn(who, 'substantial');
      for (const [method, address, may, form] of rows) {
        const { status } = await visitor.send(`/tg${address}`, method === 'POST' ? { form: form ?? {} } : {});
        if (opened(status) !== may.includes(who)) wrong.push(`${method} ${address} for ${who}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no personal page answers a script, whoever is signed in', async () => {
    const wrong: string[] = [];
    for (const line of portal.routes.filter(({ url, personal }) => personal && url.startsWith('/tg/'))) {
      const pattern = line.url.slice('/tg'.length);
      if (FOR_SCRIPTS.includes(pattern)) continue;
      if (!line.navigatedOnly) wrong.push(`${line.method} ${pattern} is not for those alone who go there`);
    }
    for (const [route, address, , form] of PAGES.filter(
      ([route]) => !FOR_SCRIPTS.includes(route.split(' ')[1] ?? '') && !/\*$/.test(route),
    )) {
      const [method = ''] = route.split(' ');
      if (route === 'POST /:agency/appeals') continue;
      const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
      const { status } = await ask('citizen-1', method, `/tg${address()}`, form && new URLSearchParams(form), headers);
      if (status !== 403) wrong.push(`${method} ${address()}: ${status}`);
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
    for (const [at, list] of ['notes', 'letters', 'changes', 'opinions'].entries()) {
      await ask('mia-officer', 'GET', `${DESK}/${ids.application}/${list}`);
      expect((await looked()).length, list).toBe(before + 2 + at);
    }
    // The desk's own page leads to the file; a script without the document's pass does not get it.
    const file = `${DESK}/${ids.application}/uploads/${ids.upload}`;
    const page = await (await browser('mia-officer').send(`/tg/account/desk/mia/${ids.application}`)).text();
    expect(page).toContain(`href="${file}"`);
    const went = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await browser('mia-officer').send(file, { headers: went })).status).toBe(200);
    const fetched = { ...went, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    expect((await browser('mia-officer').send(file, { headers: fetched })).status).toBe(403);
    expect((await browser('justice-officer').send(file, { headers: went })).status).toBe(403);
    expect((await ask('mia-officer', 'GET', `/api/v1/applications/uploads/${ids.upload}`)).status).toBe(404);
    expect((await ask('mia-officer', 'GET', `/tg/account/documents/${ids.document}.pdf`)).status).toBe(404);
  });
});

describe('a mandate', () => {
  const holder = () => actor('citizen-3');
  test('opens one service of whoever gave it, and closes it everywhere when it is taken back', async () => {
    const { applications } = portal.modules;
    const begin = (service: string) => applications.startDraft(holder(), service, {}, ids.mandate);
    await expect(begin('other-note')).rejects.toMatchObject({ status: 403, code: 'mandate-other-service' });
    const addresses: [string, string, unknown?][] = [
      ['GET', `/api/v1/applications/${ids.represented}`],
      ['GET', `/api/v1/applications/${ids.represented}/letters`],
      ['POST', `/api/v1/applications/${ids.represented}/withdraw`, { version: 99 }],
      ['POST', `/api/v1/applications/${ids.represented}/resubmit`, { version: 99, answers: {} }],
      ['POST', `/api/v1/applications/${ids.represented}/appeal`, { text: 'норозиям' }],
      ['GET', `/tg/account/applications/${ids.represented}`],
      ['POST', `/tg/account/applications/${ids.represented}/withdraw`, new URLSearchParams({ version: '99' })],
    ];
    for (const [method, address, body] of addresses)
      expect(opened((await ask('citizen-3', method, address, body)).status), `${method} ${address}`).toBe(true);
    const given = await ask('citizen-1', 'POST', `/api/v1/mandates/${ids.mandate}/revoke`, { reason: 'Дигар лозим нест' });
    expect(given.status).toBe(200);
    for (const [method, address, body] of addresses)
      expect((await ask('citizen-3', method, address, body)).status, `${method} ${address}`).toBe(403);
    expect(await (await ask('citizen-3', 'GET', '/api/v1/applications/represented')).json()).toEqual([]);
    await expect(begin('residence-note')).rejects.toMatchObject({ status: 403, code: 'mandate-revoked' });
    const draft = { id: ids.representedDraft, revision: 2 };
    const late = await ask(
      'citizen-3',
      'POST',
      '/api/v1/applications',
      { service: 'residence-note', draft },
      { 'idempotency-key': 'too-late-now' },
    );
    expect([403, 409]).toContain(late.status);
  });
});

describe('the capability of a document', () => {
  const queue = (agency: string) => `/api/v1/agencies/${agency}/applications`;
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
        const { status } = await ask(`${to}-officer` as Who, 'GET', queue(to), undefined, script(given));
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
      expect((await ask('mia-officer', 'GET', queue('mia'), undefined, script(forged))).status, forged).toBe(403);
    const again = await portal.signedIn('mia-officer');
    const elsewhere = await again.send(queue('mia'), { headers: script(true_) });
    expect(elsewhere.status).toBe(403);
    const fresh = /"capability":"([^"]+)"/.exec(await (await again.send('/tg/mia/desk')).text())?.[1] ?? '';
    expect((await again.send(queue('mia'), { headers: script(fresh) })).status).toBe(200);
    await again.send('/auth/sign-out', { form: {} });
    expect((await again.send(queue('mia'), { headers: script(fresh) })).status).toBe(403);
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
