import {
  type Answer,
  type AnswerSchema,
  cellSchemaOf,
  type Field,
  type Form,
  type Row,
  type RowField,
  rowItems,
  schemaOf,
} from '@hukumat/contract';
import type { FormView } from './view.ts';

/** One question where it stands: of the form itself, or of a row, with its full name `children.0.surname`. */
export interface Asked {
  field: RowField;
  /** The name it is posted under; its ids are made of it. */
  name: string;
  schema: AnswerSchema | undefined;
  required: boolean;
  answer: Answer | undefined;
}

export const askedOf = ({ form, answers }: Pick<FormView, 'form' | 'answers'>, field: Field): Asked => ({
  field,
  name: field.name,
  schema: schemaOf(form, field.name),
  required: form.schema.required?.includes(field.name) ?? false,
  answer: Object.hasOwn(answers, field.name) ? answers[field.name] : undefined,
});

export const askedInRow = (form: Form, group: Field, row: Row, at: number, field: RowField): Asked => ({
  field,
  name: cellName(group, at, field),
  schema: cellSchemaOf(form, group, field.name),
  required: rowItems(schemaOf(form, group.name))?.required?.includes(field.name) ?? false,
  answer: Object.hasOwn(row, field.name) ? row[field.name] : undefined,
});

export const cellName = (group: { name: string }, at: number, field: { name: string }): string => `${group.name}.${at}.${field.name}`;
