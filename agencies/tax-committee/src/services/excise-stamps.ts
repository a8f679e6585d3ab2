import type { ServiceDefinition } from '@hukumat/contract';

const IMPORTED = { field: 'origin', is: 'import' } as const;
/** From the second order on, the stamps of the one before are accounted for. */
const ORDERED_BEFORE = { field: 'firstOrder', is: 'no' } as const;

export const exciseStamps: ServiceDefinition = {
  id: 'excise-stamps',
  version: 2,
  title: {
    tg: 'Хулоса барои гирифтани тамғаҳои аксизӣ',
    ru: 'Заключение для получения акцизных марок',
    en: 'Conclusion for obtaining excise stamps',
  },
  summary: {
    tg: 'Истеҳсолкунанда ё воридкунанда барои шароб, нӯшокии спиртӣ ва маҳсулоти тамоку тамға мефармояд. Хадамоти гумрук хулоса медиҳад.',
    ru: 'Производитель или импортёр заказывает марки для вина, спиртного и табака. Заключение даёт Таможенная служба.',
    en: 'Producers and importers order stamps for wine, spirits and tobacco. The Customs Service gives its opinion.',
  },
  category: 'business',
  lifeEvents: ['running-a-business'],
  audience: ['entity'],
  needs: 'high',
  who: {
    tg: 'Шахси ҳуқуқие, ки моли аксизиро истеҳсол ё ворид мекунад ва иҷозатнома дорад.',
    ru: 'Организация с лицензией, которая производит или ввозит подакцизные товары.',
    en: 'A licensed legal entity that makes or imports excisable goods.',
  },
  result: {
    tg: 'Хулоса бо рамзи QR. Аз рӯи он тамғаҳо бо силсила ва рақам дода мешаванд.',
    ru: 'Заключение с QR-кодом. По нему выдаются марки с серией и номером.',
    en: 'A conclusion with a QR code. Stamps are handed out on it by series and number.',
  },
  channels: ['online', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Қарори Ҳукумати Ҷумҳурии Тоҷикистон дар бораи тамғаҳои аксизӣ',
        ru: 'Постановление Правительства Республики Таджикистан об акцизных марках',
        en: 'Order of the Government of the Republic of Tajikistan on excise stamps',
      },
      number: '611',
      date: '2022-12-29',
      source: 'cis-legislation.com rgn=146802',
    },
    {
      title: {
        tg: 'Кодекси андози Ҷумҳурии Тоҷикистон, моддаи 295',
        ru: 'Налоговый кодекс Республики Таджикистан, статья 295',
        en: 'Tax Code of the Republic of Tajikistan, article 295',
      },
      sample: true,
    },
  ],
  fees: [],
  evidence: [
    {
      name: 'licence',
      title: { tg: 'Рақам ва санаи иҷозатнома', ru: 'Номер и дата лицензии', en: 'Number and date of the licence' },
      source: 'paper',
      sample: true,
    },
    {
      name: 'contract',
      title: {
        tg: 'Шартнома ва эъломияи гумрукӣ (барои моли воридотӣ)',
        ru: 'Контракт и таможенная декларация (для ввоза)',
        en: 'Contract and customs declaration (for imports)',
      },
      source: 'upload',
      showWhen: IMPORTED,
      sample: true,
    },
    {
      name: 'stamps-report',
      title: {
        tg: 'Ҳисобот дар бораи тамғаҳои пештара (аз фармоиши дуюм)',
        ru: 'Отчёт о прежних марках (со второго заказа)',
        en: 'Report on the previous stamps (from the second order on)',
      },
      source: 'upload',
      showWhen: ORDERED_BEFORE,
      sample: true,
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        'entityName',
        'entityTin',
        'licenceNumber',
        'licenceDate',
        'contactSurname',
        'contactGivenName',
        'phone',
        'origin',
        'contractNumber',
        'contractDate',
        'declarationNumber',
        'contractFile',
        'goods',
        'firstOrder',
        'reportReceived',
        'reportUsed',
        'reportSpoiled',
        'reportFile',
      ],
      properties: {
        entityName: { type: 'string', minLength: 2, maxLength: 200 },
        entityTin: { type: 'string', format: 'tj-tin' },
        entityNumber: { type: 'string', format: 'tj-ein' },
        licenceNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        licenceDate: { type: 'string', format: 'date' },
        contactSurname: { type: 'string', format: 'person-name', maxLength: 80 },
        contactGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
        phone: { type: 'string', format: 'tj-phone' },
        email: { type: 'string', format: 'email', maxLength: 120 },
        origin: { type: 'string', enum: ['domestic', 'import'] },
        contractNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        contractDate: { type: 'string', format: 'date' },
        declarationNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        contractFile: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 5 },
        goods: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: {
            type: 'object',
            required: ['kind', 'hsCode', 'volume', 'units', 'stamps'],
            properties: {
              kind: { type: 'string', enum: ['wine', 'vermouth', 'spirits', 'cigars', 'cigarillos', 'cigarettes'] },
              hsCode: { type: 'string', format: 'hs-code' },
              volume: { type: 'number', minimum: 0.001, maximum: 1000 },
              units: { type: 'integer', minimum: 1, maximum: 100_000_000 },
              stamps: { type: 'integer', minimum: 1, maximum: 100_000_000 },
              without: { type: 'number' },
            },
          },
        },
        totalStamps: { type: 'number' },
        firstOrder: { type: 'string', enum: ['yes', 'no'] },
        reportReceived: { type: 'integer', minimum: 0, maximum: 100_000_000 },
        reportUsed: { type: 'integer', minimum: 0, maximum: 100_000_000 },
        reportSpoiled: { type: 'integer', minimum: 0, maximum: 100_000_000 },
        reportLeft: { type: 'number' },
        reportFile: { type: 'array', items: { type: 'string', format: 'upload' }, minItems: 1, maxItems: 5 },
      },
    },
    steps: [
      {
        name: 'entity',
        title: { tg: 'Шахси ҳуқуқӣ', ru: 'Организация', en: 'The entity' },
        fields: [
          {
            name: 'entityName',
            kind: 'text',
            label: { tg: 'Номи пурра', ru: 'Полное название', en: 'Full name' },
            prefill: 'entityName',
            autocomplete: 'organization',
          },
          {
            name: 'entityTin',
            kind: 'identity',
            label: {
              tg: 'РМА (рақами мушаххаси андозсупоранда)',
              ru: 'ИНН (идентификационный номер налогоплательщика)',
              en: 'TIN (taxpayer number)',
            },
            hint: { tg: '9 рақам', ru: '9 цифр', en: '9 digits' },
            prefill: 'entityTin',
            width: 'medium',
          },
          {
            name: 'entityNumber',
            kind: 'identity',
            label: {
              tg: 'РЯМ (рақами ягонаи мушаххас)',
              ru: 'ЕИН (единый идентификационный номер)',
              en: 'EIN (single identification number)',
            },
            hint: { tg: '10 рақам, агар бошад', ru: '10 цифр, если есть', en: '10 digits, if there is one' },
            width: 'medium',
          },
          {
            name: 'licenceNumber',
            kind: 'text',
            label: { tg: 'Рақами иҷозатнома', ru: 'Номер лицензии', en: 'Licence number' },
            prefill: 'licenceNumber',
            width: 'medium',
          },
          { name: 'licenceDate', kind: 'date', label: { tg: 'Санаи иҷозатнома', ru: 'Дата лицензии', en: 'Date of the licence' } },
          {
            name: 'contactSurname',
            kind: 'name',
            label: { tg: 'Насаби масъул', ru: 'Фамилия ответственного', en: "Contact person's surname" },
            prefill: 'surname',
          },
          {
            name: 'contactGivenName',
            kind: 'name',
            label: { tg: 'Номи масъул', ru: 'Имя ответственного', en: "Contact person's given name" },
            prefill: 'givenName',
          },
          {
            name: 'phone',
            kind: 'phone',
            label: { tg: 'Рақами телефон', ru: 'Номер телефона', en: 'Phone number' },
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
      {
        name: 'goods',
        title: { tg: 'Мол ва тамғаҳо', ru: 'Товар и марки', en: 'Goods and stamps' },
        lead: {
          tg: 'Барои ҳар навъи мол як сатр. Шумораи тамғаҳо аз шумораи воҳидҳои мол зиёд намешавад.',
          ru: 'Одна строка на каждый вид товара. Марок не больше, чем единиц товара.',
          en: 'One line for each kind of goods. There are never more stamps than units.',
        },
        fields: [
          {
            name: 'origin',
            kind: 'radio',
            label: { tg: 'Мол аз куҷост?', ru: 'Откуда товар?', en: 'Where do the goods come from?' },
            options: [
              {
                value: 'domestic',
                label: { tg: 'Дар Тоҷикистон истеҳсол мешавад', ru: 'Производится в Таджикистане', en: 'Made in Tajikistan' },
              },
              { value: 'import', label: { tg: 'Ворид карда мешавад', ru: 'Ввозится', en: 'Imported' } },
            ],
          },
          {
            name: 'goods',
            kind: 'group',
            label: { tg: 'Молҳо', ru: 'Товары', en: 'Goods' },
            itemLabel: { tg: 'Навъи мол', ru: 'Вид товара', en: 'Kind of goods' },
            fields: [
              {
                name: 'kind',
                kind: 'select',
                label: { tg: 'Гурӯҳи мол', ru: 'Группа товара', en: 'Goods group' },
                options: [
                  {
                    value: 'wine',
                    label: {
                      tg: 'Шаробҳои табиии ангурӣ, аз ҷумла тақвиятёфта; шираи ангур',
                      ru: 'Вина виноградные натуральные, в том числе креплёные; виноградное сусло',
                      en: 'Natural grape wines, fortified included; grape must',
                    },
                  },
                  { value: 'vermouth', label: { tg: 'Вермутҳо', ru: 'Вермуты', en: 'Vermouths' } },
                  {
                    value: 'spirits',
                    label: {
                      tg: 'Спирти этилӣ, ликёрҳо ва дигар нӯшокиҳои спиртӣ',
                      ru: 'Спирт этиловый, ликёры и другие спиртные напитки',
                      en: 'Ethyl alcohol, liqueurs and other spirits',
                    },
                  },
                  { value: 'cigars', label: { tg: 'Сигараҳо', ru: 'Сигары', en: 'Cigars' } },
                  { value: 'cigarillos', label: { tg: 'Сигариллаҳо', ru: 'Сигариллы', en: 'Cigarillos' } },
                  { value: 'cigarettes', label: { tg: 'Сигаретҳо', ru: 'Сигареты', en: 'Cigarettes' } },
                ],
              },
              {
                name: 'hsCode',
                kind: 'identity',
                label: { tg: 'Рамзи НМ ФИХ', ru: 'Код ТН ВЭД', en: 'HS code' },
                hint: { tg: '10 рақам', ru: '10 цифр', en: '10 digits' },
                width: 'medium',
              },
              {
                name: 'volume',
                kind: 'number',
                label: { tg: 'Ҳаҷми як воҳид', ru: 'Объём единицы', en: 'Volume of a unit' },
                hint: {
                  tg: 'Литр; барои тамоку — шумора дар қуттӣ',
                  ru: 'Литры; для табака — штук в пачке',
                  en: 'Litres; for tobacco, pieces in a pack',
                },
                width: 'short',
              },
              {
                name: 'units',
                kind: 'number',
                label: { tg: 'Шумораи воҳидҳо', ru: 'Число единиц', en: 'Number of units' },
                width: 'short',
              },
              {
                name: 'stamps',
                kind: 'number',
                label: { tg: 'Шумораи тамғаҳо', ru: 'Число марок', en: 'Number of stamps' },
                hint: { tg: 'На бештар аз шумораи воҳидҳо', ru: 'Не больше числа единиц', en: 'Not more than the units' },
                width: 'short',
              },
              {
                name: 'without',
                kind: 'computed',
                label: { tg: 'Воҳидҳои бе тамға', ru: 'Единиц без марки', en: 'Units without a stamp' },
                compute: { minus: [{ field: 'units' }, { field: 'stamps' }] },
              },
            ],
            assertions: [
              {
                code: 'stamps-over-units',
                field: 'stamps',
                rule: {
                  any: [
                    { field: 'without', absent: true },
                    { field: 'without', atLeast: 0 },
                  ],
                },
                message: {
                  tg: 'Шумораи тамғаҳо аз шумораи воҳидҳо зиёд аст. Камтар фармоед.',
                  ru: 'Марок больше, чем единиц товара. Закажите меньше.',
                  en: 'There are more stamps than units. Order fewer.',
                },
              },
            ],
          },
          {
            name: 'totalStamps',
            kind: 'computed',
            label: { tg: 'Ҳамагӣ тамғаҳо', ru: 'Всего марок', en: 'Stamps in all' },
            compute: { sum: 'goods', of: 'stamps' },
          },
        ],
      },
      {
        name: 'import',
        title: { tg: 'Воридот', ru: 'Ввоз', en: 'The import' },
        showWhen: IMPORTED,
        fields: [
          {
            name: 'contractNumber',
            kind: 'text',
            label: { tg: 'Рақами шартнома', ru: 'Номер контракта', en: 'Contract number' },
            width: 'medium',
          },
          { name: 'contractDate', kind: 'date', label: { tg: 'Санаи шартнома', ru: 'Дата контракта', en: 'Date of the contract' } },
          {
            name: 'declarationNumber',
            kind: 'text',
            label: { tg: 'Рақами эъломияи гумрукӣ', ru: 'Номер таможенной декларации', en: 'Customs declaration number' },
            width: 'medium',
          },
          {
            name: 'contractFile',
            kind: 'file',
            label: { tg: 'Шартнома ва эъломия', ru: 'Контракт и декларация', en: 'Contract and declaration' },
            accept: ['application/pdf', 'image/jpeg', 'image/png'],
            maxBytes: 5_000_000,
          },
        ],
      },
      {
        name: 'report',
        title: { tg: 'Тамғаҳои пештара', ru: 'Прежние марки', en: 'The previous stamps' },
        lead: {
          tg: 'Тамғаҳо ҳисоботи қатъӣ доранд: аз фармоиши дуюм дар бораи тамғаҳои гирифташуда ҳисобот дода мешавад.',
          ru: 'Марки — документы строгой отчётности: со второго заказа нужен отчёт о полученных.',
          en: 'Stamps are strictly accounted for: from the second order on, those received are reported.',
        },
        fields: [
          {
            name: 'firstOrder',
            kind: 'radio',
            label: { tg: 'Ин фармоиши якум аст?', ru: 'Это первый заказ?', en: 'Is this the first order?' },
            options: [
              { value: 'yes', label: { tg: 'Ҳа, якум', ru: 'Да, первый', en: 'Yes, the first' } },
              { value: 'no', label: { tg: 'Не, пештар фармуда будем', ru: 'Нет, уже заказывали', en: 'No, we have ordered before' } },
            ],
          },
          {
            name: 'reportReceived',
            kind: 'number',
            label: { tg: 'Гирифта шуд', ru: 'Получено', en: 'Received' },
            width: 'short',
            showWhen: ORDERED_BEFORE,
          },
          {
            name: 'reportUsed',
            kind: 'number',
            label: { tg: 'Истифода шуд', ru: 'Использовано', en: 'Used' },
            width: 'short',
            showWhen: ORDERED_BEFORE,
          },
          {
            name: 'reportSpoiled',
            kind: 'number',
            label: { tg: 'Вайрон шуд', ru: 'Испорчено', en: 'Spoiled' },
            width: 'short',
            showWhen: ORDERED_BEFORE,
          },
          {
            name: 'reportLeft',
            kind: 'computed',
            label: { tg: 'Боқӣ монд', ru: 'Осталось', en: 'Left' },
            compute: { minus: [{ field: 'reportReceived' }, { add: [{ field: 'reportUsed' }, { field: 'reportSpoiled' }] }] },
            showWhen: ORDERED_BEFORE,
          },
          {
            name: 'reportFile',
            kind: 'file',
            label: { tg: 'Ҳисобот дар бораи тамғаҳо', ru: 'Отчёт о марках', en: 'Report on the stamps' },
            accept: ['application/pdf', 'image/jpeg', 'image/png'],
            maxBytes: 5_000_000,
            showWhen: ORDERED_BEFORE,
          },
        ],
      },
    ],
    assertions: [
      {
        code: 'licence-in-future',
        field: 'licenceDate',
        rule: { field: 'licenceDate', notAfterToday: true },
        message: {
          tg: 'Санаи иҷозатнома набояд дар оянда бошад.',
          ru: 'Дата лицензии не может быть в будущем.',
          en: 'The date of the licence cannot be in the future.',
        },
      },
      {
        code: 'report-does-not-add-up',
        field: 'reportReceived',
        rule: {
          any: [
            { field: 'reportLeft', absent: true },
            { field: 'reportLeft', atLeast: 0 },
          ],
        },
        message: {
          tg: 'Истифодашуда ва вайроншуда аз гирифташуда зиёд аст. Рақамҳоро санҷед.',
          ru: 'Использовано и испорчено больше, чем получено. Проверьте числа.',
          en: 'More were used and spoiled than received. Check the numbers.',
        },
      },
      {
        code: 'contract-in-future',
        field: 'contractDate',
        rule: {
          any: [
            { field: 'contractDate', absent: true },
            { field: 'contractDate', notAfterToday: true },
          ],
        },
        message: {
          tg: 'Санаи шартнома набояд дар оянда бошад.',
          ru: 'Дата контракта не может быть в будущем.',
          en: 'The date of the contract cannot be in the future.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот дуруст аст ва тамғаҳо ба каси дигар дода намешаванд.',
      ru: 'Подтверждаю, что сведения верны и марки никому не передаются.',
      en: 'I confirm that the information is correct and the stamps are passed on to nobody.',
    },
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 3,
    sendBackDays: 30,
    clock: 'continue',
    fourEyes: true,
    opinions: [
      {
        agency: 'customs',
        workingDays: 2,
        required: true,
        title: { tg: 'Хулосаи Хадамоти гумрук', ru: 'Заключение Таможенной службы', en: 'Opinion of the Customs Service' },
      },
    ],
    refusals: [
      {
        code: 'no-licence',
        label: { tg: 'Иҷозатнома эътибор надорад', ru: 'Лицензия недействительна', en: 'The licence is not valid' },
      },
      {
        code: 'report-missing',
        label: {
          tg: 'Ҳисоботи тамғаҳои пештара нодуруст аст ё нест',
          ru: 'Отчёта о прежних марках нет или он неверен',
          en: 'The report on the previous stamps is missing or wrong',
        },
      },
      {
        code: 'customs-objects',
        label: { tg: 'Хадамоти гумрук розӣ нест', ru: 'Таможенная служба возражает', en: 'The Customs Service objects' },
      },
    ],
    letters: [
      {
        code: 'report',
        for: 'send-back',
        title: { tg: 'Ҳисоботи тамғаҳоро ислоҳ кунед', ru: 'Исправьте отчёт о марках', en: 'Correct the report' },
        body: {
          tg: 'Дар ҳисоботи тамғаҳои пештара рақамҳо мувофиқ наомаданд. Лутфан шумораи гирифташуда, истифодашуда ва вайроншударо аз нав нависед ва ҳисоботро замима кунед.',
          ru: 'В отчёте о прежних марках числа не сходятся. Пожалуйста, укажите заново, сколько получено, использовано и испорчено, и приложите отчёт.',
          en: 'The numbers in the report on the previous stamps do not add up. Please give again how many were received, used and spoiled, and attach the report.',
        },
      },
      {
        code: 'hs-code',
        for: 'send-back',
        title: { tg: 'Рамзи молро санҷед', ru: 'Проверьте код товара', en: 'Check the HS code' },
        body: {
          tg: 'Рамзи НМ ФИХ ба гурӯҳи мол мувофиқ наомад. Лутфан онро аз рӯи эъломия санҷед.',
          ru: 'Код ТН ВЭД не подходит к группе товара. Пожалуйста, сверьте его с декларацией.',
          en: 'The HS code does not fit the goods group. Please compare it with the declaration.',
        },
      },
      {
        code: 'customs-refusal',
        for: 'refusal',
        title: { tg: 'Хулосаи манфии гумрук', ru: 'Отрицательное заключение таможни', en: 'Customs objects' },
        body: {
          tg: 'Хадамоти гумрук хулосаи манфӣ дод. Сабабро дар хулоса хонед; баъди ислоҳ аз нав ариза дода метавонед.',
          ru: 'Таможенная служба дала отрицательное заключение. Причина указана в нём; после исправления можно подать заявление снова.',
          en: 'The Customs Service gave a negative opinion. The reason stands in it; after correcting it you may apply again.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'document',
    title: {
      tg: 'Хулоса барои гирифтани тамғаҳои аксизӣ',
      ru: 'Заключение для получения акцизных марок',
      en: 'Conclusion for obtaining excise stamps',
    },
    body: [
      {
        tg: 'Ба {entityName}, РМА {entityTin}, иҷозатнома {licenceNumber} аз {licenceDate}, додани {totalStamps} дона тамғаи аксизӣ мувофиқи мақсад аст.',
        ru: 'Организации {entityName}, ИНН {entityTin}, лицензия {licenceNumber} от {licenceDate}, могут быть выданы акцизные марки: {totalStamps} шт.',
        en: '{entityName}, TIN {entityTin}, licence {licenceNumber} of {licenceDate}, may be given {totalStamps} excise stamps.',
      },
      {
        tg: 'Молҳо: {goods}.',
        ru: 'Товары: {goods}.',
        en: 'Goods: {goods}.',
      },
    ],
    languages: ['tg', 'ru'],
    validDays: 90,
    revocable: true,
    sample: true,
  },
  searchWords: ['тамға', 'аксиз', 'акциз', 'акцизные марки', 'марки', 'шароб', 'тамоку', 'excise', 'excise stamps', 'aksiz', 'tamgha'],
  checkedOn: '2026-11-25',
};
