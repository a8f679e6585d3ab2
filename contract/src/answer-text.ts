import { cellSchemaOf, schemaOf } from './answers.ts';
import { isAbsent } from './holds.ts';
import { formatDate, formatList, formatMoney, formatNumber, pick } from './locale.ts';
import type { Lang } from './names.ts';
import { listOf, rowsOf } from './rows.ts';
import type { Answer, AnswerSchema, Field, Form, Row, RowField } from './service.ts';

export interface AnswerWords {
  /** Labels of what only the server knows: `{ slotId: '03.12.2026, 10:20' }`. */
  choices?: Readonly<Record<string, string>>;
}

const YES: Readonly<Record<Lang, readonly [string, string]>> = { tg: ['Не', 'Ҳа'], ru: ['Нет', 'Да'], en: ['No', 'Yes'] };

/**
 * One answer as a person reads it: the option's label, `21.03.2026`, `+992 91 712 3456`, yes or no.
 * A group is a line for each row. Lists of uploads are the caller's: it knows their names. An absent answer is an empty text.
 */
export function answerText(form: Form, field: Field, answer: Answer | undefined, lang: Lang, words: AnswerWords = {}): string {
  if (isAbsent(answer)) return '';
  if (field.kind === 'group')
    return rowsOf(answer)
      .map((row, at) => {
        const cells = cellTexts(form, field, row, lang).map(({ label, value }) => labelled(label, value));
        return `${rowLabel(field, at, lang)}. ${cells.join('; ')}`;
      })
      .join('\n');
  return valueText(schemaOf(form, field.name), field, answer, lang, words);
}

/** `Насаб: Назарӣ`; a question keeps its own mark: `Ба Шумо кӣ мешавад? Писар`. */
export const labelled = (label: string, value: string): string => `${label}${/[?:]$/.test(label) ? '' : ':'} ${value}`;

/** `Фарзанд 2`: what one row of a group is called. */
export const rowLabel = (group: Field, at: number, lang: Lang): string =>
  `${pick(group.itemLabel ?? group.label, lang).text}\u00a0${at + 1}`;

/** One cell of a row as a person reads it. */
export const cellText = (form: Form, group: Field, field: RowField, cell: Answer | undefined, lang: Lang): string =>
  isAbsent(cell) ? '' : valueText(cellSchemaOf(form, group, field.name), field, cell, lang);

/** The answered cells of one row, each as a person reads it. */
export function cellTexts(form: Form, group: Field, row: Row, lang: Lang): { label: string; value: string }[] {
  return (group.fields ?? []).flatMap((field) => {
    const cell = Object.hasOwn(row, field.name) ? row[field.name] : undefined;
    if (isAbsent(cell)) return [];
    return { label: pick(field.label, lang).text, value: cellText(form, group, field, cell, lang) };
  });
}

function valueText(schema: AnswerSchema | undefined, field: RowField, answer: Answer, lang: Lang, { choices }: AnswerWords = {}): string {
  if (typeof answer === 'boolean') return YES[lang][answer ? 1 : 0];
  if (typeof answer === 'number' && field.money) return formatMoney(answer, lang);
  if (typeof answer === 'string' && choices && Object.hasOwn(choices, answer)) return choices[answer] ?? '';
  const label = (value: string): string => {
    const option = field.options?.find((entry) => entry.value === value);
    return option ? pick(option.label, lang).text : value;
  };
  if (Array.isArray(answer)) return formatList(listOf(answer).map(label), lang);
  const unit = field.unit ? ` ${pick(field.unit, lang).text}` : '';
  if (typeof answer === 'number') return `${field.options ? label(String(answer)) : amount(answer, field, lang)}${unit}`;
  const format = schema?.format;
  if (format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(answer)) return formatDate(answer, lang);
  if (format === 'tj-phone') return answer.replace(/^\+992(\d\d)(\d{3})(\d{4})$/, '+992 $1 $2 $3');
  if (format === 'tj-tin') return answer.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3');
  if (format === 'plate') return answer.replace(/^(\d{4})([A-Z]+)(\d\d)$/, '$1 $2 $3');
  if (format === 'slot') return answer.replace(/^.*\.(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)$/, '$3.$2.$1, $4:$5');
  return `${label(answer)}${unit}`;
}

/** A year is not a quantity: `2004`, while a measured four-digit number has its unit and its space: `1 200 м²`. */
const amount = (value: number, { unit }: RowField, lang: Lang): string =>
  Number.isInteger(value) && Math.abs(value) < 10_000 && !unit ? String(value) : formatNumber(value, lang);
