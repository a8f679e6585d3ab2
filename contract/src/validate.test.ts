import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normaliseAnswers, pruneAnswers, usualAnswers, visibleFields, visibleSteps } from './answers.ts';
import { listOf } from './rows.ts';
import type { Answers, Form } from './service.ts';
import { formSchema } from './service.ts';
import { validateAnswers } from './validate.ts';

const t = (tg: string) => ({ tg, ru: `${tg} (ру)`, en: `${tg} (en)` });
const form: Form = formSchema.parse({
  schema: {
    type: 'object',
    required: ['surname', 'birthDate', 'fingerprint', 'parent', 'kind', 'guests', 'agree'],
    properties: {
      surname: { type: 'string', format: 'person-name', maxLength: 20 },
      birthDate: { type: 'string', format: 'date' },
      fingerprint: { type: 'string', format: 'document-number' },
      parent: { type: 'string', format: 'person-name' },
      parentPhone: { type: 'string', format: 'tj-phone' },
      kind: { type: 'string', enum: ['feast', 'pilaf'] },
      guests: { type: 'integer', minimum: 1, maximum: 200 },
      papers: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 2, uniqueItems: true },
      agree: { type: 'boolean', const: true },
    },
  },
  steps: [
    {
      name: 'person',
      title: t('Шахс'),
      fields: [
        { name: 'surname', kind: 'name', label: t('Насаб') },
        { name: 'birthDate', kind: 'date', label: t('Санаи таваллуд') },
        { name: 'fingerprint', kind: 'text', label: t('Рақам'), showWhen: { field: 'birthDate', ageAtLeast: 18 } },
      ],
    },
    {
      name: 'parent',
      title: t('Намоянда'),
      showWhen: { field: 'birthDate', ageUnder: 18 },
      fields: [
        { name: 'parent', kind: 'name', label: t('Намоянда') },
        { name: 'parentPhone', kind: 'phone', label: t('Телефон'), showWhen: { field: 'parent', present: true } },
      ],
    },
    {
      name: 'event',
      title: t('Чорабинӣ'),
      fields: [
        {
          name: 'kind',
          kind: 'radio',
          label: t('Намуд'),
          options: [
            { value: 'feast', label: t('Зиёфат') },
            { value: 'pilaf', label: t('Оши тӯй') },
          ],
        },
        { name: 'guests', kind: 'number', label: t('Меҳмонон'), errors: { maximum: t('Қонун зиёда аз 200 нафарро иҷозат намедиҳад') } },
        { name: 'papers', kind: 'file', label: t('Ҳуҷҷатҳо'), accept: ['application/pdf'] },
        { name: 'agree', kind: 'checkbox', label: t('Розигӣ') },
      ],
    },
  ],
  assertions: [
    {
      code: 'feast-limit',
      field: 'guests',
      rule: { any: [{ not: { field: 'kind', is: 'feast' } }, { field: 'guests', atMost: 150 }] },
      message: t('Дар зиёфат то 150 нафар'),
    },
  ],
});
const definition = { form };
const today = '2026-11-23';
const adult: Answers = { surname: 'Раҳимзода', birthDate: '1990-05-01', fingerprint: 'AB 123', kind: 'feast', guests: 150, agree: true };
const judge = (answers: Answers, step?: string) =>
  validateAnswers(definition, answers, { lang: 'tg', today, ...(step ? { step } : {}) }).map(({ field, code }) => `${field} ${code}`);

describe('validateAnswers', () => {
  it('finds a right form right', () => {
    expect(judge(adult)).toEqual([]);
  });

  it('asks only for what is visible', () => {
    expect(judge({})).toEqual(['surname required', 'birthDate required', 'kind required', 'guests required', 'agree required']);
    expect(judge({ ...adult, birthDate: '2015-01-01' })).toEqual(['parent required']);
    expect(judge({ birthDate: '2015-01-01' }, 'person')).toEqual(['surname required']);
  });

  it('counts full years: 18 on the birthday, not the day before', () => {
    const names = (birthDate: string) => visibleFields(form, { birthDate }, today).map(({ field }) => field.name);
    expect(names('2008-11-23')).toContain('fingerprint');
    expect(names('2008-11-24')).not.toContain('fingerprint');
  });

  it('drops the answers of hidden fields, and what hangs on them', () => {
    const both = { ...adult, parent: 'Назарӣ', parentPhone: '+992000000001' };
    expect(pruneAnswers(form, both, today)).toEqual(adult);
    expect(judge({ ...adult, parentPhone: 'nonsense' })).toEqual([]);
  });

  it.each<[string, Partial<Answers>, string]>([
    ['a limit', { kind: 'pilaf', guests: 201 }, 'guests maximum'],
    ['a minimum', { guests: 0 }, 'guests minimum'],
    ['a fraction', { guests: 1.5 }, 'guests type'],
    ['a typed word', { guests: 'бисёр' }, 'guests type'],
    ['an assertion', { guests: 151 }, 'guests feast-limit'],
    ['a choice', { kind: 'party' }, 'kind enum'],
    ['a refusal', { agree: false }, 'agree const'],
    ['a date', { birthDate: '31.02.1990' }, 'birthDate format'],
    ['a length', { surname: 'А'.repeat(21) }, 'surname maxLength'],
    ['a double upload', { papers: ['a', 'a'] }, 'papers uniqueItems'],
    ['too many uploads', { papers: ['a', 'b', 'c'] }, 'papers maxItems'],
    ['a question nobody asked', { constructor: 'x' } as Partial<Answers>, 'constructor unknown'],
  ])('names %s', (_what, change, expected) => {
    expect(judge({ ...adult, ...change } as Answers)).toContain(expected);
  });

  it('allows a pilaf of 200 and a feast of 150', () => {
    expect(judge({ ...adult, kind: 'pilaf', guests: 200 })).toEqual([]);
  });

  it('speaks the asked language, with the agency’s words where it has them', () => {
    const say = (lang: 'tg' | 'ru' | 'en', answers: Answers) => validateAnswers(definition, answers, { lang, today })[0]?.message;
    expect(say('tg', { ...adult, surname: '' })).toBe('Насаб: ин ҷойро пур кунед');
    expect(say('ru', { ...adult, surname: '' })).toBe('Насаб (ру): заполните это поле');
    expect(say('en', { ...adult, birthDate: 'x' })).toBe('Санаи таваллуд (en): enter a real date, for example 21.03.2026');
    expect(say('tg', { ...adult, kind: 'pilaf', guests: 201 })).toBe('Қонун зиёда аз 200 нафарро иҷозат намедиҳад');
    expect(say('ru', { ...adult, guests: 151 })).toBe('Дар зиёфат то 150 нафар (ру)');
  });
});

