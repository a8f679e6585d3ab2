/**
 * The calculation indicator (нишондиҳанда барои ҳисобҳо) in diram, by the first day it applies.
 * Years that are not here are not published yet: nothing is computed for them.
 */
export const INDICATORS: readonly { from: string; until: string; diram: number; sample?: true }[] = [
  { from: '2015-01-01', until: '2016-12-31', diram: 4000 },
  { from: '2017-01-01', until: '2018-12-31', diram: 5000 },
  { from: '2019-01-01', until: '2019-12-31', diram: 5500 },
  { from: '2020-01-01', until: '2020-12-31', diram: 5800, sample: true },
  { from: '2021-01-01', until: '2021-12-31', diram: 6000 },
  { from: '2022-01-01', until: '2022-12-31', diram: 6400 },
  { from: '2023-01-01', until: '2023-12-31', diram: 6800, sample: true },
  { from: '2024-01-01', until: '2024-12-31', diram: 7200 },
  { from: '2025-01-01', until: '2025-12-31', diram: 7500 },
  { from: '2026-01-01', until: '2026-12-31', diram: 7800 },
];

/** The calculation indicator on an ISO date in diram, or nothing for a year that is not published. */
export const indicatorOn = (iso: string): number | undefined => INDICATORS.find(({ from, until }) => from <= iso && iso <= until)?.diram;
