import { FORMATS } from './formats.ts';
import { holds, isAbsent } from './holds.ts';
import type { Answer, AnswerSchema, Answers, Field, Form, ServiceDefinition, Step } from './service.ts';

/** What a browser posts: one text per field, a list where several share a name. */
export type RawForm = Readonly<Record<string, string | readonly string[] | undefined>>;

export const schemaOf = (form: Form, name: string): AnswerSchema | undefined =>
  Object.hasOwn(form.schema.properties, name) ? form.schema.properties[name] : undefined;

function seen(form: Form, answers: Answers, today: string): { step: Step; field: Field }[] {
  return form.steps
    .filter((step) => !step.showWhen || holds(step.showWhen, answers, today))
    .flatMap((step) => step.fields.map((field) => ({ step, field })))
    .filter(({ field }) => !field.showWhen || holds(field.showWhen, answers, today));
}

/**
 * Drops the answers of fields that are not shown. A dropped answer may hide further fields,
 * so it repeats until nothing changes; answers only ever shrink, hence it ends.
 */
export function pruneAnswers(form: Form, answers: Answers, today: string): Answers {
  let kept = answers;
  for (;;) {
    const shown = new Set(seen(form, kept, today).map(({ field }) => field.name));
    const next = Object.fromEntries(Object.entries(kept).filter(([name]) => shown.has(name)));
    if (Object.keys(next).length === Object.keys(kept).length) return kept;
    kept = next;
  }
}

/** The fields a person sees with these answers, in order, each with its step. */
export const visibleFields = (form: Form, answers: Answers, today: string): { step: Step; field: Field }[] =>
  seen(form, pruneAnswers(form, answers, today), today);

/** The steps a person walks through with these answers: those with at least one visible field. */
export function visibleSteps(form: Form, answers: Answers, today: string): Step[] {
  return [...new Set(visibleFields(form, answers, today).map(({ step }) => step))];
}

const TRUE = new Set(['true', 'on', '1', 'yes']);
const FALSE = new Set(['false', 'off', '0', 'no']);

function storeText(schema: AnswerSchema, typed: string): Answer | undefined {
  const text = typed.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  if (text === '') return undefined;
  if (schema.type === 'boolean') return TRUE.has(text) ? true : FALSE.has(text) ? false : text;
  if (schema.type === 'integer' || schema.type === 'number') {
    const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
    // What is no number stays as typed: it is shown again beside the error.
    return /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(compact) ? Number(compact) : text;
  }
  return schema.format ? FORMATS[schema.format].store(text) : text;
}

function storeAnswer(schema: AnswerSchema, raw: string | readonly string[]): Answer | undefined {
  if (schema.type === 'array') {
    const list = (typeof raw === 'string' ? [raw] : [...raw]).map((item) => item.normalize('NFC').trim()).filter(Boolean);
    return list.length > 0 ? list : undefined;
  }
  // A checkbox is posted after its hidden twin, so the last value counts.
  return storeText(schema, typeof raw === 'string' ? raw : (raw.at(-1) ?? ''));
}

/**
 * Turns posted texts into typed answers: numbers, booleans, dates to ISO, phones to +992…, text to NFC.
 * Unknown names are ignored, empty fields are left out, and what cannot be read stays as typed so that it can be
 * shown again. With `step`, only that step's fields are read and its unticked checkboxes become `false`.
 */
export function normaliseAnswers(definition: Pick<ServiceDefinition, 'form'>, raw: RawForm, step?: string): Answers {
  const { form } = definition;
  const answers: Answers = {};
  for (const field of form.steps.filter(({ name }) => step === undefined || name === step).flatMap(({ fields }) => fields)) {
    const schema = schemaOf(form, field.name);
    if (!schema) continue;
    const given = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
    const answer = given === undefined ? undefined : storeAnswer(schema, given);
    if (!isAbsent(answer)) answers[field.name] = answer;
    else if (step !== undefined && field.kind === 'checkbox' && schema.type === 'boolean') answers[field.name] = false;
  }
  return answers;
}
