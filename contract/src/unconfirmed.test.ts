import { expect, test } from 'vitest';
import type { ServiceDefinition } from './service.ts';
import { unconfirmedIn } from './unconfirmed.ts';

const of = (part: object) => unconfirmedIn(part as ServiceDefinition);

test('a sample and a value to come are found wherever they stand', () => {
  expect(of({ id: 'a', fees: [{ kind: 'duty' }], title: { tg: 'Хизмат' } })).toEqual([]);
  expect(of({ fees: [{ kind: 'duty' }, { sample: true }], workflow: { sample: true } })).toEqual(['/fees/1', '/workflow']);
  expect(of({ legalBasis: [{ title: { tg: 'TBC' } }], output: { body: [{ tg: 'Моддаи TBC, қисми 1' }] } })).toEqual([
    '/legalBasis/0/title/tg',
    '/output/body/0/tg',
  ]);
});

test('words that only hold the letters are words', () => {
  expect(of({ title: { tg: 'ATBCD', en: 'TBCs' } })).toEqual([]);
});
