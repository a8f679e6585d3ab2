import { LANGS, type Lang, type Text } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentField } from '@hukumat/contract/content';
import { formatDate, formatMoney } from '@hukumat/contract/locale';
import { type EditorialPreviewModel, inLang } from '@hukumat/shell/document';
import { type Edition, richText } from '../content/index.ts';
import { nameOf } from './editorial-desk.ts';
import { isFile } from './editorial-values.ts';
import type { Visit } from './visit.ts';

type Column = EditorialPreviewModel['columns'][number];

/** The item in each language, as a reader of that language gets it: Tajik stands in for what is not translated. */
export function previewColumns(edition: Edition, visit: Visit): Column[] {
  const { fields, named } = CONTENT_TYPES[edition.type];
  const shown = fields.filter(({ name }) => name !== named);
  return LANGS.map((lang): Column => {
    const title = said(nameOf(edition, visit), lang);
    const parts = shown.flatMap((field): Column['parts'] => partOf(field, edition.values[field.name], lang));
    return { lang, title, parts, missing: [title, ...parts].some((part) => part.lang !== lang) };
  });
}

const said = (text: Partial<Text>, lang: Lang): { text: string; lang: Lang } => {
  const own = text[lang]?.trim();
  return own ? { text: own, lang } : { text: text.tg ?? '', lang: text.tg ? 'tg' : lang };
};

function partOf(field: ContentField, value: unknown, lang: Lang): Column['parts'] {
  if (value === undefined || value === null) return [];
  const label = inLang(field.label, lang);
  if (isFile(field)) return [];
  if (!field.translated) return [{ kind: 'fact', label, text: shownOne(field, value, lang), lang }];
  const { text, lang: of } = said(value as Partial<Text>, lang);
  if (!text) return [];
  return field.kind === 'markdown' ? [{ kind: 'text', label, html: richText(text), lang: of }] : [{ kind: 'fact', label, text, lang: of }];
}

function shownOne({ kind, options }: ContentField, value: unknown, lang: Lang): string {
  const option = options?.find((each) => each.value === value);
  if (option) return inLang(option.label, lang);
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(String(value))) return formatDate(String(value), lang, 'long');
  return kind === 'money' && typeof value === 'number' ? formatMoney(value, lang) : String(value);
}
