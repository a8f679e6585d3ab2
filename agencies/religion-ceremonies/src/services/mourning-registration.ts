import type { ServiceDefinition } from '@hukumat/contract';
import { ADDRESS_HINT, HOST_ANSWERS, HOST_FIELDS, HOST_REQUIRED } from './host.ts';
import { LEGAL_BASIS } from './law.ts';

/**
 * The shortest form of the portal. It asks for no reason and no paper, limits nothing (the law lets the funeral prayer be
 * held by any number), and any relative may give notice.
 */
export const mourningRegistration: ServiceDefinition = {
  id: 'mourning-registration',
  version: 2,
  title: { tg: 'Баҳисобгирии маросими азодорӣ', ru: 'Учёт траурных обрядов', en: 'Registration of a mourning ceremony' },
  summary: {
    tg: 'Шарики ғами Шумоем. Аз маросим дар чанд дақиқа, бе рафтан ба идора, хабар додан мумкин аст.',
    ru: 'Примите соболезнования. Сообщить об обряде можно за несколько минут, никуда не выходя.',
    en: 'Our condolences. Notice of the ceremony takes a few minutes and no visit.',
  },
  category: 'ceremonies',
  lifeEvents: ['death'],
  audience: ['person'],
  needs: 'low',
  who: {
    tg: 'Узви оила ё хешованд.',
    ru: 'Член семьи или родственник.',
    en: 'A member of the family or a relative.',
  },
  result: {
    tg: 'Тасдиқномаи баҳисобгирӣ бо рақам.',
    ru: 'Подтверждение учёта с номером.',
    en: 'A confirmation of registration with a number.',
  },
  tone: 'quiet',
  channels: ['online', 'centre', 'office'],
  legalBasis: LEGAL_BASIS,
  fees: [],
  evidence: [],
  form: {
    schema: {
      type: 'object',
      required: [...HOST_REQUIRED, 'deceasedName', 'deathDate', 'relation', 'eventKind', 'eventDate', 'placeAddress'],
      properties: {
        deceasedName: { type: 'string', format: 'person-name', maxLength: 160 },
        deathDate: { type: 'string', format: 'date' },
        relation: { type: 'string', enum: ['child', 'parent', 'spouse', 'sibling', 'relative'] },
        deathRecord: { type: 'string', format: 'document-number', maxLength: 40 },
        eventKind: { type: 'string', enum: ['third-day', 'fortieth-day', 'year', 'other'] },
        eventDate: { type: 'string', format: 'date' },
        startTime: { type: 'string', format: 'time' },
        placeAddress: { type: 'string', minLength: 5, maxLength: 300 },
        ...HOST_ANSWERS,
      },
    },
    steps: [
      {
        name: 'ceremony',
        title: { tg: 'Маросим', ru: 'Обряд', en: 'The ceremony' },
        fields: [
          {
            name: 'deceasedName',
            kind: 'name',
            label: { tg: 'Насаб ва номи марҳум', ru: 'Фамилия и имя покойного', en: 'Full name of the deceased' },
          },
          { name: 'deathDate', kind: 'date', label: { tg: 'Санаи вафот', ru: 'Дата смерти', en: 'Date of death' } },
          {
            name: 'deathRecord',
            kind: 'text',
            label: { tg: 'Рақами сабти вафот', ru: 'Номер записи акта о смерти', en: 'Number of the death record' },
            hint: { tg: 'Агар дар даст бошад', ru: 'Если есть под рукой', en: 'If you have it at hand' },
            width: 'medium',
          },
          {
            name: 'eventKind',
            kind: 'radio',
            label: { tg: 'Кадом маросим?', ru: 'Какой обряд?', en: 'Which ceremony?' },
            options: [
              { value: 'third-day', label: { tg: 'Се рӯз', ru: 'Третий день', en: 'Third day' } },
              { value: 'fortieth-day', label: { tg: 'Чил рӯз', ru: 'Сороковой день', en: 'Fortieth day' } },
              { value: 'year', label: { tg: 'Сол', ru: 'Годовщина', en: 'Anniversary' } },
              { value: 'other', label: { tg: 'Маросими дигар', ru: 'Другой обряд', en: 'Another ceremony' } },
            ],
          },
          {
            name: 'eventDate',
            kind: 'date',
            label: { tg: 'Санаи маросим', ru: 'Дата обряда', en: 'Date of the ceremony' },
            place: 'calendar',
          },
          { name: 'startTime', kind: 'time', label: { tg: 'Соати оғоз', ru: 'Время начала', en: 'Start time' }, width: 'short' },
          {
            name: 'placeAddress',
            kind: 'textarea',
            label: { tg: 'Суроғаи маросим', ru: 'Адрес проведения', en: 'Address of the ceremony' },
            hint: ADDRESS_HINT,
          },
        ],
      },
      {
        name: 'host',
        title: { tg: 'Кӣ хабар медиҳад?', ru: 'Кто сообщает?', en: 'Who gives notice?' },
        fields: [
          {
            name: 'relation',
            kind: 'radio',
            label: { tg: 'Шумо ба марҳум кӣ мешавед?', ru: 'Кем вы приходитесь покойному?', en: 'Who are you to the deceased?' },
            options: [
              { value: 'child', label: { tg: 'Фарзанд', ru: 'Сын или дочь', en: 'Son or daughter' } },
              { value: 'parent', label: { tg: 'Падар ё модар', ru: 'Отец или мать', en: 'Father or mother' } },
              { value: 'spouse', label: { tg: 'Ҳамсар', ru: 'Супруг или супруга', en: 'Husband or wife' } },
              { value: 'sibling', label: { tg: 'Бародар ё хоҳар', ru: 'Брат или сестра', en: 'Brother or sister' } },
              { value: 'relative', label: { tg: 'Хешованди дигар', ru: 'Другой родственник', en: 'Another relative' } },
            ],
          },
          ...HOST_FIELDS,
        ],
      },
    ],
    assertions: [
      {
        code: 'death-in-future',
        field: 'deathDate',
        rule: { field: 'deathDate', notAfterToday: true },
        message: {
          tg: 'Санаи вафот набояд дар оянда бошад. Лутфан санаро санҷед.',
          ru: 'Дата смерти не может быть в будущем. Пожалуйста, проверьте её.',
          en: 'The date of death cannot be in the future. Please check it.',
        },
      },
      {
        code: 'event-in-past',
        field: 'eventDate',
        rule: { field: 'eventDate', notBeforeToday: true },
        message: {
          tg: 'Ин рӯз гузаштааст. Лутфан имрӯз ё рӯзи баъдиро нависед.',
          ru: 'Этот день уже прошёл. Пожалуйста, укажите сегодняшний или более поздний.',
          en: 'This day has passed. Please give today or a later day.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст.',
      ru: 'Подтверждаю, что сведения верны.',
      en: 'I confirm that the information is correct.',
    },
  },
  // One household, one day, one kind of ceremony.
  unique: ['eventKind', 'eventDate'],
  workflow: { kind: 'immediate', workingDays: 0 },
  output: {
    kind: 'confirmation',
    title: {
      tg: 'Тасдиқномаи баҳисобгирии маросими азодорӣ',
      ru: 'Подтверждение учёта траурного обряда',
      en: 'Confirmation of a registered mourning ceremony',
    },
    body: [
      {
        tg: 'Маросими азодории {deceasedName}, ки {eventDate} дар суроғаи {placeAddress} баргузор мешавад, ба ҳисоб гирифта шуд.',
        ru: 'Траурный обряд ({deceasedName}), который пройдёт {eventDate} по адресу: {placeAddress}, взят на учёт.',
        en: 'The mourning ceremony for {deceasedName} to be held on {eventDate} at {placeAddress} is registered.',
      },
      {
        tg: 'Хабар дод: {hostSurname} {hostGivenName} {hostPatronymic}.',
        ru: 'Сообщил(а): {hostSurname} {hostGivenName} {hostPatronymic}.',
        en: 'Notice given by: {hostSurname} {hostGivenName} {hostPatronymic}.',
      },
    ],
    languages: ['tg', 'ru'],
    revocable: true,
    sample: true,
  },
  searchWords: [
    'азодорӣ',
    'маросим',
    'мотам',
    'вафот',
    'чил',
    'сол',
    'похороны',
    'траур',
    'поминки',
    'mourning',
    'funeral',
    'azodori',
    'pominki',
  ],
  checkedOn: '2026-11-25',
};
