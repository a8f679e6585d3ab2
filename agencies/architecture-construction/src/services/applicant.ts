import type { AnswerSchema, Field, Rule, Step } from '@hukumat/contract';

const ENTITY: Rule = { field: 'applicantKind', is: 'entity' };

/** Both services ask in the same words who applies. */
export const applicantStep: Step = {
  name: 'applicant',
  title: { tg: 'Аризадиҳанда', ru: 'Заявитель', en: 'Applicant' },
  fields: [
    {
      name: 'applicantKind',
      kind: 'radio',
      label: { tg: 'Аз номи кӣ ариза медиҳед?', ru: 'От чьего имени вы обращаетесь?', en: 'On whose behalf do you apply?' },
      options: [
        { value: 'person', label: { tg: 'Аз номи худ', ru: 'От своего', en: 'My own' } },
        { value: 'entity', label: { tg: 'Аз номи ташкилот', ru: 'От имени организации', en: 'An organisation' } },
      ],
    },
    {
      name: 'entityName',
      kind: 'text',
      label: { tg: 'Номи пурраи ташкилот', ru: 'Полное название организации', en: 'Full name of the organisation' },
      prefill: 'entityName',
      autocomplete: 'organization',
      showWhen: ENTITY,
    },
    {
      name: 'entityTin',
      kind: 'identity',
      label: { tg: 'РМА-и ташкилот', ru: 'ИНН организации', en: 'TIN of the organisation' },
      hint: { tg: '9 рақам. Масалан: 000000001', ru: '9 цифр. Например: 000000001', en: '9 digits. For example: 000000001' },
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
      hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
      prefill: 'email',
      autocomplete: 'email',
    },
  ],
};

export const applicantSchema: Record<string, AnswerSchema> = {
  applicantKind: { type: 'string', enum: ['person', 'entity'] },
  entityName: { type: 'string', minLength: 2, maxLength: 200 },
  entityTin: { type: 'string', format: 'tj-tin' },
  surname: { type: 'string', format: 'person-name', maxLength: 80 },
  givenName: { type: 'string', format: 'person-name', maxLength: 80 },
  patronymic: { type: 'string', format: 'person-name', maxLength: 80 },
  passport: { type: 'string', format: 'tj-passport' },
  phone: { type: 'string', format: 'tj-phone' },
  email: { type: 'string', format: 'email', maxLength: 120 },
};
export const applicantRequired = ['applicantKind', 'entityName', 'entityTin', 'surname', 'givenName', 'passport', 'phone'];

/** A field for scans and drawings. Pictures can be taken into the archive of plans; PDF is opened as it is. */
export const papers = (name: string, label: Field['label'], more: Partial<Field> = {}): Field => ({
  name,
  kind: 'file',
  label,
  accept: ['application/pdf', 'image/jpeg', 'image/png'],
  maxBytes: 5_000_000,
  ...more,
});
export const paperSchema = (most: number): AnswerSchema => ({
  type: 'array',
  items: { type: 'string', format: 'upload' },
  minItems: 1,
  maxItems: most,
});
