import type { ServiceDefinition } from '@hukumat/contract';
import { LIMITS } from '../limits.ts';
import { ADDRESS_HINT, HOST_ANSWERS, HOST_FIELDS, HOST_REQUIRED } from './host.ts';
import { LAW, LEGAL_BASIS } from './law.ts';

const limit = (kind: 'feast' | 'pilaf' | 'family-visit') => ({
  any: [{ not: { field: 'eventKind', is: kind } }, { field: 'guests', absent: true as const }, { field: 'guests', atMost: LIMITS[kind] }],
});

export const weddingRegistration: ServiceDefinition = {
  id: 'wedding-registration',
  version: 4,
  title: { tg: 'Баҳисобгирии тӯйҳои домодиву арӯсӣ', ru: 'Учёт свадебных торжеств', en: 'Registration of a wedding ceremony' },
  summary: {
    tg: 'Аз баргузории тӯй хабар диҳед ва ҳамон лаҳза тасдиқнома гиред. Ба ҳукумати шаҳр, ноҳия ё ҷамоат рафтан лозим нест.',
    ru: 'Сообщите о свадьбе и сразу получите подтверждение. Идти в администрацию или джамоат не нужно.',
    en: 'Give notice of a wedding and get the confirmation at once, with no visit to the local authority.',
  },
  category: 'ceremonies',
  lifeEvents: ['getting-married'],
  audience: ['person'],
  needs: 'low',
  who: {
    tg: 'Соҳиби маърака ё узви оилаи ӯ.',
    ru: 'Хозяин торжества или член его семьи.',
    en: 'The host of the event or a member of the family.',
  },
  result: {
    tg: 'Тасдиқномаи баҳисобгирӣ бо рақам ва рамзи QR.',
    ru: 'Подтверждение учёта с номером и QR-кодом.',
    en: 'A confirmation of registration with a number and a QR code.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: LEGAL_BASIS,
  fees: [],
  evidence: [],
  form: {
    schema: {
      type: 'object',
      required: [
        ...HOST_REQUIRED,
        'eventKind',
        'eventDate',
        'startTime',
        'placeKind',
        'placeAddress',
        'guests',
        'cars',
        'groomName',
        'groomBirthDate',
        'brideName',
        'brideBirthDate',
        'placeName',
        'courtDecision',
        'marriageDate',
      ],
      properties: {
        ...HOST_ANSWERS,
        eventKind: { type: 'string', enum: ['feast', 'pilaf', 'family-visit'] },
        eventDate: { type: 'string', format: 'date' },
        startTime: { type: 'string', format: 'time' },
        placeKind: { type: 'string', enum: ['home', 'restaurant', 'other'] },
        placeName: { type: 'string', minLength: 2, maxLength: 120 },
        placeAddress: { type: 'string', minLength: 5, maxLength: 300 },
        guests: { type: 'integer', minimum: 1, maximum: LIMITS.pilaf },
        cars: { type: 'integer', minimum: 0, maximum: LIMITS.cars },
        tables: { type: 'integer', minimum: 1, maximum: LIMITS.pilaf },
        groomName: { type: 'string', format: 'person-name', maxLength: 160 },
        groomBirthDate: { type: 'string', format: 'date' },
        brideName: { type: 'string', format: 'person-name', maxLength: 160 },
        brideBirthDate: { type: 'string', format: 'date' },
        courtDecision: { type: 'string', format: 'document-number', maxLength: 40 },
        marriageRecord: { type: 'string', format: 'document-number', maxLength: 40 },
        marriageDate: { type: 'string', format: 'date' },
      },
    },
    steps: [
      {
        name: 'host',
        title: { tg: 'Соҳиби маърака', ru: 'Хозяин торжества', en: 'The host' },
        fields: HOST_FIELDS,
      },
      {
        name: 'event',
        title: { tg: 'Маърака', ru: 'Торжество', en: 'The event' },
        lead: {
          tg: 'Як маърака баргузор мешавад. Қонун зиёфатро то 150 нафар, оши тӯйро то 200 нафар ва домодталбону арӯсбинонро то 15 нафар муқаррар кардааст.',
          ru: 'Проводится одно торжество. По закону на зиёфат приглашают до 150 человек, на свадебный плов — до 200, на домодталбон и арусбинон — до 15.',
          en: 'One event is held. By law a feast gathers up to 150 people, a wedding pilaf up to 200, and the family visits up to 15.',
        },
        fields: [
          {
            name: 'eventKind',
            kind: 'radio',
            label: { tg: 'Чӣ баргузор мешавад?', ru: 'Что проводится?', en: 'What is held?' },
            options: [
              {
                value: 'feast',
                label: { tg: 'Зиёфат', ru: 'Зиёфат (застолье)', en: 'Feast' },
                hint: { tg: 'то 150 нафар', ru: 'до 150 человек', en: 'up to 150 people' },
              },
              {
                value: 'pilaf',
                label: { tg: 'Оши тӯй', ru: 'Свадебный плов', en: 'Wedding pilaf' },
                hint: {
                  tg: 'то 200 нафар аз ҳар ду ҷониб',
                  ru: 'до 200 человек с обеих сторон вместе',
                  en: 'up to 200 people, both sides together',
                },
              },
              {
                value: 'family-visit',
                label: { tg: 'Домодталбон, арӯсбинон', ru: 'Домодталбон, арусбинон', en: 'Groom’s invitation, seeing the bride' },
                hint: { tg: 'дар доираи оила, то 15 нафар', ru: 'в кругу семьи, до 15 человек', en: 'within the family, up to 15 people' },
              },
            ],
          },
          {
            name: 'eventDate',
            kind: 'date',
            place: 'calendar',
            label: { tg: 'Санаи баргузорӣ', ru: 'Дата проведения', en: 'Date of the event' },
          },
          {
            name: 'startTime',
            kind: 'time',
            label: { tg: 'Соати оғоз', ru: 'Время начала', en: 'Start time' },
            hint: {
              tg: 'Тавсия: то 3 соат; рӯзҳои корӣ 18:00–22:00, рӯзҳои истироҳат 08:00–22:00.',
              ru: 'Рекомендация: до 3 часов; в рабочие дни 18:00–22:00, в выходные 08:00–22:00.',
              en: 'Advice: up to 3 hours; 18:00–22:00 on working days, 08:00–22:00 on days off.',
            },
            width: 'short',
          },
          {
            name: 'placeKind',
            kind: 'radio',
            label: { tg: 'Дар куҷо?', ru: 'Где?', en: 'Where?' },
            options: [
              { value: 'home', label: { tg: 'Дар хона', ru: 'Дома', en: 'At home' } },
              { value: 'restaurant', label: { tg: 'Дар тарабхона', ru: 'В ресторане', en: 'In a restaurant' } },
              { value: 'other', label: { tg: 'Ҷои дигар', ru: 'В другом месте', en: 'Another place' } },
            ],
          },
          {
            name: 'placeName',
            kind: 'text',
            label: { tg: 'Номи ҷой', ru: 'Название места', en: 'Name of the place' },
            showWhen: {
              any: [
                { field: 'placeKind', is: 'restaurant' },
                { field: 'placeKind', is: 'other' },
              ],
            },
          },
          {
            name: 'placeAddress',
            kind: 'textarea',
            label: { tg: 'Суроға', ru: 'Адрес', en: 'Address' },
            hint: ADDRESS_HINT,
          },
          {
            name: 'guests',
            kind: 'number',
            label: { tg: 'Шумораи меҳмонон', ru: 'Число гостей', en: 'Number of guests' },
            hint: { tg: 'Аз ҳар ду тараф якҷоя', ru: 'С обеих сторон вместе', en: 'Both sides together' },
            unit: { tg: 'нафар', ru: 'чел.', en: 'people' },
            width: 'short',
            place: 'guests',
            errors: {
              maximum: {
                tg: `На бештар аз 200 нафар, дар зиёфат 150 нафар: ${LAW.tg}.`,
                ru: `Не больше 200 человек, на зиёфат — 150: ${LAW.ru}.`,
                en: `Not more than 200 people, 150 at a feast: ${LAW.en}.`,
              },
            },
          },
          {
            name: 'cars',
            kind: 'number',
            label: { tg: 'Шумораи мошинҳо дар корвони арӯс', ru: 'Число машин в кортеже невесты', en: "Cars in the bride's escort" },
            hint: { tg: 'На бештар аз 4', ru: 'Не больше 4', en: 'Not more than 4' },
            width: 'short',
            errors: {
              maximum: {
                tg: `На бештар аз 4 мошини сабукрав: ${LAW.tg}.`,
                ru: `Не больше 4 легковых машин: ${LAW.ru}.`,
                en: `Not more than 4 passenger cars: ${LAW.en}.`,
              },
            },
          },
          {
            name: 'tables',
            kind: 'number',
            label: { tg: 'Шумораи мизҳо', ru: 'Число столов', en: 'Number of tables' },
            width: 'short',
          },
        ],
      },
      {
        name: 'couple',
        title: { tg: 'Арӯс ва домод', ru: 'Невеста и жених', en: 'The couple' },
        fields: [
          { name: 'groomName', kind: 'name', label: { tg: 'Насаб ва номи домод', ru: 'Фамилия и имя жениха', en: 'Groom’s full name' } },
          {
            name: 'groomBirthDate',
            kind: 'date',
            label: { tg: 'Санаи таваллуди домод', ru: 'Дата рождения жениха', en: 'Groom’s date of birth' },
          },
          { name: 'brideName', kind: 'name', label: { tg: 'Насаб ва номи арӯс', ru: 'Фамилия и имя невесты', en: 'Bride’s full name' } },
          {
            name: 'brideBirthDate',
            kind: 'date',
            label: { tg: 'Санаи таваллуди арӯс', ru: 'Дата рождения невесты', en: 'Bride’s date of birth' },
          },
          {
            name: 'courtDecision',
            kind: 'text',
            label: {
              tg: 'Рақами қарори суд дар бораи паст кардани синни никоҳ',
              ru: 'Номер решения суда о снижении брачного возраста',
              en: 'Number of the court decision that lowers the age of marriage',
            },
            hint: {
              tg: 'Лозим аст, агар домод ё арӯс 17-сола бошад',
              ru: 'Нужно, если жениху или невесте 17 лет',
              en: 'Needed if the groom or the bride is 17',
            },
            showWhen: {
              any: [
                { field: 'groomBirthDate', ageUnder: 18 },
                { field: 'brideBirthDate', ageUnder: 18 },
              ],
            },
            width: 'medium',
          },
          {
            name: 'marriageRecord',
            kind: 'text',
            label: { tg: 'Рақами сабти ақди никоҳ', ru: 'Номер записи акта о браке', en: 'Number of the marriage record' },
            hint: {
              tg: 'Агар никоҳ аллакай сабт шуда бошад',
              ru: 'Если брак уже зарегистрирован',
              en: 'If the marriage is already registered',
            },
            width: 'medium',
          },
          {
            name: 'marriageDate',
            kind: 'date',
            label: { tg: 'Санаи сабти ақди никоҳ', ru: 'Дата записи акта о браке', en: 'Date of the marriage record' },
            showWhen: { field: 'marriageRecord', present: true },
          },
        ],
      },
    ],
    assertions: [
      {
        code: 'feast-guests',
        field: 'guests',
        rule: limit('feast'),
        message: {
          tg: `Дар зиёфат на бештар аз 150 нафар: ${LAW.tg}.`,
          ru: `На зиёфат — не больше 150 человек: ${LAW.ru}.`,
          en: `Not more than 150 people at a feast: ${LAW.en}.`,
        },
      },
      {
        code: 'pilaf-guests',
        field: 'guests',
        rule: limit('pilaf'),
        message: {
          tg: `Дар оши тӯй на бештар аз 200 нафар: ${LAW.tg}.`,
          ru: `На свадебный плов — не больше 200 человек: ${LAW.ru}.`,
          en: `Not more than 200 people at a wedding pilaf: ${LAW.en}.`,
        },
      },
      {
        code: 'family-visit-guests',
        field: 'guests',
        rule: limit('family-visit'),
        message: {
          tg: `Дар домодталбон ва арӯсбинон на бештар аз 15 нафар: ${LAW.tg}.`,
          ru: `На домодталбон и арусбинон — не больше 15 человек: ${LAW.ru}.`,
          en: `Not more than 15 people at a family visit: ${LAW.en}.`,
        },
      },
      {
        code: 'event-in-past',
        field: 'eventDate',
        rule: { field: 'eventDate', notBeforeToday: true },
        message: {
          tg: 'Санаи тӯй гузаштааст. Санаи имрӯз ё ояндаро нависед.',
          ru: 'Дата торжества уже прошла. Укажите сегодняшнюю или будущую дату.',
          en: 'The date has passed. Give today or a later date.',
        },
      },
      {
        code: 'marriage-in-future',
        field: 'marriageDate',
        rule: {
          any: [
            { field: 'marriageDate', absent: true },
            { field: 'marriageDate', notAfterToday: true },
          ],
        },
        message: {
          tg: 'Санаи сабти никоҳ набояд дар оянда бошад.',
          ru: 'Дата записи о браке не может быть в будущем.',
          en: 'The date of the marriage record cannot be in the future.',
        },
      },
      {
        code: 'groom-age',
        field: 'groomBirthDate',
        rule: { field: 'groomBirthDate', ageAtLeast: 17 },
        message: {
          tg: 'Домод бояд ба синни 18 расида бошад; бо қарори суд — ба синни 17.',
          ru: 'Жениху должно исполниться 18 лет; по решению суда — 17.',
          en: 'The groom must be at least 18; 17 by a court decision.',
        },
      },
      {
        code: 'bride-age',
        field: 'brideBirthDate',
        rule: { field: 'brideBirthDate', ageAtLeast: 17 },
        message: {
          tg: 'Арӯс бояд ба синни 18 расида бошад; бо қарори суд — ба синни 17.',
          ru: 'Невесте должно исполниться 18 лет; по решению суда — 17.',
          en: 'The bride must be at least 18; 17 by a court decision.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст ва бо талаботи қонун шинос ҳастам.',
      ru: 'Подтверждаю, что сведения верны и требования закона мне известны.',
      en: 'I confirm that the information is correct and that I know what the law asks.',
    },
  },
  // One household, one day, one kind of ceremony.
  unique: ['eventKind', 'eventDate'],
  workflow: { kind: 'immediate', workingDays: 0 },
  output: {
    kind: 'confirmation',
    title: { tg: 'Тасдиқномаи баҳисобгирии тӯй', ru: 'Подтверждение учёта торжества', en: 'Confirmation of a registered wedding' },
    body: [
      {
        tg: 'Маъракаи тӯй, ки {eventDate} соати {startTime} дар суроғаи {placeAddress} баргузор мешавад, ба ҳисоб гирифта шуд.',
        ru: 'Торжество, которое состоится {eventDate} в {startTime} по адресу: {placeAddress}, взято на учёт.',
        en: 'The event to be held on {eventDate} at {startTime}, {placeAddress}, is registered.',
      },
      {
        tg: 'Соҳиби маърака: {hostSurname} {hostGivenName} {hostPatronymic}. Шумораи меҳмонон: {guests}. Шумораи мошинҳо: {cars}.',
        ru: 'Хозяин торжества: {hostSurname} {hostGivenName} {hostPatronymic}. Гостей: {guests}. Машин: {cars}.',
        en: 'Host: {hostSurname} {hostGivenName} {hostPatronymic}. Guests: {guests}. Cars: {cars}.',
      },
    ],
    languages: ['tg', 'ru'],
    revocable: true,
    sample: true,
  },
  searchWords: ['тӯй', 'свадьба', 'wedding', 'никоҳ', 'арӯсӣ', 'tuy', 'tuyi arusi', 'svadba', 'ош', 'зиёфат', 'торжество', 'танзим'],
  checkedOn: '2026-11-25',
};
