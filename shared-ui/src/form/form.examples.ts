import type { AnswerError, Form } from '@hukumat/contract';
import { html } from 'lit';
import type { Examples } from '../../gallery/example.ts';
import { renderCheckAnswers } from './check-answers.ts';
import { renderStep } from './step.ts';

const text = (tg: string, ru: string, en: string) => ({ tg, ru, en });

/** A form with every kind of field. */
export const everyField: Form = {
  schema: {
    type: 'object',
    required: ['surname', 'birthDate', 'purpose', 'agree'],
    properties: {
      surname: { type: 'string', format: 'person-name', maxLength: 60 },
      passport: { type: 'string', format: 'tj-passport' },
      birthDate: { type: 'string', format: 'date' },
      visitTime: { type: 'string', format: 'time' },
      phone: { type: 'string', format: 'tj-phone' },
      email: { type: 'string', format: 'email' },
      guests: { type: 'integer', minimum: 1, maximum: 150 },
      region: { type: 'string', enum: ['dushanbe', 'sughd', 'khatlon'] },
      purpose: { type: 'string', enum: ['work', 'study', 'other'] },
      otherPurpose: { type: 'string', maxLength: 100 },
      languages: { type: 'array', items: { type: 'string', enum: ['tg', 'ru', 'en'] } },
      address: { type: 'string', maxLength: 200 },
      note: { type: 'string', maxLength: 500 },
      scan: { type: 'array', maxItems: 3, items: { type: 'string', format: 'upload' } },
      agree: { type: 'boolean', const: true },
    },
  },
  steps: [
    {
      name: 'about-you',
      title: text('Маълумоти шахсии Шумо', 'Ваши личные данные', 'Your personal data'),
      lead: text('Маълумотро чун дар шиноснома нависед.', 'Укажите данные, как в паспорте.', 'Write as in your passport.'),
      fields: [
        { name: 'surname', kind: 'name', label: text('Насаб', 'Фамилия', 'Surname'), prefill: 'surname', autocomplete: 'family-name' },
        {
          name: 'passport',
          kind: 'identity',
          label: text('Силсила ва рақами шиноснома', 'Серия и номер паспорта', 'Passport series and number'),
          hint: text('Масалан, A12345678', 'Например, A12345678', 'For example, A12345678'),
        },
        { name: 'birthDate', kind: 'date', label: text('Санаи таваллуд', 'Дата рождения', 'Date of birth'), autocomplete: 'bday' },
        { name: 'visitTime', kind: 'time', label: text('Вақти қабул', 'Время приёма', 'Time of visit') },
        { name: 'phone', kind: 'phone', label: text('Рақами телефон', 'Номер телефона', 'Phone number') },
        { name: 'email', kind: 'email', label: text('Почтаи электронӣ', 'Электронная почта', 'Email') },
        {
          name: 'guests',
          kind: 'number',
          label: text('Шумораи меҳмонон', 'Число гостей', 'Number of guests'),
          unit: text('нафар', 'чел.', 'people'),
        },
        {
          name: 'region',
          kind: 'select',
          label: text('Вилоят', 'Область', 'Region'),
          options: [
            { value: 'dushanbe', label: text('шаҳри Душанбе', 'город Душанбе', 'Dushanbe city') },
            { value: 'sughd', label: text('вилояти Суғд', 'Согдийская область', 'Sughd region') },
            { value: 'khatlon', label: text('вилояти Хатлон', 'Хатлонская область', 'Khatlon region') },
          ],
        },
        {
          name: 'purpose',
          kind: 'radio',
          label: text('Маълумотнома барои чӣ лозим аст?', 'Для чего нужна справка?', 'What is the certificate for?'),
          options: [
            { value: 'work', label: text('Барои кор', 'Для работы', 'For work') },
            {
              value: 'study',
              label: text('Барои таҳсил', 'Для учёбы', 'For study'),
              hint: text('Дар дохил ва хориҷи кишвар', 'В стране и за рубежом', 'At home and abroad'),
            },
            { value: 'other', label: text('Мақсади дигар', 'Другая цель', 'Another purpose') },
          ],
        },
        {
          name: 'otherPurpose',
          kind: 'text',
          label: text('Кадом мақсад?', 'Какая цель?', 'Which purpose?'),
          showWhen: { field: 'purpose', is: 'other' },
        },
        {
          name: 'languages',
          kind: 'checkboxes',
          label: text('Забонҳои маълумотнома', 'Языки справки', 'Languages of the certificate'),
          options: [
            { value: 'tg', label: text('Тоҷикӣ', 'Таджикский', 'Tajik') },
            { value: 'ru', label: text('Русӣ', 'Русский', 'Russian') },
            { value: 'en', label: text('Англисӣ', 'Английский', 'English') },
          ],
        },
        { name: 'address', kind: 'text', label: text('Ҷойи истиқомат', 'Место жительства', 'Place of residence') },
        {
          name: 'note',
          kind: 'textarea',
          label: text('Шарҳ', 'Пояснение', 'Note'),
          hint: text('Агар чизе гуфтан хоҳед', 'Если хотите что-то добавить', 'If you wish to add something'),
        },
        { name: 'scan', kind: 'file', label: text('Нусхаи шиноснома', 'Копия паспорта', 'Copy of the passport'), maxBytes: 5_000_000 },
        {
          name: 'agree',
          kind: 'checkbox',
          label: text(
            'Ба коркарди маълумоти шахсии худ розӣ ҳастам',
            'Согласен на обработку моих персональных данных',
            'I agree to the processing of my personal data',
          ),
        },
      ],
    },
  ],
  declaration: text(
    'Ман тасдиқ мекунам, ки маълумот дуруст аст.',
    'Я подтверждаю, что данные верны.',
    'I confirm that the information is correct.',
  ),
};

