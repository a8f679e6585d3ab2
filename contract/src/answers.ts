import { FORMATS } from './formats.ts';
import { evaluate } from './formula.ts';
import { holds, isAbsent } from './holds.ts';
import { rowItems, rowsOf } from './rows.ts';
import type { Answer, AnswerSchema, Answers, Field, Form, Row, RowField, ServiceDefinition, Step } from './service.ts';

/** What a browser posts: one text per field, a list where several share a name. A cell of a row is `children.0.surname`. */
export type RawForm = Readonly<Record<string, string | readonly string[] | undefined>>;

export const schemaOf = (form: Form, name: string): AnswerSchema | undefined =>
  Object.hasOwn(form.schema.properties, name) ? form.schema.properties[name] : undefined;

/** The shape of one cell of a group's rows. */
export function cellSchemaOf(form: Form, group: Field, name: string): AnswerSchema | undefined {
  const items = rowItems(schemaOf(form, group.name));
  return items && Object.hasOwn(items.properties, name) ? items.properties[name] : undefined;
}

/** What a condition or a formula within a row looks at: the row first, then the form. A question of the row hides the form's. */
export function rowScope(group: Field, answers: Answers, row: Row): Answers {
  const own = new Set(group.fields?.map(({ name }) => name));
  return { ...Object.fromEntries(Object.entries(answers).filter(([name]) => !own.has(name))), ...row };
}

const applies = ({ showWhen }: Pick<Field, 'showWhen'>, answers: Answers, today: string): boolean =>
  !showWhen || holds(showWhen, answers, today);

function seen(form: Form, answers: Answers, today: string): { step: Step; field: Field }[] {
  return form.steps
    .filter((step) => applies(step, answers, today))
    .flatMap((step) => step.fields.map((field) => ({ step, field })))
    .filter(({ field }) => applies(field, answers, today));
}

/** The questions of a row that a person sees. */
export const visibleCells = (group: Field, answers: Answers, row: Row, today: string): RowField[] =>
  (group.fields ?? []).filter((field) => applies(field, rowScope(group, answers, row), today));

/** Sets every computed answer anew from the others; what was sent for it counts for nothing. */
function withComputed(fields: readonly RowField[], asked: Answers, today: string, scope: (answers: Answers) => Answers): Answers {
  const computed = fields.filter(({ kind }) => kind === 'computed');
  let answers = Object.fromEntries(Object.entries(asked).filter(([name]) => !computed.some((field) => field.name === name)));
  // A sum may look at another sum: as many rounds as there are sums are always enough.
  for (const _ of computed) {
    const next = { ...answers };
    for (const field of computed) {
      const value = field.compute && applies(field, scope(next), today) ? evaluate(field.compute, scope(next), today) : undefined;
      if (value === undefined) delete next[field.name];
      else next[field.name] = value;
    }
    answers = next;
  }
  return answers;
}

function prunedRow(group: Field, answers: Answers, row: Row, today: string): Row {
  const fields = group.fields ?? [];
  let kept = row;
  for (;;) {
    const full = withComputed(fields, kept, today, (cells) => rowScope(group, answers, cells as Row)) as Row;
    const shown = new Set(visibleCells(group, answers, full, today).map(({ name }) => name));
    const next = Object.fromEntries(Object.entries(kept).filter(([name]) => shown.has(name)));
    if (Object.keys(next).length === Object.keys(kept).length)
      return Object.fromEntries(Object.entries(full).filter(([name]) => shown.has(name)));
    kept = next;
  }
}

/**
 * The answers that count: drops those of fields that are not shown, in rows as well, and computes every sum anew.
 * A dropped answer may hide further fields, so it repeats until nothing changes; answers only ever shrink, hence it ends.
 */