test('a new form holds the usual day, and one that there is', () => {
  const steps = [
    { name: 'term', title: t('Муҳлат'), fields: [{ name: 'until', kind: 'date' as const, label: t('То'), usual: { yearsAhead: 1 } }] },
  ];
  const term: Form = { schema: { type: 'object', properties: { until: { type: 'string', format: 'date' } } }, steps };
  expect(usualAnswers(term, '2026-11-23')).toEqual({ until: '2027-11-23' });
  expect(usualAnswers(term, '2028-02-29')).toEqual({ until: '2029-02-28' });
  expect(usualAnswers(form, today)).toEqual({});
});

describe('normaliseAnswers', () => {
  it('makes typed answers of posted texts', () => {
    const raw = {
      surname: ' Назарӣ ',
      birthDate: '1.5.1990',
      guests: '1 50',
      papers: 'u1',
      agree: ['', 'on'],
      parentPhone: '917123456',
      other: 'x',
    };
    expect(normaliseAnswers(definition, raw)).toEqual({
      surname: 'Назарӣ',
      birthDate: '1990-05-01',
      guests: 150,
      papers: ['u1'],
      agree: true,
      parentPhone: '+992917123456',
    });
  });

  it('keeps what it cannot read as typed, and knows an unticked box', () => {
    expect(normaliseAnswers(definition, { guests: 'бисёр', kind: '' }, 'event')).toEqual({ guests: 'бисёр', agree: false });
  });

  it('knows the steps a person walks', () => {
    expect(visibleSteps(form, { birthDate: '2015-01-01' }, today).map(({ name }) => name)).toEqual(['person', 'parent', 'event']);
    expect(visibleSteps(form, adult, today).map(({ name }) => name)).toEqual(['person', 'event']);
  });
});

describe('whatever is posted', () => {
  const names = fc.constantFrom(...Object.keys(form.schema.properties), '__proto__', 'constructor', 'extra');
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.array(fc.string({ maxLength: 8 }), { maxLength: 4 }));
  const raw = fc.array(fc.tuple(names, value)).map((entries) => Object.fromEntries(entries));

  it('normalises to a fixed point', () => {
    fc.assert(
      fc.property(raw, (posted) => {
        const once = normaliseAnswers(definition, posted);
        const texts = Object.fromEntries(
          Object.entries(once).map(([name, answer]) => [name, Array.isArray(answer) ? listOf(answer) : String(answer)]),
        );
        expect(normaliseAnswers(definition, texts)).toEqual(once);
      }),
    );
  });

  it('is judged the same after pruning, in every language, with one error a field', () => {
    fc.assert(
      fc.property(raw, fc.constantFrom('tg' as const, 'ru' as const, 'en' as const), (posted, lang) => {
        const answers = normaliseAnswers(definition, posted);
        const errors = validateAnswers(definition, answers, { lang, today });
        const pruned = validateAnswers(definition, pruneAnswers(form, answers, today), { lang: 'tg', today });
        expect(errors.map(({ field, code }) => [field, code])).toEqual(pruned.map(({ field, code }) => [field, code]));
        expect(new Set(errors.map(({ field }) => field)).size).toBe(errors.length);
        for (const { message } of errors) expect(message.trim()).not.toBe('');
      }),
    );
  });

  it('finds in all steps together at least what each step finds alone', () => {
    fc.assert(
      fc.property(raw, (posted) => {
        const answers = normaliseAnswers(definition, posted);
        const whole = judge(answers);
        for (const { name } of form.steps) expect(whole).toEqual(expect.arrayContaining(judge(answers, name)));
      }),
    );
  });
});
