import type { ApplicationDetail } from '@hukumat/contract/plugin';
import { expect, test } from 'vitest';
import { orderOf, stockOf } from './report.ts';

const order = (state: ApplicationDetail['state'], answers: ApplicationDetail['answers']) =>
  orderOf({ id: state, number: 'EGOV-2026-000001', applicant: 'ҶДММ Намуна', state, answers } as ApplicationDetail);
const goods = [
  { kind: 'wine', units: 100, stamps: 90 },
  { kind: 'cigarettes', units: 50, stamps: 50 },
];

test('an order tells its lines, its sum, and what became of the stamps before', () => {
  expect(
    order('in_review', { origin: 'import', goods, firstOrder: 'no', reportReceived: 40, reportUsed: 30, reportSpoiled: 2 }),
  ).toMatchObject({
    origin: 'import',
    stamps: 140,
    before: { received: 40, used: 30, spoiled: 2, left: 8 },
  });
  expect(order('in_review', { origin: 'domestic', goods, firstOrder: 'yes' }).before).toBeUndefined();
});

test('the stock counts what is granted apart from what waits, and nothing that was refused', () => {
  const orders = [order('issued', { goods }), order('in_review', { goods }), order('rejected', { goods })];
  expect(stockOf(orders)).toEqual([
    { kind: 'wine', granted: 90, waiting: 90 },
    { kind: 'cigarettes', granted: 50, waiting: 50 },
  ]);
  expect(stockOf([])).toEqual([]);
});
