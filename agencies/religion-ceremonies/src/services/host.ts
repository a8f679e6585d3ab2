import type { ServiceDefinition } from '@hukumat/contract';

type Form = ServiceDefinition['form'];

/** Who gives notice: the answers both ceremonies ask for, as they stand in the passport. */
export const HOST_ANSWERS: Form['schema']['properties'] = {
  hostSurname: { type: 'string', format: 'person-name', maxLength: 80 },
  hostGivenName: { type: 'string', format: 'person-name', maxLength: 80 },
  hostPatronymic: { type: 'string', format: 'person-name', maxLength: 80 },
  hostPassport: { type: 'string', format: 'tj-passport' },
  phone: { type: 'string', format: 'tj-phone' },
  hostAddress: { type: 'string', minLength: 5, maxLength: 300 },
};

export const HOST_REQUIRED = ['hostSurname', 'hostGivenName', 'hostPassport', 'phone', 'hostAddress'];

/** In the order in which an address is said here; rural houses often have no number. */
export const ADDRESS_HINT = {
  tg: 'Вилоят, шаҳр ё ноҳия, ҷамоат, деҳа ё кӯча, хона (агар рақам бошад)',
  ru: 'Область, город или район, джамоат, село или улица, дом (если есть номер)',
  en: 'Region, city or district, jamoat, village or street, house (if it has a number)',
};

export const HOST_FIELDS: Form['steps'][number]['fields'] = [
  {
    name: 'hostSurname',
    kind: 'name',
    label: { tg: 'Насаб', ru: 'Фамилия', en: 'Surname' },
    prefill: 'surname',
    autocomplete: 'family-name',
  },
  {
    name: 'hostGivenName',
    kind: 'name',
    label: { tg: 'Ном', ru: 'Имя', en: 'Given name' },
    prefill: 'givenName',
    autocomplete: 'given-name',
  },
  {
    name: 'hostPatronymic',
    kind: 'name',
    label: { tg: 'Номи падар', ru: 'Отчество', en: 'Patronymic' },
    hint: { tg: 'Агар бошад', ru: 'Если есть', en: 'If there is one' },
    prefill: 'patronymic',
  },
  {
    name: 'hostPassport',
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
    prefill: 'phone',
    autocomplete: 'tel',
  },
  {
    name: 'hostAddress',
    kind: 'textarea',
    label: { tg: 'Суроғаи истиқомат', ru: 'Адрес проживания', en: 'Home address' },
    hint: ADDRESS_HINT,
    prefill: 'address',
    autocomplete: 'street-address',
  },
];
