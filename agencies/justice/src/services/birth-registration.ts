import type { ServiceDefinition } from '@hukumat/contract';

const BY_REPRESENTATIVE = { field: 'applicantIs', is: 'representative' } as const;
const FATHER_NAMED = { field: 'fatherNamed', is: 'yes' } as const;

const past = (field: string) => ({
  any: [
    { field, absent: true as const },
    { field, notAfterToday: true as const },
  ],
});

export const birthRegistration: ServiceDefinition = {
  id: 'birth-registration',
  version: 1,
  title: {
    tg: 'Бақайдгирии давлатии таваллуд (Шаҳодатномаи таваллуд)',
    ru: 'Государственная регистрация рождения (свидетельство о рождении)',
    en: 'Birth registration',
  },
  summary: {
    tg: 'Таваллуди кӯдакро ба қайд гиред ва шаҳодатномаи таваллудро дар як рӯзи корӣ ройгон гиред.',
    ru: 'Зарегистрируйте рождение ребёнка и получите свидетельство за один рабочий день, бесплатно.',
    en: 'Register the birth of a child and get the birth certificate within one working day, free of charge.',
  },
  category: 'family',
  lifeEvents: ['having-a-child'],
  audience: ['person'],
  needs: 'substantial',
  who: {
    tg: 'Модар, падар ё намояндаи қонунии кӯдак.',
    ru: 'Мать, отец или законный представитель ребёнка.',
    en: 'The mother, the father or a legal representative of the child.',
  },
  result: {
    tg: 'Шаҳодатномаи таваллуд бо рамзи QR. Онро ба хизматрасониҳои дигари портал додан мумкин аст.',
    ru: 'Свидетельство о рождении с QR-кодом. Его можно передавать в другие услуги портала.',
    en: 'A birth certificate with a QR code. It can be handed over to other services of the portal.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Қонуни Ҷумҳурии Тоҷикистон «Дар бораи бақайдгирии давлатии асноди ҳолати шаҳрвандӣ»',
        ru: 'Закон Республики Таджикистан «О государственной регистрации актов гражданского состояния»',
        en: 'Law of the Republic of Tajikistan on the state registration of acts of civil status',
      },
      source: 'cis-legislation.com',
      sample: true,
    },
  ],
  fees: [],
  evidence: [
    {
      name: 'medical-certificate',
      title: {
        tg: 'Рақами маълумотномаи тиббии таваллуд',
        ru: 'Номер медицинской справки о рождении',
        en: 'Number of the medical certificate of birth',
      },
      source: 'paper',
      sample: true,
    },
    {
      name: 'representative-paper',
      title: {
        tg: 'Ҳуҷҷати намояндаи қонунӣ, агар ӯ ариза диҳад',
        ru: 'Документ законного представителя, если обращается он',
        en: 'The legal representative’s document, if that person applies',
      },
      source: 'paper',
      showWhen: BY_REPRESENTATIVE,
      sample: true,
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        'applicantIs',
        'applicantSurname',
        'applicantGivenName',
        'applicantPassport',
        'representativePaper',
        'phone',
        'surname',
        'givenName',
        'birthDate',
        'sex',
        'birthPlace',
        'medicalNumber',
        'medicalDate',
        'motherSurname',
        'motherGivenName',
        'motherBirthDate',
        'motherPassport',
        'fatherNamed',
        'fatherSurname',
        'fatherGivenName',
        'fatherBirthDate',
        'fatherPassport',
      ],
      properties: {
        surname: { type: 'string', format: 'person-name', maxLength: 80 },
        givenName: { type: 'string', format: 'person-name', maxLength: 80 },
        patronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        birthDate: { type: 'string', format: 'date' },
        sex: { type: 'string', enum: ['girl', 'boy'] },
        birthPlace: { type: 'string', minLength: 3, maxLength: 200 },
        medicalNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        medicalDate: { type: 'string', format: 'date' },
        motherSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        motherGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        motherPatronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        motherBirthDate: { type: 'string', format: 'date' },
        motherPassport: { type: 'string', format: 'tj-passport' },
        fatherNamed: { type: 'string', enum: ['yes', 'no'] },
        fatherSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        fatherGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        fatherPatronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        fatherBirthDate: { type: 'string', format: 'date' },
        fatherPassport: { type: 'string', format: 'tj-passport' },
        applicantIs: { type: 'string', enum: ['mother', 'father', 'representative'] },
        applicantSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        applicantGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        applicantPassport: { type: 'string', format: 'tj-passport' },
        representativePaper: { type: 'string', format: 'document-number', maxLength: 40 },
        phone: { type: 'string', format: 'tj-phone' },
      },
    },
    steps: [
      {
        name: 'child',
        title: { tg: 'Кӯдак', ru: 'Ребёнок', en: 'The child' },
        fields: [
          { name: 'surname', kind: 'name', label: { tg: 'Насаби кӯдак', ru: 'Фамилия ребёнка', en: 'Surname of the child' } },
          { name: 'givenName', kind: 'name', label: { tg: 'Номи кӯдак', ru: 'Имя ребёнка', en: 'Given name of the child' } },
          {
            name: 'patronymic',
            kind: 'name',
            label: { tg: 'Номи падар', ru: 'Отчество', en: 'Patronymic' },
            hint: { tg: 'Агар хоҳед', ru: 'По желанию', en: 'If you wish' },
          },
          {
            name: 'sex',
            kind: 'radio',
            label: { tg: 'Ҷинс', ru: 'Пол', en: 'Sex' },
            options: [
              { value: 'girl', label: { tg: 'Духтар', ru: 'Девочка', en: 'Girl' } },
              { value: 'boy', label: { tg: 'Писар', ru: 'Мальчик', en: 'Boy' } },
            ],
          },
          { name: 'birthDate', kind: 'date', label: { tg: 'Санаи таваллуд', ru: 'Дата рождения', en: 'Date of birth' } },
          {
            name: 'birthPlace',
            kind: 'text',
            label: { tg: 'Ҷойи таваллуд', ru: 'Место рождения', en: 'Place of birth' },
            hint: { tg: 'Вилоят, шаҳр ё ноҳия', ru: 'Область, город или район', en: 'Region, city or district' },
          },
        ],
      },
      {
        name: 'medical',
        title: { tg: 'Маълумотномаи тиббӣ', ru: 'Медицинская справка', en: 'The medical certificate' },
        lead: {
          tg: 'Онро таваллудхона ё табибе медиҳад, ки ҳангоми таваллуд буд.',
          ru: 'Её выдаёт роддом или врач, который был при рождении.',
          en: 'It is given by the maternity home or by the doctor who attended the birth.',
        },
        fields: [
          {
            name: 'medicalNumber',
            kind: 'text',
            label: { tg: 'Рақами маълумотнома', ru: 'Номер справки', en: 'Number of the certificate' },
            width: 'medium',
          },
          { name: 'medicalDate', kind: 'date', label: { tg: 'Санаи дода шудан', ru: 'Дата выдачи', en: 'Date of issue' } },
        ],
      },
      {
        name: 'mother',
        title: { tg: 'Модар', ru: 'Мать', en: 'The mother' },
        fields: [
          { name: 'motherSurname', kind: 'name', label: { tg: 'Насаби модар', ru: 'Фамилия матери', en: "Mother's surname" } },
          { name: 'motherGivenName', kind: 'name', label: { tg: 'Номи модар', ru: 'Имя матери', en: "Mother's given name" } },
          {
            name: 'motherPatronymic',
            kind: 'name',
            label: { tg: 'Номи падари модар', ru: 'Отчество матери', en: "Mother's patronymic" },
            hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
          },
          {
            name: 'motherBirthDate',
            kind: 'date',
            label: { tg: 'Санаи таваллуди модар', ru: 'Дата рождения матери', en: "Mother's date of birth" },
          },
          {
            name: 'motherPassport',
            kind: 'identity',
            label: { tg: 'Шиносномаи модар', ru: 'Паспорт матери', en: "Mother's passport" },
            hint: { tg: 'Масалан: A00000001', ru: 'Например: A00000001', en: 'For example: A00000001' },
            width: 'medium',
          },
        ],
      },
      {
        name: 'father',
        title: { tg: 'Падар', ru: 'Отец', en: 'The father' },
        fields: [
          {
            name: 'fatherNamed',
            kind: 'radio',
            label: {
              tg: 'Падар дар шаҳодатнома навишта мешавад?',
              ru: 'Записать отца в свидетельство?',
              en: 'Is the father entered in the certificate?',
            },
            options: [
              { value: 'yes', label: { tg: 'Ҳа', ru: 'Да', en: 'Yes' } },
              { value: 'no', label: { tg: 'Не', ru: 'Нет', en: 'No' } },
            ],
          },
          {
            name: 'fatherSurname',
            kind: 'name',
            label: { tg: 'Насаби падар', ru: 'Фамилия отца', en: "Father's surname" },
            showWhen: FATHER_NAMED,
          },
          {
            name: 'fatherGivenName',
            kind: 'name',
            label: { tg: 'Номи падар', ru: 'Имя отца', en: "Father's given name" },
            showWhen: FATHER_NAMED,
          },
          {
            name: 'fatherPatronymic',
            kind: 'name',
            label: { tg: 'Номи падари падар', ru: 'Отчество отца', en: "Father's patronymic" },
            hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
            showWhen: FATHER_NAMED,
          },
          {
            name: 'fatherBirthDate',
            kind: 'date',
            label: { tg: 'Санаи таваллуди падар', ru: 'Дата рождения отца', en: "Father's date of birth" },
            showWhen: FATHER_NAMED,
          },
          {
            name: 'fatherPassport',
            kind: 'identity',
            label: { tg: 'Шиносномаи падар', ru: 'Паспорт отца', en: "Father's passport" },
            hint: { tg: 'Масалан: A00000001', ru: 'Например: A00000001', en: 'For example: A00000001' },
            width: 'medium',
            showWhen: FATHER_NAMED,
          },
        ],
      },
      {
        name: 'applicant',
        title: { tg: 'Кӣ ариза медиҳад?', ru: 'Кто подаёт заявление?', en: 'Who applies?' },
        fields: [
          {
            name: 'applicantIs',
            kind: 'radio',
            label: { tg: 'Шумо ба кӯдак кӣ мешавед?', ru: 'Кто вы ребёнку?', en: 'Who are you to the child?' },
            options: [
              { value: 'mother', label: { tg: 'Модар', ru: 'Мать', en: 'The mother' } },
              { value: 'father', label: { tg: 'Падар', ru: 'Отец', en: 'The father' } },
              { value: 'representative', label: { tg: 'Намояндаи қонунӣ', ru: 'Законный представитель', en: 'A legal representative' } },
            ],
          },
          {
            name: 'applicantSurname',
            kind: 'name',
            label: { tg: 'Насаби намоянда', ru: 'Фамилия представителя', en: "Representative's surname" },
            autocomplete: 'family-name',
            showWhen: BY_REPRESENTATIVE,
          },
          {
            name: 'applicantGivenName',
            kind: 'name',
            label: { tg: 'Номи намоянда', ru: 'Имя представителя', en: "Representative's given name" },
            autocomplete: 'given-name',
            showWhen: BY_REPRESENTATIVE,
          },
          {
            name: 'applicantPassport',
            kind: 'identity',
            label: { tg: 'Шиносномаи намоянда', ru: 'Паспорт представителя', en: "Representative's passport" },
            hint: { tg: 'Масалан: A00000001', ru: 'Например: A00000001', en: 'For example: A00000001' },
            prefill: 'passport',
            width: 'medium',
            showWhen: BY_REPRESENTATIVE,
          },
          {
            name: 'representativePaper',
            kind: 'text',
            label: {
              tg: 'Рақами ҳуҷҷати намояндагӣ',
              ru: 'Номер документа о представительстве',
              en: 'Number of the document of representation',
            },
            width: 'medium',
            showWhen: BY_REPRESENTATIVE,
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
    ],
    assertions: [
      {
        code: 'birth-in-future',
        field: 'birthDate',
        rule: past('birthDate'),
        message: {
          tg: 'Санаи таваллуд набояд дар оянда бошад.',
          ru: 'Дата рождения не может быть в будущем.',
          en: 'The date of birth cannot be in the future.',
        },
      },
      {
        code: 'medical-in-future',
        field: 'medicalDate',
        rule: past('medicalDate'),
        message: {
          tg: 'Санаи маълумотнома набояд дар оянда бошад.',
          ru: 'Дата справки не может быть в будущем.',
          en: 'The date of the certificate cannot be in the future.',
        },
      },
      {
        code: 'mother-birth-date',
        field: 'motherBirthDate',
        rule: { field: 'motherBirthDate', ageAtLeast: 12 },
        message: {
          tg: 'Санаи таваллуди модарро санҷед.',
          ru: 'Проверьте дату рождения матери.',
          en: 'Check the mother’s date of birth.',
        },
      },
      {
        code: 'father-birth-date',
        field: 'fatherBirthDate',
        rule: {
          any: [
            { field: 'fatherBirthDate', absent: true },
            { field: 'fatherBirthDate', ageAtLeast: 12 },
          ],
        },
        message: {
          tg: 'Санаи таваллуди падарро санҷед.',
          ru: 'Проверьте дату рождения отца.',
          en: 'Check the father’s date of birth.',
        },
      },
      {
        code: 'father-applies',
        field: 'applicantIs',
        rule: { any: [{ not: { field: 'applicantIs', is: 'father' } }, FATHER_NAMED] },
        message: {
          tg: 'Агар падар ариза диҳад, номи ӯ дар шаҳодатнома навишта мешавад. Ба қадами «Падар» баргардед.',
          ru: 'Если обращается отец, его записывают в свидетельство. Вернитесь к шагу «Отец».',
          en: 'If the father applies, he is entered in the certificate. Go back to the step “The father”.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст ва таваллуд дар ҷойи дигар ба қайд гирифта нашудааст.',
      ru: 'Подтверждаю, что сведения верны и рождение нигде ещё не зарегистрировано.',
      en: 'I confirm that the information is correct and the birth is not registered anywhere else.',
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
        code: 'certificate-not-found',
        label: {
          tg: 'Маълумотномаи тиббӣ ёфт нашуд',
          ru: 'Медицинская справка не найдена',
          en: 'The medical certificate was not found',
        },
      },
      {
        code: 'registered-already',
        label: {
          tg: 'Таваллуд аллакай ба қайд гирифта шудааст',
          ru: 'Рождение уже зарегистрировано',
          en: 'The birth is already registered',
        },
      },
      {
        code: 'no-authority',
        label: {
          tg: 'Аризадиҳанда ҳуқуқи намояндагӣ надорад',
          ru: 'Заявитель не вправе представлять ребёнка',
          en: 'The applicant may not represent the child',
        },
      },
    ],
    letters: [
      {
        code: 'medical-number',
        for: 'send-back',
        title: { tg: 'Рақами маълумотномаро санҷед', ru: 'Проверьте номер справки', en: 'Check the number' },
        body: {
          tg: 'Маълумотномаи тиббиро бо ин рақам ва сана наёфтем. Лутфан рақам ва санаро аз рӯи ҳуҷҷат санҷед ва аз нав нависед.',
          ru: 'Медицинская справка с такими номером и датой не нашлась. Пожалуйста, сверьте их с документом и напишите заново.',
          en: 'We found no medical certificate with this number and date. Please compare them with the paper and write them again.',
        },
      },
      {
        code: 'names-differ',
        for: 'send-back',
        title: { tg: 'Номҳо фарқ мекунанд', ru: 'Имена различаются', en: 'The names differ' },
        body: {
          tg: 'Насаб ва номи волидайн бо шиноснома мувофиқ наомад. Лутфан онҳоро чунон ки дар шиноснома навишта шудааст, нависед.',
          ru: 'Фамилии и имена родителей не совпали с паспортами. Пожалуйста, напишите их так, как в паспорте.',
          en: 'The names of the parents do not match their passports. Please write them as they stand in the passports.',
        },
      },
      {
        code: 'registered-refusal',
        for: 'refusal',
        title: { tg: 'Таваллуд пештар ба қайд гирифта шудааст', ru: 'Рождение зарегистрировано раньше', en: 'Registered before' },
        body: {
          tg: 'Таваллуди ин кӯдак пештар ба қайд гирифта шудааст. Агар шаҳодатнома гум шуда бошад, барои гирифтани нусхаи такрорӣ муроҷиат кунед.',
          ru: 'Рождение этого ребёнка уже зарегистрировано. Если свидетельство потеряно, обратитесь за повторным.',
          en: 'The birth of this child is already registered. If the certificate is lost, please apply for a new copy.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'certificate',
    title: { tg: 'Шаҳодатномаи таваллуд', ru: 'Свидетельство о рождении', en: 'Birth certificate' },
    body: [
      {
        tg: '{surname} {givenName} {patronymic} санаи {birthDate} таваллуд шудааст. Ҷойи таваллуд: {birthPlace}.',
        ru: '{surname} {givenName} {patronymic}. Дата рождения: {birthDate}. Место рождения: {birthPlace}.',
        en: '{surname} {givenName} {patronymic}, born on {birthDate}. Place of birth: {birthPlace}.',
      },
      {
        tg: 'Модар: {motherSurname} {motherGivenName} {motherPatronymic}.',
        ru: 'Мать: {motherSurname} {motherGivenName} {motherPatronymic}.',
        en: 'Mother: {motherSurname} {motherGivenName} {motherPatronymic}.',
      },
      {
        tg: 'Падар (агар навишта шуда бошад): {fatherSurname} {fatherGivenName} {fatherPatronymic}',
        ru: 'Отец (если записан): {fatherSurname} {fatherGivenName} {fatherPatronymic}',
        en: 'Father (if entered): {fatherSurname} {fatherGivenName} {fatherPatronymic}',
      },
    ],
    languages: ['tg', 'ru'],
    revocable: true,
    sample: true,
  },
  searchWords: [
    'таваллуд',
    'шаҳодатномаи таваллуд',
    'кӯдак',
    'САҲШ',
    'свидетельство о рождении',
    'рождение',
    'ЗАГС',
    'birth',
    'birth certificate',
    'tavallud',
    'rozhdenie',
  ],
  checkedOn: '2026-11-25',
};
