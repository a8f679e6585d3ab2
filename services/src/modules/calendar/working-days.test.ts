import { expect, test } from 'vitest';
import { publishedWorkingDays } from './working-days.ts';

const days = publishedWorkingDays();

test('a term starts the day after registration and skips weekends', () => {
  expect(days.dueOn('2026-11-23', 10)).toBe('2026-12-07');
  expect(days.dueOn('2026-11-20', 1)).toBe('2026-11-23');
  expect(days.dueOn('2026-11-20', 0)).toBe('2026-11-20');
});

test('Navruz is free and the Saturday worked for it counts', () => {
  expect(days.dueOn('2026-03-13', 1)).toBe('2026-03-14');
  expect(days.dueOn('2026-03-19', 1)).toBe('2026-03-30');
  expect(days.dueOn('2026-09-08', 1)).toBe('2026-09-10');
});

test('a day is worked, free or not known', () => {
  expect(['2026-11-25', '2026-03-14'].map(days.works)).toEqual([true, true]);
  expect(['2026-11-28', '2026-09-09', '2026-03-27'].map(days.works)).toEqual([false, false, false]);
  expect(['2025-12-31', '2027-01-04'].map(days.works)).toEqual([undefined, undefined]);
});

test('a year that is not published gives no date', () => {
  expect(days.dueOn('2026-12-30', 1)).toBe('2026-12-31');
  expect(days.dueOn('2026-12-30', 2)).toBeUndefined();
  expect(days.dueOn('2025-06-02', 3)).toBeUndefined();
});

test('the days left of a stopped clock add up to the same term', () => {
  const due = days.dueOn('2026-11-02', 10) ?? '';
  const left = days.between('2026-11-05', due) ?? -1;
  expect(days.dueOn('2026-11-05', left)).toBe(due);
  expect(days.between('2026-11-05', '2026-11-01')).toBe(0);
});
