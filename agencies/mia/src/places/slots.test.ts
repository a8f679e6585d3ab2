import { expect, test } from 'vitest';
import { daysOf } from './slots.ts';

test('free times are told by day and in order, whatever order the list has', () => {
  const days = daysOf([
    { value: '', label: 'Интихоб кунед' },
    { value: 'vehicle-inspection.mia.20261127.0900', label: '27.11.2026, 09:00' },
    { value: 'vehicle-inspection.mia.20261126.1030', label: '26.11.2026, 10:30' },
    { value: 'vehicle-inspection.mia.20261126.0930', label: '26.11.2026, 09:30' },
  ]);
  expect(days.map(([day, slots]) => [day, slots.map(({ time }) => time)])).toEqual([
    ['2026-11-26', ['09:30', '10:30']],
    ['2026-11-27', ['09:00']],
  ]);
});

test('what is no time is left to the portal’s own list', () => {
  expect(daysOf([{ value: 'later', label: 'Баъдтар' }])).toEqual([]);
});
