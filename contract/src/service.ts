import { z } from 'zod';
import { formulaSchema } from './formula-schema.ts';
import { loaSchema, roleSchema, slugSchema, textSchema } from './names.ts';
import { fieldNameSchema, optionValueSchema, ruleSchema } from './rule.ts';

/** What one value may be held to; an answer and a cell of a repeated row share it. */
const valueKeywords = {
  format: z
    .enum([
      'date',
      'time',
      'email',
      'tj-phone',
      'tj-tin',
      'tj-ein',
      'tj-passport',
      'plate',
      'vin',
      'person-name',
      'postal-code',
      'document-number',
      'hs-code',
      'slot',
      'document',
    ])
    .optional(),
  enum: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .max(200)
    .optional(),
  const: z.union([z.string(), z.number(), z.boolean()]).optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(1).max(10_000).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
};
/** A JSON Schema fragment for one cell of a repeated row. */
const cellSchemaSchema = z.strictObject({ type: z.enum(['string', 'integer', 'number', 'boolean']), ...valueKeywords });
const textItemsSchema = z.strictObject({
  type: z.literal('string'),
  enum: z.array(z.string()).optional(),
  format: z.literal('upload').optional(),
});
const rowItemsSchema = z.strictObject({
  type: z.literal('object'),
  required: z.array(fieldNameSchema).optional(),
  properties: z.record(fieldNameSchema, cellSchemaSchema),
});
export type RowItems = z.infer<typeof rowItemsSchema>;

/** A JSON Schema 2020-12 fragment for one answer. `pattern` and references are refused: shapes are named formats. */
export const answerSchemaSchema = z.strictObject({
  type: z.enum(['string', 'integer', 'number', 'boolean', 'array']),
  ...valueKeywords,
  minItems: z.int().min(0).optional(),
  maxItems: z.int().min(1).max(50).optional(),
  uniqueItems: z.boolean().optional(),
  items: z.union([textItemsSchema, rowItemsSchema]).optional(),
});
export type AnswerSchema = z.infer<typeof answerSchemaSchema>;

/** Where a prefilled answer comes from: the portal's person record, then the person's own earlier applications. */
export const PERSON_PATHS = [
  'surname',
  'givenName',
  'patronymic',
  'birthDate',
  'phone',
  'email',
  'passport',
  'address',
  'tin',
  'vehiclePlate',
  'vehicleVin',
  'vehicleMake',
  'vehicleYear',
  'vehicleCertificate',
  'entityName',
  'entityTin',
  'licenceNumber',
] as const;
export type PersonPath = (typeof PERSON_PATHS)[number];

