import { rowLabel } from './answer-text.ts';
import { cellSchemaOf, pruneAnswers, rowScope, schemaOf, visibleCells, visibleFields } from './answers.ts';
import { FORMATS } from './formats.ts';
import { fieldsOf, holds, isAbsent } from './holds.ts';
import { pick } from './locale.ts';
import type { Lang } from './names.ts';
import { listedOptions, listOf, rowItems, rowsOf } from './rows.ts';
import type { Answer, AnswerError, AnswerSchema, Answers, Field, Form, Row, RowField, ServiceDefinition } from './service.ts';
import { wording } from './wording.ts';

export interface Checking {
  /** Language of the messages. */
  lang: Lang;
  /** The date in Dushanbe, `yyyy-mm-dd`. */
  today: string;
  /** Judge only this step; without it the whole form. */
  step?: string;
}

/** The first keyword the answer breaks, with its limit, or nothing. A closed JSON Schema needs no more than this. */
function broken(schema: AnswerSchema, answer: Answer): { code: string; limit?: number } | undefined {
  const types = {
    string: typeof answer === 'string',
    integer: Number.isInteger(answer),
    number: typeof answer === 'number' && Number.isFinite(answer),
    boolean: typeof answer === 'boolean',
    array: Array.isArray(answer) && (rowItems(schema) ? rowsOf(answer) : listOf(answer)).length === answer.length,
  };
  if (!types[schema.type]) return { code: 'type' };
  if (schema.const !== undefined && answer !== schema.const) return { code: 'const' };
  if (schema.enum && !schema.enum.some((value) => value === answer)) return { code: 'enum' };
  if (typeof answer === 'string') {
    const length = [...answer].length;
    if (schema.minLength !== undefined && length < schema.minLength) return { code: 'minLength', limit: schema.minLength };
    if (schema.maxLength !== undefined && length > schema.maxLength) return { code: 'maxLength', limit: schema.maxLength };
    if (schema.format && !FORMATS[schema.format].ok(answer)) return { code: 'format' };
  }
  if (typeof answer === 'number') {
    if (schema.minimum !== undefined && answer < schema.minimum) return { code: 'minimum', limit: schema.minimum };
    if (schema.maximum !== undefined && answer > schema.maximum) return { code: 'maximum', limit: schema.maximum };
  }
  if (Array.isArray(answer)) {
    if (schema.minItems !== undefined && answer.length < schema.minItems) return { code: 'minItems', limit: schema.minItems };
    if (schema.maxItems !== undefined && answer.length > schema.maxItems) return { code: 'maxItems', limit: schema.maxItems };
    if (schema.uniqueItems && new Set(listOf(answer)).size < answer.length) return { code: 'uniqueItems' };
    const options = listedOptions(schema);
    if (options && !listOf(answer).every((item) => options.includes(item))) return { code: 'enum' };
  }
  return undefined;
}

/** The agency's own words for a failed keyword win; a wrong type is told in its words for a wrong format. */
function message(field: RowField, schema: AnswerSchema, code: string, limit: number | undefined, lang: Lang): string {
  const own = field.errors?.[(code === 'type' ? 'format' : code) as keyof NonNullable<RowField['errors']>];
  if (own) return pick(own, lang).text;
  return wording({ code, label: pick(field.label, lang).text, kind: field.kind, type: schema.type, format: schema.format, limit, lang });
}

