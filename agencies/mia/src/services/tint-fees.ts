import type { ServiceDefinition } from '@hukumat/contract';

type Fee = ServiceDefinition['fees'][number];

/** The last year of manufacture that pays the lower tariff. */
const OLDER_UP_TO = 2004;

/** Multiples of the calculation indicator by the first and last day they applied. A year that is not here is unknown. */
const TARIFFS: readonly { from: string; until?: string; older: number; newer: number }[] = [
  { from: '2017-01-01', until: '2017-12-31', older: 50, newer: 62 },
  { from: '2021-01-01', until: '2021-12-31', older: 65.5, newer: 86 },
  { from: '2025-01-01', older: 65, newer: 84 },
];

/** The tariff for a permit, by the vehicle's year of manufacture: published figures, the decision itself was not found. */
export const TINT_FEES: Fee[] = TARIFFS.flatMap(({ from, until, older, newer }) =>
  [
    {
      indicators: older,
      showWhen: { field: 'year', atMost: OLDER_UP_TO },
      label: { tg: 'Мошини то соли 2004', ru: 'Машина до 2004 года выпуска', en: 'A vehicle made up to 2004' },
    },
    {
      indicators: newer,
      showWhen: { field: 'year', atLeast: OLDER_UP_TO + 1 },
      label: { tg: 'Мошини соли 2005 ва баъд', ru: 'Машина 2005 года и новее', en: 'A vehicle made in 2005 or later' },
    },
  ].map(
    (fee): Fee => ({
      kind: 'issue',
      payer: 'applicant',
      when: 'before-review',
      from,
      ...(until === undefined ? {} : { until }),
      ...fee,
      sample: true,
    }),
  ),
);
