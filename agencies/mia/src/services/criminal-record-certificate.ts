import type { Rule, ServiceDefinition } from '@hukumat/contract';

const MINOR = { field: 'birthDate', ageUnder: 18 } as const;
const ADULT = { field: 'birthDate', ageAtLeast: 18 } as const;
/** An adult under guardianship: represented as a minor is, and free of fingerprints. */
const WARD = { all: [ADULT, { field: 'guardianship', is: true }] } satisfies Rule;
/** Whoever is under 18 or under guardianship is represented. */
const REPRESENTED = { any: [MINOR, WARD] } satisfies Rule;
/** Everybody else gives the fingerprint registration (in force since 1 January 2025). */
const FINGERPRINTED = { all: [ADULT, { not: { field: 'guardianship', is: true } }] } satisfies Rule;
/** The birth certificate comes from the portal's own register of birth, or else as a number and a copy. */
const PAPER_BIRTH_CERTIFICATE = { all: [MINOR, { field: 'birthCertificate', absent: true }] } satisfies Rule;

export const criminalRecordCertificate: ServiceDefinition = {
  id: 'criminal-record-certificate',
  version: 2,
  title: {
    tg: 'Маълумотнома оид ба доштан ё надоштани доғи судӣ',
    ru: 'Справка о наличии или отсутствии судимости',
    en: 'Criminal record certificate',
  },
  summary: {
    tg: 'Ҳуҷҷати расмӣ, ки доғи судӣ доштан ё надоштани шахсро тасдиқ мекунад. Барои кор, таҳсил ва раводид лозим мешавад.',
    ru: 'Официальный документ о том, есть ли у человека судимость. Нужен для работы, учёбы и визы.',
    en: 'An official document that says whether a person has a criminal record. Needed for work, study and visas.',
  },
  category: 'documents',
  lifeEvents: ['starting-work', 'going-abroad', 'studying'],
  audience: ['person'],
  needs: 'substantial',
  who: {
    tg: 'Ҳар шаҳрванд. Ба ҷои шахси то 18-сола ё зери парасторӣ намояндаи қонунии ӯ ариза медиҳад.',
    ru: 'Любой гражданин. За человека младше 18 лет или под опекой обращается его законный представитель.',
    en: 'Any citizen. A legal representative applies for a person under 18 or under guardianship.',
  },
  result: {
    tg: 'Маълумотномаи электронӣ бо имзо ва рамзи QR, ки ҳар кас метавонад онро санҷад.',
    ru: 'Электронная справка с подписью и QR-кодом, которую может проверить каждый.',
    en: 'An electronic certificate with a signature and a QR code that anyone can check.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Дастурамали Вазорати корҳои дохилӣ оид ба додани маълумот дар бораи доғи судӣ (бо тағйирот аз 1 январи соли 2025)',
        ru: 'Инструкция Министерства внутренних дел о предоставлении сведений о судимости (с изменениями с 1 января 2025 года)',
        en: 'Instruction of the Ministry of Internal Affairs on criminal-record information (amended from 1 January 2025)',
      },
      source: 'vkd.tj, 2024-12-26',
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
      name: 'identity-copy',
      title: { tg: 'Нусхаи ҳуҷҷати тасдиқи шахсият', ru: 'Копия документа, удостоверяющего личность', en: 'Copy of an identity document' },
      source: 'upload',
    },
    {
      name: 'fingerprint-registration',
      title: {
        tg: 'Рақами шаҳодатномаи бақайдгирии дактилоскопӣ (барои калонсолон)',
        ru: 'Номер справки о дактилоскопической регистрации (для взрослых)',
        en: 'Number of the fingerprint registration certificate (adults)',
      },
      source: 'paper',
      showWhen: FINGERPRINTED,
    },
    {
      name: 'birth-certificate',
      title: {
        tg: 'Шаҳодатномаи таваллуд (барои шахсони то 18-сола)',
        ru: 'Свидетельство о рождении (для лиц младше 18 лет)',
        en: 'Birth certificate (for people under 18)',
      },
      source: 'upload',
      showWhen: MINOR,
    },
    {
      name: 'name-change',
      title: {
        tg: 'Шаҳодатномаи тағйири ном, агар ном иваз шуда бошад',
        ru: 'Свидетельство о перемене имени, если имя менялось',
        en: 'Certificate of a change of name, if the name was changed',
      },
      source: 'upload',
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        'surname',
        'givenName',
        'birthDate',
        'passport',
        'address',
        'representativeSurname',
        'representativeGivenName',
        'relation',
        'representativePassport',
        'birthCertificateNumber',
        'birthCertificateFile',
        'guardianshipDecision',
        'fingerprintNumber',
        'fingerprintDate',
        'purpose',
        'purposeOther',
        'identityCopy',
        'nameChanged',
        'nameChangeFile',
        'phone',
      ],
      properties: {
        surname: { type: 'string', format: 'person-name', maxLength: 80 },
        givenName: { type: 'string', format: 'person-name', maxLength: 80 },
        patronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        birthDate: { type: 'string', format: 'date' },
        guardianship: { type: 'boolean' },
        passport: { type: 'string', format: 'tj-passport' },
        address: { type: 'string', minLength: 5, maxLength: 300 },
        representativeSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        representativeGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        relation: { type: 'string', enum: ['parent', 'guardian', 'adoptive-parent'] },
        representativePassport: { type: 'string', format: 'tj-passport' },
        birthCertificate: { type: 'string', format: 'document' },
        birthCertificateNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        birthCertificateFile: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 3 },
        guardianshipDecision: { type: 'string', format: 'document-number', maxLength: 40 },
        fingerprintNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        fingerprintDate: { type: 'string', format: 'date' },
        purpose: { type: 'string', enum: ['work', 'study', 'visa', 'other'] },
        purposeOther: { type: 'string', minLength: 3, maxLength: 300 },
        identityCopy: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 4 },
        nameChanged: { type: 'string', enum: ['no', 'yes'] },
        nameChangeFile: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 3 },
        phone: { type: 'string', format: 'tj-phone' },
        email: { type: 'string', format: 'email', maxLength: 120 },
      },
    },
    steps: [
      {
        name: 'person',
        title: { tg: 'Маълумотнома барои кист?', ru: 'На кого нужна справка?', en: 'Who is the certificate for?' },
        lead: {
          tg: 'Маълумотро ҳамон тавре ки дар шиноснома навишта шудааст, нависед.',
          ru: 'Пишите так, как записано в паспорте.',
          en: 'Write everything as it stands in the passport.',
        },
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
            name: 'guardianship',
            kind: 'checkbox',
            label: { tg: 'Шахс зери парасторӣ аст', ru: 'Человек находится под опекой', en: 'The person is under guardianship' },
            showWhen: ADULT,
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
            label: { tg: 'Суроғаи зист', ru: 'Адрес проживания', en: 'Home address' },
            prefill: 'address',
            autocomplete: 'street-address',
          },
        ],
      },
      {
        name: 'representative',
        title: { tg: 'Намояндаи қонунӣ', ru: 'Законный представитель', en: 'Legal representative' },
        lead: {
          tg: 'Шахс то 18-сола ё зери парасторӣ аст, бинобар ин намояндаи қонунии ӯ ариза медиҳад.',
          ru: 'Человеку меньше 18 лет или он под опекой, поэтому заявление подаёт законный представитель.',
          en: 'The person is under 18 or under guardianship, so a legal representative applies.',
        },
        showWhen: REPRESENTED,
        fields: [
          {
            name: 'representativeSurname',
            kind: 'name',
            label: { tg: 'Насаби намоянда', ru: 'Фамилия представителя', en: "Representative's surname" },
          },
          {
            name: 'representativeGivenName',
            kind: 'name',
            label: { tg: 'Номи намоянда', ru: 'Имя представителя', en: "Representative's given name" },
          },
          {
            name: 'relation',
            kind: 'radio',
            label: { tg: 'Ба шахс кӣ мешавад?', ru: 'Кем приходится этому человеку?', en: 'Who is the representative to the person?' },
            options: [
              { value: 'parent', label: { tg: 'Падар ё модар', ru: 'Отец или мать', en: 'Father or mother' } },
              { value: 'guardian', label: { tg: 'Васӣ ё парастор', ru: 'Опекун или попечитель', en: 'Guardian' } },
              { value: 'adoptive-parent', label: { tg: 'Фарзандхонда карда гирифтааст', ru: 'Усыновитель', en: 'Adoptive parent' } },
            ],
          },
          {
            name: 'representativePassport',
            kind: 'identity',
            label: { tg: 'Шиносномаи намоянда', ru: 'Паспорт представителя', en: "Representative's passport" },
            hint: { tg: 'Масалан: A00000001', ru: 'Например: A00000001', en: 'For example: A00000001' },
            width: 'medium',
          },
          {
            name: 'guardianshipDecision',
            kind: 'text',
            label: {
              tg: 'Рақами қарор дар бораи парасторӣ',
              ru: 'Номер решения об опеке',
              en: 'Number of the decision on guardianship',
            },
            width: 'medium',
            showWhen: WARD,
          },
          {
            name: 'birthCertificate',
            kind: 'document',
            label: {
              tg: 'Шаҳодатномаи таваллуд аз портал',
              ru: 'Свидетельство о рождении с портала',
              en: 'Birth certificate from the portal',
            },
            hint: {
              tg: 'Агар таваллуд дар портал ба қайд гирифта шуда бошад, нусха лозим нест. Вагарна холӣ монед.',
              ru: 'Если рождение зарегистрировано на портале, копия не нужна. Иначе оставьте пустым.',
              en: 'If the birth was registered on the portal, no copy is needed. Otherwise leave it empty.',
            },
            from: ['birth-registration'],
            showWhen: MINOR,
          },
          {
            name: 'birthCertificateNumber',
            kind: 'text',
            label: { tg: 'Рақами шаҳодатномаи таваллуд', ru: 'Номер свидетельства о рождении', en: 'Birth certificate number' },
            width: 'medium',
            showWhen: PAPER_BIRTH_CERTIFICATE,
          },
          {
            name: 'birthCertificateFile',
            kind: 'file',
            label: { tg: 'Нусхаи шаҳодатномаи таваллуд', ru: 'Копия свидетельства о рождении', en: 'Copy of the birth certificate' },
            accept: ['application/pdf', 'image/jpeg', 'image/png'],
            maxBytes: 5_000_000,
            showWhen: PAPER_BIRTH_CERTIFICATE,
          },
        ],
      },
      {
        name: 'fingerprint',
        title: { tg: 'Бақайдгирии дактилоскопӣ', ru: 'Дактилоскопическая регистрация', en: 'Fingerprint registration' },
        lead: {
          tg: 'Аз 1 январи соли 2025 калонсолон рақами шаҳодатномаи дактилоскопиро нишон медиҳанд.',
          ru: 'С 1 января 2025 года взрослые указывают номер справки о дактилоскопии.',
          en: 'Since 1 January 2025 adults give the number of their fingerprint certificate.',
        },
        showWhen: FINGERPRINTED,
        fields: [
          {
            name: 'fingerprintNumber',
            kind: 'text',
            label: { tg: 'Рақами шаҳодатнома', ru: 'Номер справки', en: 'Certificate number' },
            width: 'medium',
          },
          {
            name: 'fingerprintDate',
            kind: 'date',
            label: { tg: 'Санаи дода шудан', ru: 'Дата выдачи', en: 'Date of issue' },
          },
        ],
      },
      {
        name: 'purpose',
        title: { tg: 'Маълумотнома барои чӣ лозим аст?', ru: 'Для чего нужна справка?', en: 'What is the certificate for?' },
        fields: [
          {
            name: 'purpose',
            kind: 'radio',
            label: { tg: 'Мақсад', ru: 'Цель', en: 'Purpose' },
            options: [
              { value: 'work', label: { tg: 'Барои кор', ru: 'Для работы', en: 'Work' } },
              { value: 'study', label: { tg: 'Барои таҳсил', ru: 'Для учёбы', en: 'Study' } },
              { value: 'visa', label: { tg: 'Барои раводид', ru: 'Для визы', en: 'Visa' } },
              { value: 'other', label: { tg: 'Дигар', ru: 'Другое', en: 'Other' } },
            ],
          },
          {
            name: 'purposeOther',
            kind: 'text',
            label: { tg: 'Мақсадро бо чанд калима нависед', ru: 'Напишите цель в нескольких словах', en: 'Say the purpose in a few words' },
            showWhen: { field: 'purpose', is: 'other' },
          },
        ],
      },
      {
        name: 'papers',
        title: { tg: 'Ҳуҷҷатҳо', ru: 'Документы', en: 'Papers' },
        fields: [
          {
            name: 'identityCopy',
            kind: 'file',
            label: {
              tg: 'Нусхаи ҳуҷҷати тасдиқи шахсият',
              ru: 'Копия документа, удостоверяющего личность',
              en: 'Copy of an identity document',
            },
            accept: ['application/pdf', 'image/jpeg', 'image/png'],
            maxBytes: 5_000_000,
          },
          {
            name: 'nameChanged',
            kind: 'radio',
            label: {
              tg: 'Насаб, ном ё номи падар иваз шуда буд?',
              ru: 'Менялись ли фамилия, имя или отчество?',
              en: 'Was the surname, given name or patronymic ever changed?',
            },
            options: [
              { value: 'no', label: { tg: 'Не', ru: 'Нет', en: 'No' } },
              { value: 'yes', label: { tg: 'Ҳа', ru: 'Да', en: 'Yes' } },
            ],
          },
          {
            name: 'nameChangeFile',
            kind: 'file',
            label: { tg: 'Шаҳодатномаи тағйири ном', ru: 'Свидетельство о перемене имени', en: 'Certificate of the change of name' },
            accept: ['application/pdf', 'image/jpeg', 'image/png'],
            maxBytes: 5_000_000,
            showWhen: { field: 'nameChanged', is: 'yes' },
          },
        ],
      },
      {
        name: 'contact',
        title: { tg: 'Бо Шумо чӣ тавр тамос гирем?', ru: 'Как с вами связаться?', en: 'How can we reach you?' },
        fields: [
          {
            name: 'phone',
            kind: 'phone',
            label: { tg: 'Рақами телефон', ru: 'Номер телефона', en: 'Phone number' },
            hint: { tg: 'Масалан: +992 00 000 0001', ru: 'Например: +992 00 000 0001', en: 'For example: +992 00 000 0001' },
            prefill: 'phone',
            autocomplete: 'tel',
          },
          {
            name: 'email',
            kind: 'email',
            label: { tg: 'Почтаи электронӣ', ru: 'Электронная почта', en: 'E-mail' },
            prefill: 'email',
            autocomplete: 'email',
          },
        ],
      },
    ],
    assertions: [
      {
        code: 'birth-date-in-future',
        field: 'birthDate',
        rule: { field: 'birthDate', notAfterToday: true },
        message: {
          tg: 'Санаи таваллуд набояд дар оянда бошад.',
          ru: 'Дата рождения не может быть в будущем.',
          en: 'The date of birth cannot be in the future.',
        },
      },
      {
        code: 'fingerprint-date-in-future',
        field: 'fingerprintDate',
        rule: {
          any: [
            { field: 'fingerprintDate', absent: true },
            { field: 'fingerprintDate', notAfterToday: true },
          ],
        },
        message: {
          tg: 'Санаи дода шудани шаҳодатнома набояд дар оянда бошад.',
          ru: 'Дата выдачи справки не может быть в будущем.',
          en: 'The date of issue cannot be in the future.',
        },
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
    workingDays: 10,
    sendBackDays: 30,
    clock: 'continue',
    refusals: [
      {
        code: 'wrong-person',
        label: {
          tg: 'Маълумоти шахс бо ҳуҷҷат мувофиқ нест',
          ru: 'Данные лица не совпадают с документом',
          en: 'The data do not match the document',
        },
      },
      {
        code: 'no-authority',
        label: {
          tg: 'Аризадиҳанда ҳуқуқи намояндагӣ надорад',
          ru: 'Заявитель не вправе представлять это лицо',
          en: 'The applicant may not represent this person',
        },
      },
      {
        code: 'no-fingerprint',
        label: {
          tg: 'Бақайдгирии дактилоскопӣ ёфт нашуд',
          ru: 'Дактилоскопическая регистрация не найдена',
          en: 'The fingerprint registration was not found',
        },
      },
    ],
    letters: [
      {
        code: 'identity-copy',
        for: 'send-back',
        title: { tg: 'Нусхаи шиноснома хонда намешавад', ru: 'Копия паспорта не читается', en: 'The copy cannot be read' },
        body: {
          tg: 'Дар нусхаи замимашуда маълумот хонда намешавад. Лутфан нусхаи равшани ҳамаи саҳифаҳои шиносномаро аз нав замима кунед. Навиштаҳои дигари Шумо маҳфузанд.',
          ru: 'На приложенной копии данные не читаются. Пожалуйста, приложите чёткую копию всех страниц паспорта. Остальное сохранено.',
          en: 'The data on the attached copy cannot be read. Please attach a clear copy of all pages of the passport. Everything else is kept.',
        },
      },
      {
        code: 'fingerprint',
        for: 'send-back',
        title: { tg: 'Рақами дактилоскопияро санҷед', ru: 'Проверьте номер дактилоскопии', en: 'Check the fingerprint number' },
        body: {
          tg: 'Бақайдгирии дактилоскопиро бо ин рақам наёфтем. Лутфан рақам ва санаро аз рӯи шаҳодатнома санҷед.',
          ru: 'Дактилоскопическая регистрация с таким номером не нашлась. Пожалуйста, сверьте номер и дату со справкой.',
          en: 'We found no fingerprint registration with this number. Please compare the number and the date with the certificate.',
        },
      },
      {
        code: 'in-work',
        for: 'note',
        title: { tg: 'Санҷиш идома дорад', ru: 'Проверка продолжается', en: 'The check goes on' },
        body: {
          tg: 'Дархост ба бойгонӣ фиристода шуд. Ҷавобро дар муҳлати муайяншуда мегиред.',
          ru: 'Запрос отправлен в архив. Ответ придёт в установленный срок.',
          en: 'A request was sent to the archive. You will have the answer in time.',
        },
      },
      {
        code: 'no-authority-refusal',
        for: 'refusal',
        title: { tg: 'Ҳуқуқи намояндагӣ тасдиқ нашуд', ru: 'Право представлять не подтверждено', en: 'No right to represent' },
        body: {
          tg: 'Аз ҳуҷҷатҳо маълум нест, ки Шумо намояндаи қонунии ин шахс ҳастед. Бо ҳуҷҷати намояндагӣ аз нав ариза дода метавонед.',
          ru: 'Из документов не видно, что вы законный представитель этого человека. С документом о представительстве можно подать заявление снова.',
          en: 'The papers do not show that you are the legal representative of this person. You may apply again with a document of representation.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'certificate',
    title: {
      tg: 'Маълумотнома оид ба доштан ё надоштани доғи судӣ',
      ru: 'Справка о наличии или отсутствии судимости',
      en: 'Criminal record certificate',
    },
    body: [
      {
        tg: 'Ин маълумотнома ба {surname} {givenName} {patronymic}, санаи таваллуд {birthDate}, дода шуд.',
        ru: 'Настоящая справка выдана: {surname} {givenName} {patronymic}, дата рождения {birthDate}.',
        en: 'This certificate is issued to {surname} {givenName} {patronymic}, born on {birthDate}.',
      },
      {
        tg: 'Мувофиқи маълумоти Вазорати корҳои дохилӣ дар санаи дода шудани маълумотнома доғи судӣ сабт нашудааст.',
        ru: 'По сведениям Министерства внутренних дел на дату выдачи справки судимость не значится.',
        en: 'According to the records of the Ministry of Internal Affairs no criminal record is registered on the date of issue.',
      },
    ],
    languages: ['tg', 'ru'],
    validDays: 90,
    revocable: true,
    sample: true,
  },
  searchWords: ['судимость', 'доғи судӣ', 'маълумотнома', 'справка', 'несудимость', 'police clearance', 'dogi sudi', 'spravka o sudimosti'],
  checkedOn: '2026-11-25',
};
