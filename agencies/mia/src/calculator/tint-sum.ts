import { feeOn } from '@hukumat/contract';
import { TINT_FEES } from '../services/tint-fees.ts';

export type TintSum = { diram: number; indicators: number; value: number } | 'unpublished';

/** What a permit costs for a vehicle of this year on this day: the very fees that the service charges. */
export function tintSum(year: number, iso: string): TintSum {
  for (const fee of TINT_FEES) {
    const sum = feeOn(fee, iso, { year });
    if (sum && 'diram' in sum) return { diram: sum.diram, indicators: sum.indicators ?? 0, value: sum.value ?? 0 };
  }
  return 'unpublished';
}
