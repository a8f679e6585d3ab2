import { LANGS, type Lang, type RawForm, type Text } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentField, type ContentFile, type ContentFinding, type ContentTypeName } from '@hukumat/contract/content';
import { formatDate } from '@hukumat/contract/locale';
import { type Difference, fieldId, inLang } from '@hukumat/shell/document';
import { one } from './apply-posted.ts';
import type { Visit } from './visit.ts';

export const isFile = ({ kind }: ContentField): boolean => kind === 'image' || kind === 'file';

type Values = Readonly<Record<string, unknown>>;

/**
 * What was posted as values of a draft. What cannot be read stays as it was typed: nothing is lost, and what is wrong with it
 * is said when it is to be published. Files are not among the fields: `kept` stands until another one comes.
 */
export function readValues(type: ContentTypeName, fields: RawForm, kept: Values): Record<string, unknown> {
  return Object.fromEntries(
    CONTENT_TYPES[type].fields.flatMap((field): [string, unknown][] => {
      const { name, kind } = field;
      // Files are not among the fields of a form.
      if (isFile(field)) return kept[name] === undefined ? [] : [[name, kept[name]]];
      if (field.translated) return [[name, inLanguages(fields, name)]];
      const typed = (one(fields, name) ?? '').trim();
      return typed === '' ? [] : [[name, readOne(kind, typed)]];
    }),
  );
}

const inLanguages = (fields: RawForm, name: string): Partial<Text> =>
  Object.fromEntries(
    LANGS.flatMap((lang) => {
      const typed = (one(fields, `${name}.${lang}`) ?? '').trim();
      return typed ? [[lang, typed]] : [];
    }),
  );

const DAY = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const NUMBER = /^-?\d+([.,]\d+)?$/;

function readOne(kind: ContentField['kind'], typed: string): unknown {
  switch (kind) {
    case 'date':
      return readDay(typed) ?? typed;
    case 'number': {
      const bare = typed.replace(/\s/g, '');
      return NUMBER.test(bare) ? Number(bare.replace(',', '.')) : typed;
    }
    case 'money': {
      const bare = typed.replace(/\s/g, '');
      return /^\d+([.,]\d{1,2})?$/.test(bare) ? Math.round(Number(bare.replace(',', '.')) * 100) : typed;
    }
    case 'phone':
      return phone(typed);
    case 'phones':
      return typed
        .split(/[,;\n]+/)
        .map((each) => phone(each.trim()))
        .filter(Boolean)
        .join(', ');
    default:
      return typed;
  }
}

/** `yyyy-mm-dd` of a day as people write it; nothing for what is none. */
export function readDay(typed: string): string | undefined {
  const [, day = '', month = '', year = ''] = DAY.exec(typed.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${iso}T00:00:00Z`);
  return year && !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso) ? iso : undefined;
}

/** A number of this country as it is written in the world; anything else as it was typed. */
function phone(typed: string): string {
  const digits = typed.replace(/[\s()–-]/g, '');
  if (/^\+992\d{9}$/.test(digits)) return digits;
  return /^(992)?\d{9}$/.test(digits) ? `+992${digits.slice(-9)}` : typed;
}

/** What stands in a control, by language. */
export function typedOf(field: ContentField, value: unknown): Partial<Record<Lang, string | undefined>> {
  if (isFile(field) || value === undefined || value === null) return {};
  if (field.translated) return value as Partial<Text>;
  return { tg: shown(field, value) };
}

function shown({ kind }: ContentField, value: unknown): string {
  if (kind === 'date' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value, 'tg');
  if (kind === 'money' && typeof value === 'number') return (value / 100).toFixed(value % 100 === 0 ? 0 : 2).replace('.', ',');
  if (kind === 'number' && typeof value === 'number') return String(value).replace('.', ',');
  return String(value);
}

/** The sentence for what keeps an item from being published, and the control it is about. */
export function findingText(
  type: ContentTypeName,
  { field: name, lang, code }: ContentFinding,
  visit: Visit,
): { field: string; message: string } {
  const { t } = visit;
  const field = CONTENT_TYPES[type].fields.find((each) => each.name === name);
  const label = field ? inLang(field.label, visit.lang) : name;
  const named = lang ? `${label} (${t(`editorial.lang.${lang}`)})` : label;
  return {
    field: fieldId(name, lang),
    message: t(code === 'missing' ? 'editorial.fieldMissing' : 'editorial.fieldWrong', { field: named }),
  };
}

/** Where two texts of an item differ, as text, field by field and language by language. */
export function differencesBetween(type: ContentTypeName, before: Values, after: Values, visit: Visit): Difference[] {
  return CONTENT_TYPES[type].fields.flatMap((field): Difference[] => {
    const label = inLang(field.label, visit.lang);
    const [was, is] = [textOf(field, before[field.name], visit), textOf(field, after[field.name], visit)];
    return LANGS.filter((lang) => (was[lang] ?? '') !== (is[lang] ?? '')).map((lang) => ({
      label: field.translated || field.kind === 'image' ? `${label}, ${visit.t(`editorial.lang.${lang}`)}` : label,
      before: { text: was[lang] ?? '', lang: field.translated ? lang : visit.lang },
      after: { text: is[lang] ?? '', lang: field.translated ? lang : visit.lang },
    }));
  });
}

function textOf(field: ContentField, value: unknown, { lang }: Visit): Partial<Record<Lang, string | undefined>> {
  const file = (field.kind === 'image' || field.kind === 'file') && (value as ContentFile | undefined);
  if (file)
    return Object.fromEntries(
      LANGS.map((each) => [each, each === 'tg' || file.alt?.[each] ? [file.name, file.alt?.[each]].filter(Boolean).join(': ') : '']),
    );
  const typed = typedOf(field, value);
  const option = field.options?.find((each) => each.value === value);
  return option ? { tg: inLang(option.label, lang) } : typed;
}
