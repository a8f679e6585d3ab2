import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRight, RIGHT } from './content/examples.ts';
import {
  CONTENT_TYPE_NAMES,
  CONTENT_TYPES,
  checkContent,
  contentName,
  contentSchema,
  draftSchema,
  reviewBy,
  vacancyState,
} from './content.ts';
import { LANGS } from './index.ts';

test('there are the fourteen types of the standard, each with a complete example', () => {
  expect(CONTENT_TYPE_NAMES).toHaveLength(14);
  for (const type of CONTENT_TYPE_NAMES) expect(checkContent(type, RIGHT[type]), type).toEqual([]);
});

describe.each(CONTENT_TYPE_NAMES)('%s', (type) => {
  const { fields } = CONTENT_TYPES[type];
  test('is refused without any one of its required fields, and without the Tajik of a text', () => {
    for (const { name, translated } of fields.filter(({ required }) => required)) {
      expect(checkContent(type, { ...RIGHT[type], [name]: undefined }), name).toContainEqual(
        expect.objectContaining({ field: name, code: 'missing' }),
      );
      if (translated)
        expect(checkContent(type, { ...RIGHT[type], [name]: { ru: 'Текст' } }), name).toContainEqual({
          field: name,
          lang: 'tg',
          code: 'missing',
        });
    }
  });
  test('says every label in three languages and can be drawn', () => {
    for (const { label, options } of fields)
      for (const text of [label, ...(options ?? []).map((option) => option.label)])
        for (const lang of LANGS) expect(text[lang]?.trim()).toBeTruthy();
    expect(fields.some(({ name }) => name === CONTENT_TYPES[type].named)).toBe(true);
    expect(contentName(type, RIGHT[type]).tg).not.toBe('');
  });
  test('has a JSON Schema that names the same fields and asks for the same ones', () => {
    const schema = contentSchema(type) as { properties: object; required: string[]; additionalProperties: boolean };
    expect(Object.keys(schema.properties).sort()).toEqual(fields.map(({ name }) => name).sort());
    expect(schema.required.sort()).toEqual(fields.flatMap(({ name, required }) => (required ? [name] : [])).sort());
    expect(schema.additionalProperties).toBe(false);
  });
  test('whatever is typed into a draft never throws; what the schema takes, a draft takes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields.map(({ name }) => name), 'other'), fc.jsonValue()), (values) => {
        const right = checkContent(type, values).length === 0;
        expect(right).toBe(isRight(type, values));
        if (right) expect(draftSchema(type).safeParse(values).success).toBe(true);
      }),
    );
    expect(draftSchema(type).safeParse(RIGHT[type]).success).toBe(true);
  });
});

test('a competition is open through its last day, then closed, then has a result', () => {
  const { deadline } = RIGHT.vacancy;
  expect(vacancyState(RIGHT.vacancy, deadline)).toBe('open');
  expect(vacancyState(RIGHT.vacancy, '2026-12-02')).toBe('closed');
  expect(vacancyState({ deadline, result: { tg: 'Натиҷа' } }, '2026-12-02')).toBe('result');
});

test.each([
  ['leader', RIGHT.leader, '2026-12-01'],
  ['contact', RIGHT.contact, '2027-01-30'],
  ['news', RIGHT.news, undefined],
  ['notice', RIGHT.notice, '2026-12-31'],
  ['vacancy', RIGHT.vacancy, '2026-11-08'],
  ['vacancy', { ...RIGHT.vacancy, deadline: '2026-10-30' }, undefined],
  ['dataset', RIGHT.dataset, '2026-12-11'],
] as const)('%s counts as looked after until its day', (type, values, until) => {
  expect(reviewBy(type, values as never, '2026-11-01', '2026-11-01')).toBe(until);
});

test.each([
  ['contact', { phones: '992' }, 'phones'],
  ['contact', { email: 'nobody' }, 'email'],
  ['contact', { latitude: 100 }, 'latitude'],
  ['vacancy', { deadline: '2026-02-30' }, 'deadline'],
  ['vacancy', { count: 1.5 }, 'count'],
  ['act', { status: 'old' }, 'status'],
  ['news', { image: { ...RIGHT.dataset.distribution, mediaType: 'image/svg+xml' } }, 'image'],
  ['news', { image: { ...RIGHT.dataset.distribution, mediaType: 'image/png' } }, 'image'],
] as const)('%s with %o is wrong', (type, change, field) => {
  expect(checkContent(type, { ...RIGHT[type], ...change }).map((finding) => finding.field)).toContain(field);
});
