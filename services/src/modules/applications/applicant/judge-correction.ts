import { type AnswerError, type Answers, type Lang, pruneAnswers, type ServiceDefinition, validateAnswers } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import type { Reading } from '../records.ts';
import type { ApplicationRow } from '../tables.ts';

interface Correction {
  definition: ServiceDefinition;
  answers: Answers;
  /** The fields that were sent back; they alone are judged by today. */
  open: ReadonlySet<string>;
  /** The day a field was last handed in. */
  handedIn(field: string): string;
  today: string;
  lang: Lang;
}

/** What is wrong with a correction, and what of it is kept. A day that lay ahead when it was handed in may have come meanwhile. */
export function judgeCorrection({ definition, answers, open, handedIn, today, lang }: Correction): {
  errors: AnswerError[];
  kept: Answers;
} {
  const dayOf = (place: string): string => {
    const field = place.split('.')[0] ?? place;
    return open.has(field) ? today : handedIn(field);
  };
  const days = new Set([
    today,
    ...Object.keys(answers).map(dayOf),
    ...definition.form.steps.flatMap((step) => step.fields.map(({ name }) => dayOf(name))),
  ]);
  const errors: AnswerError[] = [];
  const kept: Answers = {};
  for (const day of days) {
    errors.push(...validateAnswers(definition, answers, { lang, today: day }).filter(({ field }) => dayOf(field) === day));
    for (const [name, answer] of Object.entries(pruneAnswers(definition.form, answers, day))) if (dayOf(name) === day) kept[name] = answer;
  }
  const order = Object.keys(answers);
  return { errors, kept: Object.fromEntries(Object.entries(kept).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) };
}

/** The day each field was last handed in: with its last correction, else with the application. */
export async function daysOfFields(db: Reading, row: Pick<ApplicationRow, 'id' | 'submitted_at'>): Promise<(field: string) => string> {
  const changes = await db
    .selectFrom('applications.changes')
    .select(['field', 'at'])
    .where('application', '=', row.id)
    .orderBy('at')
    .execute();
  const last = new Map(changes.map(({ field, at }) => [field, at]));
  return (field) => dushanbeDate(last.get(field) ?? row.submitted_at);
}
