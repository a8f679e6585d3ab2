import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { CITIZEN, exampleDeps, OFFICER, OTHER, STRANGER } from '../applications/testing.ts';
import { type Charge, createPayments, type Payments } from './index.ts';

const clock = fixedClock('2026-11-23T06:00:00Z');
let stage: TestPlatform;
let payments: Payments;

beforeAll(async () => {
  stage = await testPlatform({ clock });
  payments = createPayments(stage.platform, exampleDeps());
});
afterAll(() => stage.stop());

const REVIEW = { kind: 'review' as const, label: { tg: 'Барои баррасӣ', ru: 'За рассмотрение', en: 'For review' }, diram: 15_600 };
const charge = (application: string, actor: Actor = CITIZEN, changed: Partial<Charge> = {}) =>
  stage.platform.db.write(actor, (tx) =>
    payments.charge(tx, {
      application,
      number: 'EGOV-2026-000001',
      owner: 'citizen-1',
      agency: 'mia',
      service: 'residence-note',
      lines: [REVIEW, { ...REVIEW, kind: 'issue', diram: 7_800 }],
      ...changed,
    }),
  );

test('an application is charged once, in parallel too, and nothing of it changes later', async () => {
  const application = randomUUID();
  const all = await Promise.all(Array.from({ length: 10 }, () => charge(application)));
  expect(new Set(all.map(({ invoice }) => invoice)).size).toBe(1);
  await charge(application, CITIZEN, { lines: [{ ...REVIEW, diram: 1 }] });
  expect(await payments.ofApplication(CITIZEN, application)).toMatchObject({
    id: all[0]?.invoice,
    number: 'INV-2026-000001',
    diram: 23_400,
    state: 'open',
    payableUntil: '2026-12-23',
    lines: [
      { kind: 'review', diram: 15_600 },
      { kind: 'issue', diram: 7_800 },
    ],
  });
});

test('no sum below one diram is ever asked, and a charge that fails leaves nothing', async () => {
  for (const diram of [0, -1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) {
    const application = randomUUID();
    await expect(charge(application, CITIZEN, { lines: [{ ...REVIEW, diram }] }), String(diram)).rejects.toThrow(RangeError);
    expect(await payments.ofApplication(CITIZEN, application)).toBeUndefined();
  }
  await expect(charge(randomUUID(), CITIZEN, { lines: [] })).rejects.toThrow(RangeError);
});

test('the owner reads it; another citizen reads nothing; the desk reads that it is paid and no more', async () => {
  const application = randomUUID();
  await charge(application);
  for (const actor of [OTHER, OFFICER, STRANGER, { kind: 'anonymous' } as const])
    expect(await payments.ofApplication(actor, application)).toBeUndefined();
  expect(await payments.stateAtDesk(OFFICER, application)).toBe('open');
  for (const actor of [OTHER, STRANGER, CITIZEN]) expect(await payments.stateAtDesk(actor, application)).toBeUndefined();
  expect(await payments.mine(OTHER)).toEqual([]);
  expect((await payments.mine(CITIZEN)).some((one) => one.application === application)).toBe(true);
});

test('nobody is charged by a person who has nothing to do with the application', async () => {
  await expect(charge(randomUUID(), OTHER)).rejects.toMatchObject({ code: '42501' });
});

test('the last day of payment is never in another year than the indicator', async () => {
  clock.set('2026-12-20T06:00:00Z');
  const application = randomUUID();
  await charge(application);
  expect(await payments.ofApplication(CITIZEN, application)).toMatchObject({ payableUntil: '2026-12-31' });
  clock.set('2026-11-23T06:00:00Z');
});
