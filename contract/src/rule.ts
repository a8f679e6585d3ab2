import { z } from 'zod';
import { slugSchema } from './names.ts';

/** The name of one answer of a form: `surname`, `guests`. */
export const fieldNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,47}$/);

/**
 * A condition over answers, as data. `age` compares full years between the date in `field` and today; `withinYears` holds
 * for a date not later than the same day that many years ahead.
 * An absent answer satisfies only `absent` and `not`.
 */
export type Rule =
  | { field: string; is: string | number | boolean }
  | { field: string; in: (string | number)[] }
  | { field: string; atLeast: number }
  | { field: string; atMost: number }
  | { field: string; present: true }
  | { field: string; absent: true }
  | { field: string; ageUnder: number }
  | { field: string; ageAtLeast: number }
  | { field: string; notBeforeToday: true }
  | { field: string; notAfterToday: true }
  | { field: string; withinYears: number }
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule };

const field = fieldNameSchema;
export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ field, is: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({
      field,
      in: z
        .array(z.union([z.string(), z.number()]))
        .min(1)
        .max(100),
    }),
    z.strictObject({ field, atLeast: z.number() }),
    z.strictObject({ field, atMost: z.number() }),
    z.strictObject({ field, present: z.literal(true) }),
    z.strictObject({ field, absent: z.literal(true) }),
    z.strictObject({ field, ageUnder: z.int().min(1).max(150) }),
    z.strictObject({ field, ageAtLeast: z.int().min(1).max(150) }),
    z.strictObject({ field, notBeforeToday: z.literal(true) }),
    z.strictObject({ field, notAfterToday: z.literal(true) }),
    z.strictObject({ field, withinYears: z.int().min(1).max(100) }),
    z.strictObject({ all: z.array(ruleSchema).min(1).max(20) }),
    z.strictObject({ any: z.array(ruleSchema).min(1).max(20) }),
    z.strictObject({ not: ruleSchema }),
  ]),
);

export const optionValueSchema = slugSchema;
