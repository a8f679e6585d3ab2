import { expect, test } from 'vitest';
import { tintSum } from './tint-sum.ts';

test('the calculator names the sum that the service charges', () => {
  expect(tintSum(2004, '2026-06-01')).toEqual({ diram: 507_000, indicators: 65, value: 7_800 });
  expect(tintSum(2005, '2026-06-01')).toEqual({ diram: 655_200, indicators: 84, value: 7_800 });
  expect(tintSum(2004, '2025-12-31')).toEqual({ diram: 487_500, indicators: 65, value: 7_500 });
  expect(tintSum(2005, '2021-06-01')).toEqual({ diram: 516_000, indicators: 86, value: 6_000 });
});

test('a day without a published tariff or indicator has no sum', () => {
  expect(tintSum(2005, '2027-01-01')).toBe('unpublished');
  expect(tintSum(2005, '2019-06-01')).toBe('unpublished');
});
