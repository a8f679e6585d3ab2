import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createDirectory } from '../directory/index.ts';
import { REGISTER, registerOf, registerSchema } from './register.ts';
import { registerCsv } from './register-csv.ts';

let stage: TestPlatform;
let bodies: readonly string[];
beforeAll(async () => {
  stage = await testPlatform();
  const directory = createDirectory(stage.platform);
  await directory.start();
  bodies = directory.ids();
});
afterAll(() => stage?.stop());

const live = (id: string) => ({ id, names: { tg: id }, category: 'documents' as const, agency: 'mia', unconfirmed: true });

describe('the file', () => {
  test('holds the eleven services and the alternates, each once, with bodies of the directory and a source', () => {
    const ids = REGISTER.services.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(18);
    for (const entry of REGISTER.services) {
      for (const body of entry.agencies) expect(bodies, `${entry.id}: ${body}`).toContain(body);
      expect(Object.keys(entry.names), entry.id).toEqual(['tg', 'ru', 'en']);
      // A body that is not known is said to be a sample's, and never guessed.
      if (entry.agencies.length === 0) expect(entry.sample, entry.id).toBe(true);
    }
  });

  test.each([
    ['a field nobody knows', { extra: 1 }],
    ['a yes or no in words', { mandatory: 'unknown' }],
    ['no source', { source: '' }],
    ['a day that is none', { announcedFor: '2026-13-01' }],
    ['another category', { category: 'sport' }],
  ])('%s is refused', (_name, change) => {
    const [first] = REGISTER.services;
    expect(registerSchema.safeParse({ ...REGISTER, services: [first] }).success).toBe(true);
    expect(registerSchema.safeParse({ ...REGISTER, services: [{ ...first, ...change }] }).success).toBe(false);
  });
});

test('only what is live is online, and the share is counted from it', () => {
  expect(registerOf([])).toMatchObject({ online: 0, known: 18, share: 0 });
  const some = registerOf([live('wedding-registration'), live('vehicle-tax'), live('vehicle-tax')]);
  expect(some).toMatchObject({ online: 2, known: 18, share: 11 });
  const more = registerOf([live('unknown-to-the-file')]);
  expect(more).toMatchObject({ online: 1, known: 19, share: 5 });
  expect(more.entries.at(-1)).toMatchObject({
    id: 'unknown-to-the-file',
    state: 'online',
    mandatory: null,
    sample: true,
    agencies: ['mia'],
  });
});

test('an announced service is announced until it is live', () => {
  const [first] = REGISTER.services;
  const file = { ...REGISTER, services: [{ ...(first as (typeof REGISTER.services)[number]), announcedFor: '2027-01-01' }] };
  expect(registerOf([], file).entries[0]?.state).toBe('announced');
  expect(registerOf([live('vehicle-power-of-attorney')], file).entries[0]?.state).toBe('online');
});

test('the table says unknown where nothing is known', () => {
  const rows = registerCsv(registerOf([live('wedding-registration')])).split('\r\n');
  expect(rows[0]).toContain('mandatory_automation');
  expect(rows.find((row) => row.startsWith('wedding-registration'))).toMatch(/religion-ceremonies,unknown,online/);
  expect(rows.find((row) => row.startsWith('biometric-driving-licence'))).toMatch(/,unknown,unknown,not-yet,/);
});
