import { z } from 'zod';
import type { Formula } from './formula.ts';
import { fieldNameSchema } from './rule.ts';

const name = fieldNameSchema;
/** The shape of a formula. Apart from the reckoning, so that a plugin can reckon without a validator in its bundle. */
export const formulaSchema: z.ZodType<Formula> = z.lazy(() =>
  z.union([
    z.number(),
    z.strictObject({ field: name }),
    z.strictObject({ add: z.array(formulaSchema).min(1).max(20) }),
    z.strictObject({ times: z.array(formulaSchema).min(1).max(20) }),
    z.strictObject({ minus: z.tuple([formulaSchema, formulaSchema]) }),
    z.strictObject({ indicator: z.literal(true) }),
    z.strictObject({ count: name }),
    z.strictObject({ sum: name, of: name }),
    z.strictObject({
      bands: z.strictObject({
        of: formulaSchema,
        bands: z
          .array(z.strictObject({ upTo: z.number().optional(), value: formulaSchema }))
          .min(1)
          .max(50),
      }),
    }),
    z.strictObject({
      choose: z.strictObject({
        field: name,
        cases: z.record(z.string().max(64), formulaSchema),
        otherwise: formulaSchema.optional(),
      }),
    }),
    z.strictObject({ round: formulaSchema }),
  ]),
);
