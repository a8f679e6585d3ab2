import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers, Loa, Role, ServiceDefinition } from '@hukumat/contract';
import { serviceDefinitionSchema } from '@hukumat/contract';
import type { Actor } from '../../platform/actor.ts';
import type { ApplicationsDeps } from './model.ts';

const three = (tg: string, ru: string, en: string) => ({ tg, ru, en });

/** A small service with every part the line needs: two steps, a condition, a file, refusals, a document. */
export const residenceNote: ServiceDefinition = serviceDefinitionSchema.parse({
  id: 'residence-note',
  version: 3,
  title: three('Маълумотнома аз ҷои зист', 'Справка с места жительства', 'Note of residence'),
  summary: three('Маълумотнома', 'Справка', 'A note'),
  category: 'documents',
  lifeEvents: [],
  audience: ['person'],
  needs: 'low',
  who: three('Ҳар кас', 'Любой', 'Anyone'),
  result: three('Маълумотнома', 'Справка', 'A note'),
  channels: ['online'],
  legalBasis: [{ title: three('Намуна', 'Образец', 'Sample') }],
  fees: [],
  evidence: [],
  form: {
    schema: {
      type: 'object',
      required: ['surname', 'givenName', 'birthDate', 'purpose', 'purposeOther', 'proof'],
      properties: {
        surname: { type: 'string', format: 'person-name', maxLength: 80 },
        givenName: { type: 'string', format: 'person-name', maxLength: 80 },
        patronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        birthDate: { type: 'string', format: 'date' },
        purpose: { type: 'string', enum: ['work', 'other'] },
        purposeOther: { type: 'string', minLength: 3, maxLength: 300 },
        proof: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 2 },
      },
    },
    steps: [
      {
        name: 'person',
        title: three('Шахс', 'Человек', 'Person'),
        fields: [
          { name: 'surname', kind: 'name', label: three('Насаб', 'Фамилия', 'Surname'), prefill: 'surname' },
          { name: 'givenName', kind: 'name', label: three('Ном', 'Имя', 'Given name'), prefill: 'givenName' },
          { name: 'patronymic', kind: 'name', label: three('Номи падар', 'Отчество', 'Patronymic'), prefill: 'patronymic' },
          { name: 'birthDate', kind: 'date', label: three('Санаи таваллуд', 'Дата рождения', 'Date of birth'), prefill: 'birthDate' },
        ],
      },
      {
        name: 'purpose',
        title: three('Мақсад', 'Цель', 'Purpose'),
        fields: [
          {
            name: 'purpose',
            kind: 'radio',
            label: three('Барои чӣ?', 'Для чего?', 'What for?'),
            options: [
              { value: 'work', label: three('Барои кор', 'Для работы', 'Work') },
              { value: 'other', label: three('Дигар', 'Другое', 'Other') },
            ],
          },
          {
            name: 'purposeOther',
            kind: 'textarea',
            label: three('Кадом?', 'Какая?', 'Which?'),
            showWhen: { field: 'purpose', is: 'other' },
          },
          {
            name: 'proof',
            kind: 'file',
            label: three('Ҳуҷҷат', 'Документ', 'Document'),
            accept: ['application/pdf', 'image/png'],
            maxBytes: 200_000,
          },
        ],
      },
    ],
    declaration: three('Маълумот дуруст аст.', 'Сведения верны.', 'The information is correct.'),
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 10,
    sendBackDays: 30,
    refusals: [{ code: 'no-record', label: three('Сабт нест', 'Записи нет', 'No record') }],
  },
  output: {
    kind: 'certificate',
    title: three('Маълумотнома аз ҷои зист', 'Справка с места жительства', 'Note of residence'),
    body: [
      three(
        'Ба {surname} {givenName} {patronymic}, соли таваллудаш {birthDate}, дода мешавад. Мақсад: {purpose}.',
        'Выдана: {surname} {givenName} {patronymic}, дата рождения {birthDate}. Цель: {purpose}.',
        'Given to {surname} {givenName} {patronymic}, born {birthDate}. Purpose: {purpose}.',
      ),
    ],
    languages: ['tg', 'ru'],
    validDays: 90,
    revocable: true,
  },
});

/** A notification that is answered at once and asks for nothing but a count. */
export const eventNotice: ServiceDefinition = serviceDefinitionSchema.parse({
  ...residenceNote,
  id: 'event-notice',
  version: 1,
  form: {
    schema: {
      type: 'object',
      required: ['surname', 'guests'],
      properties: { surname: { type: 'string', format: 'person-name' }, guests: { type: 'integer', minimum: 1, maximum: 20 } },
    },
    steps: [
      {
        name: 'event',
        title: three('Маърака', 'Торжество', 'Event'),
        fields: [
          { name: 'surname', kind: 'name', label: three('Насаб', 'Фамилия', 'Surname'), prefill: 'surname' },
          { name: 'guests', kind: 'number', label: three('Меҳмонон', 'Гости', 'Guests') },
        ],
      },
    ],
  },
  workflow: { kind: 'immediate', workingDays: 0 },
  output: {
    kind: 'confirmation',
    title: three('Тасдиқнома', 'Подтверждение', 'Confirmation'),
    body: [three('Ба ҳисоб гирифта шуд. Меҳмонон: {guests}.', 'Взято на учёт. Гостей: {guests}.', 'Registered. Guests: {guests}.')],
    languages: ['tg', 'ru'],
    revocable: true,
  },
});

