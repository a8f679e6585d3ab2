import {
  type Answers,
  type Field,
  type Form,
  fieldsOf,
  holds,
  type Row,
  type RowField,
  rowItems,
  rowScope,
  rowsOf,
  type Step,
  schemaOf,
} from '@hukumat/contract';
import { cellName } from './asked.ts';

/** The hidden value in which a page says which conditional fields the person could see. */
export const SHOWN = '_shown';

/** A question on a page: whether it is seen now, and whether that may change while the page is open. */
export interface OnPage<F> {
  field: F;
  shown: boolean;
  changing: boolean;
}

const applies = (field: RowField, answers: Answers, today: string): boolean => !field.showWhen || holds(field.showWhen, answers, today);
const looksAt = (field: RowField, names: ReadonlySet<string>): boolean =>
  field.showWhen !== undefined && fieldsOf(field.showWhen).some((name) => names.has(name));

/** The fields a step's page contains: those that apply, and those that may yet come to apply while it is open. */
export function fieldsOnPage(step: Step, answers: Answers, today: string): OnPage<Field>[] {
  const here = new Set(step.fields.map(({ name }) => name));
  return step.fields
    .map((field) => ({ field, shown: applies(field, answers, today), changing: looksAt(field, here) }))
    .filter(({ shown, changing }) => shown || changing);
}

/** The questions one row of a group contains, in the same way. */
export function cellsOnPage(group: Field, step: Step, answers: Answers, row: Row, today: string): OnPage<RowField>[] {
  const scope = rowScope(group, answers, row);
  const here = new Set([...step.fields, ...(group.fields ?? [])].map(({ name }) => name));
  return (group.fields ?? [])
    .map((field) => ({ field, shown: applies(field, scope, today), changing: looksAt(field, here) }))
    .filter(({ shown, changing }) => shown || changing);
}

/** The rows of a group as they stand on a page: at least as many as must be given. */
export function rowsOnPage(form: Form, group: Field, answers: Answers): Row[] {
  const rows = rowsOf(Object.hasOwn(answers, group.name) ? answers[group.name] : undefined);
  const schema = schemaOf(form, group.name);
  const least = Math.max(schema?.minItems ?? 0, form.schema.required?.includes(group.name) ? 1 : 0);
  return rowItems(schema) ? [...rows, ...Array.from({ length: Math.max(0, least - rows.length) }, () => ({}))] : rows;
}

/** The full names of the conditional questions that are seen. */
function seenNames(step: Step, answers: Answers, today: string): string[] {
  return fieldsOnPage(step, answers, today).flatMap(({ field, shown, changing }) => [
    ...(shown && changing ? [field.name] : []),
    ...(shown && field.kind === 'group'
      ? rowsOf(answers[field.name]).flatMap((row, at) =>
          cellsOnPage(field, step, answers, row, today)
            .filter((cell) => cell.shown && cell.changing)
            .map((cell) => cellName(field, at, cell.field)),
        )
      : []),
  ]);
}

/** Whether something on the page may come and go while it is open. */
export const changes = (step: Step, answers: Answers, today: string): boolean =>
  fieldsOnPage(step, answers, today).some(
    ({ field, changing }) => changing || (field.fields ?? []).some((cell) => cell.showWhen !== undefined),
  );

/**
 * Without JavaScript a question can come to apply by the very post that answers another one. The names of such questions:
 * the step is shown once more for them, and nobody is blamed for not having answered what they could not see.
 * `posted` is the raw value of `_shown`.
 */
export function newlyAsked(step: Step, answers: Answers, today: string, posted: string | undefined): string[] {
  if (posted === undefined) return [];
  const seen = new Set(posted.split(' '));
  return seenNames(step, answers, today).filter((name) => !seen.has(name));
}

/** The value of `_shown` for these answers. */
export const shownNames = (step: Step, answers: Answers, today: string): string => seenNames(step, answers, today).join(' ');

export const stepOfForm = (form: Form, name: string): Step | undefined => form.steps.find((step) => step.name === name);
