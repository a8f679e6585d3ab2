import { type Answers, feesOn, pruneAnswers, type ServiceDefinition, validateAnswers } from '@hukumat/contract';
import { describe, expect, test } from 'vitest';
import { exciseStamps } from './excise-stamps.ts';
import { vehicleTax } from './vehicle-tax.ts';

const TODAY = '2026-11-25';
const judge =
  (service: ServiceDefinition, right: Answers) =>
  (change: Answers = {}, without: string[] = []): string[] => {
    const answers = Object.fromEntries(Object.entries({ ...right, ...change }).filter(([name]) => !without.includes(name)));
    return validateAnswers(service, answers, { lang: 'tg', today: TODAY }).map(({ field, code }) => `${field} ${code}`);
  };

describe('vehicle tax', () => {
  const RIGHT: Answers = {
    ownerKind: 'person',
    surname: 'Раҳимзода',
    givenName: 'Фирӯза',
    tin: '000000001',
    plate: '0000AA01',
    make: 'Opel Astra',
    year: 2012,
    registrationCertificate: 'ШБ-001',
    power: 110,
  };
  const tax = judge(vehicleTax, RIGHT);

  test('the sum is computed, charged as it is shown, and no sum of the browser is believed', () => {
    const kept = pruneAnswers(vehicleTax.form, { ...RIGHT, tax: 1 }, TODAY);
    expect(kept.tax).toBe(64_350);
    expect(feesOn(vehicleTax, TODAY, kept)).toMatchObject({ diram: 64_350, unpublished: false, open: false });
  });

  test('without the power nothing is computed, and for 2027 nothing is published', () => {
    expect(feesOn(vehicleTax, TODAY, {})).toMatchObject({ open: true, diram: 0 });
    expect(feesOn(vehicleTax, '2027-01-01', RIGHT)).toMatchObject({ unpublished: true, diram: 0 });
    expect(pruneAnswers(vehicleTax.form, RIGHT, '2027-01-01').tax).toBeUndefined();
  });

  test('owner, plate and power are of the right shape', () => {
    expect(tax()).toEqual([]);
    expect(tax({ power: 0 })).toEqual(['power minimum']);
    expect(tax({ power: 1501 })).toEqual(['power maximum']);
    expect(tax({ plate: '12' })).toEqual(['plate format']);
    expect(tax({ tin: '1' })).toEqual(['tin format']);
    expect(tax({ ownerKind: 'entity' })).toEqual(['entityName required', 'entityTin required']);
  });

  test('it is answered at once, and a mandate is enough to pay for the owner', () => {
    expect(vehicleTax.workflow.kind).toBe('immediate');
    expect(vehicleTax.onBehalf).toBe(true);
    expect(vehicleTax.fees[0]).toMatchObject({ kind: 'tax', sample: true });
  });
});

describe('excise stamps', () => {
  const ROW = { kind: 'wine', hsCode: '2204211000', volume: 0.75, units: 1000, stamps: 1000 };
  const DOMESTIC: Answers = {
    entityName: 'ҶДММ Намуна',
    entityTin: '020025789',
    licenceNumber: 'ИҶ-001',
    licenceDate: '2025-01-10',
    contactSurname: 'Раҳимзода',
    contactGivenName: 'Фирӯза',
    phone: '+992000000001',
    origin: 'domestic',
    goods: [ROW],
    firstOrder: 'yes',
  };
  const IMPORT: Answers = {
    ...DOMESTIC,
    origin: 'import',
    contractNumber: 'К-12',
    contractDate: '2026-10-01',
    declarationNumber: 'ЭГ-77',
    contractFile: ['upload-1'],
  };
  const order = judge(exciseStamps, DOMESTIC);
  const imported = judge(exciseStamps, IMPORT);

  test('there are never more stamps than units', () => {
    expect(order()).toEqual([]);
    expect(order({ goods: [{ ...ROW, stamps: 999 }] })).toEqual([]);
    expect(order({ goods: [ROW, { ...ROW, stamps: 1001 }] })).toEqual(['goods.1.stamps stamps-over-units']);
    expect(order({ goods: [{ ...ROW, stamps: 0 }] })).toEqual(['goods.0.stamps minimum']);
    const { units: _, ...unitless } = ROW;
    expect(order({ goods: [unitless] })).toEqual(['goods.0.units required']);
    const [error] = validateAnswers(exciseStamps, { ...DOMESTIC, goods: [{ ...ROW, stamps: 1001 }] }, { lang: 'tg', today: TODAY });
    expect(error?.message).toContain('Шумораи тамғаҳо аз шумораи воҳидҳо зиёд аст.');
  });

  test('stamps are summed over all goods', () => {
    const goods = [ROW, { ...ROW, kind: 'cigarettes', units: 500, stamps: 400 }];
    expect(pruneAnswers(exciseStamps.form, { ...DOMESTIC, goods, totalStamps: 5 }, TODAY)).toMatchObject({ totalStamps: 1400 });
  });

  test('goods are of a marked group, with a code of ten digits', () => {
    expect(order({ goods: [{ ...ROW, kind: 'beer' }] })).toEqual(['goods.0.kind enum']);
    expect(order({ goods: [{ ...ROW, hsCode: '220421' }] })).toEqual(['goods.0.hsCode format']);
    expect(order({ goods: [{ ...ROW, units: 1.5, stamps: 1 }] })).toEqual(['goods.0.units type']);
    expect(order({ goods: [] })).toEqual(['goods required']);
  });

  test('an import brings contract and declaration', () => {
    expect(imported()).toEqual([]);
    expect(imported({}, ['contractNumber', 'contractDate', 'declarationNumber', 'contractFile'])).toEqual([
      'contractNumber required',
      'contractDate required',
      'declarationNumber required',
      'contractFile required',
    ]);
    expect(imported({ contractDate: '2026-11-26' })).toEqual(['contractDate contract-in-future']);
  });

  test('an entity has a TIN of nine digits, perhaps an EIN of ten, and a licence of the past', () => {
    expect(order({ entityTin: '12345678' })).toEqual(['entityTin format']);
    expect(order({ entityNumber: '0200257891' })).toEqual([]);
    expect(order({ entityNumber: '020025789' })).toEqual(['entityNumber format']);
    expect(order({ licenceDate: '2026-11-26' })).toEqual(['licenceDate licence-in-future']);
    expect(order({}, ['licenceNumber'])).toEqual(['licenceNumber required']);
  });

  test('customs is heard, two officers decide, and the conclusion is free', () => {
    expect(exciseStamps.workflow).toMatchObject({ fourEyes: true, opinions: [{ agency: 'customs', workingDays: 2, required: true }] });
    expect(exciseStamps.fees).toEqual([]);
    expect(exciseStamps.audience).toEqual(['entity']);
  });
});
