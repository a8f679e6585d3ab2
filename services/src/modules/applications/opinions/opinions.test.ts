import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../../platform/testing.ts';
import { createNotifications } from '../../notifications/index.ts';
import { type Applications, createApplications } from '../index.ts';
import { CITIZEN, CUSTOMS, exampleDeps, FILLED, OFFICER, PNG, residenceNote, STRANGER, variantOf } from '../testing.ts';
import { verifyEvents } from '../verify-events.ts';

const text = (tg: string) => ({ tg, ru: tg, en: tg });
const asking = variantOf('asking', {
  form: residenceNote.form,
  output: undefined,
  workflow: { ...residenceNote.workflow, opinions: [{ agency: 'customs', workingDays: 3, title: text('Хулосаи гумрук'), required: true }] },
});
const clock = fixedClock('2026-11-23T06:00:00Z');
let stage: TestPlatform;
let applications: Applications;

beforeAll(async () => {
  stage = await testPlatform({ clock });
  const deps = exampleDeps([], [asking]);
  createNotifications(stage.platform, deps);
  applications = createApplications(stage.platform, deps);
});
afterAll(() => stage.stop());

let serial = 0;
async function claimed(applicant = CITIZEN) {
  clock.set('2026-11-23T06:00:00Z');
  const { id: draft } = await applications.startDraft(applicant, 'asking', FILLED);
  const file = { field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG };
  await applications.attachUpload(applicant, { ...file, draft });
  const { id } = await applications.submit(applicant, {
    key: `opinion-test-${++serial}`,
    service: 'asking',
    lang: 'tg',
    draft: { id: draft, revision: 1 },
  });
  return applications.claim(OFFICER, 'mia', id, 1);
}
const ask = (id: string, version: number, fields = ['surname', 'proof']) =>
  applications.askOpinion(OFFICER, 'mia', id, version, { agency: 'customs', question: 'Оё эътироз доред?', fields });
const asked = async (id: string) => (await applications.opinionsAsked(CUSTOMS, 'customs')).find((one) => one.application === id);

test('another agency answers, and the file is back with the officer who asked; without it nothing is approved', async () => {
  const { id, version } = await claimed();
  await expect(applications.decide(OFFICER, 'mia', id, version, { approve: true })).rejects.toMatchObject({
    status: 409,
    code: 'opinion-needed',
    details: { agencies: ['customs'] },
  });
  await expect(
    applications.askOpinion(OFFICER, 'mia', id, version, { agency: 'justice', question: 'Чӣ?', fields: [] }),
  ).rejects.toMatchObject({
    code: 'opinion-agency',
  });
  await expect(ask(id, version, ['nothing'])).rejects.toMatchObject({ code: 'fields-unknown' });
  const consulting = await ask(id, version);
  expect(consulting).toMatchObject({ state: 'consulting', dueOn: '2026-12-07' });
  const question = await asked(id);
  expect(question).toMatchObject({ question: 'Оё эътироз доред?', dueOn: '2026-11-26', overdue: false, shared: [] });
  const given = await applications.answerOpinion(CUSTOMS, 'customs', question?.id ?? '', { text: 'Эътироз надорем', favours: true });
  expect(given).toMatchObject({ answer: 'Эътироз надорем', favours: true, answeredName: 'Тамринӣ Сайёра' });
  const back = await applications.inspect(OFFICER, 'mia', id);
  expect(back).toMatchObject({ state: 'in_review', assignee: 'mia-officer' });
  expect(await applications.opinions(OFFICER, 'mia', id)).toMatchObject([{ answer: 'Эътироз надорем', favours: true }]);
  await expect(applications.answerOpinion(CUSTOMS, 'customs', question?.id ?? '', { text: 'Дигар', favours: false })).rejects.toMatchObject(
    { code: 'opinion-closed' },
  );
  expect((await applications.decide(OFFICER, 'mia', id, back.version, { approve: true })).state).toBe('approved');
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
});

test('the other agency sees what was shared and nothing else, and the citizen sees that it looked', async () => {
  const { id, version } = await claimed();
  await ask(id, version);
  const question = await asked(id);
  const opened = await applications.openOpinion(CUSTOMS, 'customs', question?.id ?? '');
  expect(opened.shared.map(({ name, value }) => [name, value])).toEqual([['surname', 'Қодирзода']]);
  expect(opened.uploads).toHaveLength(1);
  const [upload] = opened.uploads;
  expect(Buffer.from((await applications.upload(CUSTOMS, upload?.id ?? '', id)).content).equals(Buffer.from(PNG))).toBe(true);
  expect((await applications.accesses(CITIZEN))[0]).toMatchObject({ agency: 'customs', capacity: 'opinion', application: id });
  await expect(applications.inspect(CUSTOMS, 'customs', id)).rejects.toMatchObject({ status: 404 });
  await expect(applications.openOpinion(STRANGER, 'justice', question?.id ?? '')).rejects.toMatchObject({ status: 404 });
  interface Any {
    [table: string]: { id: string };
  }
  const rows = (actor: typeof CUSTOMS, table: string) =>
    stage.platform.db.read<Any, unknown[]>(actor, (sql) => sql.selectFrom(table).selectAll().execute());
  for (const table of ['applications', 'events', 'notes', 'letters', 'changes', 'objections', 'ratings'])
    expect(await rows(CUSTOMS, `applications.${table}`), table).toEqual([]);
  for (const table of ['opinions', 'uploads']) expect(await rows(STRANGER, `applications.${table}`), table).toEqual([]);
  expect((await rows(CUSTOMS, 'applications.opinions')).length).toBeGreaterThan(0);
  // Taken back: nothing of it is open any more.
  const { version: now } = await applications.open(CITIZEN, id);
  expect((await applications.recallOpinions(OFFICER, 'mia', id, now)).state).toBe('in_review');
  await expect(applications.openOpinion(CUSTOMS, 'customs', question?.id ?? '')).rejects.toMatchObject({ status: 404 });
  await expect(applications.upload(CUSTOMS, upload?.id ?? '', id)).rejects.toMatchObject({ status: 404 });
});

test('nobody gives an opinion about themselves, whatever body they work for', async () => {
  const { id, version } = await claimed(CUSTOMS);
  await ask(id, version);
  const about = { text: 'Эътироз надорам', favours: true };
  const question = (await asked(id))?.id ?? '';
  await expect(applications.answerOpinion(CUSTOMS, 'customs', question, about)).rejects.toMatchObject({ status: 403 });
  expect(await applications.opinions(OFFICER, 'mia', id)).toMatchObject([{ question: 'Оё эътироз доред?' }]);
  expect((await applications.open(CUSTOMS, id)).state).toBe('consulting');
});

test('an opinion that is owed beyond its date is seen by both and told once', async () => {
  const { id, version } = await claimed();
  await ask(id, version);
  clock.set('2026-11-27T06:00:00Z');
  expect(await asked(id)).toMatchObject({ overdue: true });
  await applications.sweep();
  await applications.sweep();
  const { events } = await applications.open(CITIZEN, id);
  expect(events.filter(({ type }) => type === 'application.opinion-overdue')).toHaveLength(1);
});
