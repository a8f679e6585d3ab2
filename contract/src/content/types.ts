import { z } from 'zod';
import type { Text } from '../names.ts';
import type { ContentField } from './field.ts';
import { fieldSchema } from './field.ts';
import type { ContentTypeName, ContentValues } from './values.ts';

/** A kind of content that every section publishes. */
export interface ContentType<Name extends ContentTypeName = ContentTypeName> {
  type: Name;
  label: Text;
  /** What a published item must be. */
  schema: z.ZodType<ContentValues[Name]>;
  /** Days after which somebody must look again whether it is still true; `until` when the item itself says its end. */
  reviewEvery?: number | 'until';
  fields: readonly ContentField[];
  /** The field that names an item of this type in a list. */
  named: string;
  /** The field with the last day on which it is current. */
  ends?: string;
}

type Rest = Omit<ContentField, 'name' | 'label' | 'kind' | 'required'>;
type Fields<V> = {
  [K in keyof V]-?: [
    tg: string,
    ru: string,
    en: string,
    kind: ContentField['kind'],
    options?: Rest & (undefined extends V[K] ? { required?: never } : { required: true }),
  ];
};
const choice = (value: string, tg: string, ru: string, en: string) => ({ value, label: { tg, ru, en } });
const must = { required: true } as const;
const mustText = { required: true, translated: true } as const;
const inLanguages = { translated: true } as const;

function define<Name extends ContentTypeName>(
  type: Name,
  [tg, ru, en]: readonly [string, string, string],
  more: Pick<ContentType, 'reviewEvery' | 'named' | 'ends'>,
  described: Fields<ContentValues[Name]>,
): ContentType<Name> {
  const fields = Object.entries<[string, string, string, ContentField['kind'], Omit<ContentField, 'name' | 'label' | 'kind'>?]>(
    described as never,
  ).map(([name, [tg, ru, en, kind, rest]]): ContentField => ({ name, label: { tg, ru, en }, kind, ...rest }));
  const shape = Object.fromEntries(
    fields.map((field) => [field.name, field.required ? fieldSchema(field) : fieldSchema(field).optional()]),
  );
  return { type, label: { tg, ru, en }, ...more, fields, schema: z.strictObject(shape) as never };
}

const PUBLISHED = ['Санаи нашр', 'Дата публикации', 'Published on', 'date', { required: true, filled: true }] as const;
const published = [...PUBLISHED] as [string, string, string, 'date', { required: true; filled: true }];

