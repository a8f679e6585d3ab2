import { type Answers, validateAnswers } from '@hukumat/contract';
import { expect, test } from 'vitest';
import { mourningRegistration } from './mourning-registration.ts';
import { weddingRegistration } from './wedding-registration.ts';

const TODAY = '2026-11-25';
const HOST = {
  hostSurname: 'Раҳимзода',
  hostGivenName: 'Фирӯза',
  hostPassport: 'A00000001',
  phone: '+992000000001',
  hostAddress: 'шаҳри Душанбе, кӯчаи Намунавӣ, 1',
};
const WEDDING: Answers = {
  ...HOST,
  eventKind: 'feast',
  eventDate: '2026-12-20',
  startTime: '18:30',
  placeKind: 'home',
  placeAddress: 'шаҳри Душанбе, кӯчаи Намунавӣ, 1',
  guests: 150,
  cars: 4,
  groomName: 'Каримов Сомон',
  groomBirthDate: '2000-02-01',
  brideName: 'Назарӣ Зебо',
  brideBirthDate: '2001-04-03',
};
const MOURNING: Answers = {
  ...HOST,
  deceasedName: 'Намунаев Баҳром',
  deathDate: '2026-11-23',
  relation: 'child',
  eventKind: 'third-day',
  eventDate: '2026-11-25',
  placeAddress: 'шаҳри Душанбе, кӯчаи Намунавӣ, 1',
};

const wedding = (change: Answers = {}) =>
  said(validateAnswers(weddingRegistration, { ...WEDDING, ...change }, { lang: 'tg', today: TODAY }));
const mourning = (change: Answers = {}) =>
  said(validateAnswers(mourningRegistration, { ...MOURNING, ...change }, { lang: 'tg', today: TODAY }));
const said = (errors: ReturnType<typeof validateAnswers>) => errors.map(({ field, code }) => `${field} ${code}`);
const words = (change: Answers) =>
  validateAnswers(weddingRegistration, { ...WEDDING, ...change }, { lang: 'tg', today: TODAY })[0]?.message;

test('a limit is told in Tajik and names the law', () => {
  expect(words({ guests: 151 })).toBe(
    'Дар зиёфат на бештар аз 150 нафар: Қонуни Ҷумҳурии Тоҷикистон «Дар бораи танзими ҷашну маросим» (июни соли 2024).',
  );
  expect(words({ eventKind: 'pilaf', guests: 201 })).toContain('200 нафар');
  expect(words({ cars: 5 })).toContain('4 мошини сабукрав');
});

test('a wedding is not held in the past; any hour may be given, for hours are only advice', () => {
  expect(wedding({ eventDate: TODAY })).toEqual([]);
  expect(wedding({ eventDate: '2026-11-24' })).toEqual(['eventDate event-in-past']);
  for (const startTime of ['06:00', '17:59', '23:59']) expect(wedding({ startTime })).toEqual([]);
  expect(wedding({ startTime: '24:00' })).toEqual(['startTime format']);
});

test('a place that is not a home has a name; a record of marriage has a date, and not a future one', () => {
  expect(wedding({ placeKind: 'restaurant' })).toEqual(['placeName required']);
  expect(wedding({ placeKind: 'restaurant', placeName: 'Намуна' })).toEqual([]);
  expect(wedding({ marriageRecord: 'НК-01' })).toEqual(['marriageDate required']);
  expect(wedding({ marriageRecord: 'НК-01', marriageDate: '2026-11-26' })).toEqual(['marriageDate marriage-in-future']);
  expect(wedding({ marriageRecord: 'НК-01', marriageDate: '2026-11-20' })).toEqual([]);
});

test('mourning: today is allowed, yesterday is not; nothing limits guests and nothing is asked about a reason', () => {
  expect(mourning()).toEqual([]);
  expect(mourning({ eventDate: '2026-11-24' })).toEqual(['eventDate event-in-past']);
  expect(mourning({ deathDate: '2026-11-26' })).toEqual(['deathDate death-in-future']);
  expect(mourning({ relation: 'relative', eventKind: 'other', startTime: '07:00', deathRecord: 'В-001' })).toEqual([]);
  expect(mourning({ eventKind: 'wedding' })).toEqual(['eventKind enum']);
  expect(Object.keys(mourningRegistration.form.schema.properties)).not.toContain('guests');
  expect(Object.keys(mourningRegistration.form.schema.properties)).not.toContain('reason');
});

test('who gives notice has a passport of the right shape and a phone', () => {
  for (const judge of [wedding, mourning]) {
    expect(judge({ hostPassport: '12' })).toEqual(['hostPassport format']);
    expect(judge({ phone: '+99291712345' })).toEqual(['phone format']);
    expect(judge({ hostPatronymic: 'Саидовна' })).toEqual([]);
  }
});
