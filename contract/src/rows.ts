import type { Answer, AnswerSchema, Row, RowItems } from './service.ts';

/** The rows of a repeated group; an answer of another kind has none. */
export const rowsOf = (answer: Answer | undefined): Row[] =>
  Array.isArray(answer) ? (answer as (string | Row)[]).filter((item): item is Row => typeof item === 'object' && item !== null) : [];

/** The texts of a list: chosen options, ids of uploads. An answer of another kind has none. */
export const listOf = (answer: Answer | undefined): string[] =>
  Array.isArray(answer) ? (answer as (string | Row)[]).filter((item): item is string => typeof item === 'string') : [];

/** The shape of one row of a group, or nothing for any other answer. */
export const rowItems = (schema: AnswerSchema | undefined): RowItems | undefined =>
  schema?.items?.type === 'object' ? schema.items : undefined;

/** The options a list may hold, where they are named. */
export const listedOptions = (schema: AnswerSchema | undefined): readonly string[] | undefined =>
  schema?.items?.type === 'string' ? schema.items.enum : undefined;
