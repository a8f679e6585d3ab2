import { type Answers, type Field, type Form, fieldsOf, holds, type Step } from '@hukumat/contract';

/** The hidden value in which a page says which conditional fields the person could see. */
export const SHOWN = '_shown';

/** Whether a field's condition looks at an answer asked in the same step, so that it may change while the page is open. */
const mayChange = (field: Field, step: Step): boolean =>
  field.showWhen !== undefined && fieldsOf(field.showWhen).some((name) => step.fields.some((other) => other.name === name));

const applies = (field: Field, answers: Answers, today: string): boolean => !field.showWhen || holds(field.showWhen, answers, today);

/** The fields a step's page contains: those that apply, and those that may yet come to apply while it is open. */
export function fieldsOnPage(step: Step, answers: Answers, today: string): { field: Field; shown: boolean; changing: boolean }[] {
  return step.fields
    .map((field) => ({ field, shown: applies(field, answers, today), changing: mayChange(field, step) }))
    .filter(({ shown, changing }) => shown || changing);
}

/**
 * Without JavaScript a question can come to apply by the very post that answers another one.
 * True when the step must be shown once more before going on; `posted` is the raw value of `_shown`.
 */
export function asksMore(step: Step, answers: Answers, today: string, posted: string | undefined): boolean {
  if (posted === undefined) return false;
  const seen = new Set(posted.split(' '));
  return fieldsOnPage(step, answers, today).some(({ field, shown, changing }) => changing && shown && !seen.has(field.name));
}

/** The value of `_shown` for these answers. */
export function shownNames(step: Step, answers: Answers, today: string): string {
  return fieldsOnPage(step, answers, today)
    .filter(({ shown, changing }) => shown && changing)
    .map(({ field }) => field.name)
    .join(' ');
}

export const stepOfForm = (form: Form, name: string): Step | undefined => form.steps.find((step) => step.name === name);