/** Repeated rows with sums in them and over them, an appointment and a document of one's own. */
export const rowsAndSums: Form = {
  schema: {
    type: 'object',
    required: ['stamps', 'total'],
    properties: {
      stamps: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        items: {
          type: 'object',
          required: ['kind', 'count'],
          properties: {
            kind: { type: 'string', enum: ['wine', 'other'] },
            note: { type: 'string', maxLength: 100 },
            count: { type: 'integer', minimum: 1, maximum: 10_000 },
            cost: { type: 'integer' },
          },
        },
      },
      total: { type: 'integer' },
      visit: { type: 'string', format: 'slot' },
      licence: { type: 'string', format: 'document' },
      proof: { type: 'string', format: 'document' },
    },
  },
  steps: [
    {
      name: 'order',
      title: text('Фармоиш', 'Заказ', 'Order'),
      fields: [
        {
          name: 'stamps',
          kind: 'group',
          label: text('Тамғаҳо', 'Марки', 'Stamps'),
          itemLabel: text('Фармоиши', 'Позиция', 'Line'),
          hint: text('Барои ҳар намуди мол як сабт', 'Отдельная запись на каждый вид товара', 'One entry for each kind of goods'),
          fields: [
            {
              name: 'kind',
              kind: 'select',
              label: text('Намуди мол', 'Вид товара', 'Kind of goods'),
              options: [
                { value: 'wine', label: text('Шароб', 'Вино', 'Wine') },
                { value: 'other', label: text('Дигар', 'Другое', 'Other') },
              ],
            },
            { name: 'note', kind: 'text', label: text('Кадом мол?', 'Какой?', 'Which?'), showWhen: { field: 'kind', is: 'other' } },
            { name: 'count', kind: 'number', label: text('Шумора', 'Количество', 'How many'), width: 'short' },
            {
              name: 'cost',
              kind: 'computed',
              label: text('Маблағ', 'Сумма', 'Sum'),
              compute: { times: [{ field: 'count' }, 50] },
              money: true,
            },
          ],
        },
        {
          name: 'total',
          kind: 'computed',
          label: text('Ҳамагӣ барои пардохт', 'Всего к оплате', 'To pay in all'),
          compute: { sum: 'stamps', of: 'cost' },
          money: true,
        },
        {
          name: 'visit',
          kind: 'appointment',
          label: text('Рӯз ва вақти қабул', 'День и время приёма', 'Day and time'),
          resource: 'papers',
        },
        { name: 'licence', kind: 'document', label: text('Иҷозатномаи Шумо', 'Ваша лицензия', 'Your licence'), from: ['licence'] },
        { name: 'proof', kind: 'document', label: text('Ваколатнома', 'Доверенность', 'Power of attorney'), from: ['mandate'] },
      ],
    },
  ],
};
const [order] = rowsAndSums.steps;

