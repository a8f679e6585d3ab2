import { schemaOf } from './answers.ts';
import { isAbsent } from './holds.ts';
import { formatDate, formatList, formatNumber, pick } from './locale.ts';
import type { Lang } from './names.ts';
import { listOf } from './rows.ts';
import type { Answer, Field, Form } from './service.ts';

const YES: Readonly<Record<Lang, readonly [string, string]>> = { tg: ['не', 'ҳа'], ru: ['нет', 'да'], en: ['no', 'yes'] };

/**
 * One answer as a person reads it: the option's label, `21.03.2026`, `+992 91 712 3456`, yes or no.
 * Lists of uploads are the caller's: it knows their names. An absent answer is an empty text.
 */
export function answerText(form: Form, field: Field, answer: Answer | undefined, lang: Lang): string {
  if (isAbsent(answer)) return '';
  if (typeof answer === 'boolean') return YES[lang][answer ? 1 : 0];
  const label = (value: string): string => {
    const option = field.options?.find((entry) => entry.value === value);
    return option ? pick(option.label, lang).text : value;
  };
  if (Array.isArray(answer)) return formatList(listOf(answer).map(label), lang);
  const unit = field.unit ? ` ${pick(field.unit, lang).text}` : '';
  if (typeof answer === 'number') return `${field.options ? label(String(answer)) : formatNumber(answer, lang)}${unit}`;
  const format = schemaOf(form, field.name)?.format;
  if (format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(answer)) return formatDate(answer, lang);
  if (format === 'tj-phone') return answer.replace(/^\+992(\d\d)(\d{3})(\d{4})$/, '+992 $1 $2 $3');
  if (format === 'tj-tin') return answer.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3');
  if (format === 'plate') return answer.replace(/^(\d{4})([A-Z]+)(\d\d)$/, '$1 $2 $3');
  return `${label(answer)}${unit}`;
}
