import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerText } from './answer-text.ts';
import { normaliseAnswers, pruneAnswers, visibleFields } from './answers.ts';
import { type Answers, type Form, formSchema } from './service.ts';
import { validateAnswers } from './validate.ts';

const t = (tg: string) => ({ tg, ru: `${tg} (ру)`, en: `${tg} (en)` });
const form: Form = formSchema.parse({
  schema: {
    type: 'object',
    required: ['surname', 'children', 'total'],
    properties: {
      surname: { type: 'string', format: 'person-name' },
      abroad: { type: 'boolean' },
      children: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        items: {
          type: 'object',
          required: ['surname', 'bornOn', 'country', 'months'],
          properties: {
            surname: { type: 'string', format: 'person-name' },
            bornOn: { type: 'string', format: 'date' },
            livesApart: { type: 'boolean' },
            country: { type: 'string', maxLength: 20 },
            months: { type: 'integer', minimum: 0, maximum: 12 },
            cost: { type: 'number' },
          },
        },
      },
      total: { type: 'number', maximum: 400 },
    },
  },
  steps: [
    {
      name: 'family',
      title: t('Оила'),
      fields: [
        { name: 'surname', kind: 'name', label: t('Насаб') },
        { name: 'abroad', kind: 'checkbox', label: t('Дар хориҷа') },
        {
          name: 'children',
          kind: 'group',
          label: t('Фарзандон'),
          itemLabel: t('Фарзанд'),
          fields: [
            { name: 'surname', kind: 'name', label: t('Насаб') },
            { name: 'bornOn', kind: 'date', label: t('Санаи таваллуд') },
            { name: 'livesApart', kind: 'checkbox', label: t('Ҷудо зиндагӣ мекунад') },
            {
              name: 'country',
              kind: 'text',
              label: t('Кишвар'),
              showWhen: {
                all: [
                  { field: 'abroad', is: true },
                  { field: 'livesApart', is: true },
                ],
              },
            },
            { name: 'months', kind: 'number', label: t('Моҳҳо') },
            { name: 'cost', kind: 'computed', label: t('Маблағ'), compute: { times: [{ field: 'months' }, 100] }, money: true },
          ],
          assertions: [
            { code: 'unborn', field: 'bornOn', rule: { field: 'bornOn', notAfterToday: true }, message: t('Сана дар оянда аст') },
          ],
        },
        { name: 'total', kind: 'computed', label: t('Ҳамагӣ'), compute: { sum: 'children', of: 'months' } },
      ],
    },
  ],
});
const definition = { form };
const today = '2026-11-23';
const judge = (answers: Answers, step?: string) =>
  validateAnswers(definition, answers, { lang: 'tg', today, ...(step ? { step } : {}) }).map(({ field, code }) => `${field} ${code}`);
const child = { surname: 'Назарӣ', bornOn: '2020-03-01', months: 3 };

describe('a repeated group', () => {
  it('is read from numbered names, whatever the numbers are', () => {
    const posted = {
      surname: 'Назарӣ',
      'children.7.surname': ' Раҳимӣ ',
      'children.7.bornOn': '1/3/2020',
      'children.7.months': '3',
      'children.7.cost': '999999',
      'children.2._': '',
      'children.2.surname': '',
      'children.x.surname': 'Бегона',
      'children.7.foreign': 'Бегона',
      total: '5',
    };
    expect(normaliseAnswers(definition, posted)).toEqual({
      surname: 'Назарӣ',
      children: [{}, { surname: 'Раҳимӣ', bornOn: '2020-03-01', months: 3 }],
    });
    const [first] = normaliseAnswers(definition, posted, 'family').children as object[];
    expect(first).toEqual({ livesApart: false });
  });

  it('names the row and the cell that is wrong', () => {
    expect(judge({ surname: 'Назарӣ', children: [child, { surname: '12', bornOn: '2030-01-01', months: 13 }] })).toEqual([
      'children.1.surname format',
      'children.1.bornOn unborn',
      'children.1.months maximum',
    ]);
    const [error] = validateAnswers(definition, { surname: 'Назарӣ', children: [child, {}] }, { lang: 'tg', today });
    expect(error).toMatchObject({ field: 'children.1.surname', step: 'family', code: 'required' });
    expect(error?.message).toBe('Фарзанд\u00a02. Насаб: ин ҷойро пур кунед');
  });

  it('asks for as many rows as it must and takes no more than it may', () => {
    expect(judge({ surname: 'Назарӣ' })).toEqual(['children required']);
    expect(judge({ surname: 'Назарӣ', children: [child, child, child, child] })).toEqual(['children maxItems']);
    expect(judge({ surname: 'Назарӣ', children: ['x'] })).toContain('children type');
    expect(judge({ surname: 'Назарӣ', children: [{ ...child, foreign: 'x' }] })).toEqual(['children.0.foreign unknown']);
  });

  it('shows a question of a row by its row first, then by the form', () => {
    const apart = { ...child, livesApart: true };
    expect(judge({ surname: 'Назарӣ', children: [apart] })).toEqual([]);
    expect(judge({ surname: 'Назарӣ', abroad: true, children: [child, apart] })).toEqual(['children.1.country required']);
    const pruned = pruneAnswers(form, { surname: 'Назарӣ', abroad: true, children: [{ ...child, country: 'Қазоқистон' }] }, today);
    expect(pruned.children).toEqual([{ ...child, cost: 300 }]);
  });

  it('reads as a line for each row', () => {
    const field = form.steps[0]?.fields[2];
    if (!field) throw new Error('The form has a group');
    const { children } = pruneAnswers(form, { children: [child] }, today);
    expect(answerText(form, field, children, 'tg')).toBe(
      'Фарзанд\u00a01. Насаб: Назарӣ; Санаи таваллуд: 01.03.2020; Моҳҳо: 3; Маблағ: 3,00 сомонӣ',
    );
  });
});

describe('a computed answer', () => {
  it('is computed anew and never believed', () => {
    const sent = { surname: 'Назарӣ', total: 1, children: [{ ...child, cost: 1 }] };
    expect(pruneAnswers(form, sent, today)).toEqual({ surname: 'Назарӣ', total: 3, children: [{ ...child, cost: 300 }] });
    expect(judge(sent)).toEqual([]);
  });

  it('that cannot be worked out is told once it is required', () => {
    const without = { surname: 'Назарӣ', children: [{ surname: 'Назарӣ', bornOn: '2020-03-01' }] };
    expect(judge(without)).toEqual(['children.0.months required', 'total required']);
    const field = form.steps[0]?.fields[2];
    expect(visibleFields(form, without, today).map((entry) => entry.field)).toContain(field);
  });

  it('is the same whatever a client sends, and pruning twice changes nothing', () => {
    const cell = fc.dictionary(
      fc.constantFrom('surname', 'bornOn', 'livesApart', 'country', 'months', 'cost', 'x'),
      fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    );
    const any = fc.record({ abroad: fc.boolean(), total: fc.integer(), children: fc.array(cell, { maxLength: 4 }) }, { requiredKeys: [] });
    fc.assert(
      fc.property(any, (answers) => {
        const once = pruneAnswers(form, answers, today);
        expect(pruneAnswers(form, once, today)).toEqual(once);
        expect(pruneAnswers(form, { ...answers, total: 7 }, today)).toEqual(once);
        expect(() => judge(answers)).not.toThrow();
      }),
    );
  });
});
