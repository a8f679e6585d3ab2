import { expect, test } from 'vitest';
import { statisticsCsv } from './statistics-csv.ts';

test('a figure is written, an absent one is an empty cell', () => {
  const rows = statisticsCsv([
    {
      service: 'a',
      agency: 'mia',
      volume: 12,
      p50WorkingDays: 3,
      p90WorkingDays: 9,
      onTimeShare: 0.917,
      refusedShare: 0,
      channels: { online: 12, centre: 0 },
    },
    { service: '=b', agency: 'mia', channels: {} },
  ]).split('\r\n');
  expect(rows[1]).toBe('a,mia,12,3,9,0.917,0,12,0,,');
  expect(rows[2]).toBe("'=b,mia,,,,,,,,,");
});