/** The same small service with other terms: a fee, a second person, four eyes. */
export const variantOf = (id: string, changes: Partial<ServiceDefinition>): ServiceDefinition =>
  serviceDefinitionSchema.parse({ ...eventNotice, id, workflow: residenceNote.workflow, ...changes });

/** A form that names a second person. */
export const FOR_TWO: ServiceDefinition['form'] = {
  schema: {
    type: 'object',
    required: ['surname', 'otherSurname', 'otherPassport', 'until'],
    properties: {
      surname: { type: 'string', format: 'person-name' },
      otherSurname: { type: 'string', format: 'person-name' },
      otherPassport: { type: 'string', format: 'tj-passport' },
      until: { type: 'string', format: 'date' },
    },
  },
  steps: [
    {
      name: 'people',
      title: three('Одамон', 'Люди', 'People'),
      fields: [
        { name: 'surname', kind: 'name', label: three('Насаб', 'Фамилия', 'Surname'), prefill: 'surname' },
        { name: 'otherSurname', kind: 'name', label: three('Насаби дигарӣ', 'Фамилия другого', 'The other’s surname') },
        { name: 'otherPassport', kind: 'identity', label: three('Шиносномаи дигарӣ', 'Паспорт другого', 'The other’s passport') },
        { name: 'until', kind: 'date', label: three('То', 'До', 'Until') },
      ],
    },
  ],
};

export const FILLED: Answers = { surname: 'Қодирзода', givenName: 'Ҷамила', birthDate: '1990-05-17', purpose: 'work' };

const someone = (subject: string, name: string, roles: { role: Role; agency: string }[] = [], loa: Loa = 'substantial'): Actor => ({
  kind: 'person',
  subject,
  name,
  loa,
  roles,
});
export const CITIZEN = someone('citizen-1', 'Раҳимзода Фирӯза Саидовна');
export const OTHER = someone('citizen-2', 'Каримов Далер');
export const OFFICER = someone('mia-officer', 'Назарӣ Меҳрубон', [{ role: 'officer', agency: 'mia' }]);
export const COLLEAGUE = someone('mia-officer-2', 'Шоқодирова Гулбаҳор', [{ role: 'officer', agency: 'mia' }]);
export const SUPERVISOR = someone('mia-supervisor', 'Намунаев Сорбон', [{ role: 'supervisor', agency: 'mia' }]);
export const HEAD = someone('mia-head', 'Намунаев Тоҷиддин', [{ role: 'head', agency: 'mia' }]);
export const CUSTOMS = someone('customs-officer', 'Тамринӣ Сайёра', [{ role: 'officer', agency: 'customs' }]);
export const STRANGER = someone('justice-officer', 'Каримзода Сино', [{ role: 'officer', agency: 'justice' }]);

/** The people who can be found and named in these tests. */
const PEOPLE = [CITIZEN, OTHER, OFFICER, COLLEAGUE, SUPERVISOR, HEAD, CUSTOMS, STRANGER].filter((one) => one.kind === 'person');
const PASSPORTS: Record<string, string> = { A0000002: 'citizen-2' };

const MIA = { release: { agency: 'mia', version: '1.0.0' } };
const live = new Map([residenceNote, eventNotice].map((definition) => [definition.id, { ...MIA, definition }]));

/** Two services live at `mia`, and `more`; the actor of a request is the one named in its `x-actor` header. */
export function exampleDeps(actors: readonly Actor[] = [], more: readonly ServiceDefinition[] = []): ApplicationsDeps {
  const offered = new Map([...live, ...more.map((definition) => [definition.id, { ...MIA, definition }] as const)]);
  return {
    registry: {
      serviceById: (id) => offered.get(id),
      definitionAt: (agency, version, id) => (agency === 'mia' && version === '1.0.0' ? offered.get(id)?.definition : undefined),
    },
    identity: {
      actorOf: (request) => actors.find((a) => a.kind === 'person' && a.subject === request.headers['x-actor']) ?? { kind: 'anonymous' },
      capability: { check: () => undefined },
      nameOf: async (subject) => PEOPLE.find((one) => one.subject === subject)?.name,
      rolesOf: async (subject) => PEOPLE.find((one) => one.subject === subject)?.roles ?? [],
      findPerson: async ({ passport, surname }) => {
        const found = PEOPLE.find((one) => one.subject === PASSPORTS[passport] && one.name.startsWith(`${surname} `));
        return found && { subject: found.subject, name: found.name };
      },
      holdersOf: async (agency, role) =>
        PEOPLE.filter(({ roles }) => roles.some((held) => held.agency === agency && held.role === role)).map(({ subject }) => subject),
    },
  };
}

/** A real one-pixel PNG. */
export const PNG = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64'),
);

/** Every type of event that the module writes to an application, as its source says. */
export function writtenEvents(): string[] {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
  const types = sources.flatMap((source) =>
    [...source.matchAll(/(?:journal\(\{\s*)?\btype: '((?:application|payment|sla|document)\.[a-z-]+)'/g)].flatMap(([whole, type = '']) =>
      whole.startsWith('journal') ? [] : [type],
    ),
  );
  return [...new Set(types)];
}
