import { serviceDefinitionSchema } from '@hukumat/contract';
import { checkStatement } from '@hukumat/contract/statement';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Applications, createApplications, type HandedDocument } from '../applications/index.ts';
import { CITIZEN, eventNotice, exampleDeps, FILLED, OFFICER, OTHER, PNG, STRANGER } from '../applications/testing.ts';
import { createMandates } from '../mandates/index.ts';
import { createNotifications } from '../notifications/index.ts';
import { handOverDocument } from './hand-over-document.ts';
import { createDocuments, type Documents } from './index.ts';
import { rotateStatementKey } from './statement-keys.ts';

const START = '2026-11-23T06:00:00Z';
const clock = fixedClock(START);
const heading = (role: 'supervisor' | 'head', agency: string): Actor => ({
  kind: 'person',
  subject: `${agency}-${role}`,
  name: 'Сардор',
  loa: 'substantial',
  roles: [{ role, agency }],
});
/** Takes the note of the first service instead of an upload. */
const secondService = serviceDefinitionSchema.parse({
  ...eventNotice,
  id: 'second-service',
  form: {
    schema: {
      ...eventNotice.form.schema,
      properties: { ...eventNotice.form.schema.properties, proof: { type: 'string', format: 'document' } },
    },
    steps: eventNotice.form.steps.map((step) => ({
      ...step,
      fields: [
        ...step.fields,
        { name: 'proof', kind: 'document', label: { tg: 'Маълумотнома', ru: 'Справка', en: 'Note' }, from: ['residence-note'] },
      ],
    })),
  },
});
let stage: TestPlatform;
let applications: Applications;
let documents: Documents;
beforeAll(async () => {
  stage = await testPlatform({ clock });
  const example = exampleDeps();
  const second = { release: { agency: 'mia', version: '1.0.0' }, definition: secondService };
  const deps = {
    ...example,
    registry: {
      serviceById: (id: string) => (id === 'second-service' ? second : example.registry.serviceById(id)),
      definitionAt: (agency: string, version: string, id: string) =>
        id === 'second-service' ? secondService : example.registry.definitionAt(agency, version, id),
    },
  };
  createNotifications(stage.platform, deps);
  applications = createApplications(stage.platform, deps);
  documents = createDocuments(stage.platform, {
    applications,
    mandates: createMandates(stage.platform, deps),
    identity: deps.identity,
    agencyName: () => ({ tg: 'Вазорати корҳои дохилӣ' }),
  });
  await stage.platform.jobs.start();
});
afterAll(() => stage.stop());
beforeEach(() => clock.set(START));

