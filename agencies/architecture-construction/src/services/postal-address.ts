import type { Rule, ServiceDefinition } from '@hukumat/contract';
import { applicantRequired, applicantSchema, applicantStep, paperSchema, papers } from './applicant.ts';

const HAS_ADDRESS: Rule = { field: 'request', in: ['change', 'correct'] };
const IN_HOUSE = { field: 'objectKind', is: 'flat' } as const;

export const postalAddress: ServiceDefinition = {
  id: 'postal-address',
  version: 1,
  title: {
    tg: 'Додан, тағйир додан ё аниқ кардани суроғаи почтавӣ',
    ru: 'Присвоение, изменение или уточнение почтового адреса',
    en: 'Assignment or change of a postal address',
  },
  summary: {
    tg: 'Ба замин, хона ё квартира суроғаи расмӣ диҳед ё суроғаи нодурустро ислоҳ кунед.',
    ru: 'Получите официальный адрес для участка, дома или квартиры либо исправьте неверный.',
    en: 'Get an official address for land, a house or a flat, or have a wrong one corrected.',
  },
  category: 'land',
  lifeEvents: ['building-a-house', 'moving-home'],
  audience: ['person', 'entity'],
  needs: 'substantial',
  onBehalf: true,
  who: {
    tg: 'Соҳиби замин ё бино: шаҳрванд ё ташкилот.',
    ru: 'Владелец земли или здания: гражданин или организация.',
    en: 'The owner of land or a building: a citizen or an organisation.',
  },
  result: {
    tg: 'Маълумотномаи электронии суроға бо рамзи QR.',
    ru: 'Электронная справка об адресе с QR-кодом.',
    en: 'An electronic certificate of the address with a QR code.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Қоидаҳои додани суроға (санади дақиқ тасдиқ нашудааст)',
        ru: 'Правила присвоения адресов (точный акт не подтверждён)',
        en: 'Rules on assigning addresses (the exact act is not confirmed)',
      },
      sample: true,
    },
  ],
  fees: [
    {
      kind: 'issue',
      payer: 'applicant',
      when: 'before-issue',
      label: {
        tg: 'Мувофиқи нархнома; маблағ ҳоло нашр нашудааст',
        ru: 'По прейскуранту; сумма пока не опубликована',
        en: 'By the price list; the sum is not published yet',
      },
      sample: true,
    },
  ],
  evidence: [
    {
      name: 'ownership',
      title: {
        tg: 'Ҳуҷҷати ҳуқуқ ба замин ё бино',
        ru: 'Документ о праве на землю или здание',
        en: 'Document of the right to the land or building',
      },
      source: 'upload',
      sample: true,
    },
    {
      name: 'site-scheme',
      title: { tg: 'Нақшаи ҷойгиршавӣ', ru: 'Схема расположения', en: 'Plan of the place' },
      source: 'upload',
      sample: true,
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        ...applicantRequired,
        'request',
        'presentAddress',
        'changeReason',
        'objectKind',
        'district',
        'street',
        'flatNumber',
        'ownershipNumber',
        'ownership',
        'siteScheme',
      ],
      properties: {
        ...applicantSchema,
        request: { type: 'string', enum: ['assign', 'change', 'correct'] },
        presentAddress: { type: 'string', minLength: 5, maxLength: 300 },
        changeReason: { type: 'string', minLength: 5, maxLength: 500 },
        objectKind: { type: 'string', enum: ['land', 'house', 'flat', 'other'] },
        district: { type: 'string', minLength: 2, maxLength: 120 },
        street: { type: 'string', minLength: 2, maxLength: 160 },
        houseNumber: { type: 'string', maxLength: 20 },
        flatNumber: { type: 'string', maxLength: 20 },
        postalCode: { type: 'string', format: 'postal-code' },
        landmark: { type: 'string', maxLength: 300 },
        ownershipNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        ownership: paperSchema(4),
        siteScheme: paperSchema(4),
        photos: paperSchema(6),
      },
    },
    steps: [
      {
        name: 'request',
        title: { tg: 'Чӣ лозим аст?', ru: 'Что нужно сделать?', en: 'What do you need?' },
        fields: [
          {
            name: 'request',
            kind: 'radio',
            label: { tg: 'Мақсади ариза', ru: 'Цель заявления', en: 'Purpose of the application' },
            options: [
              { value: 'assign', label: { tg: 'Додани суроғаи нав', ru: 'Присвоить новый адрес', en: 'Assign a new address' } },
              { value: 'change', label: { tg: 'Тағйир додани суроға', ru: 'Изменить адрес', en: 'Change an address' } },
              { value: 'correct', label: { tg: 'Аниқ кардани суроға', ru: 'Уточнить адрес', en: 'Correct an address' } },
            ],
          },
          {
            name: 'presentAddress',
            kind: 'textarea',
            label: { tg: 'Суроғаи ҳозира', ru: 'Нынешний адрес', en: 'Present address' },
            prefill: 'address',
            showWhen: HAS_ADDRESS,
          },
          {
            name: 'changeReason',
            kind: 'textarea',
            label: { tg: 'Чаро онро бояд иваз кард?', ru: 'Почему его нужно изменить?', en: 'Why does it have to be changed?' },
            showWhen: HAS_ADDRESS,
          },
        ],
      },
      applicantStep,
      {
        name: 'place',
        title: { tg: 'Замин ё бино', ru: 'Земля или здание', en: 'The land or building' },
        fields: [
          {
            name: 'objectKind',
            kind: 'radio',
            label: { tg: 'Суроға барои чист?', ru: 'Для чего нужен адрес?', en: 'What is the address for?' },
            options: [
              { value: 'house', label: { tg: 'Хона', ru: 'Дом', en: 'A house' } },
              { value: 'flat', label: { tg: 'Квартира ё ҳуҷра', ru: 'Квартира или помещение', en: 'A flat or room' } },
              { value: 'land', label: { tg: 'Қитъаи замин', ru: 'Земельный участок', en: 'Land' } },
              { value: 'other', label: { tg: 'Бинои дигар', ru: 'Другое здание', en: 'Another building' } },
            ],
          },
          { name: 'district', kind: 'text', label: { tg: 'Шаҳр ё ноҳия', ru: 'Город или район', en: 'City or district' }, width: 'medium' },
          {
            name: 'street',
            kind: 'text',
            label: { tg: 'Деҳа, маҳалла, кӯча', ru: 'Село, махалля, улица', en: 'Village, quarter, street' },
            autocomplete: 'address-line1',
          },
          {
            name: 'houseNumber',
            kind: 'text',
            label: { tg: 'Рақами хона', ru: 'Номер дома', en: 'House number' },
            hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
            width: 'short',
          },
          {
            name: 'flatNumber',
            kind: 'text',
            label: { tg: 'Рақами квартира', ru: 'Номер квартиры', en: 'Flat number' },
            width: 'short',
            showWhen: IN_HOUSE,
          },
          {
            name: 'postalCode',
            kind: 'identity',
            label: { tg: 'Индекси почта', ru: 'Почтовый индекс', en: 'Postal code' },
            hint: { tg: 'Агар донед', ru: 'Если знаете', en: 'If you know it' },
            width: 'short',
          },
          {
            name: 'landmark',
            kind: 'text',
            label: { tg: 'Нишонаи наздик', ru: 'Ориентир рядом', en: 'A landmark nearby' },
            hint: {
              tg: 'Масалан: мактаб, пул, бозор',
              ru: 'Например: школа, мост, рынок',
              en: 'For example: a school, a bridge, a market',
            },
          },
        ],
      },
      {
        name: 'papers',
        title: { tg: 'Ҳуҷҷатҳо', ru: 'Документы', en: 'Papers' },
        fields: [
          {
            name: 'ownershipNumber',
            kind: 'text',
            label: { tg: 'Рақами ҳуҷҷати ҳуқуқ', ru: 'Номер документа о праве', en: 'Number of the document of the right' },
            width: 'medium',
          },
          papers('ownership', {
            tg: 'Ҳуҷҷати ҳуқуқ ба замин ё бино',
            ru: 'Документ о праве на землю или здание',
            en: 'Document of the right to the land or building',
          }),
          papers(
            'siteScheme',
            { tg: 'Нақшаи ҷойгиршавӣ', ru: 'Схема расположения', en: 'Plan of the place' },
            {
              hint: {
                tg: 'Метавонад дастӣ кашида шавад: кӯча, биноҳои ҳамсоя, даромадгоҳ.',
                ru: 'Можно от руки: улица, соседние здания, вход.',
                en: 'It may be drawn by hand: the street, the buildings beside it, the entrance.',
              },
            },
          ),
          papers('photos', { tg: 'Аксҳои бино', ru: 'Фотографии здания', en: 'Photographs of the building' }, {}),
        ],
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст ва ба коркарди он розӣ ҳастам.',
      ru: 'Подтверждаю, что сведения верны, и согласен на их обработку.',
      en: 'I confirm that the information is correct and agree to its processing.',
    },
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 7,
    sendBackDays: 30,
    clock: 'continue',
    refusals: [
      {
        code: 'no-right',
        label: {
          tg: 'Ҳуқуқ ба замин ё бино тасдиқ нашуд',
          ru: 'Право на землю или здание не подтверждено',
          en: 'The right to the land or building is not confirmed',
        },
      },
      {
        code: 'already-addressed',
        label: { tg: 'Ин бино аллакай суроға дорад', ru: 'У этого здания уже есть адрес', en: 'This building already has an address' },
      },
      {
        code: 'unlawful-building',
        label: { tg: 'Бино бе иҷозат сохта шудааст', ru: 'Здание построено без разрешения', en: 'The building was built without a permit' },
      },
    ],
    letters: [
      {
        code: 'scheme-unclear',
        for: 'send-back',
        title: { tg: 'Нақша норавшан аст', ru: 'Схема неясна', en: 'The plan is unclear' },
        body: {
          tg: 'Аз рӯйи нақша ҷойи бино муайян намешавад. Лутфан кӯча, биноҳои ҳамсоя ва даромадгоҳро нишон диҳед.',
          ru: 'По схеме нельзя определить место здания. Покажите, пожалуйста, улицу, соседние здания и вход.',
          en: 'The plan does not show where the building is. Please show the street, the buildings beside it and the entrance.',
        },
      },
      {
        code: 'no-right',
        for: 'refusal',
        title: { tg: 'Ҳуқуқ тасдиқ нашуд', ru: 'Право не подтверждено', en: 'The right is not confirmed' },
        body: {
          tg: 'Ҳуҷҷат ҳуқуқи Шуморо ба ин замин ё бино тасдиқ намекунад.',
          ru: 'Документ не подтверждает вашего права на эту землю или здание.',
          en: 'The document does not confirm your right to this land or building.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'certificate',
    title: { tg: 'Маълумотномаи суроғаи почтавӣ', ru: 'Справка о почтовом адресе', en: 'Certificate of a postal address' },
    body: [
      {
        tg: 'Ин маълумотнома ба {entityName} {surname} {givenName} {patronymic} дода шуд.',
        ru: 'Настоящая справка выдана: {entityName} {surname} {givenName} {patronymic}.',
        en: 'This certificate is issued to {entityName} {surname} {givenName} {patronymic}.',
      },
      {
        tg: 'Суроғаи почтавӣ: {district}, {street} {houseNumber} {flatNumber}. Ҳуҷҷати ҳуқуқ: {ownershipNumber}.',
        ru: 'Почтовый адрес: {district}, {street} {houseNumber} {flatNumber}. Документ о праве: {ownershipNumber}.',
        en: 'Postal address: {district}, {street} {houseNumber} {flatNumber}. Document of the right: {ownershipNumber}.',
      },
    ],
    languages: ['tg', 'ru'],
    revocable: true,
    sample: true,
  },
  searchWords: [
    'суроға',
    'суроғаи почтавӣ',
    'индекс',
    'адрес',
    'почтовый адрес',
    'присвоение адреса',
    'address',
    'postal address',
    'surogha',
    'suroga',
    'adres',
  ],
  checkedOn: '2026-11-25',
};
