import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../../platform/testing.ts';
import { createNotifications, type Notifications } from '../../notifications/index.ts';
import { type Applications, createApplications } from '../index.ts';
import { CITIZEN, eventNotice, exampleDeps, FILLED, HEAD, OFFICER, PNG, SUPERVISOR, variantOf } from '../testing.ts';
import { verifyEvents } from '../verify-events.ts';

const review = { kind: 'review', role: 'officer', workingDays: 10 } as const;
const SERVICES = [
  variantOf('ten-days', { workflow: review, output: undefined }),
  variantOf('anew', { workflow: { ...review, clock: 'reset' } }),
];
const clock = fixedClock('2026-11-23T06:00:00Z');
let stage: TestPlatform;
let applications: Applications;
let notifications: Notifications;

beforeAll(async () => {
  stage = await testPlatform({ clock });
  const deps = exampleDeps([], [...SERVICES, eventNotice]);
  notifications = createNotifications(stage.platform, deps);
  applications = createApplications(stage.platform, deps);
  await stage.platform.jobs.start();
});
beforeEach(() => clock.set('2026-11-23T06:00:00Z'));
afterAll(async () => {
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
  await stage.stop();
});

let serial = 0;
const submit = (service = 'ten-days') =>
  applications.submit(CITIZEN, { key: `sweep-test-${++serial}`, service, lang: 'tg', answers: { surname: 'Раҳимзода', guests: 3 } });
const alarms = async (id: string) =>
  (await applications.open(CITIZEN, id)).events.filter((e) => e.type.startsWith('sla.')).map((e) => e.type);
const on = async (day: string) => {
  clock.set(`${day}T06:00:00Z`);
  // Twice, and by two instances at once: an alarm rings once.
  await Promise.all([applications.sweep(), applications.sweep()]);
  await applications.sweep();
};

describe('the clock', () => {
  test('warns at four fifths, names the breach the day after, calls the head a working day later; each once', async () => {
    const { id, dueOn } = await submit();
    expect(dueOn).toBe('2026-12-07');
    await on('2026-12-02');
    expect(await alarms(id)).toEqual([]);
    await on('2026-12-03');
    expect(await alarms(id)).toEqual(['sla.warning']);
    await on('2026-12-07');
    expect(await alarms(id)).toEqual(['sla.warning']);
    await on('2026-12-08');
    expect(await alarms(id)).toEqual(['sla.warning', 'sla.breached']);
    await on('2026-12-09');
    expect(await alarms(id)).toEqual(['sla.warning', 'sla.breached', 'sla.escalated']);
    await on('2026-12-21');
    expect(await alarms(id)).toEqual(['sla.warning', 'sla.breached', 'sla.escalated']);
    const codes = async (actor: typeof HEAD) => (await notifications.inbox(actor)).map(({ code }) => code);
    await expect
      .poll(() => codes(SUPERVISOR), { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['desk.sla-warning', 'desk.sla-breached']));
    await expect.poll(() => codes(HEAD), { timeout: 10_000 }).toEqual(['desk.sla-escalated']);
    const load = await applications.load(SUPERVISOR, 'mia');
    expect(load).toMatchObject({ warned: 1, breached: 1, escalated: 1 });
    await applications.claim(OFFICER, 'mia', id, 1);
    expect(await applications.decide(OFFICER, 'mia', id, 2, { approve: true })).toMatchObject({ state: 'approved', breached: true });
  });

  test('whoever missed the days still gets every alarm, in their order', async () => {
    const { id } = await submit();
    await on('2026-12-28');
    expect(await alarms(id)).toEqual(['sla.warning', 'sla.breached', 'sla.escalated']);
  });

  test('stands while it is sent back, and goes on with what is left', async () => {
    const { id } = await submit();
    await applications.claim(OFFICER, 'mia', id, 1);
    clock.set('2026-11-26T06:00:00Z');
    const back = await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['guests'], message: 'Шумораи меҳмононро аниқ кунед' });
    expect(back.dueOn).toBeUndefined();
    await on('2026-12-10');
    expect(await alarms(id)).toEqual(['sla.paused']);
    const { version } = await applications.open(CITIZEN, id);
    // Three working days are used; seven are left of ten.
    expect(await applications.resubmit(CITIZEN, id, version, { guests: 4 }, 'tg')).toMatchObject({
      state: 'in_review',
      dueOn: '2026-12-21',
    });
    await on('2026-12-17');
    expect(await alarms(id)).toEqual(['sla.paused', 'sla.resumed', 'sla.warning']);
  });

  test('begins anew after a correction where the definition says so', async () => {
    const { id } = await submit('anew');
    await applications.claim(OFFICER, 'mia', id, 1);
    await on('2026-12-03');
    expect(await alarms(id)).toEqual(['sla.warning']);
    await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['guests'], message: 'Аниқ кунед' });
    clock.set('2026-12-04T06:00:00Z');
    const { version } = await applications.open(CITIZEN, id);
    expect(await applications.resubmit(CITIZEN, id, version, { guests: 4 }, 'tg')).toMatchObject({ dueOn: '2026-12-18' });
    await on('2026-12-16');
    expect((await alarms(id)).filter((type) => type === 'sla.warning')).toHaveLength(2);
  });

  test('in a year whose calendar is not published there is no date, and none is guessed', async () => {
    clock.set('2026-12-28T06:00:00Z');
    const { id, dueOn } = await submit();
    expect(dueOn).toBeUndefined();
    await on('2027-02-01');
    expect(await alarms(id)).toEqual([]);
    const { version } = await applications.open(CITIZEN, id);
    expect((await applications.withdraw(CITIZEN, id, version)).state).toBe('withdrawn');
  });
});

describe('what nobody goes on with', () => {
  test('a draft says until when it is kept; saving keeps it longer; then it is gone', async () => {
    const draft = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
    expect(draft.deletedAfter).toBe('2026-12-23');
    await applications.attachUpload(CITIZEN, { draft: draft.id, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG });
    clock.set('2026-12-01T06:00:00Z');
    const { draft: saved } = await applications.saveDraft(CITIZEN, {
      draft: draft.id,
      step: 'purpose',
      revision: 1,
      answers: { purpose: 'work' },
      lang: 'tg',
    });
    expect(saved.deletedAfter).toBe('2026-12-31');
    await on('2026-12-31');
    expect((await applications.draft(CITIZEN, draft.id)).id).toBe(draft.id);
    await on('2027-01-01');
    await expect(applications.draft(CITIZEN, draft.id)).rejects.toMatchObject({ status: 404 });
  });

  test('an unanswered send-back expires after its last day', async () => {
    const { id } = await submit();
    await applications.claim(OFFICER, 'mia', id, 1);
    const back = await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['guests'], message: 'Аниқ кунед' });
    expect(back.sentBack?.until).toBe('2026-12-23');
    await on('2026-12-23');
    expect((await applications.open(CITIZEN, id)).state).toBe('sent_back');
    await on('2026-12-24');
    const gone = await applications.open(CITIZEN, id);
    expect(gone).toMatchObject({ state: 'expired' });
    expect(gone.events.at(-1)).toMatchObject({ type: 'application.expired', actor: 'system:clock' });
  });
});
