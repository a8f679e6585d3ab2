import { type Answers, rowsOf, type ServiceDefinition, type Step } from '@hukumat/contract';
import { ADD, DROP } from '@hukumat/shell/document';
import { one, type Posted } from './apply-posted.ts';

/** Where a person is led after a row came or went. */
export interface RowChange {
  answers: Answers;
  /** The id of what takes the focus: the new row, or the one in the place of the one that went. */
  focus: string;
}

/** The buttons of a repeated group without JavaScript: one more row, or one row less. Nothing when neither was pressed. */
export function rowChange({ form }: ServiceDefinition, step: Step, answers: Answers, fields: Posted['fields']): RowChange | undefined {
  const [name = '', at] = (one(fields, DROP) ?? one(fields, ADD) ?? '').split('.');
  const group = step.fields.find((field) => field.kind === 'group' && field.name === name);
  if (!group) return undefined;
  const rows = rowsOf(answers[group.name]);
  const most = form.schema.properties[group.name]?.maxItems ?? Number.POSITIVE_INFINITY;
  const dropped = Number(at);
  const left = at === undefined ? [...rows, ...(rows.length < most ? [{}] : [])] : rows.filter((_, index) => index !== dropped);
  const { [group.name]: _, ...rest } = answers;
  const last = at === undefined ? left.length - 1 : Math.min(dropped, left.length - 1);
  return {
    answers: left.length > 0 ? { ...rest, [group.name]: left } : rest,
    focus: last < 0 ? `f-${group.name}` : `f-${group.name}.${last}`,
  };
}
