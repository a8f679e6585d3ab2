import { evaluate, indicatorOn } from '@hukumat/contract';
import { VEHICLE_TAX } from '../services/vehicle-tax-sum.ts';

export type TaxSum = { diram: number; indicator: number } | 'unpublished';

/** The yearly tax for so many horsepower on a day, by the very formula that the service charges. */
export function taxSum(power: number, iso: string): TaxSum {
  const diram = evaluate(VEHICLE_TAX, { power }, iso);
  const indicator = indicatorOn(iso);
  return diram === undefined || indicator === undefined ? 'unpublished' : { diram, indicator };
}
