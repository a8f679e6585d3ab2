import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CITIZEN, OFFICER, OTHER, STRANGER } from '../applications/testing.ts';
import { type PaymentStage, paymentStage, REVIEW } from './testing.ts';

let stage: PaymentStage;
beforeAll(async () => {
  stage = await paymentStage();
});
afterAll(() => stage.stop());

test('an application is charged once, in parallel too, and nothing of it changes later', async () => {
  const { charge, look } = stage;
  const application = randomUUID();
  const all = await Promise.all(Array.from({ length: 10 }, () => charge(application)));
  expect(new Set(all.map(({ invoice }) => invoice)).size).toBe(1);
  await charge(application, CITIZEN, { lines: [{ ...REVIEW, diram: 1 }] });
  expect(await look(application)).toMatchObject({
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
  const { charge, look } = stage;
  for (const diram of [0, -1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) {
    const application = randomUUID();
    await expect(charge(application, CITIZEN, { lines: [{ ...REVIEW, diram }] }), String(diram)).rejects.toThrow(RangeError);
    expect(await look(application)).toBeUndefined();
  }
  await expect(charge(randomUUID(), CITIZEN, { lines: [] })).rejects.toThrow(RangeError);
});

test('the owner reads it; another citizen reads nothing; the desk reads that it is paid and no more', async () => {
  const { charge, payments } = stage;
  const application = randomUUID();
  const { invoice } = await charge(application);
  for (const actor of [OTHER, OFFICER, STRANGER, { kind: 'anonymous' } as const]) {
    expect(await payments.ofApplication(actor, application)).toBeUndefined();
    await expect(payments.invoice(actor, invoice)).rejects.toMatchObject({ status: 404 });
    await expect(payments.begin(actor, application, 'tg')).rejects.toMatchObject({ status: 404 });
  }
  expect(await payments.stateAtDesk(OFFICER, application)).toBe('open');
  for (const actor of [OTHER, STRANGER, CITIZEN]) expect(await payments.stateAtDesk(actor, application)).toBeUndefined();
  expect(await payments.mine(OTHER)).toEqual([]);
  expect((await payments.mine(CITIZEN)).some((one) => one.application === application)).toBe(true);
});

test('nobody is charged by a person who has nothing to do with the application', async () => {
  await expect(stage.charge(randomUUID(), OTHER)).rejects.toMatchObject({ code: '42501' });
});

test('the last day of payment is never in another year than the indicator, and after it nothing is taken', async () => {
  const { clock, charge, look, payments } = stage;
  clock.set('2026-12-20T06:00:00Z');
  const application = randomUUID();
  await charge(application);
  expect(await look(application)).toMatchObject({ payableUntil: '2026-12-31' });
  // 31 December is over in Dushanbe five hours before it is in Greenwich.
  clock.set('2026-12-31T18:59:00Z');
  expect(await payments.begin(CITIZEN, application, 'tg')).toMatchObject({ url: expect.stringContaining('/pay/sandbox/') });
  clock.set('2026-12-31T19:01:00Z');
  await expect(payments.begin(CITIZEN, application, 'tg')).rejects.toMatchObject({ status: 409, code: 'invoice-not-open' });
  clock.set('2026-11-23T06:00:00Z');
});

test('a withdrawn application closes its invoice in the same transaction, twice changes nothing', async () => {
  const { charge, look, payments, platform } = stage;
  const application = randomUUID();
  await charge(application);
  await expect(
    platform.db.write(CITIZEN, async (tx) => {
      await payments.cancel(tx, application);
      throw new Error('the rest failed');
    }),
  ).rejects.toThrow('the rest failed');
  expect(await look(application)).toMatchObject({ state: 'open' });
  for (let n = 0; n < 2; n++) await platform.db.write(CITIZEN, (tx) => payments.cancel(tx, application));
  expect(await look(application)).toMatchObject({ state: 'cancelled' });
  await expect(payments.begin(CITIZEN, application, 'tg')).rejects.toMatchObject({ code: 'invoice-not-open' });
  await expect(platform.db.write(OTHER, (tx) => payments.cancel(tx, application))).resolves.toBeUndefined();
});

test('what is asked at another occasion is another invoice; the open one is shown first, and each is given back by itself', async () => {
  const { charge, look, payments, platform, bank } = stage;
  const application = randomUUID();
  const pay = async () => {
    const { url } = await payments.begin(CITIZEN, application, 'tg');
    await bank.pay(url.split('/').at(-1) ?? '', 'pays');
  };
  const first = await charge(application);
  await pay();
  await expect.poll(() => look(application)).toMatchObject({ id: first.invoice, state: 'settled' });
  expect(await charge(application)).toEqual({ invoice: first.invoice, paid: true, fresh: false });

  const issue = { occasion: 'issue' as const, lines: [{ ...REVIEW, kind: 'issue' as const, diram: 7_800 }] };
  const both = await Promise.all([charge(application, CITIZEN, issue), charge(application, CITIZEN, issue)]);
  expect(both[0]?.invoice).toBe(both[1]?.invoice);
  expect(both.filter(({ fresh }) => fresh)).toHaveLength(1);
  expect(both[0]).toMatchObject({ paid: false });
  expect(both[0]?.invoice).not.toBe(first.invoice);
  expect(await look(application)).toMatchObject({ id: both[0]?.invoice, state: 'open', diram: 7_800 });
  expect(await payments.stateAtDesk(OFFICER, application)).toBe('open');
  expect((await payments.mine(CITIZEN)).filter((one) => one.application === application)).toHaveLength(2);

  await platform.jobs.start();
  // Closed, it is asked anew when it falls due again; what was paid stays paid.
  await platform.db.write(CITIZEN, (tx) => payments.cancel(tx, application));
  expect(await payments.invoice(CITIZEN, first.invoice)).toMatchObject({ state: 'settled' });
  const again = await charge(application, CITIZEN, issue);
  expect(again.invoice).not.toBe(both[0]?.invoice);
  await pay();
  await expect.poll(() => look(application)).toMatchObject({ id: again.invoice, state: 'settled' });
  await platform.db.write(CITIZEN, (tx) => payments.refund(tx, application, 'x', again.invoice));
  await expect.poll(async () => (await payments.invoice(CITIZEN, again.invoice)).state, { timeout: 15_000 }).toBe('refunded');
  expect(await payments.invoice(CITIZEN, first.invoice)).toMatchObject({ state: 'settled' });
});