let serial = 0;
async function issued(owner = CITIZEN) {
  const { id: draft } = await applications.startDraft(owner, 'residence-note', FILLED);
  await applications.attachUpload(owner, { draft, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG });
  const key = `hand-over-test-${++serial}`;
  const { id } = await applications.submit(owner, { key, service: 'residence-note', lang: 'tg', draft: { id: draft, revision: 1 } });
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.decide(OFFICER, 'mia', id, 2, { approve: true });
  const document = await documents.ofApplication(owner, id);
  if (!document) throw new Error('no document');
  return { id, document };
}
const uuid = () => `01980000-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
const give = (actor: Actor, document: string, more: Partial<HandedDocument> = {}) => {
  const request: HandedDocument = {
    document,
    application: uuid(),
    agency: 'justice',
    service: 'other-service',
    field: 'note',
    step: 'papers',
    from: ['residence-note'],
    consent: 'Розӣ ҳастам, ки ҳуҷҷат ба Вазорати адлия дода шавад.',
    lang: 'tg',
    ...more,
  };
  return stage.platform.db.write(actor, async (tx) => {
    await handOverDocument(stage.platform)(tx, request);
    return request.application;
  });
};

describe('handing a document over', () => {
  test('the receiving desk opens it and the citizen sees where it is and when it was opened', async () => {
    const { document } = await issued();
    const application = await give(CITIZEN, document.id);
    const [received] = await documents.receivedWith(STRANGER, 'justice', application);
    expect(received).toMatchObject({ number: document.number, fromService: 'residence-note', consent: expect.stringContaining('Розӣ') });
    expect((await documents.handOvers(CITIZEN, document.id))[0]).toMatchObject({
      toAgency: 'justice',
      toService: 'other-service',
      opened: [],
    });
    clock.set('2026-11-23T08:00:00Z');
    const { bytes } = await documents.openHandedOver(STRANGER, 'justice', received?.id ?? '');
    expect(await documents.verifyFile(bytes)).toMatchObject({ result: 'issued', number: document.number });
    expect((await documents.handOvers(CITIZEN))[0]?.opened).toEqual([
      { agency: 'justice', officerName: 'Каримзода Сино', at: new Date('2026-11-23T08:00:00Z') },
    ]);
    expect(await documents.handOvers(OTHER)).toEqual([]);
  });

  test('it is closed to every other desk and to citizens', async () => {
    const { document } = await issued();
    const application = await give(CITIZEN, document.id);
    const [received] = await documents.receivedWith(STRANGER, 'justice', application);
    const id = received?.id ?? '';
    expect(await documents.receivedWith(OFFICER, 'mia', application)).toEqual([]);
    await expect(documents.openHandedOver(OFFICER, 'mia', id)).rejects.toMatchObject({ status: 404 });
    for (const [actor, agency] of [
      [OFFICER, 'justice'],
      [CITIZEN, 'justice'],
      [OTHER, 'justice'],
      [STRANGER, 'mia'],
    ] as const) {
      await expect(documents.openHandedOver(actor, agency, id)).rejects.toMatchObject({ status: 403 });
      await expect(documents.receivedWith(actor, agency, application)).rejects.toMatchObject({ status: 403 });
    }
    expect((await documents.handOvers(CITIZEN, document.id))[0]?.opened).toEqual([]);
  });

  test('a document that is not the person’s, not of the service, void or past is refused at the field', async () => {
    const { document } = await issued();
    const { document: foreign } = await issued(OTHER);
    const at = (code: string) => ({
      status: 422,
      code: 'answers-invalid',
      details: { errors: [expect.objectContaining({ field: 'note', step: 'papers', code })] },
    });
    await expect(give(CITIZEN, foreign.id)).rejects.toMatchObject(at('document-unknown'));
    for (const id of [uuid(), 'x', '']) await expect(give(CITIZEN, id)).rejects.toMatchObject(at('document-unknown'));
    await expect(give(CITIZEN, document.id, { from: ['event-notice'] })).rejects.toMatchObject(at('document-other-service'));
    await expect(give(CITIZEN, document.id, { consent: ' ' })).rejects.toMatchObject(at('document-consent'));
    clock.set('2027-02-21T19:00:01Z');
    await expect(give(CITIZEN, document.id)).rejects.toMatchObject(at('document-expired'));
    clock.set(START);
    await documents.revoke(heading('head', 'mia'), document.id, 'хато');
    await expect(give(CITIZEN, document.id)).rejects.toMatchObject(at('document-revoked'));
    expect(await documents.handOvers(CITIZEN, document.id)).toEqual([]);
  });
});

describe('revoking', () => {
  test('a supervisor or the head of the agency, with a reason, once; the verify page and the application say so', async () => {
    const { id, document } = await issued();
    for (const actor of [OTHER, STRANGER, heading('head', 'justice')])
      await expect(documents.revoke(actor, document.id, 'x')).rejects.toMatchObject({ status: 404 });
    await expect(documents.revoke(OFFICER, document.id, 'x')).rejects.toMatchObject({ status: 403 });
    // A certificate is not the citizen's to take back.
    await expect(documents.revoke(CITIZEN, document.id, 'x')).rejects.toMatchObject({ status: 409, code: 'document-not-revocable' });
    await expect(documents.revoke(heading('supervisor', 'mia'), document.id, ' ')).rejects.toMatchObject({ code: 'reason-needed' });
    const all = await Promise.allSettled(
      (['supervisor', 'head', 'supervisor', 'head'] as const).map((role) =>
        documents.revoke(heading(role, 'mia'), document.id, 'додаҳо нодуруст буданд'),
      ),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await documents.verify(document.code)).toMatchObject({ result: 'revoked', revokedOn: '2026-11-23' });
    expect(JSON.stringify(await documents.verify(document.code))).not.toContain('додаҳо');
    expect(await documents.one(CITIZEN, document.id)).toMatchObject({ state: 'revoked', revokedReason: 'додаҳо нодуруст буданд' });
    await expect.poll(async () => (await applications.open(CITIZEN, id)).state, { timeout: 15_000 }).toBe('revoked');
  });
});

describe('the statement in the QR', () => {
  test('checks without the portal, and what is revoked stands in the published list', async () => {
    const { document } = await issued();
    const check = async (at = START) => (await checkStatement(document.statement ?? '', await documents.published(), new Date(at))).result;
    expect(await checkStatement(document.statement ?? '', await documents.published(), new Date(START))).toMatchObject({
      result: 'valid',
      facts: { number: document.number, initials: 'Қ. Ҷ.', validUntil: document.validUntil },
    });
    expect(document.statement).toContain(`/tg/verify/${document.code}#`);
    expect(document.statement).not.toMatch(/Қодирзода/);
    expect(await check('2027-02-21T19:00:01Z')).toBe('expired');
    await documents.revoke(heading('head', 'mia'), document.id, 'хато');
    expect(await check()).toBe('revoked');
    // What has run out by itself need not be listed for ever.
    clock.set('2027-06-01T00:00:00Z');
    expect((await documents.published()).revoked).toEqual([]);
  });

  test('a rotation begins a new key; the old one vouches for the old, and for nothing once it is distrusted', async () => {
    const { dataDir } = stage.platform.config;
    const { document: before } = await issued();
    clock.set('2026-11-25T06:00:00Z');
    await rotateStatementKey(dataDir, clock.now());
    const { document: after } = await issued();
    const kid = (statement = '') => JSON.parse(Buffer.from(statement.split('#')[1]?.split('.')[0] ?? '', 'base64url').toString()).kid;
    expect(kid(after.statement)).not.toBe(kid(before.statement));
    const check = async (statement = '') => (await checkStatement(statement, await documents.published(), clock.now())).result;
    expect([await check(before.statement), await check(after.statement)]).toEqual(['valid', 'valid']);
    clock.set('2026-11-26T06:00:00Z');
    await rotateStatementKey(dataDir, clock.now(), true);
    clock.set('2026-11-26T06:00:01Z');
    expect([await check(before.statement), await check(after.statement)]).toEqual(['valid', 'retired']);
    expect(JSON.stringify(await documents.published())).not.toMatch(/private|"d":/);
  });
});

test('a submission gives the chosen document in its own transaction, and is refused whole when it may not', async () => {
  const { document } = await issued();
  const submit = (proof: string) =>
    applications.submit(CITIZEN, {
      key: `hand-over-test-${++serial}`,
      service: 'second-service',
      lang: 'tg',
      answers: { surname: 'Қодирзода', guests: 3, proof },
    });
  const { id } = await submit(document.id);
  expect(await documents.handOvers(CITIZEN, document.id)).toMatchObject([
    { application: id, toService: 'second-service', field: 'proof', consent: expect.stringContaining('Розӣ ҳастам') },
  ]);
  const { document: foreign } = await issued(OTHER);
  const before = (await applications.mine(CITIZEN)).length;
  await expect(submit(foreign.id)).rejects.toMatchObject({
    code: 'answers-invalid',
    details: { errors: [{ field: 'proof', step: 'event', code: 'document-unknown' }] },
  });
  expect((await applications.mine(CITIZEN)).length).toBe(before);
});
