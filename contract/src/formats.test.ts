import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from './formats.ts';

const store = (format: FormatName, typed: string): string | undefined => {
  const stored = FORMATS[format].store(typed);
  return FORMATS[format].ok(stored) ? stored : undefined;
};

describe('named formats', () => {
  it.each<[FormatName, string, string | undefined]>([
    ['tj-phone', '917123456', '+992917123456'],
    ['tj-phone', '+992 91 712 3456', '+992917123456'],
    ['tj-phone', '992917123456', '+992917123456'],
    ['tj-phone', '00992 (91) 712-3456', '+992917123456'],
    ['tj-phone', '91712345', undefined],
    ['tj-phone', '8917123456', undefined],
    ['tj-tin', '020 025 789', '020025789'],
    ['tj-tin', '02002578', undefined],
    ['tj-ein', '0200 257 891', '0200257891'],
    ['tj-ein', '020025789', undefined],
    ['hs-code', '2204 21 100 0', '2204211000'],
    ['hs-code', '2204.21', undefined],
    ['tj-passport', 'А 1234 5678', 'A12345678'],
    ['tj-passport', 'a1234567', 'A1234567'],
    ['tj-passport', '401234567', '401234567'],
    ['tj-passport', 'B12345678', undefined],
    ['plate', '1234 АА 01', '1234AA01'],
    ['plate', '1234вк05', '1234BK05'],
    ['plate', '1234ЖЖ01', undefined],
    ['plate', '1234AA09', undefined],
    ['vin', 'wvwzzz1jz3w386752', 'WVWZZZ1JZ3W386752'],
    ['vin', 'WVWZZZ1JZ3W38675O', undefined],
    ['person-name', '  Раҳимзода ', 'Раҳимзода'],
    ['person-name', 'Абдул - Ҳамид', 'Абдул-Ҳамид'],
    ['person-name', 'Ӯ', 'Ӯ'],
    ['person-name', 'R2-D2', undefined],
    ['postal-code', '734 025', '734025'],
    ['postal-code', '123456', undefined],
    ['document-number', 'ди-№ 12/3', 'ДИ-№ 12/3'],
    ['document-number', '<b>', undefined],
    ['date', '21.03.2026', '2026-03-21'],
    ['date', '1/2/2026', '2026-02-01'],
    ['date', '29.02.2025', undefined],
    ['date', '29.02.2024', '2024-02-29'],
    ['time', '9.05', '09:05'],
    ['time', '24:00', undefined],
    ['email', ' nom@example.tj ', 'nom@example.tj'],
    ['email', 'nom@example', undefined],
  ])('%s: %s', (format, typed, stored) => {
    expect(store(format, typed)).toBe(stored);
  });

  it('stores a name in composed letters, however it was typed', () => {
    expect(store('person-name', 'Ғончӣ'.normalize('NFD'))).toBe('Ғончӣ');
  });

  it('never changes what is already stored, and never throws', () => {
    const names = Object.keys(FORMATS) as FormatName[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 40 }), (format, typed) => {
        const stored = store(format, typed);
        if (stored !== undefined) expect(store(format, stored)).toBe(stored);
      }),
    );
  });
});
