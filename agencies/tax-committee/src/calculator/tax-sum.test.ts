import { expect, test } from 'vitest';
import { taxSum } from './tax-sum.ts';

test.each([
  [100, '2026-01-01', 39_000],
  [101, '2026-01-01', 59_085],
  [150, '2026-01-01', 87_750],
  [151, '2026-01-01', 117_780],
  [100, '2025-01-01', 37_500],
])('%i hp on %s: %i diram', (power, iso, diram) => {
  expect(taxSum(power, iso)).toMatchObject({ diram });
});

test('a year whose indicator is not published has no sum', () => {
  expect(taxSum(100, '2027-01-01')).toBe('unpublished');
});
