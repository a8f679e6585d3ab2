import type { ServiceDefinition } from '@hukumat/contract';
import { applicantRequired, applicantSchema, applicantStep, paperSchema, papers } from './applicant.ts';

const HAS_NEIGHBOURS = { field: 'nearNeighbours', is: 'yes' } as const;
/** Whoever builds only a dwelling of up to two storeys may build it without a contractor's licence. */
const BY_CONTRACTOR = { field: 'builder', is: 'contractor' } as const;

export const constructionStartPermit: ServiceDefinition = {
  id: 'construction-start-permit',
  version: 1,
  title: {
    tg: 'Иҷозат барои оғоз намудани корҳои сохтмонӣ',
    ru: 'Разрешение на начало строительных работ',
    en: 'Permit to start construction work',
  },
  summary: {
    tg: 'Пеш аз оғози сохтмон, азнавсозӣ ё васеъкунии бино лозим аст. Нақшаҳоро замима мекунед, мутахассисон онҳоро месанҷанд.',
    ru: 'Нужно до начала строительства, реконструкции или расширения здания. Вы прилагаете чертежи, специалисты их проверяют.',
    en: 'Needed before a building is built, rebuilt or extended. You attach the plans, and specialists check them.',
  },
  category: 'land',
  lifeEvents: ['building-a-house', 'starting-a-business'],
  audience: ['person', 'entity'],
  needs: 'substantial',
  onBehalf: true,
  who: {
    tg: 'Соҳиби замин ё фармоишгари сохтмон: шаҳрванд ё ташкилот.',
    ru: 'Владелец участка или застройщик: гражданин или организация.',
    en: 'The owner of the land or the developer: a citizen or an organisation.',
  },
  result: {
    tg: 'Иҷозати электронӣ бо рамзи QR, ки дар майдони сохтмон нишон дода мешавад.',
    ru: 'Электронное разрешение с QR-кодом, которое показывают на стройплощадке.',
    en: 'An electronic permit with a QR code to show at the building site.',
  },
  channels: ['online', 'centre', 'office'],
  legalBasis: [
    {
      title: {
        tg: 'Кодекси шаҳрсозии Ҷумҳурии Тоҷикистон (моддаи дақиқ тасдиқ нашудааст)',
        ru: 'Градостроительный кодекс Республики Таджикистан (точная статья не подтверждена)',
        en: 'Town planning code of the Republic of Tajikistan (the exact article is not confirmed)',
      },
      sample: true,
    },
  ],
  fees: [
    {
      kind: 'review',
      indicators: 4,
      payer: 'applicant',
      when: 'before-review',
      label: { tg: 'Барои баррасии ариза', ru: 'За рассмотрение заявления', en: 'For reviewing the application' },
      sample: true,
    },
    {
      kind: 'issue',
      indicators: 2,
      payer: 'applicant',
      when: 'before-issue',
      label: { tg: 'Барои додани иҷозат', ru: 'За выдачу разрешения', en: 'For issuing the permit' },
      sample: true,
    },
  ],
  evidence: [
    {
      name: 'land-right',
      title: { tg: 'Ҳуҷҷати ҳуқуқ ба замин', ru: 'Документ о праве на землю', en: 'Document of the right to the land' },
      source: 'upload',
      sample: true,
    },
    {
      name: 'site-plan',
      title: { tg: 'Нақшаи асосии қитъа', ru: 'Генеральный план участка', en: 'Site plan' },
      source: 'upload',
      sample: true,
    },
    {
      name: 'building-plans',
      title: {
        tg: 'Нақшаҳои меъморӣ: ошёнаҳо, намо, буриш',
        ru: 'Архитектурные чертежи: этажи, фасад, разрез',
        en: 'Plans of floors, front and section',
      },
      source: 'upload',
      sample: true,
    },
    {
      name: 'expert-conclusion',
      title: { tg: 'Хулосаи экспертизаи лоиҳа', ru: 'Заключение экспертизы проекта', en: 'Conclusion of the expert review' },
      source: 'upload',
      sample: true,
    },
    {
      name: 'contractor-licence',
      title: { tg: 'Иҷозатномаи пудратчӣ', ru: 'Лицензия подрядчика', en: "Contractor's licence" },
      source: 'upload',
      showWhen: BY_CONTRACTOR,
      sample: true,
    },
    {
      name: 'neighbours-consent',
      title: {
        tg: 'Розигии ҳамсояҳо, агар бино наздик бошад',
        ru: 'Согласие соседей, если здание рядом',
        en: 'Consent of neighbours, if the building is near',
      },
      source: 'upload',
      showWhen: HAS_NEIGHBOURS,
      sample: true,
    },
  ],
  form: {
    schema: {
      type: 'object',
      required: [
        ...applicantRequired,
        'district',
        'siteAddress',
        'landDocument',
        'landArea',
        'nearNeighbours',
        'neighboursConsent',
        'objects',
        'worksKind',
        'worksStart',
        'worksEnd',
        'builder',
        'contractorName',
        'licenceNumber',
        'contractorLicence',
        'landRight',
        'sitePlan',
        'buildingPlans',
        'expertConclusion',
      ],
      properties: {
        ...applicantSchema,
        district: { type: 'string', minLength: 2, maxLength: 120 },
        siteAddress: { type: 'string', minLength: 5, maxLength: 300 },
        landDocument: { type: 'string', format: 'document-number', maxLength: 40 },
        landArea: { type: 'number', minimum: 1, maximum: 1_000_000 },
        nearNeighbours: { type: 'string', enum: ['no', 'yes'] },
        neighboursConsent: paperSchema(5),
        objects: {
          type: 'array',
          minItems: 1,
          maxItems: 10,
          items: {
            type: 'object',
            required: ['purpose', 'floors', 'area'],
            properties: {
              purpose: { type: 'string', enum: ['dwelling', 'public', 'trade', 'industry', 'engineering'] },
              floors: { type: 'integer', minimum: 1, maximum: 60 },
              area: { type: 'number', minimum: 1, maximum: 500_000 },
            },
          },
        },
        totalArea: { type: 'number', minimum: 0 },
        worksKind: { type: 'string', enum: ['new', 'rebuild', 'extend'] },
        worksStart: { type: 'string', format: 'date' },
        worksEnd: { type: 'string', format: 'date' },
        builder: { type: 'string', enum: ['self', 'contractor'] },
        contractorName: { type: 'string', minLength: 2, maxLength: 200 },
        licenceNumber: { type: 'string', format: 'document-number', maxLength: 40 },
        contractorLicence: paperSchema(3),
        landRight: paperSchema(4),
        sitePlan: paperSchema(4),
        buildingPlans: paperSchema(20),
        expertConclusion: paperSchema(4),
      },
    },
    steps: [
      applicantStep,
      {
        name: 'site',
        title: { tg: 'Қитъаи замин', ru: 'Земельный участок', en: 'The land' },
        fields: [
          {
            name: 'district',
            kind: 'text',
            label: { tg: 'Шаҳр ё ноҳия', ru: 'Город или район', en: 'City or district' },
            width: 'medium',
          },
          {
            name: 'siteAddress',
            kind: 'textarea',
            label: { tg: 'Суроға ё ҷойгиршавии қитъа', ru: 'Адрес или расположение участка', en: 'Address or place of the land' },
            hint: {
              tg: 'Агар суроғаи почтавӣ набошад, ҷойро нисбат ба кӯча ё бинои наздик нависед.',
              ru: 'Если почтового адреса нет, опишите место относительно улицы или соседнего здания.',
              en: 'Without a postal address describe the place by a street or a building nearby.',
            },
          },
          {
            name: 'landDocument',
            kind: 'text',
            label: {
              tg: 'Рақами ҳуҷҷати ҳуқуқ ба замин',
              ru: 'Номер документа о праве на землю',
              en: 'Number of the document of the right to the land',
            },
            width: 'medium',
          },
          {
            name: 'landArea',
            kind: 'number',
            label: { tg: 'Масоҳати қитъа', ru: 'Площадь участка', en: 'Area of the land' },
            unit: { tg: 'м²', ru: 'м²', en: 'm²' },
            width: 'short',
          },
          {
            name: 'nearNeighbours',
            kind: 'radio',
            label: {
              tg: 'Оё бинои нав аз сарҳади ҳамсоя камтар аз 3 метр дур аст?',
              ru: 'Новое здание ближе 3 метров к границе соседа?',
              en: "Is the new building nearer than 3 metres to a neighbour's border?",
            },
            options: [
              { value: 'no', label: { tg: 'Не', ru: 'Нет', en: 'No' } },
              { value: 'yes', label: { tg: 'Ҳа', ru: 'Да', en: 'Yes' } },
            ],
          },
        ],
      },
      {
        name: 'objects',
        title: { tg: 'Чӣ месозед?', ru: 'Что вы строите?', en: 'What will be built?' },
        lead: {
          tg: 'Ҳар биноро алоҳида нависед. Масоҳати умумӣ худ аз худ ҳисоб мешавад.',
          ru: 'Опишите каждое здание отдельно. Общая площадь считается сама.',
          en: 'Describe each building by itself. The total area is added up for you.',
        },
        fields: [
          {
            name: 'worksKind',
            kind: 'radio',
            label: { tg: 'Навъи кор', ru: 'Вид работ', en: 'Kind of work' },
            options: [
              { value: 'new', label: { tg: 'Сохтмони нав', ru: 'Новое строительство', en: 'A new building' } },
              { value: 'rebuild', label: { tg: 'Азнавсозӣ', ru: 'Реконструкция', en: 'Rebuilding' } },
              { value: 'extend', label: { tg: 'Васеъкунӣ', ru: 'Расширение', en: 'An extension' } },
            ],
          },
          {
            name: 'objects',
            kind: 'group',
            label: { tg: 'Биноҳо', ru: 'Здания', en: 'Buildings' },
            itemLabel: { tg: 'Бино', ru: 'Здание', en: 'Building' },
            fields: [
              {
                name: 'purpose',
                kind: 'select',
                label: { tg: 'Таъинот', ru: 'Назначение', en: 'Purpose' },
                options: [
                  { value: 'dwelling', label: { tg: 'Хонаи истиқоматӣ', ru: 'Жилой дом', en: 'Dwelling' } },
                  { value: 'public', label: { tg: 'Бинои ҷамъиятӣ', ru: 'Общественное здание', en: 'Public building' } },
                  { value: 'trade', label: { tg: 'Савдо ва хизматрасонӣ', ru: 'Торговля и услуги', en: 'Trade and services' } },
                  { value: 'industry', label: { tg: 'Истеҳсолот ва анбор', ru: 'Производство и склад', en: 'Industry and storage' } },
                  { value: 'engineering', label: { tg: 'Иншооти муҳандисӣ', ru: 'Инженерное сооружение', en: 'Engineering works' } },
                ],
              },
              {
                name: 'floors',
                kind: 'number',
                label: { tg: 'Шумораи ошёнаҳо', ru: 'Число этажей', en: 'Number of floors' },
                width: 'short',
              },
              {
                name: 'area',
                kind: 'number',
                label: { tg: 'Масоҳати бино', ru: 'Площадь здания', en: 'Area of the building' },
                unit: { tg: 'м²', ru: 'м²', en: 'm²' },
                width: 'short',
              },
            ],
          },
          {
            name: 'totalArea',
            kind: 'computed',
            label: { tg: 'Масоҳати умумӣ', ru: 'Общая площадь', en: 'Total area' },
            unit: { tg: 'м²', ru: 'м²', en: 'm²' },
            compute: { sum: 'objects', of: 'area' },
          },
        ],
      },
      {
        name: 'works',
        title: { tg: 'Корҳо ва иҷрокунанда', ru: 'Работы и исполнитель', en: 'The work and who does it' },
        fields: [
          { name: 'worksStart', kind: 'date', label: { tg: 'Оғози корҳо', ru: 'Начало работ', en: 'Start of the work' } },
          { name: 'worksEnd', kind: 'date', label: { tg: 'Анҷоми корҳо', ru: 'Окончание работ', en: 'End of the work' } },
          {
            name: 'builder',
            kind: 'radio',
            label: { tg: 'Сохтмонро кӣ мебарад?', ru: 'Кто строит?', en: 'Who builds?' },
            options: [
              { value: 'contractor', label: { tg: 'Пудратчӣ', ru: 'Подрядчик', en: 'A contractor' } },
              {
                value: 'self',
                label: { tg: 'Худам', ru: 'Я сам', en: 'I do' },
                hint: {
                  tg: 'Танҳо хонаи истиқоматии то ду ошёна (қоидаи намунавӣ)',
                  ru: 'Только жилой дом до двух этажей (правило-образец)',
                  en: 'Only a dwelling of up to two floors (sample rule)',
                },
              },
            ],
          },
          {
            name: 'contractorName',
            kind: 'text',
            label: { tg: 'Номи пудратчӣ', ru: 'Название подрядчика', en: 'Name of the contractor' },
            showWhen: BY_CONTRACTOR,
          },
          {
            name: 'licenceNumber',
            kind: 'text',
            label: { tg: 'Рақами иҷозатномаи пудратчӣ', ru: 'Номер лицензии подрядчика', en: "Number of the contractor's licence" },
            width: 'medium',
            showWhen: BY_CONTRACTOR,
          },
        ],
      },
      {
        name: 'papers',
        title: { tg: 'Ҳуҷҷатҳо ва нақшаҳо', ru: 'Документы и чертежи', en: 'Papers and plans' },
        lead: {
          tg: 'PDF, JPG ё PNG, ҳар файл то 5 МБ. Нақшаҳоро ҳамчун тасвир (PNG ё JPG) фиристед, то мутахассис онҳоро бо эзоҳ санҷад.',
          ru: 'PDF, JPG или PNG, каждый файл до 5 МБ. Чертежи лучше прислать картинкой (PNG или JPG): специалист отметит замечания прямо на них.',
          en: 'PDF, JPG or PNG, up to 5 MB each. Send plans as pictures (PNG or JPG) if you can, so that remarks can be put on them.',
        },
        fields: [
          papers('landRight', { tg: 'Ҳуҷҷати ҳуқуқ ба замин', ru: 'Документ о праве на землю', en: 'Document of the right to the land' }),
          papers('sitePlan', { tg: 'Нақшаи асосии қитъа', ru: 'Генеральный план участка', en: 'Site plan' }),
          papers(
            'buildingPlans',
            { tg: 'Нақшаҳои меъморӣ', ru: 'Архитектурные чертежи', en: 'Plans of the building' },
            {
              hint: {
                tg: 'Нақшаи ҳар ошёна, намо ва буриш. То 20 файл.',
                ru: 'План каждого этажа, фасад и разрез. До 20 файлов.',
                en: 'A plan of each floor, the front and a section. Up to 20 files.',
              },
            },
          ),
          papers('expertConclusion', {
            tg: 'Хулосаи экспертизаи лоиҳа',
            ru: 'Заключение экспертизы проекта',
            en: 'Conclusion of the expert review',
          }),
          papers(
            'contractorLicence',
            { tg: 'Иҷозатномаи пудратчӣ', ru: 'Лицензия подрядчика', en: "Contractor's licence" },
            { showWhen: BY_CONTRACTOR },
          ),
          papers(
            'neighboursConsent',
            { tg: 'Розигии хаттии ҳамсояҳо', ru: 'Письменное согласие соседей', en: 'Written consent of the neighbours' },
            { showWhen: HAS_NEIGHBOURS },
          ),
        ],
      },
    ],
    assertions: [
      {
        code: 'works-start-in-past',
        field: 'worksStart',
        rule: { field: 'worksStart', notBeforeToday: true },
        message: {
          tg: 'Корҳоро пеш аз гирифтани иҷозат оғоз кардан мумкин нест: санаи имрӯз ё дертарро нависед.',
          ru: 'Начинать работы до разрешения нельзя: укажите сегодняшний день или позже.',
          en: 'Work cannot start before the permit: give today or a later date.',
        },
      },
      {
        code: 'works-end-in-past',
        field: 'worksEnd',
        rule: { field: 'worksEnd', notBeforeToday: true },
        message: {
          tg: 'Анҷоми корҳо набояд дар гузашта бошад.',
          ru: 'Окончание работ не может быть в прошлом.',
          en: 'The end of the work cannot be in the past.',
        },
      },
    ],
    declaration: {
      tg: 'Тасдиқ мекунам, ки маълумот ва нақшаҳо дурустанд ва корҳо то гирифтани иҷозат оғоз намешаванд.',
      ru: 'Подтверждаю, что сведения и чертежи верны и что работы не начнутся до получения разрешения.',
      en: 'I confirm that the information and the plans are correct and that no work starts before the permit.',
    },
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 10,
    sendBackDays: 30,
    fourEyes: true,
    clock: 'continue',
    refusals: [
      {
        code: 'no-land-right',
        label: { tg: 'Ҳуқуқ ба замин тасдиқ нашуд', ru: 'Право на землю не подтверждено', en: 'The right to the land is not confirmed' },
      },
      {
        code: 'against-norms',
        label: {
          tg: 'Лоиҳа ба меъёрҳои шаҳрсозӣ мувофиқ нест',
          ru: 'Проект не соответствует градостроительным нормам',
          en: 'The project does not meet the town planning rules',
        },
      },
      {
        code: 'expert-negative',
        label: { tg: 'Хулосаи экспертиза манфӣ аст', ru: 'Заключение экспертизы отрицательное', en: 'The expert review is negative' },
      },
      {
        code: 'contractor-unlicensed',
        label: {
          tg: 'Пудратчӣ иҷозатномаи амалкунанда надорад',
          ru: 'У подрядчика нет действующей лицензии',
          en: 'The contractor has no valid licence',
        },
      },
    ],
    letters: [
      {
        code: 'plan-missing',
        for: 'send-back',
        title: { tg: 'Нақша намерасад', ru: 'Не хватает чертежа', en: 'A plan is missing' },
        body: {
          tg: 'Дар байни ҳуҷҷатҳо нақшаи як ё якчанд ошёна, намо ё буриш нест. Лутфан нақшаҳои намерасидаро замима кунед.',
          ru: 'Среди документов нет плана одного или нескольких этажей, фасада или разреза. Приложите, пожалуйста, недостающие чертежи.',
          en: 'The plan of one or more floors, the front or a section is missing. Please attach the missing plans.',
        },
      },
      {
        code: 'plan-unreadable',
        for: 'send-back',
        title: { tg: 'Нақша хонда намешавад', ru: 'Чертёж нечитаем', en: 'A plan cannot be read' },
        body: {
          tg: 'Андозаҳо дар нақша хонда намешаванд. Лутфан онро бо сифати беҳтар, PNG ё JPG, аз нав фиристед.',
          ru: 'Размеры на чертеже не читаются. Пришлите его, пожалуйста, заново в лучшем качестве, PNG или JPG.',
          en: 'The measures on the plan cannot be read. Please send it again in better quality, PNG or JPG.',
        },
      },
      {
        code: 'against-norms',
        for: 'refusal',
        title: { tg: 'Номувофиқ ба меъёрҳо', ru: 'Несоответствие нормам', en: 'Against the rules' },
        body: {
          tg: 'Лоиҳа ба меъёрҳои шаҳрсозӣ мувофиқ нест. Пас аз ислоҳи лоиҳа Шумо метавонед аз нав ариза диҳед.',
          ru: 'Проект не соответствует градостроительным нормам. После исправления проекта вы можете подать заявление снова.',
          en: 'The project does not meet the town planning rules. Once it is corrected you may apply again.',
        },
      },
      {
        code: 'site-visit',
        for: 'note',
        title: { tg: 'Санҷиш дар ҷой', ru: 'Выезд на место', en: 'Visit to the site' },
        body: {
          tg: 'Мутахассис қитъаро дар ҷой месанҷад. Лутфан роҳи даромаданро таъмин кунед.',
          ru: 'Специалист осмотрит участок на месте. Обеспечьте, пожалуйста, доступ.',
          en: 'A specialist will look at the site. Please make sure that it can be entered.',
        },
      },
    ],
    sample: true,
  },
  output: {
    kind: 'permit',
    title: {
      tg: 'Иҷозат барои оғоз намудани корҳои сохтмонӣ',
      ru: 'Разрешение на начало строительных работ',
      en: 'Permit to start construction work',
    },
    body: [
      {
        tg: 'Ин иҷозат ба {entityName} {surname} {givenName} {patronymic} дода шуд.',
        ru: 'Настоящее разрешение выдано: {entityName} {surname} {givenName} {patronymic}.',
        en: 'This permit is issued to {entityName} {surname} {givenName} {patronymic}.',
      },
      {
        tg: 'Ҷойи сохтмон: {district}, {siteAddress}. Ҳуҷҷати ҳуқуқ ба замин: {landDocument}.',
        ru: 'Место строительства: {district}, {siteAddress}. Документ о праве на землю: {landDocument}.',
        en: 'Building site: {district}, {siteAddress}. Document of the right to the land: {landDocument}.',
      },
      {
        tg: 'Навъи кор: {worksKind}. Масоҳати умумӣ: {totalArea}. Муҳлати корҳо: аз {worksStart} то {worksEnd}.',
        ru: 'Вид работ: {worksKind}. Общая площадь: {totalArea}. Срок работ: с {worksStart} по {worksEnd}.',
        en: 'Kind of work: {worksKind}. Total area: {totalArea}. Time of the work: {worksStart} to {worksEnd}.',
      },
    ],
    languages: ['tg', 'ru'],
    revocable: true,
    sample: true,
  },
  searchWords: [
    'сохтмон',
    'иҷозати сохтмон',
    'сохтани хона',
    'азнавсозӣ',
    'строительство',
    'разрешение на строительство',
    'реконструкция',
    'стройка',
    'building permit',
    'construction permit',
    'sokhtmon',
    'ijozati sokhtmon',
    'stroitelstvo',
  ],
  checkedOn: '2026-11-25',
};
