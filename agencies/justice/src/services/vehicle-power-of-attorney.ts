import type { ServiceDefinition } from '@hukumat/contract';

const SECOND_PERSON_DRIVES = { field: 'powers', is: 'use' } as const;

export const vehiclePowerOfAttorney: ServiceDefinition = {
  id: 'vehicle-power-of-attorney',
  version: 1,
  title: {
    tg: 'Ваколатномаи электронӣ барои идоракунии воситаи нақлиёт',
    ru: 'Электронная доверенность на право управления транспортным средством',
    en: 'Power of attorney to drive a vehicle',
  },
  summary: {
    tg: 'Ба шахси дигар ҳуқуқи рондани мошини худро диҳед. Нотариус аризаи Шуморо месанҷад ва тасдиқ мекунад.',
    ru: 'Дайте другому человеку право водить вашу машину. Заявление проверит и заверит нотариус.',
    en: 'Let another person drive your vehicle. A notary checks and confirms your request.',
  },
  category: 'transport',
  lifeEvents: ['buying-a-car', 'going-abroad'],
  audience: ['person'],
  needs: 'high',
  who: {
    tg: 'Соҳиби воситаи нақлиёт, ки ба синни 18 расидааст.',
    ru: 'Владелец транспортного средства старше 18 лет.',
    en: 'The owner of the vehicle, aged 18 or over.',
  },
  result: {
    tg: 'Қарори нотариус дар бораи тасдиқи ваколатнома.',
    ru: 'Решение нотариуса о заверении доверенности.',
    en: 'The notary’s decision on confirming the power of attorney.',
  },
  channels: ['online', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Қонуни Ҷумҳурии Тоҷикистон «Дар бораи нотариати давлатӣ»',
        ru: 'Закон Республики Таджикистан «О государственном нотариате»',
        en: 'Law of the Republic of Tajikistan on the state notariate',
      },
      number: '810',
      date: '2012-04-16',
    },
    {
      title: {
        tg: 'Қонуни Ҷумҳурии Тоҷикистон «Дар бораи боҷи давлатӣ»',
        ru: 'Закон Республики Таджикистан «О государственной пошлине»',
        en: 'Law of the Republic of Tajikistan on state duty',
      },
      number: '19',
      date: '2004-02-28',
    },
  ],
  fees: [
    {
      kind: 'duty',
      indicators: 2,
      payer: 'applicant',
      when: 'before-issue',
      showWhen: { field: 'powers', is: 'use' },
      label: { tg: 'Танҳо барои истифода', ru: 'Только право пользования', en: 'For use only' },
      sample: true,
    },
    {
      kind: 'duty',
      indicators: 15,
      payer: 'applicant',
      when: 'before-issue',
      showWhen: { field: 'powers', is: 'disposal' },
      label: { tg: 'Бо ҳуқуқи ихтиёрдорӣ', ru: 'С правом распоряжения', en: 'With the right of disposal' },
      sample: true,
    },
  ],
  evidence: [
    {
      name: 'registration-certificate',
      title: {
        tg: 'Шаҳодатномаи бақайдгирии воситаи нақлиёт',
        ru: 'Свидетельство о регистрации транспортного средства',
        en: 'Vehicle registration certificate',
      },
      source: 'paper',
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        'principalSurname',
        'principalGivenName',
        'principalBirthDate',
        'principalPassport',
        'agentSurname',
        'agentGivenName',
        'agentPassport',
        'agentLicence',
        'plate',
        'vin',
        'make',
        'year',
        'registrationCertificate',
        'powers',
        'termYears',
        'substitution',
      ],
      properties: {
        principalSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        principalGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        principalPatronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        principalBirthDate: { type: 'string', format: 'date' },
        principalPassport: { type: 'string', format: 'tj-passport' },
        agentSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        agentGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        agentPatronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        agentPassport: { type: 'string', format: 'tj-passport' },
        agentLicence: { type: 'string', format: 'document-number', maxLength: 40 },
        plate: { type: 'string', format: 'plate' },
        vin: { type: 'string', format: 'vin' },
        make: { type: 'string', minLength: 2, maxLength: 80 },
        year: { type: 'integer', minimum: 1950, maximum: 2100 },
        registrationCertificate: { type: 'string', format: 'document-number', maxLength: 40 },
        powers: { type: 'string', enum: ['use', 'disposal'] },
        termYears: { type: 'integer', minimum: 1, maximum: 3 },
        substitution: { type: 'string', enum: ['no', 'yes'] },
      },
    },
    steps: [
      {
        name: 'principal',
        title: { tg: 'Соҳиби мошин', ru: 'Владелец машины', en: 'The owner' },
        fields: [
          {
            name: 'principalSurname',
            kind: 'name',
            label: { tg: 'Насаб', ru: 'Фамилия', en: 'Surname' },
            prefill: 'surname',
            autocomplete: 'family-name',
          },
          {
            name: 'principalGivenName',
            kind: 'name',
            label: { tg: 'Ном', ru: 'Имя', en: 'Given name' },
            prefill: 'givenName',
            autocomplete: 'given-name',
          },
          {
            name: 'principalPatronymic',
            kind: 'name',
            label: { tg: 'Номи падар', ru: 'Отчество', en: 'Patronymic' },
            hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
            prefill: 'patronymic',
          },
          {
            name: 'principalBirthDate',
            kind: 'date',
            label: { tg: 'Санаи таваллуд', ru: 'Дата рождения', en: 'Date of birth' },
            prefill: 'birthDate',
          },
          {
            name: 'principalPassport',
            kind: 'identity',
            label: {
              tg: 'Силсила ва рақами шиноснома ё корти шаҳрвандӣ',
              ru: 'Серия и номер паспорта или удостоверения личности',
              en: 'Series and number of the passport or identity card',
            },
            prefill: 'passport',
            width: 'medium',
          },
        ],
      },
      {
        name: 'agent',
        title: { tg: 'Кӣ меронад?', ru: 'Кто будет водить?', en: 'Who will drive?' },
        fields: [
          { name: 'agentSurname', kind: 'name', label: { tg: 'Насаби ваколатдор', ru: 'Фамилия доверенного лица', en: "Agent's surname" } },
          { name: 'agentGivenName', kind: 'name', label: { tg: 'Номи ваколатдор', ru: 'Имя доверенного лица', en: "Agent's given name" } },
          {
            name: 'agentPatronymic',
            kind: 'name',
            label: { tg: 'Номи падари ваколатдор', ru: 'Отчество доверенного лица', en: "Agent's patronymic" },
            hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
          },
          {
            name: 'agentPassport',
            kind: 'identity',
            label: { tg: 'Шиносномаи ваколатдор', ru: 'Паспорт доверенного лица', en: "Agent's passport" },
            hint: { tg: 'Масалан: A00000001', ru: 'Например: A00000001', en: 'For example: A00000001' },
            width: 'medium',
          },
          {
            name: 'agentLicence',
            kind: 'text',
            label: { tg: 'Рақами шаҳодатномаи ронандагӣ', ru: 'Номер водительского удостоверения', en: 'Driving licence number' },
            width: 'medium',
          },
        ],
      },
      {
        name: 'vehicle',
        title: { tg: 'Воситаи нақлиёт', ru: 'Транспортное средство', en: 'The vehicle' },
        fields: [
          {
            name: 'plate',
            kind: 'text',
            label: { tg: 'Рақами қайди давлатӣ', ru: 'Государственный номер', en: 'Plate number' },
            hint: { tg: 'Масалан: 0000 AA 01', ru: 'Например: 0000 AA 01', en: 'For example: 0000 AA 01' },
            width: 'medium',
          },
          {
            name: 'vin',
            kind: 'text',
            label: { tg: 'Рақами VIN', ru: 'VIN-номер', en: 'VIN' },
            hint: { tg: '17 аломат', ru: '17 знаков', en: '17 characters' },
            width: 'medium',
          },
          { name: 'make', kind: 'text', label: { tg: 'Тамға ва навъ', ru: 'Марка и модель', en: 'Make and model' }, width: 'medium' },
          { name: 'year', kind: 'number', label: { tg: 'Соли истеҳсол', ru: 'Год выпуска', en: 'Year of manufacture' }, width: 'short' },
          {
            name: 'registrationCertificate',
            kind: 'text',
            label: { tg: 'Рақами шаҳодатномаи бақайдгирӣ', ru: 'Номер свидетельства о регистрации', en: 'Registration certificate number' },
            width: 'medium',
          },
        ],
      },
      {
        name: 'powers',
        title: { tg: 'Ваколатҳо ва муҳлат', ru: 'Полномочия и срок', en: 'Powers and term' },
        fields: [
          {
            name: 'powers',
            kind: 'radio',
            label: { tg: 'Чӣ ҳуқуқ медиҳед?', ru: 'Какие права вы даёте?', en: 'Which powers do you give?' },
            options: [
              { value: 'use', label: { tg: 'Танҳо истифода', ru: 'Только пользование', en: 'Use only' } },
              {
                value: 'disposal',
                label: { tg: 'Истифода ва ихтиёрдорӣ', ru: 'Пользование и распоряжение', en: 'Use and disposal' },
                hint: { tg: 'аз ҷумла фурӯш', ru: 'в том числе продажа', en: 'including sale' },
              },
            ],
          },
          {
            name: 'termYears',
            kind: 'number',
            label: { tg: 'Муҳлат', ru: 'Срок', en: 'Term' },
            unit: { tg: 'сол', ru: 'г.', en: 'years' },
            hint: { tg: 'Аз 1 то 3 сол', ru: 'От 1 до 3 лет', en: 'From 1 to 3 years' },
            width: 'short',
          },
          {
            name: 'substitution',
            kind: 'radio',
            label: {
              tg: 'Ваколатдор метавонад ҳуқуқро ба дигаре диҳад?',
              ru: 'Может ли доверенное лицо передать право другому?',
              en: 'May the agent pass the power on?',
            },
            options: [
              { value: 'no', label: { tg: 'Не', ru: 'Нет', en: 'No' } },
              { value: 'yes', label: { tg: 'Ҳа', ru: 'Да', en: 'Yes' } },
            ],
            showWhen: SECOND_PERSON_DRIVES,
          },
        ],
      },
    ],
    assertions: [
      {
        code: 'principal-age',
        field: 'principalBirthDate',
        rule: { field: 'principalBirthDate', ageAtLeast: 18 },
        message: {
          tg: 'Ваколатномаро шахсе медиҳад, ки ба синни 18 расидааст.',
          ru: 'Доверенность выдаёт человек старше 18 лет.',
          en: 'The owner must be at least 18.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст ва мошин дар баҳс ё гарав нест.',
      ru: 'Подтверждаю, что сведения верны и машина не в споре и не в залоге.',
      en: 'I confirm that the information is correct and the vehicle is neither disputed nor pledged.',
    },
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 1,
    sendBackDays: 30,
    refusals: [
      {
        code: 'not-owner',
        label: {
          tg: 'Ариздиҳанда соҳиби воситаи нақлиёт нест',
          ru: 'Заявитель не владелец транспортного средства',
          en: 'The applicant does not own the vehicle',
        },
      },
      {
        code: 'vehicle-data-wrong',
        label: {
          tg: 'Маълумоти воситаи нақлиёт нодуруст аст',
          ru: 'Данные транспортного средства неверны',
          en: 'The vehicle data are wrong',
        },
      },
    ],
    sample: true,
  },
  searchWords: ['доверенность', 'ваколатнома', 'мошин', 'машина', 'power of attorney', 'нотариус', 'vakolatnoma'],
  checkedOn: '2026-11-23',
};
