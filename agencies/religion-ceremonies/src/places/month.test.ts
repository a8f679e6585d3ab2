import { expect, test } from 'vitest';
import { addDays, addMonths, weekdayOf, weeksOf } from './month.ts';

test('weeks begin on Monday and hold every day of the month once', () => {
  const weeks = weeksOf('2026-11-25');
  expect(weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2026-11-01']);
  expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  expect(weeksOf('2027-02-10')).toHaveLength(4);
  expect(weeksOf('2028-02-10').flat().filter(Boolean)).toHaveLength(29);
  expect(weekdayOf('2026-11-25')).toBe(2);
});

test('steps cross months and years; a short month takes its last day', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
});
