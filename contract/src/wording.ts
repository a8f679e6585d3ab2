import type { FormatName } from './formats.ts';
import { formatNumber } from './locale.ts';
import type { Lang } from './names.ts';
import type { AnswerSchema, FieldKind } from './service.ts';

export interface Fault {
  code: string;
  label: string;
  lang: Lang;
  kind?: FieldKind;
  type?: AnswerSchema['type'];
  format?: FormatName | undefined;
  limit?: number | undefined;
}

type Three = Readonly<Record<Lang, string>>;

/** How each named format is asked for, with an example a person can follow. */
const FORMAT: Readonly<Record<FormatName, Three>> = {
  date: {
    tg: 'санаро чунин нависед: 21.03.2026',
    ru: 'напишите дату так: 21.03.2026',
    en: 'enter a real date, for example 21.03.2026',
  },
  time: { tg: 'вақтро чунин нависед: 14:30', ru: 'напишите время так: 14:30', en: 'enter a time, for example 14:30' },
  email: {
    tg: 'нишонии почтаи электрониро пурра нависед, масалан nom@example.tj',
    ru: 'напишите адрес электронной почты полностью, например imya@example.tj',
    en: 'enter a full e-mail address, for example name@example.tj',
  },
  'tj-phone': {
    tg: 'рақами телефонро бо 9 рақам нависед, масалан 91 712 3456',
    ru: 'напишите 9 цифр номера телефона, например 91 712 3456',
    en: 'enter the 9 digits of a Tajik phone number, for example 91 712 3456',
  },
  'tj-tin': { tg: 'РМА аз 9 рақам иборат аст', ru: 'ИНН состоит из 9 цифр', en: 'a TIN has 9 digits' },
  'tj-ein': { tg: 'РЯМ аз 10 рақам иборат аст', ru: 'ЕИН состоит из 10 цифр', en: 'an EIN has 10 digits' },
  'hs-code': { tg: 'рамзи мол аз 10 рақам иборат аст', ru: 'код товара состоит из 10 цифр', en: 'an HS code has 10 digits' },
  'tj-passport': {
    tg: 'рақами шиносномаро чунин нависед: A12345678 ё 123456789',
    ru: 'напишите номер паспорта так: A12345678 или 123456789',
    en: 'enter a passport number, for example A12345678 or 123456789',
  },
  plate: {
    tg: 'рақами давлатиро чунин нависед: 1234 AA 01',
    ru: 'напишите государственный номер так: 1234 AA 01',
    en: 'enter a number plate, for example 1234 AA 01',
  },
  vin: {
    tg: 'рақами VIN аз 17 ҳарф ва рақам иборат аст',
    ru: 'номер VIN состоит из 17 букв и цифр',
    en: 'a VIN has 17 letters and digits',
  },
  'person-name': {
    tg: 'танҳо ҳарф, фосила ва нимтире истифода баред',
    ru: 'используйте только буквы, пробел и дефис',
    en: 'use only letters, spaces and hyphens',
  },
  'postal-code': {
    tg: 'индекси почта аз 6 рақам иборат аст, масалан 734025',
    ru: 'почтовый индекс состоит из 6 цифр, например 734025',
    en: 'a postal code has 6 digits, for example 734025',
  },
  'document-number': {
    tg: 'рақами ҳуҷҷатро бо ҳарфу рақам нависед',
    ru: 'напишите номер документа буквами и цифрами',
    en: 'enter the document number in letters and digits',
  },
  slot: { tg: 'рӯз ва вақтро аз рӯйхат интихоб кунед', ru: 'выберите день и время из списка', en: 'choose a day and time from the list' },
  document: { tg: 'ҳуҷҷатро аз рӯйхат интихоб кунед', ru: 'выберите документ из списка', en: 'choose a document from the list' },
};

