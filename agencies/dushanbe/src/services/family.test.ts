import { type Answers, pruneAnswers, validateAnswers } from '@hukumat/contract';
import { expect, test } from 'vitest';
import { familyCompositionCertificate } from './family-composition-certificate.ts';

const TODAY = '2026-11-25';
const RIGHT: Answers = {
  surname: 'Раҳимзода',
  givenName: 'Фирӯза',
  birthDate: '1990-01-15',
  passport: 'A00000001',
  address: 'ш. Душанбе, кӯчаи Намунавӣ, 1',
  phone: '+992000000001',
  members: [
    { relation: 'spouse', name: 'Каримов Далер', birthDate: '1985-09-02' },
    { relation: 'child', name: 'Раҳимзода Сомон', birthDate: '2026-11-20' },
  ],
};
const family = (change: Answers = {}) =>
  validateAnswers(familyCompositionCertificate, { ...RIGHT, ...change }, { lang: 'tg', today: TODAY }).map(
    ({ field, code }) => `${field} ${code}`,
  );

test('a family has at least one member beside the applicant, and each has relation, name and date of birth', () => {
  expect(family()).toEqual([]);
  expect(family({ members: [] })).toEqual(['members required']);
  expect(family({ members: [{ relation: 'child' }] })).toEqual(['members.0.name required', 'members.0.birthDate required']);
  expect(family({ members: [{ relation: 'neighbour', name: 'Намуна', birthDate: '2000-01-01' }] })).toEqual(['members.0.relation enum']);
  const many = Array.from({ length: 21 }, () => ({ relation: 'child', name: 'Намуна', birthDate: '2020-01-01' }));
  expect(family({ members: many })).toEqual(['members maxItems']);
});

test('nobody is born tomorrow, and this is told in Tajik with the row it is about', () => {
  const members = [{ relation: 'child', name: 'Намуна', birthDate: '2026-11-26' }];
  expect(family({ members })).toEqual(['members.0.birthDate birth-in-future']);
  const [error] = validateAnswers(familyCompositionCertificate, { ...RIGHT, members }, { lang: 'tg', today: TODAY });
  expect(error?.message).toContain('Санаи таваллуд набояд дар оянда бошад.');
});

test('the family is counted with the applicant', () => {
  expect(pruneAnswers(familyCompositionCertificate.form, RIGHT, TODAY).familySize).toBe(3);
  expect(pruneAnswers(familyCompositionCertificate.form, { ...RIGHT, familySize: 99 }, TODAY).familySize).toBe(3);
});

test('who applies is 16 or over; it is free and takes a day', () => {
  expect(family({ birthDate: '2010-11-25' })).toEqual([]);
  expect(family({ birthDate: '2010-11-26' })).toEqual(['birthDate applicant-age']);
  expect(familyCompositionCertificate.fees).toEqual([]);
  expect(familyCompositionCertificate.workflow.workingDays).toBe(1);
});