/** What is wrong with the rows of a group, at `children.0.surname`: at most one error per cell, the row named in words. */
function rowErrors(
  form: Form,
  group: Field,
  sent: readonly Row[],
  answers: Answers,
  { lang, today }: Checking,
): Omit<AnswerError, 'step'>[] {
  const required = rowItems(schemaOf(form, group.name))?.required ?? [];
  return rowsOf(answers[group.name]).flatMap((row, at) => {
    const place = (name: string): string => `${group.name}.${at}.${name}`;
    const inRow = (text: string): string => `${rowLabel(group, at, lang)}. ${text}`;
    const errors = new Map<string, Omit<AnswerError, 'step'>>();
    const cells = visibleCells(group, answers, row, today);
    for (const field of cells) {
      const schema = cellSchemaOf(form, group, field.name);
      if (!schema) continue;
      const cell = Object.hasOwn(row, field.name) ? row[field.name] : undefined;
      const fault = isAbsent(cell) ? (required.includes(field.name) ? { code: 'required' } : undefined) : broken(schema, cell);
      if (!fault) continue;
      const limit = 'limit' in fault ? fault.limit : undefined;
      const text = inRow(message(field, schema, fault.code, limit, lang));
      errors.set(field.name, { field: place(field.name), code: fault.code, message: text });
    }
    const shown = new Set(cells.map(({ name }) => name));
    const scope = rowScope(group, answers, row);
    for (const { code, field, rule, message: words } of group.assertions ?? []) {
      if (!shown.has(field) || errors.has(field)) continue;
      const missing = [field, ...fieldsOf(rule)].some((name) => required.includes(name) && shown.has(name) && isAbsent(row[name]));
      if (missing || holds(rule, scope, today)) continue;
      errors.set(field, { field: place(field), code, message: inRow(pick(words, lang).text) });
    }
    const known = new Set(group.fields?.map(({ name }) => name));
    const unknown = Object.keys(sent[at] ?? {}).filter((name) => !known.has(name));
    return [
      ...cells.flatMap(({ name }) => errors.get(name) ?? []),
      ...unknown.map((name) => ({ field: place(name), code: 'unknown', message: wording({ code: 'unknown', label: name, lang }) })),
    ];
  });
}

/** Assertions speak only once what they look at is there: in a step check, nothing from later steps is asked for. */
function assertionReady(form: Form, named: string[], answers: Answers, shown: ReadonlySet<string>, upTo: number): boolean {
  return named.every((name) => {
    const at = form.steps.findIndex(({ fields }) => fields.some((field) => field.name === name));
    if (at > upTo) return false;
    return !shown.has(name) || !isAbsent(answers[name]) || !form.schema.required?.includes(name);
  });
}

/**
 * Judges answers against a service definition: one verdict on the server and in the browser.
 * Answers of hidden fields are ignored; a field is required only where it is visible.
 * Gives at most one error per field and per cell, in the order of the form; an empty list means right.
 */
export function validateAnswers(definition: Pick<ServiceDefinition, 'form'>, answers: Answers, checking: Checking): AnswerError[] {
  const { form } = definition;
  const { lang, today, step: only } = checking;
  const known = new Set(form.steps.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const kept = pruneAnswers(form, answers, today);
  const visible = visibleFields(form, kept, today);
  const upTo = only === undefined ? form.steps.length : form.steps.findIndex(({ name }) => name === only);
  const errors = new Map<string, AnswerError>();
  const rows = new Map<string, AnswerError[]>();

  for (const { step, field } of visible) {
    if (only !== undefined && step.name !== only) continue;
    const schema = schemaOf(form, field.name);
    if (!schema) continue;
    const answer = Object.hasOwn(kept, field.name) ? kept[field.name] : undefined;
    const fault = isAbsent(answer)
      ? form.schema.required?.includes(field.name)
        ? { code: 'required' }
        : undefined
      : broken(schema, answer);
    if (field.kind === 'group' && Array.isArray(answer) && fault?.code !== 'type') {
      const judged = rowErrors(form, field, rowsOf(answers[field.name]), kept, checking);
      rows.set(
        field.name,
        judged.map((error) => ({ ...error, step: step.name })),
      );
    }
    if (!fault) continue;
    const limit = 'limit' in fault ? fault.limit : undefined;
    errors.set(field.name, {
      field: field.name,
      step: step.name,
      code: fault.code,
      message: message(field, schema, fault.code, limit, lang),
    });
  }

  const shown = new Set(visible.map(({ field }) => field.name));
  for (const assertion of form.assertions ?? []) {
    const place = visible.find(({ field }) => field.name === assertion.field);
    if (!place || errors.has(assertion.field) || (only !== undefined && place.step.name !== only)) continue;
    if (!assertionReady(form, [assertion.field, ...fieldsOf(assertion.rule)], kept, shown, upTo)) continue;
    if (holds(assertion.rule, kept, today)) continue;
    const text = pick(assertion.message, lang).text;
    errors.set(assertion.field, { field: assertion.field, step: place.step.name, code: assertion.code, message: text });
  }

  const ordered = visible.flatMap(({ field }) => [errors.get(field.name) ?? [], rows.get(field.name) ?? []].flat());
  if (only !== undefined) return ordered;
  const first = form.steps[0]?.name ?? '';
  const unknown = Object.keys(answers).filter((name) => !known.has(name));
  return [
    ...ordered,
    ...unknown.map((name) => ({ field: name, step: first, code: 'unknown', message: wording({ code: 'unknown', label: name, lang }) })),
  ];
}
