import { type Answers, feeOn, feesOn, normaliseAnswers, type ServiceDefinition, validateAnswers } from '@hukumat/contract';
import { describe, expect, test } from 'vitest';
import { criminalRecordCertificate } from './criminal-record-certificate.ts';
import { tintedWindowsPermit } from './tinted-windows-permit.ts';

const TODAY = '2026-11-25';
const judge =
  (service: ServiceDefinition, right: Answers) =>
  (change: Answers = {}, without: string[] = []): string[] => {
    const answers = Object.fromEntries(Object.entries({ ...right, ...change }).filter(([name]) => !without.includes(name)));
    return validateAnswers(service, answers, { lang: 'tg', today: TODAY }).map(({ field, code }) => `${field} ${code}`);
  };

describe('tinted windows', () => {
  const RIGHT: Answers = {
    ownerKind: 'person',
    surname: 'Раҳимзода',
    givenName: 'Фирӯза',
    passport: 'A00000001',
    tin: '000000001',
    phone: '+992000000001',
    plate: '0000AA01',
    vin: '1HGCM82633A004352',
    make: 'Opel Astra',
    year: 2005,
    registrationCertificate: 'ШБ-001',
    windows: ['rear'],
    inspection: 'vehicle-inspection.mia.20261126.0930',
  };
  const permit = judge(tintedWindowsPermit, RIGHT);
  const costs = (year: number, iso: string) => {
    const bill = feesOn(tintedWindowsPermit, iso, { year });
    return bill.unpublished ? 'unpublished' : bill.diram;
  };

  test('a year whose indicator or tariff is not known costs nothing that anybody could charge', () => {
    expect(costs(2005, '2027-01-01')).toBe('unpublished');
    expect(costs(2005, '2019-05-01')).toBe('unpublished');
    expect(tintedWindowsPermit.fees.map((fee) => feeOn(fee, '2027-01-01', { year: 2004 })).filter(Boolean)).not.toContainEqual(
      expect.objectContaining({ diram: expect.anything() }),
    );
  });

  test('a person gives a TIN of nine digits; an entity its name and its own TIN instead', () => {
    expect(permit()).toEqual([]);
    expect(permit({ tin: '12345678' })).toEqual(['tin format']);
    expect(permit({ ownerKind: 'entity' })).toEqual(['entityName required', 'entityTin required']);
    expect(permit({ ownerKind: 'entity', entityName: 'ҶДММ Намуна', entityTin: '020025789' }, ['tin'])).toEqual([]);
  });

  test('a plate in either alphabet, a VIN of seventeen characters, a year that can be', () => {
    const { plate, vin } = normaliseAnswers(tintedWindowsPermit, { plate: '0000 аа 01', vin: '1hgcm82633a004352' });
    expect(permit({ plate: plate ?? '', vin: vin ?? '' })).toEqual([]);
    expect(permit({ plate: '0000AA09' })).toEqual(['plate format']);
    expect(permit({ plate: '0000QQ01' })).toEqual(['plate format']);
    expect(permit({ vin: '1HGCM82633A00435' })).toEqual(['vin format']);
    expect(permit({ vin: '1HGCM82633A00435O' })).toEqual(['vin format']);
    expect(permit({ year: 1949 })).toEqual(['year minimum']);
    expect(permit({ year: 2028 })).toEqual(['year maximum']);
  });

  test('the windscreen stays clear but for a strip of 20 cm, and this is told in Tajik', () => {
    expect(permit({ windscreenStrip: 20 })).toEqual([]);
    expect(permit({ windscreenStrip: 21 })).toEqual(['windscreenStrip maximum']);
    const [error] = validateAnswers(tintedWindowsPermit, { ...RIGHT, windscreenStrip: 21 }, { lang: 'tg', today: TODAY });
    expect(error?.message).toBe('Рахи болоии шишаи пеш аз 20 см зиёд намешавад: шишаи пеш бояд шаффоф монад.');
    expect(permit({ windows: ['windscreen'] })).toEqual(['windows enum']);
    expect(permit({}, ['windows'])).toEqual(['windows required']);
  });

  test('nobody gets a permit without an inspection; photographs are free to give', () => {
    expect(permit({}, ['inspection'])).toEqual(['inspection required']);
    expect(permit({ photos: ['one', 'two', 'three', 'four', 'five'] })).toEqual(['photos maxItems']);
  });

  test('the permit is valid for a year and can be revoked, and a mandate is enough to ask for it', () => {
    expect(tintedWindowsPermit.output).toMatchObject({ kind: 'permit', validDays: 365, revocable: true });
    expect(tintedWindowsPermit.onBehalf).toBe(true);
  });
});

describe('criminal record', () => {
  const ADULT: Answers = {
    surname: 'Раҳимзода',
    givenName: 'Фирӯза',
    birthDate: '1990-01-15',
    passport: 'A00000001',
    address: 'ш. Душанбе, кӯчаи Намунавӣ, 1',
    fingerprintNumber: 'ДШ-001234',
    fingerprintDate: '2025-02-15',
    purpose: 'work',
    identityCopy: ['upload-1'],
    nameChanged: 'no',
    phone: '+992000000001',
  };
  const adult = judge(criminalRecordCertificate, ADULT);
  const REPRESENTED: Answers = {
    ...Object.fromEntries(Object.entries(ADULT).filter(([name]) => !name.startsWith('fingerprint'))),
    representativeSurname: 'Назарӣ',
    representativeGivenName: 'Меҳрубон',
    relation: 'parent',
    representativePassport: 'A00000003',
  };
  const MINOR: Answers = { ...REPRESENTED, birthDate: '2015-01-15', birthCertificateNumber: 'ТВ-0001', birthCertificateFile: ['upload-2'] };
  const minor = judge(criminalRecordCertificate, MINOR);

  test('an adult gives number and date of the fingerprint certificate', () => {
    expect(adult()).toEqual([]);
    expect(adult({}, ['fingerprintNumber', 'fingerprintDate'])).toEqual(['fingerprintNumber required', 'fingerprintDate required']);
    expect(adult({ fingerprintDate: '2026-11-26' })).toEqual(['fingerprintDate fingerprint-date-in-future']);
  });

  test('a birth certificate of the portal makes number and copy needless', () => {
    expect(minor({ birthCertificate: 'document-1' }, ['birthCertificateNumber', 'birthCertificateFile'])).toEqual([]);
    expect(criminalRecordCertificate.form.steps.flatMap(({ fields }) => fields).find(({ kind }) => kind === 'document')?.from).toEqual([
      'birth-registration',
    ]);
  });

  test('a purpose of one’s own is written out; a change of name brings its certificate; nobody is born tomorrow', () => {
    expect(adult({ purpose: 'other' })).toEqual(['purposeOther required']);
    expect(adult({ nameChanged: 'yes' })).toEqual(['nameChangeFile required']);
    expect(adult({}, ['identityCopy'])).toEqual(['identityCopy required']);
    expect(minor({ birthDate: '2026-11-26' })).toEqual(['birthDate birth-date-in-future']);
  });
});
