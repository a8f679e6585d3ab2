import { type Answers, type ServiceDefinition, validateAnswers } from '@hukumat/contract';
import { describe, expect, test } from 'vitest';
import { birthRegistration } from './birth-registration.ts';
import { vehiclePowerOfAttorney } from './vehicle-power-of-attorney.ts';

const TODAY = '2026-11-25';
const judge =
  (service: ServiceDefinition, right: Answers) =>
  (change: Answers = {}, without: string[] = []): string[] => {
    const answers = Object.fromEntries(Object.entries({ ...right, ...change }).filter(([name]) => !without.includes(name)));
    return validateAnswers(service, answers, { lang: 'tg', today: TODAY }).map(({ field, code }) => `${field} ${code}`);
  };

describe('power of attorney', () => {
  const RIGHT: Answers = {
    principalKind: 'person',
    principalSurname: 'Раҳимзода',
    principalGivenName: 'Фирӯза',
    principalBirthDate: '1990-01-15',
    principalPassport: 'A00000001',
    agentSurname: 'Каримов',
    agentGivenName: 'Далер',
    agentPassport: 'A00000002',
    agentLicence: 'РТ-000123',
    plate: '0000AA01',
    vin: '1HGCM82633A004352',
    make: 'Opel Astra',
    year: 2012,
    registrationCertificate: 'ШБ-001',
    powers: 'use',
    until: '2027-11-25',
    substitution: 'no',
    place: 'Душанбе',
  };
  const power = judge(vehiclePowerOfAttorney, RIGHT);

  test('the term begins today and ends at most three years later', () => {
    expect(power()).toEqual([]);
    expect(power({ until: TODAY })).toEqual([]);
    expect(power({ until: '2029-11-25' })).toEqual([]);
    expect(power({ until: '2029-11-26' })).toEqual(['until term-too-long']);
    expect(power({ until: '2026-11-24' })).toEqual(['until until-in-past']);
    const [error] = validateAnswers(vehiclePowerOfAttorney, { ...RIGHT, until: '2030-01-01' }, { lang: 'tg', today: TODAY });
    expect(error?.message).toBe('Ваколатнома на бештар аз 3 сол дода мешавад.');
  });

  test('the agent accepts, both are named in the mandate, and the owner can take it back', () => {
    expect(vehiclePowerOfAttorney.workflow.acceptance).toMatchObject({ passport: 'agentPassport', surname: 'agentSurname' });
    expect(vehiclePowerOfAttorney.output).toMatchObject({
      revocable: true,
      mandate: { passport: 'agentPassport', surname: 'agentSurname', services: ['tinted-windows-permit', 'vehicle-tax'], until: 'until' },
    });
  });
});

describe('birth', () => {
  const RIGHT: Answers = {
    surname: 'Раҳимзода',
    givenName: 'Сомон',
    birthDate: '2026-11-20',
    sex: 'boy',
    birthPlace: 'шаҳри Душанбе',
    medicalNumber: 'ТТ-00123',
    medicalDate: '2026-11-21',
    motherSurname: 'Раҳимзода',
    motherGivenName: 'Фирӯза',
    motherBirthDate: '1990-01-15',
    motherPassport: 'A00000001',
    fatherNamed: 'no',
    applicantIs: 'mother',
    phone: '+992000000001',
  };
  const FATHER: Answers = {
    fatherNamed: 'yes',
    fatherSurname: 'Каримов',
    fatherGivenName: 'Далер',
    fatherBirthDate: '1985-09-02',
    fatherPassport: 'A00000002',
  };
  const birth = judge(birthRegistration, RIGHT);

  test('the mother alone can register a child; a named father is named in full', () => {
    expect(birth()).toEqual([]);
    expect(birth(FATHER)).toEqual([]);
    expect(birth(FATHER, ['fatherPassport'])).toEqual(['fatherPassport required']);
    expect(birth({ patronymic: 'Далерзода' })).toEqual([]);
  });

  test('a father who applies is entered; a representative shows who he is', () => {
    expect(birth({ applicantIs: 'father' })).toEqual(['applicantIs father-applies']);
    expect(birth({ ...FATHER, applicantIs: 'father' })).toEqual([]);
    expect(birth({ applicantIs: 'representative' })).toEqual([
      'applicantSurname required',
      'applicantGivenName required',
      'applicantPassport required',
      'representativePaper required',
    ]);
  });

  test('the medical certificate has number and date; nothing of it lies in the future', () => {
    expect(birth({}, ['medicalNumber', 'medicalDate'])).toEqual(['medicalNumber required', 'medicalDate required']);
    expect(birth({ medicalDate: '2026-11-26' })).toEqual(['medicalDate medical-in-future']);
    expect(birth({ birthDate: '2026-11-26' })).toEqual(['birthDate birth-in-future']);
    expect(birth({ motherBirthDate: '2026-01-01' })).toEqual(['motherBirthDate mother-birth-date']);
    expect(birth({ ...FATHER, fatherBirthDate: '2026-01-01' })).toEqual(['fatherBirthDate father-birth-date']);
  });

  test('it is free', () => {
    expect(birthRegistration.fees).toEqual([]);
    expect(birthRegistration.workflow.workingDays).toBe(1);
  });
});