export function pruneAnswers(form: Form, answers: Answers, today: string): Answers {
  const fields = form.steps.flatMap((step) => step.fields);
  const groups = fields.filter(({ kind }) => kind === 'group');
  let kept = answers;
  for (;;) {
    const rows = { ...kept };
    for (const group of groups) {
      const given = rowsOf(kept[group.name]);
      if (given.length > 0) rows[group.name] = given.map((row) => prunedRow(group, kept, row, today));
    }
    const full = withComputed(fields, rows, today, (all) => all);
    const shown = new Set(seen(form, full, today).map(({ field }) => field.name));
    const next = Object.fromEntries(Object.entries(kept).filter(([name]) => shown.has(name)));
    if (Object.keys(next).length === Object.keys(kept).length)
      return Object.fromEntries(Object.entries(full).filter(([name]) => shown.has(name)));
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

function storeText(schema: AnswerSchema, typed: string): string | number | boolean | undefined {
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

// A checkbox is posted after its hidden twin, so the last value counts.
const lastOf = (raw: string | readonly string[]): string => (typeof raw === 'string' ? raw : (raw.at(-1) ?? ''));

function storeAnswer(schema: AnswerSchema, raw: string | readonly string[]): Answer | undefined {
  if (schema.type === 'array') {
    const list = (typeof raw === 'string' ? [raw] : [...raw]).map((item) => item.normalize('NFC').trim()).filter(Boolean);
    return list.length > 0 ? list : undefined;
  }
  return storeText(schema, lastOf(raw));
}

/** More rows than any group may have are not read at all. */
const MOST_ROWS = 50;

/** The rows of a group, in the order of their numbers. A row is there when anything is posted for it, `children.0._` at least. */
function storeRows(form: Form, group: Field, raw: RawForm, whole: boolean): Row[] {
  const start = `${group.name}.`;
  const numbers = new Set<number>();
  for (const name of Object.keys(raw)) {
    const number = name.startsWith(start) ? /^(\d{1,3})\./.exec(name.slice(start.length))?.[1] : undefined;
    if (number !== undefined && Object.hasOwn(raw, name) && raw[name] !== undefined) numbers.add(Number(number));
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .slice(0, MOST_ROWS)
    .map((number) => {
      const row: Row = {};
      for (const field of group.fields ?? []) {
        const schema = cellSchemaOf(form, group, field.name);
        const name = `${start}${number}.${field.name}`;
        const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
        const cell = schema && field.kind !== 'computed' && given !== undefined ? storeText(schema, lastOf(given)) : undefined;
        if (cell !== undefined) row[field.name] = cell;
        else if (whole && field.kind === 'checkbox') row[field.name] = false;
      }
      return row;
    });
}

/**
 * Turns posted texts into typed answers: numbers, booleans, dates to ISO, phones to +992…, text to NFC, `children.0.surname`
 * to rows. Unknown names are ignored, empty fields are left out, and what cannot be read stays as typed so that it can be
 * shown again. With `step`, only that step's fields are read and its unticked checkboxes become `false`.
 */
export function normaliseAnswers(definition: Pick<ServiceDefinition, 'form'>, raw: RawForm, step?: string): Answers {
  const { form } = definition;
  const answers: Answers = {};
  for (const field of form.steps.filter(({ name }) => step === undefined || name === step).flatMap(({ fields }) => fields)) {
    const schema = schemaOf(form, field.name);
    if (!schema || field.kind === 'computed') continue;
    if (field.kind === 'group') {
      const rows = storeRows(form, field, raw, step !== undefined);
      if (rows.length > 0) answers[field.name] = rows;
      continue;
    }
    const given = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
    const answer = given === undefined ? undefined : storeAnswer(schema, given);
    if (!isAbsent(answer)) answers[field.name] = answer;
    else if (step !== undefined && field.kind === 'checkbox' && schema.type === 'boolean') answers[field.name] = false;
  }
  return answers;
}

/** What stands in a new form where a definition says what is usual. */
export function usualAnswers(form: Form, today: string): Answers {
  const ahead = (years: number): string => `${Number(today.slice(0, 4)) + years}${today.slice(4)}`;
  const fields = form.steps.flatMap((step) => step.fields);
  return Object.fromEntries(
    fields.flatMap(({ name, usual }): [string, string][] => {
      if (!usual) return [];
      const day = ahead(usual.yearsAhead);
      return [[name, FORMATS.date.ok(day) ? day : `${day.slice(0, 4)}-02-28`]];
    }),
  );
}

/** The answers as they were given, right or wrong, with every sum worked out: what a page shows while somebody fills it in. */
export function withSums(form: Form, answers: Answers, today: string): Answers {
  const counted = pruneAnswers(form, answers, today);
  const put = (fields: readonly RowField[], given: Answers, from: Answers): Answers => {
    const sums = fields.filter(({ kind }) => kind === 'computed').map(({ name }) => name);
    const rest = Object.entries(given).filter(([name]) => !sums.includes(name));
    return Object.fromEntries([...rest, ...Object.entries(from).filter(([name]) => sums.includes(name))]);
  };
  const fields = form.steps.flatMap((step) => step.fields);
  const all = put(fields, answers, counted);
  for (const group of fields.filter(({ kind }) => kind === 'group')) {
    const rows = rowsOf(all[group.name]);
    const sums = rowsOf(counted[group.name]);
    if (rows.length > 0) all[group.name] = rows.map((row, at) => put(group.fields ?? [], row, sums[at] ?? {}) as Row);
  }
  return all;
}