/** The fourteen content types of the single standard. */
export const CONTENT_TYPES: { readonly [Name in ContentTypeName]: ContentType<Name> } = {
  page: define(
    'page',
    ['Саҳифа', 'Страница', 'Page'],
    { reviewEvery: 365, named: 'title' },
    {
      title: ['Унвон', 'Заголовок', 'Title', 'text', { ...mustText, max: 200 }],
      body: ['Матн', 'Текст', 'Text', 'markdown', mustText],
      section: [
        'Дар кадом қисм меистад',
        'В какой части раздела',
        'Part of the section',
        'select',
        {
          ...must,
          options: [
            choice('about', 'Дар бораи мақомот', 'О ведомстве', 'About the body'),
            choice('documents', 'Ҳуҷҷатҳо', 'Документы', 'Documents'),
            choice('services', 'Хизматрасониҳо', 'Услуги', 'Services'),
            choice('open-data', 'Маълумоти кушод', 'Открытые данные', 'Open data'),
          ],
        },
      ],
      owner: ['Барои матн кӣ ҷавобгар аст', 'Кто отвечает за текст', 'Who answers for the text', 'text', { ...mustText, max: 200 }],
    },
  ),
  news: define(
    'news',
    ['Хабар', 'Новость', 'News item'],
    { named: 'title' },
    {
      title: ['Сарлавҳа', 'Заголовок', 'Headline', 'text', { ...mustText, max: 200 }],
      summary: [
        'Мухтасар, як-ду ҷумла',
        'Коротко, одно-два предложения',
        'In short, one or two sentences',
        'text',
        { ...inLanguages, max: 400 },
      ],
      body: ['Матн', 'Текст', 'Text', 'markdown', mustText],
      publishedAt: published,
      topic: [
        'Мавзуъ',
        'Тема',
        'Topic',
        'select',
        {
          ...must,
          options: [
            choice('services', 'Хизматрасониҳо', 'Услуги', 'Services'),
            choice('work', 'Корҳои мақомот', 'Работа ведомства', 'Work of the body'),
            choice('meetings', 'Мулоқотҳо', 'Встречи', 'Meetings'),
            choice('law', 'Қонунгузорӣ', 'Законодательство', 'Legislation'),
            choice('events', 'Чорабиниҳо', 'Мероприятия', 'Events'),
          ],
        },
      ],
      image: ['Сурат', 'Изображение', 'Picture', 'image'],
    },
  ),
  notice: define(
    'notice',
    ['Эълон', 'Объявление', 'Notice'],
    { reviewEvery: 'until', named: 'title', ends: 'validUntil' },
    {
      title: ['Сарлавҳа', 'Заголовок', 'Headline', 'text', { ...mustText, max: 200 }],
      body: ['Матн', 'Текст', 'Text', 'markdown', mustText],
      publishedAt: published,
      validUntil: ['То кадом рӯз эътибор дорад', 'Действует по', 'Valid through', 'date', must],
    },
  ),
  leader: define(
    'leader',
    ['Роҳбар', 'Руководитель', 'Leader'],
    { reviewEvery: 30, named: 'name' },
    {
      name: ['Насаб, ном ва номи падар', 'Фамилия, имя и отчество', 'Full name', 'text', { ...mustText, max: 200 }],
      post: ['Вазифа', 'Должность', 'Post', 'text', { ...mustText, max: 300 }],
      duties: ['Уҳдадориҳо', 'Обязанности', 'Duties', 'markdown', mustText],
      order: [
        'Тартиб: 1 роҳбари якум аст',
        'Порядок: 1 — первый руководитель',
        'Order: 1 is the head',
        'number',
        { ...must, min: 1, max: 999 },
      ],
      receptionDay: [
        'Рӯз ва соати қабули шаҳрвандон',
        'День и часы приёма граждан',
        'Day and hours of reception',
        'text',
        { ...mustText, max: 200 },
      ],
      biography: ['Тарҷумаи ҳол', 'Биография', 'Biography', 'markdown', inLanguages],
      phone: ['Телефони қабулгоҳ', 'Телефон приёмной', 'Telephone of the reception', 'phone'],
      email: ['Почтаи электронӣ', 'Электронная почта', 'E-mail', 'email'],
      photo: ['Акс', 'Фотография', 'Photograph', 'image'],
    },
  ),
  unit: define(
    'unit',
    ['Воҳиди сохторӣ', 'Структурное подразделение', 'Unit'],
    { reviewEvery: 180, named: 'name' },
    {
      name: ['Ном', 'Название', 'Name', 'text', { ...mustText, max: 300 }],
      functions: ['Вазифаҳо', 'Функции', 'Functions', 'markdown', mustText],
      head: ['Роҳбари воҳид', 'Руководитель подразделения', 'Head of the unit', 'text', { ...inLanguages, max: 200 }],
      phone: ['Телефон', 'Телефон', 'Telephone', 'phone'],
      parent: ['Ба кадом воҳид тобеъ аст', 'Какому подразделению подчинено', 'Part of the unit', 'unit'],
      order: ['Тартиб', 'Порядок', 'Order', 'number', { min: 1, max: 999 }],
    },
  ),
  act: define(
    'act',
    ['Санади ҳуқуқӣ', 'Правовой акт', 'Legal act'],
    { reviewEvery: 365, named: 'title' },
    {
      title: ['Номи санад', 'Название акта', 'Title of the act', 'text', { ...mustText, max: 500 }],
      kind: [
        'Намуди санад',
        'Вид акта',
        'Kind of act',
        'select',
        {
          ...must,
          options: [
            choice('law', 'Қонун', 'Закон', 'Law'),
            choice('decree', 'Фармон', 'Указ', 'Decree'),
            choice('resolution', 'Қарор', 'Постановление', 'Resolution'),
            choice('order', 'Фармоиш', 'Приказ', 'Order'),
            choice('regulation', 'Низомнома', 'Положение', 'Regulation'),
            choice('instruction', 'Дастурамал', 'Инструкция', 'Instruction'),
            choice('other', 'Дигар', 'Другой', 'Other'),
          ],
        },
      ],
      number: ['Рақам', 'Номер', 'Number', 'text', { ...must, max: 60 }],
      date: ['Санаи қабул', 'Дата принятия', 'Date', 'date', must],
      signatory: ['Кӣ имзо кардааст', 'Кто подписал', 'Signatory', 'text', { ...mustText, max: 300 }],
      status: [
        'Ҳолат',
        'Статус',
        'Status',
        'select',
        {
          ...must,
          options: [
            choice('in-force', 'Амал мекунад', 'Действует', 'In force'),
            choice('repealed', 'Беэътибор', 'Утратил силу', 'Repealed'),
          ],
        },
      ],
      repealedOn: ['Аз кадом рӯз беэътибор аст', 'Утратил силу с', 'Repealed on', 'date'],
      body: ['Матн', 'Текст', 'Text', 'markdown', inLanguages],
      file: ['Файл', 'Файл', 'File', 'file'],
    },
  ),
  draftAct: define(
    'draftAct',
    ['Лоиҳаи санад', 'Проект акта', 'Draft act'],
    { reviewEvery: 'until', named: 'title', ends: 'until' },
    {
      title: ['Номи лоиҳа', 'Название проекта', 'Title of the draft', 'text', { ...mustText, max: 500 }],
      body: ['Матни лоиҳа', 'Текст проекта', 'Text of the draft', 'markdown', mustText],
      explanatoryNote: ['Баёнот', 'Пояснительная записка', 'Explanatory note', 'markdown', mustText],
      until: ['Муҳокима то кадом рӯз', 'Обсуждение по', 'Discussed through', 'date', must],
      file: ['Файл', 'Файл', 'File', 'file'],
    },
  ),
  vacancy: define(
    'vacancy',
    ['Озмун', 'Конкурс', 'Competition'],
    { reviewEvery: 7, named: 'post', ends: 'deadline' },
    {
      institution: ['Муассиса', 'Учреждение', 'Institution', 'text', { ...mustText, max: 300 }],
      unit: ['Воҳиди сохторӣ', 'Структурное подразделение', 'Unit', 'text', { ...mustText, max: 300 }],
      post: ['Вазифаи холӣ', 'Вакантная должность', 'Vacant post', 'text', { ...mustText, max: 300 }],
      count: ['Шумораи ҷойҳо', 'Число мест', 'Number of places', 'number', { ...must, min: 1, max: 1000 }],
      salary: [
        'Маош, сомонӣ дар як моҳ',
        'Оклад, сомони в месяц',
        'Salary, somoni a month',
        'money',
        { ...must, min: 1, max: 100_000_000 },
      ],
      requirements: ['Талабот', 'Требования', 'Requirements', 'markdown', mustText],
      papers: ['Ҳуҷҷатҳои зарурӣ', 'Необходимые документы', 'Papers to bring', 'markdown', mustText],
      publishedAt: published,
      deadline: ['Муҳлати охирини ҳуҷҷатсупорӣ', 'Последний день приёма документов', 'Last day for papers', 'date', must],
      contact: ['Тамос', 'Контакт', 'Contact', 'text', { ...mustText, max: 300 }],
      stages: ['Марҳилаҳо', 'Этапы', 'Stages', 'markdown', inLanguages],
      result: ['Натиҷа', 'Результат', 'Result', 'markdown', inLanguages],
      resultOn: ['Санаи натиҷа', 'Дата результата', 'Date of the result', 'date'],
    },
  ),
  noVacancyStatement: define(
    'noVacancyStatement',
    ['Изҳорот дар бораи набудани озмун', 'Заявление об отсутствии конкурсов', 'Statement that there is no competition'],
    { reviewEvery: 30, named: 'period' },
    {
      period: ['Барои кадом муддат', 'За какой период', 'For which period', 'text', { ...mustText, max: 200 }],
      signer: ['Кӣ тасдиқ мекунад: вазифа', 'Кто подтверждает: должность', 'Who confirms it: the post', 'text', { ...mustText, max: 300 }],
      date: ['Сана', 'Дата', 'Date', 'date', { required: true, filled: true }],
    },
  ),
  service: define(
    'service',
    ['Хизматрасонӣ', 'Услуга', 'Service'],
    { reviewEvery: 180, named: 'service' },
    {
      service: ['Хизматрасонӣ аз феҳрист', 'Услуга из реестра', 'Service of the register', 'service', must],
      note: ['Чиро донистан лозим аст', 'Что нужно знать', 'What to know', 'markdown', inLanguages],
    },
  ),
  contact: define(
    'contact',
    ['Тамос', 'Контакты', 'Contact'],
    { reviewEvery: 90, named: 'address' },
    {
      address: ['Суроға', 'Адрес', 'Address', 'text', { ...mustText, max: 300 }],
      phones: ['Телефонҳо, бо вергул', 'Телефоны, через запятую', 'Telephones, with commas', 'phones', must],
      email: ['Почтаи электронӣ', 'Электронная почта', 'E-mail', 'email', must],
      hours: ['Соатҳои корӣ', 'Часы работы', 'Opening hours', 'text', { ...mustText, max: 200 }],
      latitude: ['Арзи ҷуғрофӣ', 'Широта', 'Latitude', 'number', { ...must, min: 36, max: 42, fractional: true }],
      longitude: ['Тӯли ҷуғрофӣ', 'Долгота', 'Longitude', 'number', { ...must, min: 67, max: 76, fractional: true }],
      accessibleEntrance: [
        'Даромадгоҳи дастрас',
        'Доступный вход',
        'Accessible entrance',
        'select',
        {
          ...must,
          options: [
            choice('yes', 'Ҳаст', 'Есть', 'Yes'),
            choice('partly', 'Қисман', 'Частично', 'Partly'),
            choice('no', 'Нест', 'Нет', 'No'),
          ],
        },
      ],
      trustLine: ['Телефони боварӣ', 'Телефон доверия', 'Trust line', 'phone'],
    },
  ),
  dataset: define(
    'dataset',
    ['Маҷмӯи маълумот', 'Набор данных', 'Dataset'],
    { named: 'title' },
    {
      title: ['Ном', 'Название', 'Title', 'text', { ...mustText, max: 300 }],
      description: ['Тавсиф', 'Описание', 'Description', 'markdown', inLanguages],
      licence: [
        'Иҷозатнома',
        'Лицензия',
        'Licence',
        'select',
        {
          ...must,
          options: [
            choice('cc-by-4.0', 'CC BY 4.0', 'CC BY 4.0', 'CC BY 4.0'),
            choice('cc0-1.0', 'CC0 1.0', 'CC0 1.0', 'CC0 1.0'),
            choice('odbl-1.0', 'ODbL 1.0', 'ODbL 1.0', 'ODbL 1.0'),
          ],
        },
      ],
      cadence: [
        'Чанд вақт як бор нав мешавад',
        'Как часто обновляется',
        'How often it is renewed',
        'select',
        {
          ...must,
          options: [
            choice('daily', 'Ҳар рӯз', 'Ежедневно', 'Daily'),
            choice('weekly', 'Ҳар ҳафта', 'Еженедельно', 'Weekly'),
            choice('monthly', 'Ҳар моҳ', 'Ежемесячно', 'Monthly'),
            choice('quarterly', 'Ҳар семоҳа', 'Ежеквартально', 'Quarterly'),
            choice('yearly', 'Ҳар сол', 'Ежегодно', 'Yearly'),
          ],
        },
      ],
      distribution: ['Файл', 'Файл', 'File', 'file', must],
      schema: ['Сутунҳо ва маънои онҳо', 'Столбцы и их значение', 'Columns and what they mean', 'markdown', mustText],
    },
  ),
  budgetReport: define(
    'budgetReport',
    ['Ҳисоботи буҷет', 'Отчёт о бюджете', 'Budget report'],
    { reviewEvery: 365, named: 'title' },
    {
      title: ['Ном', 'Название', 'Title', 'text', { ...mustText, max: 300 }],
      period: ['Давра: 2026 ё 2026-I', 'Период: 2026 или 2026-I', 'Period: 2026 or 2026-I', 'text', { ...must, max: 20 }],
      table: ['Ҷадвал', 'Таблица', 'Table', 'markdown', mustText],
      file: ['Файл', 'Файл', 'File', 'file', must],
    },
  ),
  faq: define(
    'faq',
    ['Савол ва ҷавоб', 'Вопрос и ответ', 'Question and answer'],
    { reviewEvery: 180, named: 'question' },
    {
      question: ['Савол', 'Вопрос', 'Question', 'text', { ...mustText, max: 300 }],
      answer: ['Ҷавоб', 'Ответ', 'Answer', 'markdown', mustText],
      service: ['Ба кадом хизматрасонӣ дахл дорад', 'К какой услуге относится', 'Which service it is about', 'service'],
    },
  ),
};

export const CONTENT_TYPE_NAMES = Object.keys(CONTENT_TYPES) as ContentTypeName[];
const JSON_SCHEMAS = new Map<ContentTypeName, Record<string, unknown>>();

/** The JSON Schema of what a published item of a type must be. */
export function contentSchema(type: ContentTypeName): Record<string, unknown> {
  const known = JSON_SCHEMAS.get(type);
  if (known) return known;
  const schema = z.toJSONSchema(CONTENT_TYPES[type].schema) as Record<string, unknown>;
  JSON_SCHEMAS.set(type, schema);
  return schema;
}

/** What an item is called in a list: its title, post, name, question. */
export const contentName = (type: ContentTypeName, values: Record<string, unknown>): Text => {
  const value = values[CONTENT_TYPES[type].named];
  return typeof value === 'object' && value !== null && 'tg' in value ? (value as Text) : { tg: typeof value === 'string' ? value : '' };
};
