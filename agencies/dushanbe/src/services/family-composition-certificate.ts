import type { ServiceDefinition } from '@hukumat/contract';

export const familyCompositionCertificate: ServiceDefinition = {
  id: 'family-composition-certificate',
  version: 1,
  title: { tg: 'Маълумотнома дар бораи ҳайати оила', ru: 'Справка о составе семьи', en: 'Family composition certificate' },
  summary: {
    tg: 'Ҳуҷҷат дар бораи он, ки дар оила кӣ ҳаст. Барои кӯдакистон, мактаб, кумакпулӣ ва кор лозим мешавад.',
    ru: 'Документ о том, кто есть в семье. Нужен для детского сада, школы, пособия и работы.',
    en: 'A document that says who is in the family. Needed for kindergarten, school, benefits and work.',
  },
  category: 'family',
  lifeEvents: ['having-a-child', 'studying', 'starting-work'],
  audience: ['person'],
  needs: 'substantial',
  who: {
    tg: 'Сокини шаҳри Душанбе, яке аз аъзои калонсоли оила.',
    ru: 'Житель города Душанбе, один из взрослых членов семьи.',
    en: 'A resident of Dushanbe, any adult member of the family.',
  },
  result: {
    tg: 'Маълумотномаи электронӣ бо рамзи QR.',
    ru: 'Электронная справка с QR-кодом.',
    en: 'An electronic certificate with a QR code.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Феҳристи хизматрасониҳои давлатӣ (асоси ҳуқуқӣ тасдиқ нашудааст)',
        ru: 'Реестр государственных услуг (правовое основание не подтверждено)',
        en: 'Register of state services (the legal basis is not confirmed)',
      },
      number: '123',
      date: '2022-03-28',
      source: 'cis-legislation.com rgn=139967',
      sample: true,
    },
  ],
  fees: [],
  evidence: [],
  form: {
    schema: {
      type: 'object',
      required: ['surname', 'givenName', 'birthDate', 'passport', 'address', 'members', 'phone'],
      properties: {
        surname: { type: 'string', format: 'person-name', maxLength: 80 },
        givenName: { type: 'string', format: 'person-name', maxLength: 80 },
        patronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        birthDate: { type: 'string', format: 'date' },
        passport: { type: 'string', format: 'tj-passport' },
        address: { type: 'string', minLength: 5, maxLength: 300 },
        phone: { type: 'string', format: 'tj-phone' },
        members: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: {
            type: 'object',
            required: ['relation', 'name', 'birthDate'],
            properties: {
              relation: { type: 'string', enum: ['spouse', 'child', 'father', 'mother', 'sibling', 'grandparent', 'grandchild', 'other'] },
              name: { type: 'string', format: 'person-name', maxLength: 160 },
              birthDate: { type: 'string', format: 'date' },
            },
          },
        },
        familySize: { type: 'integer' },
      },
    },
    steps: [
      {
        name: 'applicant',
        title: { tg: 'Шумо', ru: 'Вы', en: 'You' },
        fields: [
          {
            name: 'surname',
            kind: 'name',
            label: { tg: 'Насаб', ru: 'Фамилия', en: 'Surname' },
            prefill: 'surname',
            autocomplete: 'family-name',
          },
          {
            name: 'givenName',
            kind: 'name',
            label: { tg: 'Ном', ru: 'Имя', en: 'Given name' },
            prefill: 'givenName',
            autocomplete: 'given-name',
          },
          {
            name: 'patronymic',
            kind: 'name',
            label: { tg: 'Номи падар', ru: 'Отчество', en: 'Patronymic' },
            hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
            prefill: 'patronymic',
            autocomplete: 'additional-name',
          },
          {
            name: 'birthDate',
            kind: 'date',
            label: { tg: 'Санаи таваллуд', ru: 'Дата рождения', en: 'Date of birth' },
            prefill: 'birthDate',
            autocomplete: 'bday',
          },
          {
            name: 'passport',
            kind: 'identity',
            label: {
              tg: 'Силсила ва рақами шиноснома ё корти шаҳрвандӣ',
              ru: 'Серия и номер паспорта или удостоверения личности',
              en: 'Series and number of the passport or identity card',
            },
            hint: { tg: 'Масалан: A00000001', ru: 'Например: A00000001', en: 'For example: A00000001' },
            prefill: 'passport',
            width: 'medium',
          },
          {
            name: 'address',
            kind: 'textarea',
            label: { tg: 'Суроғаи истиқомат', ru: 'Адрес проживания', en: 'Home address' },
            hint: {
              tg: 'Ноҳияи шаҳр, ҷамоат, кӯча, хона, ҳуҷра',
              ru: 'Район города, джамоат, улица, дом, квартира',
              en: 'District of the city, jamoat, street, house, flat',
            },
            prefill: 'address',
            autocomplete: 'street-address',
          },
          {
            name: 'phone',
            kind: 'phone',
            label: { tg: 'Рақами телефон', ru: 'Номер телефона', en: 'Phone number' },
            prefill: 'phone',
            autocomplete: 'tel',
          },
        ],
      },
      {
        name: 'family',
        title: { tg: 'Аъзои оила', ru: 'Члены семьи', en: 'The family' },
        lead: {
          tg: 'Ҳамаи онҳоеро нависед, ки бо Шумо якҷо зиндагӣ мекунанд. Худро аз нав навиштан лозим нест.',
          ru: 'Укажите всех, кто живёт вместе с вами. Себя ещё раз писать не нужно.',
          en: 'Name everybody who lives with you. There is no need to name yourself again.',
        },
        fields: [
          {
            name: 'members',
            kind: 'group',
            place: 'family-preview',
            label: { tg: 'Аъзои оила', ru: 'Члены семьи', en: 'Members of the family' },
            itemLabel: { tg: 'Узви оила', ru: 'Член семьи', en: 'Member of the family' },
            fields: [
              {
                name: 'relation',
                kind: 'select',
                label: { tg: 'Ба Шумо кӣ мешавад?', ru: 'Кем приходится вам?', en: 'Who is this to you?' },
                options: [
                  { value: 'spouse', label: { tg: 'Ҳамсар', ru: 'Супруг или супруга', en: 'Husband or wife' } },
                  { value: 'child', label: { tg: 'Писар ё духтар', ru: 'Сын или дочь', en: 'Son or daughter' } },
                  { value: 'father', label: { tg: 'Падар', ru: 'Отец', en: 'Father' } },
                  { value: 'mother', label: { tg: 'Модар', ru: 'Мать', en: 'Mother' } },
                  { value: 'sibling', label: { tg: 'Бародар ё хоҳар', ru: 'Брат или сестра', en: 'Brother or sister' } },
                  { value: 'grandparent', label: { tg: 'Бобо ё бибӣ', ru: 'Дедушка или бабушка', en: 'Grandfather or grandmother' } },
                  { value: 'grandchild', label: { tg: 'Набера', ru: 'Внук или внучка', en: 'Grandchild' } },
                  { value: 'other', label: { tg: 'Хешованди дигар', ru: 'Другой родственник', en: 'Another relative' } },
                ],
              },
              { name: 'name', kind: 'name', label: { tg: 'Насаб, ном, номи падар', ru: 'Фамилия, имя, отчество', en: 'Full name' } },
              { name: 'birthDate', kind: 'date', label: { tg: 'Санаи таваллуд', ru: 'Дата рождения', en: 'Date of birth' } },
            ],
            assertions: [
              {
                code: 'birth-in-future',
                field: 'birthDate',
                rule: { field: 'birthDate', notAfterToday: true },
                message: {
                  tg: 'Санаи таваллуд набояд дар оянда бошад.',
                  ru: 'Дата рождения не может быть в будущем.',
                  en: 'The date of birth cannot be in the future.',
                },
              },
            ],
          },
          {
            name: 'familySize',
            kind: 'computed',
            label: { tg: 'Дар оила бо Шумо', ru: 'В семье вместе с вами', en: 'In the family, with you' },
            compute: { add: [{ count: 'members' }, 1] },
            unit: { tg: 'нафар', ru: 'чел.', en: 'people' },
          },
        ],
      },
    ],
    assertions: [
      {
        code: 'applicant-age',
        field: 'birthDate',
        rule: { field: 'birthDate', ageAtLeast: 16 },
        message: {
          tg: 'Аризаро узви оила, ки ба синни 16 расидааст, медиҳад.',
          ru: 'Заявление подаёт член семьи не моложе 16 лет.',
          en: 'A member of the family aged 16 or over applies.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки ин ҳайати оилаи ман аст ва маълумот дуруст аст.',
      ru: 'Подтверждаю, что это состав моей семьи и сведения верны.',
      en: 'I confirm that this is my family and the information is correct.',
    },
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 1,
    sendBackDays: 30,
    clock: 'continue',
    refusals: [
      {
        code: 'not-resident',
        label: { tg: 'Суроға дар шаҳри Душанбе нест', ru: 'Адрес не в городе Душанбе', en: 'The address is not in Dushanbe' },
      },
      {
        code: 'family-differs',
        label: {
          tg: 'Ҳайати оила ба дафтари ҷамоат мувофиқ нест',
          ru: 'Состав семьи не совпадает с книгой джамоата',
          en: 'The family differs from the jamoat’s register',
        },
      },
    ],
    letters: [
      {
        code: 'member-missing',
        for: 'send-back',
        title: { tg: 'Узви оила навишта нашудааст', ru: 'Не указан член семьи', en: 'A member is missing' },
        body: {
          tg: 'Дар дафтари ҷамоат дар ин суроға боз як нафар сабт шудааст. Лутфан рӯйхати аъзои оиларо пурра кунед.',
          ru: 'В книге джамоата по этому адресу записан ещё один человек. Пожалуйста, дополните список семьи.',
          en: 'The jamoat’s register shows one more person at this address. Please complete the list of the family.',
        },
      },
      {
        code: 'address',
        for: 'send-back',
        title: { tg: 'Суроғаро пурра нависед', ru: 'Напишите адрес полностью', en: 'Give the full address' },
        body: {
          tg: 'Лутфан суроғаро бо ноҳияи шаҳр, ҷамоат, кӯча ва рақами хона нависед.',
          ru: 'Пожалуйста, укажите район города, джамоат, улицу и номер дома.',
          en: 'Please give the district of the city, the jamoat, the street and the number of the house.',
        },
      },
      {
        code: 'not-resident-refusal',
        for: 'refusal',
        title: { tg: 'Ба мақомоти дигар муроҷиат кунед', ru: 'Обратитесь в другой орган', en: 'Apply to another body' },
        body: {
          tg: 'Суроғаи Шумо дар ҳудуди шаҳри Душанбе нест. Маълумотномаро ҷамоати ҷойи истиқомати Шумо медиҳад.',
          ru: 'Ваш адрес не в Душанбе. Справку выдаёт джамоат по месту жительства.',
          en: 'Your address is not in Dushanbe. The jamoat of your place of residence issues the certificate.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'certificate',
    title: { tg: 'Маълумотнома дар бораи ҳайати оила', ru: 'Справка о составе семьи', en: 'Family composition certificate' },
    body: [
      {
        tg: 'Дода шуд ба {surname} {givenName} {patronymic}, санаи таваллуд {birthDate}, сокини {address}.',
        ru: 'Выдана: {surname} {givenName} {patronymic}, дата рождения {birthDate}, адрес: {address}.',
        en: 'Issued to {surname} {givenName} {patronymic}, born on {birthDate}, living at {address}.',
      },
      {
        tg: 'Ҳайати оила, {familySize}: {members}.',
        ru: 'Состав семьи, {familySize}: {members}.',
        en: 'The family, {familySize}: {members}.',
      },
    ],
    languages: ['tg', 'ru'],
    validDays: 90,
    revocable: true,
    sample: true,
  },
  searchWords: [
    'оила',
    'ҳайати оила',
    'маълумотнома',
    'ҷамоат',
    'состав семьи',
    'справка о составе семьи',
    'семья',
    'family',
    'oila',
    'hayati oila',
    'sostav semi',
  ],
  checkedOn: '2026-11-25',
};