const [step] = everyField.steps;

export const examples: Examples = {
  element: 'form',
  show: (lang) => {
    if (!step || !order) return {};
    const base = { form: everyField, lang, action: '#', today: '2026-11-23' };
    const errors: AnswerError[] = [
      {
        field: 'birthDate',
        step: step.name,
        code: 'format',
        message: {
          tg: 'Санаи таваллуд: санаро чунин нависед: 21.03.2026',
          ru: 'Дата рождения: напишите дату так: 21.03.2026',
          en: 'Date of birth: enter a real date, for example 21.03.2026',
        }[lang],
      },
      {
        field: 'purpose',
        step: step.name,
        code: 'required',
        message: { tg: 'Мақсадро интихоб кунед', ru: 'Выберите цель', en: 'Choose a purpose' }[lang],
      },
    ];
    const uploads = [{ id: 'u1', field: 'scan', name: 'shinosnoma-sahifai-1.pdf', bytes: 1_420_000, href: '#' }];
    return {
      step: renderStep({
        ...base,
        step,
        index: 2,
        total: 5,
        caption: {
          tg: 'Маълумотнома оид ба доштан ё надоштани доғи судӣ',
          ru: 'Справка о наличии или отсутствии судимости',
          en: 'Criminal record certificate',
        }[lang],
        answers: {
          surname: 'Раҳимзода',
          birthDate: '31.02',
          phone: '+992917123456',
          guests: 120,
          note: 'Салом,\n«дунё» <ҳама>',
          region: 'sughd',
          languages: ['tg', 'ru'],
        },
        errors,
        uploads,
        prefilled: { surname: 'record', phone: { application: 'EGOV-2026-000123' } },
        savedAt: '14:32',
        back: '#',
      }),
      rows: renderStep({
        form: rowsAndSums,
        step: order,
        index: 1,
        total: 1,
        lang,
        action: '#',
        today: '2026-11-23',
        answers: {
          stamps: [
            { kind: 'wine', count: 1200 },
            { kind: 'other', count: 'сад' },
          ],
        },
        errors: [
          {
            field: 'stamps.1.count',
            step: order.name,
            code: 'type',
            message: {
              tg: 'Фармоиши 2. Шумора: рақами бутун нависед',
              ru: 'Позиция 2. Количество: введите целое число',
              en: 'Line 2. How many: enter a whole number',
            }[lang],
          },
        ],
        choices: {
          visit: [
            { value: 'a', label: '09:00', group: '26.11.2026' },
            { value: 'b', label: '09:30', group: '26.11.2026' },
            { value: 'c', label: '10:00', group: '27.11.2026' },
          ],
          licence: [{ value: 'd', label: '№ 00123' }],
        },
      }),
      check: html`<div class="hk-reading">${renderCheckAnswers({
        ...base,
        answers: {
          surname: 'Раҳимзода',
          birthDate: '1990-03-27',
          phone: '+992917123456',
          guests: 120,
          purpose: 'work',
          agree: true,
          scan: ['u1'],
        },
        uploads,
        hrefOf: (at) => `#${at.name}`,
        back: '#',
      })}</div>`,
    };
  },
};
