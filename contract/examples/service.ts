import type { ServiceDefinition } from '../src/index.ts';

const t = (tg: string, ru: string, en: string) => ({ tg, ru, en });

/** A small service that is right in every respect: for tests that break one thing at a time. Fresh in each call. */
export const exampleService = (): ServiceDefinition => ({
  id: 'boat-permit',
  version: 1,
  title: t('Иҷозат барои қаиқ', 'Разрешение на лодку', 'Boat permit'),
  summary: t('Намунаи хизматрасонӣ', 'Пример услуги', 'An example of a service'),
  category: 'transport',
  lifeEvents: [],
  audience: ['person'],
  needs: 'substantial',
  who: t('Шаҳрвандон', 'Граждане', 'Citizens'),
  result: t('Иҷозат', 'Разрешение', 'A permit'),
  channels: ['online'],
  legalBasis: [{ title: t('Намуна', 'Пример', 'Example'), sample: true }],
  fees: [{ kind: 'issue', indicators: 2, payer: 'applicant', when: 'before-issue', sample: true }],
  evidence: [],
  form: {
    schema: {
      type: 'object',
      required: ['surname', 'kind'],
      properties: {
        surname: { type: 'string', format: 'person-name' },
        kind: { type: 'string', enum: ['row', 'motor'] },
        power: { type: 'integer', minimum: 1 },
      },
    },
    steps: [
      {
        name: 'owner',
        title: t('Соҳиб', 'Владелец', 'Owner'),
        fields: [{ name: 'surname', kind: 'name', label: t('Насаб', 'Фамилия', 'Surname'), prefill: 'surname' }],
      },
      {
        name: 'boat',
        title: t('Қаиқ', 'Лодка', 'Boat'),
        fields: [
          {
            name: 'kind',
            kind: 'radio',
            label: t('Намуд', 'Вид', 'Kind'),
            options: [
              { value: 'row', label: t('Белзанак', 'Вёсельная', 'Rowing') },
              { value: 'motor', label: t('Муҳаррикдор', 'Моторная', 'Motor') },
            ],
          },
          {
            name: 'power',
            kind: 'number',
            label: t('Тавоноӣ', 'Мощность', 'Power'),
            showWhen: { field: 'kind', is: 'motor' },
          },
        ],
      },
    ],
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 3,
    refusals: [{ code: 'unsafe', label: t('Хатарнок', 'Небезопасно', 'Unsafe') }],
    sample: true,
  },
  output: {
    kind: 'permit',
    title: t('Иҷозат', 'Разрешение', 'Permit'),
    body: [t('Ба {surname} иҷозат дода мешавад.', 'Разрешено: {surname}.', '{surname} may use a boat.')],
    languages: ['tg', 'ru'],
    revocable: true,
    sample: true,
  },
});