export const FIELD_KINDS = [
  'text',
  'textarea',
  'number',
  'date',
  'time',
  'phone',
  'email',
  'select',
  'radio',
  'checkbox',
  'checkboxes',
  'file',
  'name',
  'identity',
  'group',
  'computed',
  'appointment',
  'document',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

const fieldKeys = {
  name: fieldNameSchema,
  kind: z.enum(FIELD_KINDS),
  label: textSchema,
  hint: textSchema.optional(),
  unit: textSchema.optional(),
  options: z
    .array(z.strictObject({ value: optionValueSchema, label: textSchema, hint: textSchema.optional() }))
    .min(1)
    .max(200)
    .optional(),
  showWhen: ruleSchema.optional(),
  prefill: z.enum(PERSON_PATHS).optional(),
  autocomplete: z.string().max(40).optional(),
  width: z.enum(['short', 'medium', 'full']).optional(),
  /** Kinds of file accepted, judged by their first bytes; only for `file`. */
  accept: z
    .array(z.enum(['application/pdf', 'image/jpeg', 'image/png']))
    .min(1)
    .optional(),
  maxBytes: z.int().min(1).max(20_000_000).optional(),
  /** A place the plugin's own code may draw a better control in; without it the native control stands. */
  place: slugSchema.optional(),
  /** The agency's own words for a failed keyword (`maximum`, `required`, …), for instance naming the law. */
  errors: z
    .partialRecord(
      z.enum(['required', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'enum', 'const', 'minItems', 'maxItems']),
      textSchema,
    )
    .optional(),
  /** How a `computed` field comes about; the server computes it again and believes no browser. */
  compute: formulaSchema.optional(),
  /** A computed sum in diram, shown as money. */
  money: z.literal(true).optional(),
  /** Whose free appointments an `appointment` field offers. */
  resource: slugSchema.optional(),
  /** Services whose documents a `document` field offers, out of the person's own. */
  from: z.array(slugSchema).min(1).max(20).optional(),
};
const rowFieldSchema = z.strictObject(fieldKeys);
export type RowField = z.infer<typeof rowFieldSchema>;
/** A rule across answers. A broken one is shown at `field` in the agency's words. */
const assertionSchema = z.strictObject({ code: slugSchema, field: fieldNameSchema, rule: ruleSchema, message: textSchema });
export type Assertion = z.infer<typeof assertionSchema>;

export const fieldSchema = z.strictObject({
  ...fieldKeys,
  /** What a `date` holds until somebody writes another: the same day so many years ahead. */
  usual: z.strictObject({ yearsAhead: z.int().min(1).max(100) }).optional(),
  /** The questions of one row of a `group`. `showWhen` of such a question looks at its row first, then at the form. */
  fields: z.array(rowFieldSchema).min(1).max(20).optional(),
  /** What one row is called: “Child”. */
  itemLabel: textSchema.optional(),
  /** Rules that hold within each row. */
  assertions: z.array(assertionSchema).max(10).optional(),
});
export type Field = z.infer<typeof fieldSchema>;

export const stepSchema = z.strictObject({
  name: slugSchema,
  title: textSchema,
  lead: textSchema.optional(),
  showWhen: ruleSchema.optional(),
  fields: z.array(fieldSchema).min(1).max(30),
});
export type Step = z.infer<typeof stepSchema>;

export const formSchema = z.strictObject({
  schema: z.strictObject({
    type: z.literal('object'),
    required: z.array(fieldNameSchema).optional(),
    properties: z.record(fieldNameSchema, answerSchemaSchema),
  }),
  steps: z.array(stepSchema).min(1).max(20),
  assertions: z.array(assertionSchema).max(30).optional(),
  /** The declaration a citizen confirms before submitting. */
  declaration: textSchema.optional(),
});
export type Form = z.infer<typeof formSchema>;

/** A fact nobody has confirmed yet carries `sample: true` and says so on the page. */
const sample = z.literal(true).optional();

export const feeSchema = z.strictObject({
  kind: z.enum(['review', 'issue', 'annual', 'duty', 'tax']),
  /** Multiples of the dated calculation indicator, a fixed sum or a formula in diram. None: the price list is not published. */
  indicators: z.number().positive().optional(),
  fixedDiram: z.int().positive().optional(),
  amount: formulaSchema.optional(),
  /** First and last day this price applies. Outside of it nothing is computed. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  payer: z.enum(['applicant']),
  when: z.enum(['before-submit', 'before-review', 'before-issue']),
  label: textSchema.optional(),
  showWhen: ruleSchema.optional(),
  sample,
});
export type Fee = z.infer<typeof feeSchema>;

/** States of an application; `awaiting_party` waits for a second person's consent. Who may move between them is decided by the portal's engine, not by a definition. */
export const APPLICATION_STATES = [
  'draft',
  'awaiting_party',
  'awaiting_payment',
  'submitted',
  'in_review',
  'sent_back',
  'consulting',
  'approved',
  'rejected',
  'closed_without_action',
  'withdrawn',
  'expired',
  'issued',
  'revoked',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const workflowSchema = z.strictObject({
  /** `review`: an officer decides. `immediate`: a notification, registered and answered at once. */
  kind: z.enum(['review', 'immediate']),
  role: roleSchema.optional(),
  workingDays: z.int().min(0).max(365),
  sendBackDays: z.int().min(1).max(365).optional(),
  /** Reasons an officer chooses from when refusing. */
  refusals: z
    .array(z.strictObject({ code: slugSchema, label: textSchema }))
    .max(30)
    .optional(),
  /** The one who prepares a decision and the one who signs it are two people. */
  fourEyes: z.literal(true).optional(),
  /** Whether the time for a decision goes on or begins anew after a correction; it goes on without it. */
  clock: z.enum(['continue', 'reset']).optional(),
  /** Other agencies whose opinion is asked before a decision. */
  opinions: z
    .array(
      z.strictObject({
        agency: slugSchema,
        workingDays: z.int().min(1).max(365),
        title: textSchema,
        required: z.literal(true).optional(),
      }),
    )
    .max(10)
    .optional(),
  /** A second person, found by passport and surname, who must accept and sign within `days`. */
  acceptance: z
    .strictObject({
      passport: fieldNameSchema,
      surname: fieldNameSchema,
      days: z.int().min(1).max(365),
      title: textSchema,
      text: textSchema,
    })
    .optional(),
  /** Days an untouched draft is kept (30 without it), and days in which a decision may be appealed (30 without it). */
  draftDays: z.int().min(1).max(365).optional(),
  appealDays: z.int().min(1).max(365).optional(),
  /** Letters an officer begins from. */
  letters: z
    .array(z.strictObject({ code: slugSchema, for: z.enum(['send-back', 'refusal', 'note']), title: textSchema, body: textSchema }))
    .max(30)
    .optional(),
  sample,
});

export const outputSchema = z.strictObject({
  kind: z.enum(['certificate', 'permit', 'confirmation', 'document']),
  title: textSchema,
  /** Paragraphs of the document; `{surname}` stands for an answer. Whole sentences per language. */
  body: z.array(textSchema).min(1).max(20),
  languages: z.array(z.enum(['tg', 'ru', 'en'])).min(1),
  validDays: z.int().min(1).max(36_500).optional(),
  revocable: z.boolean(),
  /** The document grants a mandate: to whom, for which services and until when, by the names of the answers. */
  mandate: z
    .strictObject({
      passport: fieldNameSchema,
      surname: fieldNameSchema,
      services: z.array(slugSchema).min(1).max(20),
      until: fieldNameSchema,
    })
    .optional(),
  sample,
});
export type Output = z.infer<typeof outputSchema>;

export const CATEGORIES = ['documents', 'family', 'transport', 'business', 'land', 'taxes', 'ceremonies', 'justice'] as const;
export type Category = (typeof CATEGORIES)[number];

export const serviceDefinitionSchema = z.strictObject({
  id: slugSchema,
  version: z.int().min(1),
  title: textSchema,
  summary: textSchema,
  category: z.enum(CATEGORIES),
  lifeEvents: z.array(slugSchema).max(10),
  audience: z.array(z.enum(['person', 'entity'])).min(1),
  needs: loaSchema,
  /** The holder of a mandate that names this service may apply for the one who granted it. */
  onBehalf: z.literal(true).optional(),
  who: textSchema,
  result: textSchema,
  tone: z.enum(['plain', 'quiet']).optional(),
  channels: z.array(z.enum(['online', 'centre', 'office'])).min(1),
  legalBasis: z
    .array(
      z.strictObject({
        title: textSchema,
        number: z.string().max(60).optional(),
        date: z.iso.date().optional(),
        source: z.string().max(200).optional(),
        sample,
      }),
    )
    .min(1),
  fees: z.array(feeSchema).max(10),
  evidence: z
    .array(
      z.strictObject({
        name: slugSchema,
        title: textSchema,
        source: z.enum(['upload', 'register', 'paper']),
        showWhen: ruleSchema.optional(),
        sample,
      }),
    )
    .max(20),
  form: formSchema,
  /** Answers by which one applicant's requests are told apart: with all of them alike a second one is a duplicate. */
  unique: z.array(fieldNameSchema).min(1).max(5).optional(),
  workflow: workflowSchema,
  output: outputSchema.optional(),
  /** Extra words people search by. */
  searchWords: z.array(z.string().max(60)).max(40).optional(),
  checkedOn: z.iso.date().optional(),
});
export type ServiceDefinition = z.infer<typeof serviceDefinitionSchema>;

/** One row of a repeated group. */
export type Row = Record<string, string | number | boolean>;

/** Answers of a form, one value per field. A file answer is a list of upload ids, a group a list of rows. */
export type Answer = string | number | boolean | string[] | Row[];
export type Answers = Record<string, Answer>;

/** One thing wrong with one answer. `code` is stable; `message` is for a person, in the asked language. */
export interface AnswerError {
  field: string;
  step: string;
  code: string;
  message: string;
}
