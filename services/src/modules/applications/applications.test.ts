import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { Problem } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { type Application, type Applications, createApplications, type Draft } from './index.ts';
import { CITIZEN, COLLEAGUE, exampleDeps, FILLED, OFFICER, OTHER, PNG, STRANGER } from './testing.ts';

const clock = fixedClock('2026-11-23T06:00:00Z');
let stage: TestPlatform;
let applications: Applications;

beforeAll(async () => {
  stage = await testPlatform({ clock });
  createNotifications(stage.platform, exampleDeps());
  applications = createApplications(stage.platform, exampleDeps());
});
afterAll(() => stage.stop());

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ({ status: 200, code: 'done', details: {} as Record<string, unknown> }),
    (error: unknown) => {
      if (error instanceof Problem) return { status: error.status, code: error.code, details: error.details };
      throw error;
    },
  );
let serial = 0;
const key = () => `key-of-a-test-${++serial}`;
const file = { field: 'proof', name: 'шиноснома.png', declaredType: 'image/png', bytes: PNG };

async function readyDraft(actor = CITIZEN): Promise<Draft> {
  const { id } = await applications.startDraft(actor, 'residence-note', FILLED);
  await applications.attachUpload(actor, { ...file, draft: id });
  return applications.draft(actor, id);
}
async function submitted(actor = CITIZEN): Promise<Application> {
  const { id, revision } = await readyDraft(actor);
  return applications.submit(actor, { key: key(), service: 'residence-note', lang: 'tg', draft: { id, revision } });
}

describe('drafts', () => {
  test('the same step saved once more changes nothing: what was checked meanwhile can still be sent', async () => {
    const draft = await readyDraft();
    const purpose = { draft: draft.id, step: 'purpose', answers: { purpose: 'work' }, lang: 'tg' as const };
    const { draft: saved } = await applications.saveDraft(CITIZEN, { ...purpose, revision: draft.revision });
    const late = await applications.saveDraft(CITIZEN, { ...purpose, revision: draft.revision });
    expect(late).toMatchObject({ overwrote: false, draft: { revision: saved.revision, steps: saved.steps } });
    const other = await applications.saveDraft(CITIZEN, { ...purpose, answers: { purpose: 'other' }, revision: draft.revision });
    expect(other).toMatchObject({ overwrote: true, draft: { revision: saved.revision + 1 } });
  });

  test('a step is saved alone, and a tab that is behind is told', async () => {
    const draft = await applications.startDraft(CITIZEN, 'residence-note', { surname: 'Раҳимзода' });
    const phone = await applications.saveDraft(CITIZEN, {
      draft: draft.id,
      step: 'purpose',
      revision: 1,
      answers: { purpose: 'work', surname: 'no' },
      lang: 'ru',
    });
    expect(phone.overwrote).toBe(false);
    expect(phone.draft.answers).toEqual({ surname: 'Раҳимзода', purpose: 'work' });
    expect(phone.errors.map((e) => e.field)).toEqual(['proof']);
    const laptop = await applications.saveDraft(CITIZEN, {
      draft: draft.id,
      step: 'purpose',
      revision: 1,
      answers: { purpose: 'other' },
      lang: 'tg',
    });
    expect(laptop.overwrote).toBe(true);
    expect((await applications.draft(CITIZEN, draft.id)).answers.purpose).toBe('other');
    expect(await refusal(applications.draft(OTHER, draft.id))).toMatchObject({ status: 404 });
    expect(
      await refusal(applications.saveDraft(OTHER, { draft: draft.id, step: 'person', revision: 1, answers: {}, lang: 'tg' })),
    ).toMatchObject({ status: 404 });
    await applications.discardDraft(CITIZEN, draft.id);
    expect((await applications.drafts(CITIZEN)).map((d) => d.id)).not.toContain(draft.id);
  });

  test('files are judged by their first bytes, their size and their number', async () => {
    const { id } = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
    const attach = (changes: Partial<typeof file>) => refusal(applications.attachUpload(CITIZEN, { ...file, ...changes, draft: id }));
    const text = new TextEncoder().encode('<svg onload=alert(1)>');
    expect(await attach({ bytes: new Uint8Array() })).toMatchObject({ code: 'upload-empty' });
    expect(await attach({ bytes: text })).toMatchObject({ status: 422, code: 'upload-type' });
    expect(await attach({ name: 'photo.pdf' })).toMatchObject({ code: 'upload-mismatch', details: { found: 'image/png' } });
    expect(await attach({ bytes: Buffer.concat([PNG, Buffer.alloc(200_000)]) })).toMatchObject({
      code: 'upload-too-large',
      details: { maxBytes: 200_000 },
    });
    const first = await applications.attachUpload(CITIZEN, { ...file, name: '../../etc/a\u202Epdf.png', draft: id });
    expect(first.name).toBe('apdf.png');
    expect((await applications.attachUpload(CITIZEN, { ...file, draft: id })).id).toBe(first.id);
    expect(await attach({ bytes: Buffer.concat([PNG, Buffer.alloc(1)]) })).toMatchObject({ code: 'done' });
    expect(await attach({ bytes: Buffer.concat([PNG, Buffer.alloc(2)]) })).toMatchObject({ code: 'upload-too-many' });
    expect(Buffer.from((await applications.upload(CITIZEN, first.id)).content).equals(Buffer.from(PNG))).toBe(true);
    expect(await refusal(applications.upload(OTHER, first.id))).toMatchObject({ status: 404 });
    expect(await refusal(applications.upload(OFFICER, first.id))).toMatchObject({ status: 404 });
    await applications.removeUpload(CITIZEN, first.id);
    expect((await applications.draft(CITIZEN, id)).uploads).toHaveLength(1);
  });
});

