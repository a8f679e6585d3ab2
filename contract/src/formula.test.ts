import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeeBill, feesOfDay, feesOn } from './fees.ts';
import { evaluate, type Formula, formulaSchema, namesOf, rounded, usesIndicator } from './index.ts';
import type { Fee } from './service.ts';

const on = '2026-05-01';
const tint: Formula = {
  times: [{ bands: { of: { field: 'vehicleYear' }, bands: [{ upTo: 2004, value: 65 }, { value: 84 }] } }, { indicator: true }],
};

describe('a formula', () => {
  it.each<[Formula, number | undefined]>([
    [{ add: [1, { field: 'a' }] }, 3],
    [{ times: [{ field: 'a' }, { field: 'b' }] }, 5],
    [{ minus: [{ field: 'a' }, 5] }, -3],
    [{ indicator: true }, 7800],
    [{ count: 'rows' }, 2],
    [{ count: 'none' }, 0],
    [{ sum: 'rows', of: 'n' }, 4],
    [{ sum: 'rows', of: 'm' }, undefined],
    [{ sum: 'none', of: 'm' }, 0],
    [{ bands: { of: { field: 'a' }, bands: [{ upTo: 1, value: 10 }, { upTo: 2, value: 20 }, { value: 30 }] } }, 20],
    [{ bands: { of: { field: 'a' }, bands: [{ upTo: 1, value: 10 }] } }, undefined],
    [{ choose: { field: 'kind', cases: { car: 1, bus: 2 } } }, 2],
    [{ choose: { field: 'kind', cases: { car: 1 }, otherwise: 9 } }, 9],
    [{ choose: { field: 'kind', cases: { car: 1 } } }, undefined],
    [{ choose: { field: 'missing', cases: {}, otherwise: 9 } }, undefined],
    [{ choose: { field: 'kind', cases: { toString: 1 } } }, undefined],
    [{ round: { field: 'b' } }, 3],
    [{ add: [1, { field: 'missing' }] }, undefined],
    [{ field: 'kind' }, undefined],
  ])('%j', (formula, value) => {
    expect(formulaSchema.safeParse(formula).success).toBe(true);
    expect(evaluate(formula, { a: 2, b: 2.5, kind: 'bus', rows: [{ n: 1 }, { n: 3, m: 1 }] }, on)).toBe(value);
  });

  it('rounds halves up as on paper', () => {
    expect(rounded(1.005 * 100)).toBe(101);
    expect(rounded(0.285 * 100)).toBe(29);
    expect(evaluate({ round: { times: [1.005, 100] } }, {}, on)).toBe(101);
  });

  it('names what it looks at', () => {
    expect(namesOf(tint)).toEqual(['vehicleYear']);
    expect(
      namesOf({
        add: [{ sum: 'rows', of: 'n' }, { choose: { field: 'kind', cases: { a: { field: 'x' } }, otherwise: { count: 'rows' } } }],
      }),
    ).toEqual(['rows', 'kind', 'x', 'rows']);
    expect(usesIndicator(tint)).toBe(true);
    expect(usesIndicator({ minus: [{ field: 'a' }, 1] })).toBe(false);
  });

  it('never throws and is a finite number or nothing', () => {
    const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 4 },
        fc.double({ noNaN: true }),
        fc.record({ field: fc.constantFrom('a', 'b', '__proto__') }),
        fc.record({ add: fc.array(tie('formula'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ times: fc.array(tie('formula'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ minus: fc.tuple(tie('formula'), tie('formula')) }),
        fc.record({ round: tie('formula') }),
        fc.record({ choose: fc.record({ field: fc.constant('a'), cases: fc.constant({ '1': 2 }), otherwise: tie('formula') }) }),
      ),
    }));
    const answers = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.double(), fc.string(), fc.boolean()));
    fc.assert(
      fc.property(formula, answers, (made, given) => {
        const value = evaluate(made, given, on);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe('what a service costs', () => {
  const fee = (parts: Partial<Fee>): Fee => ({ kind: 'issue', payer: 'applicant', when: 'before-issue', ...parts });
  const bill = (fees: Fee[], iso: string, answers = {}): FeeBill => feesOn({ fees }, iso, answers);

  it.each([
    [2004, '2026-05-01', 507_000],
    [2005, '2026-05-01', 655_200],
    [2004, '2025-06-30', 487_500],
    [2005, '2025-06-30', 630_000],
  ])('tinted windows of a car of %d on %s: %d diram', (vehicleYear, iso, diram) => {
    expect(bill([fee({ amount: tint })], iso, { vehicleYear })).toMatchObject({ diram, unpublished: false, open: false });
  });

  it.each([
    [2, 15_600],
    [15, 117_000],
  ])('a power of attorney of %d indicators: %d diram in 2026', (indicators, diram) => {
    expect(bill([fee({ indicators })], on)).toMatchObject({ diram, unpublished: false });
  });

  it('adds up what applies, and says what is not published or not answered yet', () => {
    const fees = [
      fee({ fixedDiram: 1000 }),
      fee({ kind: 'duty', amount: tint }),
      fee({ kind: 'annual', indicators: 1, showWhen: { field: 'a', is: 1 } }),
    ];
    expect(bill(fees, on, { vehicleYear: 2004 })).toMatchObject({ diram: 508_000, unpublished: false, open: false });
    expect(bill(fees, on, { vehicleYear: 2004, a: 1 })).toMatchObject({ diram: 515_800 });
    expect(bill(fees, on)).toMatchObject({ diram: 1000, open: true, unpublished: false });
    expect(bill(fees, '2027-01-01', { vehicleYear: 2004 })).toMatchObject({ diram: 1000, unpublished: true });
    expect(bill([fee({ indicators: 2 })], '2027-01-01')).toMatchObject({ diram: 0, unpublished: true });
  });

  it('takes the price of the day, and never last year’s', () => {
    const tax = (year: number, rate: number) =>
      fee({ kind: 'tax', amount: { times: [rate, { field: 'power' }] }, from: `${year}-01-01`, until: `${year}-12-31` });
    const fees = [tax(2025, 100), tax(2026, 120)];
    expect(bill(fees, '2025-03-01', { power: 10 })).toMatchObject({ diram: 1000, lines: [{ fee: fees[0] }] });
    expect(bill(fees, '2026-03-01', { power: 10 })).toMatchObject({ diram: 1200, lines: [{ fee: fees[1] }] });
    expect(bill(fees, '2027-03-01', { power: 10 })).toMatchObject({ diram: 0, unpublished: true, lines: [{ sum: { unpublished: true } }] });
    expect(bill(fees, '2024-03-01', { power: 10 })).toMatchObject({ unpublished: true });
    expect(feesOfDay({ fees }, '2026-03-01')).toEqual([fees[1]]);
  });

  it('a reckoning below nought costs nothing', () => {
    expect(bill([fee({ amount: { minus: [{ field: 'a' }, 500] } })], on, { a: 100 })).toMatchObject({ diram: 0, open: false });
  });
});
