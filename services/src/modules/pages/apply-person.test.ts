import { formSchema } from '@hukumat/contract';
import { expect, test } from 'vitest';
import { knownAnswers, type Person, stillKnown, valuesOf } from './apply-person.ts';
import type { Site } from './needs.ts';

const t = { tg: 'х' };
const form = formSchema.parse({
  schema: {
    type: 'object',
    properties: { surname: { type: 'string' }, plate: { type: 'string', format: 'plate' }, phone: { type: 'string' } },
  },
  steps: [
    {
      name: 'vehicle',
      title: t,
      fields: [
        { name: 'surname', kind: 'name', label: t, prefill: 'surname' },
        { name: 'plate', kind: 'identity', label: t, prefill: 'vehiclePlate' },
        { name: 'phone', kind: 'phone', label: t },
      ],
    },
  ],
});
const person: Person = { kind: 'person', subject: 'citizen-1', name: 'Х', loa: 'high', roles: [] };
const at = new Date('2026-11-23T05:00:00Z');
/** What the two sources of facts say; nothing else of a site is asked. */
const site = {
  identity: { person: async () => ({ surname: 'Назарова' }) },
  applications: {
    knownFacts: async () => ({
      surname: { value: 'Каримова', number: 'EGOV-2026-000001', service: 'a', agency: 'mia', at },
      vehiclePlate: { value: '1234AA01', number: 'EGOV-2026-000007', service: 'a', agency: 'mia', at },
    }),
  },
} as unknown as Site;

test('the record comes first, then what was said in an own application, each with its source', async () => {
  const known = await knownAnswers(site, form, person);
  expect(valuesOf(known)).toEqual({ surname: 'Назарова', plate: '1234AA01' });
  expect(stillKnown(known, { surname: 'Назарова', plate: '1234AA01' })).toEqual({
    surname: 'record',
    plate: { application: 'EGOV-2026-000007' },
  });
});

test('what was changed by hand has no source any more', async () => {
  const known = await knownAnswers(site, form, person);
  expect(stillKnown(known, { surname: 'Қодирова', plate: '1234AA01' })).toEqual({ plate: { application: 'EGOV-2026-000007' } });
});