describe('submitting', () => {
  test('fifty submits with one key are one application; another body is refused', async () => {
    const { id, revision } = await readyDraft();
    const same = { key: key(), service: 'residence-note', lang: 'tg' as const, draft: { id, revision } };
    const answers = await Promise.all(Array.from({ length: 50 }, () => applications.submit(CITIZEN, same)));
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    expect(answers[0]).toMatchObject({ state: 'submitted', dueOn: '2026-12-07', releaseVersion: '1.0.0', definitionVersion: 3 });
    expect(answers[0]?.number).toMatch(/^EGOV-2026-\d{6}$/);
    expect(await refusal(applications.submit(CITIZEN, { ...same, draft: { id, revision: revision + 1 } }))).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    // Another key for the submitted draft, as from a second tab: the same application.
    expect((await applications.submit(CITIZEN, { ...same, key: key() })).id).toBe(answers[0]?.id);
    expect((await applications.mine(CITIZEN)).filter((a) => a.id === answers[0]?.id)).toHaveLength(1);
  });

  test('wrong answers use up neither the key nor a number', async () => {
    const draft = await readyDraft();
    const before = await submitted();
    await applications.saveDraft(CITIZEN, { draft: draft.id, step: 'purpose', revision: 1, answers: { purpose: 'other' }, lang: 'tg' });
    const submission = { key: key(), service: 'residence-note', lang: 'ru' as const, draft: { id: draft.id, revision: 2 } };
    const refused = await refusal(applications.submit(CITIZEN, submission));
    expect(refused).toMatchObject({
      status: 422,
      code: 'answers-invalid',
      details: { errors: [{ field: 'purposeOther', step: 'purpose', code: 'required' }] },
    });
    await applications.saveDraft(CITIZEN, { draft: draft.id, step: 'purpose', revision: 2, answers: { purpose: 'work' }, lang: 'tg' });
    expect(await refusal(applications.submit(CITIZEN, { ...submission, key: key() }))).toMatchObject({
      status: 409,
      code: 'draft-changed',
    });
    const after = await applications.submit(CITIZEN, { ...submission, draft: { id: draft.id, revision: 3 } });
    expect(Number(after.number.slice(-6))).toBe(Number(before.number.slice(-6)) + 1);
  });

  test('files that nobody uploaded are not believed', async () => {
    const answers = { ...FILLED, proof: ['0190b0b0-0000-7000-8000-000000000000'] };
    expect(await refusal(applications.submit(CITIZEN, { key: key(), service: 'residence-note', lang: 'tg', answers }))).toMatchObject({
      code: 'answers-invalid',
    });
  });

  test('a notification is answered in the same step', async () => {
    const at: string[] = [];
    applications.onApproved(async (id) => {
      at.push(id);
    });
    const done = await applications.submit(CITIZEN, {
      key: key(),
      service: 'event-notice',
      lang: 'tg',
      answers: { surname: 'Раҳимзода', guests: 12 },
    });
    expect(done).toMatchObject({ state: 'approved', dueOn: '2026-11-23' });
    expect(done.events.map((e) => e.type)).toEqual(['application.submitted', 'application.registered', 'application.decided']);
    expect(at).toEqual([done.id]);
    const tooMany = { key: key(), service: 'event-notice', lang: 'tg' as const, answers: { surname: 'Раҳимзода', guests: 21 } };
    expect(await refusal(applications.submit(CITIZEN, tooMany))).toMatchObject({ code: 'answers-invalid' });
  });
});

