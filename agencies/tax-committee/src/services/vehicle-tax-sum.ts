import type { Formula } from '@hukumat/contract';

/**
 * The yearly tax of a passenger car in diram: a share of the calculation indicator for each horsepower, by the engine's
 * power. The shares are a sample: the rates of the Tax Code were not confirmed.
 */
export const VEHICLE_TAX: Formula = {
  round: {
    times: [
      { indicator: true },
      { field: 'power' },
      {
        bands: {
          of: { field: 'power' },
          bands: [{ upTo: 100, value: 0.05 }, { upTo: 150, value: 0.075 }, { value: 0.1 }],
        },
      },
    ],
  },
};
