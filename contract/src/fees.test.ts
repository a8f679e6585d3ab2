import { describe, expect, it } from 'vitest';
import { feeOn } from './fees.ts';
import { indicatorOn } from './indicators.ts';
import type { Fee } from './service.ts';

const fee = (indicators: number): Fee => ({ kind: 'issue', indicators, payer: 'applicant', when: 'before-issue' });

describe('fees', () => {
  it.each([
    [65, '2026-05-01', 507_000],
    [84, '2026-05-01', 655_200],
    [65, '2025-12-31', 487_500],
    [84, '2025-01-01', 630_000],
    [2, '2026-01-01', 15_600],
    [15, '2026-01-01', 117_000],
  ])('%d indicators on %s are %d diram', (indicators, on, diram) => {
    expect(feeOn(fee(indicators), on)).toEqual({ diram, indicators, value: indicatorOn(on) });
  });

  it('computes nothing for a year that is not published', () => {
    expect(feeOn(fee(2), '2027-01-01')).toEqual({ unpublished: true });
    expect(feeOn(fee(2), '2014-12-31')).toEqual({ unpublished: true });
    expect(feeOn({ kind: 'issue', payer: 'applicant', when: 'before-issue' }, '2026-01-01')).toEqual({ unpublished: true });
  });

  it('follows its condition', () => {
    const old: Fee = { ...fee(65), showWhen: { field: 'year', atMost: 2004 } };
    expect(feeOn(old, '2026-01-01', { year: 2004 })).toMatchObject({ diram: 507_000 });
    expect(feeOn(old, '2026-01-01', { year: 2005 })).toBeUndefined();
  });
});