describe('the desk', () => {
  test('sent back for two fields, mended, back with the same officer, approved, issued', async () => {
    const { id } = await submitted();
    expect((await applications.queue(OFFICER, 'mia', { state: 'submitted' })).items.map((a) => a.id)).toContain(id);
    const claimed = await applications.claim(OFFICER, 'mia', id, 1);
    expect(claimed).toMatchObject({ state: 'in_review', assignee: 'mia-officer', version: 2 });
    expect(await refusal(applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['nothing'], message: 'Илтимос' }))).toMatchObject({
      code: 'fields-unknown',
    });
    const back = await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['patronymic', 'proof'], message: 'Номи падарро нависед' });
    expect(back.sentBack).toEqual({ fields: ['patronymic', 'proof'], message: 'Номи падарро нависед', until: '2026-12-23' });
    expect(back.dueOn).toBeUndefined();
    expect(await refusal(applications.removeUpload(OTHER, back.uploads[0]?.id ?? ''))).toMatchObject({ status: 404 });
    const wrong = await applications.attachUpload(CITIZEN, { ...file, bytes: Buffer.concat([PNG, Buffer.alloc(4)]), application: id });
    await applications.removeUpload(CITIZEN, wrong.id);
    await applications.attachUpload(CITIZEN, { ...file, bytes: Buffer.concat([PNG, Buffer.alloc(3)]), application: id });
    clock.set('2026-11-25T06:00:00Z');
    const mended = await applications.resubmit(CITIZEN, id, 3, { patronymic: 'Саидовна', surname: 'Дигар' }, 'tg');
    clock.set('2026-11-23T06:00:00Z');
    expect(mended).toMatchObject({ state: 'in_review', assignee: 'mia-officer', dueOn: '2026-12-09' });
    expect(mended.answers).toMatchObject({ patronymic: 'Саидовна', surname: 'Қодирзода' });
    expect(mended.answers.proof).toHaveLength(2);
    const approved = await applications.decide(OFFICER, 'mia', id, mended.version, { approve: true });
    expect(approved.state).toBe('approved');
    await applications.markIssued(id, '0190b0b0-0000-7000-8000-000000000001');
    await applications.markIssued(id, '0190b0b0-0000-7000-8000-000000000001');
    const issued = await applications.open(CITIZEN, id);
    expect(issued.state).toBe('issued');
    expect(issued.events.filter((e) => e.type === 'document.issued')).toHaveLength(1);
    expect(await refusal(applications.withdraw(CITIZEN, id, issued.version))).toMatchObject({ status: 409, code: 'move-refused' });
  });

  test('of two officers who decide at once one wins, thirty times', async () => {
    for (let round = 0; round < 30; round++) {
      const { id } = await submitted();
      await applications.claim(OFFICER, 'mia', id, 1);
      const outcomes = await Promise.all([
        refusal(applications.decide(OFFICER, 'mia', id, 2, { approve: true })),
        refusal(applications.decide(OFFICER, 'mia', id, 2, { approve: false, reason: 'no-record' })),
      ]);
      expect(outcomes.map((o) => o.code).sort()).toEqual(['done', 'version-changed']);
      expect(outcomes.find((o) => o.status === 409)?.details).toMatchObject({ version: 3 });
    }
  }, 60_000);

  test('a refusal needs a reason of the definition, and a colleague does not decide in passing', async () => {
    const { id } = await submitted();
    await applications.claim(OFFICER, 'mia', id, 1);
    expect(await refusal(applications.decide(OFFICER, 'mia', id, 2, { approve: false, reason: 'made-up' }))).toMatchObject({
      code: 'reason-unknown',
    });
    expect(await refusal(applications.decide(COLLEAGUE, 'mia', id, 2, { approve: true }))).toMatchObject({
      status: 409,
      code: 'assigned-to-another',
    });
    const refused = await applications.decide(OFFICER, 'mia', id, 2, { approve: false, reason: 'no-record', note: 'Дар бойгонӣ нест' });
    expect(refused).toMatchObject({ state: 'rejected', reason: 'no-record' });
  });

  test('nobody decides on their own application', async () => {
    const own = await submitted(OFFICER);
    expect(await refusal(applications.claim(OFFICER, 'mia', own.id, 1))).toMatchObject({ status: 403 });
  });
});