const CHOOSE: Three = { tg: 'яке аз ҷавобҳоро интихоб кунед', ru: 'выберите один из ответов', en: 'choose one of the answers' };
const ATTACH: Three = { tg: 'ҳуҷҷатро замима кунед', ru: 'приложите документ', en: 'attach a document' };
const WRITE: Three = { tg: 'ин ҷойро пур кунед', ru: 'заполните это поле', en: 'fill in this field' };
const CONFIRM: Three = { tg: 'тасдиқ кунед', ru: 'подтвердите', en: 'confirm this' };
const NUMBER: Three = { tg: 'рақам нависед', ru: 'введите число', en: 'enter a number' };
const WHOLE: Three = { tg: 'рақами бутун нависед', ru: 'введите целое число', en: 'enter a whole number' };

const LIMIT: Readonly<Record<string, Three>> = {
  minimum: { tg: 'аз {n} кам набошад', ru: 'не меньше {n}', en: 'must be {n} or more' },
  maximum: { tg: 'аз {n} зиёд набошад', ru: 'не больше {n}', en: 'must be {n} or less' },
  minLength: { tg: 'на камтар аз {n} аломат нависед', ru: 'напишите не короче {n} знаков', en: 'write at least {n} characters' },
  maxLength: { tg: 'на зиёдтар аз {n} аломат нависед', ru: 'напишите не длиннее {n} знаков', en: 'write at most {n} characters' },
  minItems: { tg: 'на камтар аз {n} интихоб ё замима кунед', ru: 'нужно не меньше {n}', en: 'give at least {n}' },
  maxItems: { tg: 'на зиёдтар аз {n} интихоб ё замима кунед', ru: 'можно не больше {n}', en: 'give at most {n}' },
  uniqueItems: { tg: 'як чиз такрор шудааст', ru: 'одно и то же указано дважды', en: 'the same thing is given twice' },
  unknown: { tg: 'чунин савол дар ариза нест', ru: 'такого вопроса в заявлении нет', en: 'the form has no such question' },
};

const CHOICES: readonly (FieldKind | undefined)[] = ['select', 'radio', 'checkboxes'];
const ROW_LIMIT: Readonly<Record<'minItems' | 'maxItems', Three>> = {
  minItems: { tg: 'шумораи сабтҳо аз {n} кам набошад', ru: 'записей должно быть не меньше {n}', en: 'add at least {n}' },
  maxItems: { tg: 'шумораи сабтҳо аз {n} зиёд набошад', ru: 'записей должно быть не больше {n}', en: 'no more than {n} are taken' },
};
const UNKNOWN_SUM: Three = {
  tg: 'ҳоло ҳисоб карда намешавад: ҷавобҳоро санҷед',
  ru: 'пока нельзя рассчитать: проверьте ответы',
  en: 'cannot be worked out yet: check the answers',
};
const ROWS: Three = { tg: 'ҳадди ақал якеро илова кунед', ru: 'добавьте хотя бы одну запись', en: 'add at least one' };

function sentence({ code, kind, type, format }: Fault): Three {
  if (kind === 'computed' && code === 'required') return UNKNOWN_SUM;
  if (kind === 'appointment' || kind === 'document') return FORMAT[kind === 'document' ? 'document' : 'slot'];
  const byKind = CHOICES.includes(kind) ? CHOOSE : kind === 'file' ? ATTACH : kind === 'group' ? ROWS : undefined;
  if (kind === 'group' && (code === 'minItems' || code === 'maxItems')) return ROW_LIMIT[code];
  if (code === 'required') return byKind ?? (kind === 'checkbox' ? CONFIRM : WRITE);
  if (code === 'const') return CONFIRM;
  if (code === 'enum') return byKind ?? CHOOSE;
  if (code === 'type') return byKind ?? (type === 'integer' ? WHOLE : type === 'number' ? NUMBER : type === 'boolean' ? CHOOSE : WRITE);
  if (code === 'format' && format) return FORMAT[format];
  return LIMIT[code] ?? WRITE;
}

/** The portal's words for a fault, in the asked language: `Насаб: ин ҷойро пур кунед`. */
export function wording(fault: Fault): string {
  const limit = fault.limit === undefined ? '' : formatNumber(fault.limit, fault.lang);
  return `${fault.label}: ${sentence(fault)[fault.lang].replace('{n}', limit)}`;
}
