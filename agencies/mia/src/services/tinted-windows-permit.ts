import type { ServiceDefinition } from '@hukumat/contract';
import { TINT_FEES } from './tint-fees.ts';

const ENTITY = { field: 'ownerKind', is: 'entity' } as const;
const PERSON = { field: 'ownerKind', is: 'person' } as const;
/** The windscreen stays clear but for a strip along its upper edge. */
const STRIP_CM = 20;

export const tintedWindowsPermit: ServiceDefinition = {
  id: 'tinted-windows-permit',
  version: 1,
  title: {
    tg: 'Иҷозат (талон) барои истифодабарии воситаи нақлиёт бо шишаҳои сиёҳу хира',
    ru: 'Разрешение (талон) на использование транспортного средства с тонированными стёклами',
    en: 'Tinted windows permit',
  },
  summary: {
    tg: 'Барои рондани мошин бо шишаҳои сиёҳу хира як сол иҷозат гиред. Маблағ аз соли истеҳсоли мошин вобаста аст.',
    ru: 'Разрешение на год водить машину с тонированными стёклами. Сумма зависит от года выпуска машины.',
    en: 'A permit to drive with tinted windows for one year. The fee depends on the year of manufacture.',
  },
  category: 'transport',
  lifeEvents: ['buying-a-car', 'driving'],
  audience: ['person', 'entity'],
  needs: 'substantial',
  who: {
    tg: 'Соҳиби мошин — шахси воқеӣ ё ҳуқуқӣ — ё дорандаи ваколатномаи он.',
    ru: 'Владелец машины — человек или организация — либо тот, кто водит её по доверенности.',
    en: 'The owner of the vehicle, a person or an entity, or whoever holds a power of attorney for it.',
  },
  result: {
    tg: 'Иҷозати электронӣ (талон) бо рамзи QR, ки як сол эътибор дорад.',
    ru: 'Электронное разрешение (талон) с QR-кодом, действует один год.',
    en: 'An electronic permit with a QR code, valid for one year.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Тарифи иҷозат барои шишаҳои сиёҳу хира (матни қарор ёфт нашуд)',
        ru: 'Тариф на разрешение на тонировку (текст решения не найден)',
        en: 'The tariff for tinted windows (the text of the decision was not found)',
      },
      source: 'trend.az, 2026-01-01',
      sample: true,
    },
  ],
  fees: TINT_FEES,
  evidence: [
    {
      name: 'registration-certificate',
      title: {
        tg: 'Рақами шаҳодатномаи бақайдгирии воситаи нақлиёт',
        ru: 'Номер свидетельства о регистрации транспортного средства',
        en: 'Number of the vehicle registration certificate',
      },
      source: 'paper',
      sample: true,
    },
    {
      name: 'photos',
      title: { tg: 'Аксҳои мошин (ихтиёрӣ)', ru: 'Фотографии машины (необязательно)', en: 'Photographs of the vehicle (optional)' },
      source: 'upload',
      sample: true,
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        'ownerKind',
        'surname',
        'givenName',
        'passport',
        'tin',
        'entityName',
        'entityTin',
        'phone',
        'plate',
        'vin',
        'make',
        'year',
        'registrationCertificate',
        'windows',
        'inspection',
      ],
      properties: {
        ownerKind: { type: 'string', enum: ['person', 'entity'] },
        entityName: { type: 'string', minLength: 2, maxLength: 200 },
        entityTin: { type: 'string', format: 'tj-tin' },
        surname: { type: 'string', format: 'person-name', maxLength: 80 },
        givenName: { type: 'string', format: 'person-name', maxLength: 80 },
        patronymic: { type: 'string', format: 'person-name', maxLength: 80 },
        passport: { type: 'string', format: 'tj-passport' },
        tin: { type: 'string', format: 'tj-tin' },
        phone: { type: 'string', format: 'tj-phone' },
        plate: { type: 'string', format: 'plate' },
        vin: { type: 'string', format: 'vin' },
        make: { type: 'string', minLength: 2, maxLength: 80 },
        year: { type: 'integer', minimum: 1950, maximum: 2027 },
        registrationCertificate: { type: 'string', format: 'document-number', maxLength: 40 },
        windows: {
          type: 'array',
          items: { type: 'string', enum: ['rear', 'rear-side', 'front-side'] },
          minItems: 1,
          maxItems: 3,
          uniqueItems: true,
        },
        windscreenStrip: { type: 'integer', minimum: 0, maximum: STRIP_CM },
        photos: { type: 'array', items: { type: 'string', format: 'upload' }, maxItems: 4 },
        inspection: { type: 'string', format: 'slot' },
      },
    },
    steps: [
      {
        name: 'owner',
        title: { tg: 'Соҳиби мошин', ru: 'Владелец машины', en: 'The owner' },
        fields: [
          {
            name: 'ownerKind',
            kind: 'radio',
            label: { tg: 'Мошин аз номи кист?', ru: 'На кого оформлена машина?', en: 'Who owns the vehicle?' },
            options: [
              { value: 'person', label: { tg: 'Шахси воқеӣ', ru: 'Физическое лицо', en: 'A person' } },
              { value: 'entity', label: { tg: 'Шахси ҳуқуқӣ', ru: 'Юридическое лицо', en: 'A legal entity' } },
            ],
          },
          {
            name: 'entityName',
            kind: 'text',
            label: { tg: 'Номи шахси ҳуқуқӣ', ru: 'Название организации', en: 'Name of the entity' },
            prefill: 'entityName',
            autocomplete: 'organization',
            showWhen: ENTITY,
          },
          {
            name: 'entityTin',
            kind: 'identity',
            label: { tg: 'РМА-и шахси ҳуқуқӣ', ru: 'ИНН организации', en: 'TIN of the entity' },
            hint: { tg: '9 рақам', ru: '9 цифр', en: '9 digits' },
            prefill: 'entityTin',
            width: 'medium',
            showWhen: ENTITY,
          },
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
            name: 'tin',
            kind: 'identity',
            label: {
              tg: 'РМА (рақами мушаххаси андозсупоранда)',
              ru: 'ИНН (идентификационный номер налогоплательщика)',
              en: 'TIN (taxpayer number)',
            },
            hint: { tg: '9 рақам', ru: '9 цифр', en: '9 digits' },
            prefill: 'tin',
            width: 'medium',
            showWhen: PERSON,
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
        name: 'vehicle',
        title: { tg: 'Воситаи нақлиёт', ru: 'Транспортное средство', en: 'The vehicle' },
        lead: {
          tg: 'Чунон ки дар шаҳодатномаи бақайдгирӣ навишта шудааст.',
          ru: 'Так, как записано в свидетельстве о регистрации.',
          en: 'As it stands in the registration certificate.',
        },
        fields: [
          {
            name: 'plate',
            kind: 'identity',
            label: { tg: 'Рақами қайди давлатӣ', ru: 'Государственный номер', en: 'Plate number' },
            hint: { tg: 'Масалан: 0000 AA 01', ru: 'Например: 0000 AA 01', en: 'For example: 0000 AA 01' },
            prefill: 'vehiclePlate',
            width: 'medium',
          },
          {
            name: 'vin',
            kind: 'identity',
            label: { tg: 'Рақами VIN', ru: 'VIN-номер', en: 'VIN' },
            hint: { tg: '17 аломат', ru: '17 знаков', en: '17 characters' },
            prefill: 'vehicleVin',
            width: 'medium',
          },
          {
            name: 'make',
            kind: 'text',
            label: { tg: 'Тамға ва навъ', ru: 'Марка и модель', en: 'Make and model' },
            prefill: 'vehicleMake',
            width: 'medium',
          },
          {
            name: 'year',
            kind: 'number',
            label: { tg: 'Соли истеҳсол', ru: 'Год выпуска', en: 'Year of manufacture' },
            hint: {
              tg: 'Тариф аз соли истеҳсол вобаста аст',
              ru: 'От года выпуска зависит тариф',
              en: 'The tariff depends on it',
            },
            prefill: 'vehicleYear',
            width: 'short',
          },
          {
            name: 'registrationCertificate',
            kind: 'text',
            label: { tg: 'Рақами шаҳодатномаи бақайдгирӣ', ru: 'Номер свидетельства о регистрации', en: 'Registration certificate number' },
            prefill: 'vehicleCertificate',
            width: 'medium',
          },
        ],
      },
      {
        name: 'windows',
        title: { tg: 'Кадом шишаҳо?', ru: 'Какие стёкла?', en: 'Which windows?' },
        lead: {
          tg: 'Шишаи пеш бояд шаффоф монад. Танҳо рахи болоии он, то 20 сантиметр, сиёҳ шуда метавонад.',
          ru: 'Лобовое стекло должно оставаться прозрачным. Тонировать можно только верхнюю полосу до 20 сантиметров.',
          en: 'The windscreen must stay clear. Only its upper strip, up to 20 centimetres, may be tinted.',
        },
        fields: [
          {
            name: 'windows',
            kind: 'checkboxes',
            label: { tg: 'Шишаҳои сиёҳу хира', ru: 'Тонированные стёкла', en: 'Tinted windows' },
            options: [
              { value: 'rear', label: { tg: 'Шишаи ақиб', ru: 'Заднее стекло', en: 'Rear window' } },
              { value: 'rear-side', label: { tg: 'Шишаҳои паҳлуии ақиб', ru: 'Задние боковые', en: 'Rear side windows' } },
              { value: 'front-side', label: { tg: 'Шишаҳои паҳлуии пеш', ru: 'Передние боковые', en: 'Front side windows' } },
            ],
          },
          {
            name: 'windscreenStrip',
            kind: 'number',
            label: { tg: 'Рахи болоии шишаи пеш', ru: 'Верхняя полоса лобового стекла', en: 'Upper strip of the windscreen' },
            hint: { tg: 'Агар бошад, то 20 см', ru: 'Если есть, до 20 см', en: 'If there is one, up to 20 cm' },
            unit: { tg: 'см', ru: 'см', en: 'cm' },
            width: 'short',
            errors: {
              maximum: {
                tg: 'Рахи болоии шишаи пеш аз 20 см зиёд намешавад: шишаи пеш бояд шаффоф монад.',
                ru: 'Верхняя полоса лобового стекла — не больше 20 см: само стекло остаётся прозрачным.',
                en: 'The upper strip is at most 20 cm: the windscreen itself stays clear.',
              },
            },
          },
          {
            name: 'photos',
            kind: 'file',
            label: { tg: 'Аксҳои мошин', ru: 'Фотографии машины', en: 'Photographs of the vehicle' },
            accept: ['image/jpeg', 'image/png'],
            maxBytes: 5_000_000,
          },
        ],
      },
      {
        name: 'inspection',
        title: { tg: 'Вақти азназаргузаронӣ', ru: 'Время осмотра', en: 'Time of the inspection' },
        lead: {
          tg: 'Мошинро дар вақти интихобшуда ба нуқтаи азназаргузаронӣ биёред.',
          ru: 'Приезжайте на осмотр в выбранное время.',
          en: 'Bring the vehicle to the inspection at the time you choose.',
        },
        fields: [
          {
            name: 'inspection',
            kind: 'appointment',
            label: { tg: 'Рӯз ва соат', ru: 'День и час', en: 'Day and hour' },
            resource: 'vehicle-inspection',
            place: 'inspection-slot',
          },
        ],
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст ва шишаи пеш шаффоф мемонад.',
      ru: 'Подтверждаю, что сведения верны и лобовое стекло останется прозрачным.',
      en: 'I confirm that the information is correct and the windscreen stays clear.',
    },
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 3,
    sendBackDays: 30,
    clock: 'continue',
    refusals: [
      {
        code: 'not-owner',
        label: {
          tg: 'Мошин аз номи аризадиҳанда нест ва ваколатнома надорад',
          ru: 'Машина оформлена не на заявителя, и доверенности нет',
          en: 'The vehicle is not the applicant’s and there is no power of attorney',
        },
      },
      {
        code: 'windscreen-tinted',
        label: { tg: 'Шишаи пеш шаффоф нест', ru: 'Лобовое стекло затонировано', en: 'The windscreen is not clear' },
      },
      {
        code: 'missed-inspection',
        label: {
          tg: 'Мошин ба азназаргузаронӣ оварда нашуд',
          ru: 'Машину не привезли на осмотр',
          en: 'The vehicle did not come to the inspection',
        },
      },
    ],
    letters: [
      {
        code: 'check-certificate',
        for: 'send-back',
        title: { tg: 'Шаҳодатномаро санҷед', ru: 'Проверьте свидетельство', en: 'Check the certificate' },
        body: {
          tg: 'Рақами шаҳодатномаи бақайдгирӣ бо маълумоти мошин мувофиқ наомад. Лутфан онро аз рӯи ҳуҷҷат санҷед ва аз нав нависед. Навиштаҳои дигари Шумо маҳфузанд.',
          ru: 'Номер свидетельства о регистрации не совпал с данными машины. Пожалуйста, сверьте его с документом и напишите заново. Остальное сохранено.',
          en: 'The number of the registration certificate does not match the vehicle. Please compare it with the paper and write it again. Everything else you wrote is kept.',
        },
      },
      {
        code: 'new-inspection',
        for: 'note',
        title: { tg: 'Вақти нави азназаргузаронӣ', ru: 'Новое время осмотра', en: 'A new time for the inspection' },
        body: {
          tg: 'Мошин дар вақти таъйиншуда ба азназаргузаронӣ наомад. Лутфан ба мо занг занед, вақти дигар таъйин мекунем.',
          ru: 'Машина не приехала на осмотр в назначенное время. Пожалуйста, позвоните, назначим другое.',
          en: 'The vehicle did not come to the inspection at the agreed time. Please call us and we will agree on another.',
        },
      },
      {
        code: 'windscreen-refusal',
        for: 'refusal',
        title: { tg: 'Шишаи пеш шаффоф нест', ru: 'Лобовое стекло затонировано', en: 'The windscreen is not clear' },
        body: {
          tg: 'Ҳангоми азназаргузаронӣ маълум шуд, ки шишаи пеш шаффоф нест. Баъди тоза кардани он Шумо метавонед аз нав ариза диҳед.',
          ru: 'При осмотре оказалось, что лобовое стекло затонировано. Снимите плёнку и подайте заявление снова.',
          en: 'The inspection found that the windscreen is not clear. Once the film is removed you may apply again.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'permit',
    title: {
      tg: 'Иҷозат (талон) барои истифодабарии воситаи нақлиёт бо шишаҳои сиёҳу хира',
      ru: 'Разрешение (талон) на использование транспортного средства с тонированными стёклами',
      en: 'Tinted windows permit',
    },
    body: [
      {
        tg: 'Воситаи нақлиёти {make}, рақами қайди давлатӣ {plate}, VIN {vin}, соли истеҳсол {year}, бо шишаҳои сиёҳу хира ронда мешавад.',
        ru: 'Транспортное средство {make}, государственный номер {plate}, VIN {vin}, {year} года выпуска, может использоваться с тонированными стёклами.',
        en: 'The vehicle {make}, plate {plate}, VIN {vin}, made in {year}, may be driven with tinted windows.',
      },
      {
        tg: 'Иҷозат ба {surname} {givenName} {patronymic} дода шуд ва як сол эътибор дорад. Шишаи пеш шаффоф мемонад.',
        ru: 'Разрешение выдано: {surname} {givenName} {patronymic}, действует один год. Лобовое стекло остаётся прозрачным.',
        en: 'Issued to {surname} {givenName} {patronymic}, valid for one year. The windscreen stays clear.',
      },
    ],
    languages: ['tg', 'ru'],
    validDays: 365,
    revocable: true,
    sample: true,
  },
  onBehalf: true,
  searchWords: [
    'тонировка',
    'тонированные стёкла',
    'сиёҳ',
    'шиша',
    'шишаи сиёҳ',
    'талон',
    'тонирование',
    'tint',
    'tinted windows',
    'shishai siyoh',
    'tonirovka',
    'БДА',
  ],
  checkedOn: '2026-11-25',
};