describe('who sees what', () => {
  test('looking at a file is written down for the citizen', async () => {
    const { id } = await submitted();
    await applications.inspect(OFFICER, 'mia', id);
    expect((await applications.accesses(CITIZEN))[0]).toMatchObject({ application: id, agency: 'mia', officerName: 'Назарӣ Меҳрубон' });
    expect(await applications.accesses(OTHER)).toEqual([]);
  });

  test('another citizen and another agency get nothing, by command and by row-level security', async () => {
    const { id } = await submitted();
    for (const actor of [OTHER, OFFICER, STRANGER]) expect(await refusal(applications.open(actor, id))).toMatchObject({ status: 404 });
    expect(await refusal(applications.inspect(STRANGER, 'mia', id))).toMatchObject({ status: 403 });
    expect(await refusal(applications.inspect(STRANGER, 'justice', id))).toMatchObject({ status: 404 });
    expect(await refusal(applications.open({ kind: 'anonymous' }, id))).toMatchObject({ status: 401 });
    expect(await applications.queue(STRANGER, 'justice')).toEqual({ items: [] });
    interface Any {
      [table: string]: { id: string; owner: string };
    }
    const tables = ['applications', 'drafts', 'uploads', 'events', 'accesses', 'idempotency'].map((t) => `applications.${t}`);
    for (const actor of [OTHER, STRANGER, { kind: 'anonymous' } as const]) {
      for (const table of tables) {
        const rows = await stage.platform.db.read<Any, unknown[]>(actor, (sql) => sql.selectFrom(table).selectAll().execute());
        expect(rows, `${table} as ${JSON.stringify(actor)}`).toEqual([]);
      }
    }
    const change = (set: Record<string, string>) =>
      stage.platform.db.write<Any, bigint>(STRANGER, async ({ sql }) => {
        const [result] = await sql.updateTable('applications.applications').set(set).where('id', '=', id).execute();
        return result?.numUpdatedRows ?? 0n;
      });
    await expect(change({ owner: 'justice-officer' })).rejects.toMatchObject({ code: '42501' });
    expect(await change({ state: 'approved' })).toBe(0n);
    const desk = await stage.platform.db.read<Any, { owner: string }[]>(OFFICER, (sql) =>
      sql.selectFrom('applications.drafts').selectAll().execute(),
    );
    expect(desk.every((row) => row.owner === 'mia-officer')).toBe(true);
  });
});
