import { z } from 'zod';
import { GOVERNED, langSchema, loaSchema, slugSchema, textSchema, tierSchema, versionSchema } from './names.ts';
import { ruleSchema } from './rule.ts';
import { serviceDefinitionSchema } from './service.ts';

/** A path inside a release: no leading slash, no `..`, no backslash, no encoded characters. */
export const filePathSchema = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9_@][A-Za-z0-9_@.-]*(\/[A-Za-z0-9_@][A-Za-z0-9_@.-]*)*$/)
  .max(200);
/** A path below the agency's section: `queue`, `case/:id`. */
export const routePathSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*(\/(:[a-z][A-Za-z0-9]*|[a-z0-9][a-z0-9-]*))*$/)
  .max(120);
/** `agency.name`, the owner first. */
export const ownedNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9.-]*$/)
  .max(120);
const jsonSchema = z.record(z.string(), z.json());

export const fileEntrySchema = z.strictObject({ sha384: z.string().regex(/^[A-Za-z0-9+/]{64}$/), bytes: z.int().min(0).max(5_000_000) });

export const fallbackSchema = z.strictObject({
  what: z.string().min(1).max(400),
  phone: z.string().min(1).max(60),
  address: z.string().min(1).max(300),
  hours: z.string().min(1).max(200),
});

export const manifestSchema = z.strictObject({
  contract: z.strictObject({ min: z.string().regex(/^\d+\.\d+$/) }),
  agency: slugSchema,
  version: versionSchema,
  /** Absent when the plugin is only definitions and ships no code. */
  entry: z
    .strictObject({ format: z.enum(['module', 'federation']), path: filePathSchema, export: z.string().max(60).optional() })
    .optional(),
  files: z.record(filePathSchema, fileEntrySchema),
  styles: z.array(filePathSchema).max(10).optional(),
  tiers: z.tuple([tierSchema], tierSchema),
  routes: z
    .array(
      z.strictObject({
        name: slugSchema,
        path: routePathSchema,
        title: textSchema,
        needs: loaSchema,
        /** The export of the section that draws it; defaults to the route's name. */
        roles: z.array(z.string()).max(10).optional(),
        offline: z.boolean().optional(),
      }),
    )
    .max(60),
  nav: z
    .array(z.strictObject({ route: slugSchema, under: z.enum(['section', 'account', 'desk']), weight: z.int().optional() }))
    .max(30)
    .optional(),
  fills: z
    .array(
      z.strictObject({
        slot: z.enum(['home.card', 'account.card', 'section.card']),
        export: slugSchema,
        title: textSchema,
        when: ruleSchema.optional(),
      }),
    )
    .max(10)
    .optional(),
  places: z.array(slugSchema).max(30).optional(),
  slots: z
    .array(z.strictObject({ name: ownedNameSchema, schema: jsonSchema, max: z.int().min(1).max(50) }))
    .max(10)
    .optional(),
  events: z
    .strictObject({ emits: z.record(ownedNameSchema, jsonSchema).optional(), hears: z.array(ownedNameSchema).max(50).optional() })
    .optional(),
  links: z.record(slugSchema, z.strictObject({ agency: slugSchema, route: slugSchema })).optional(),
  calls: z
    .array(z.strictObject({ scope: ownedNameSchema, methods: z.array(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])).min(1) }))
    .max(30)
    .optional(),
  /** Portal abilities asked for by name; what is not asked for is absent from `Host`. */
  powers: z
    .array(z.enum(['applications.citizen', 'applications.officer', 'centre.counter', 'releases.review', 'storage', 'step-up']))
    .max(10)
    .optional(),
  elements: z
    .array(z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/))
    .max(60)
    .optional(),
  services: z.array(serviceDefinitionSchema).max(100).optional(),
  shared: z.partialRecord(z.enum(GOVERNED), z.string().max(40)).optional(),
  config: z.strictObject({ schema: jsonSchema, defaults: z.json() }).optional(),
  text: z.strictObject({ required: z.tuple([z.literal('tg')]), files: z.partialRecord(langSchema, filePathSchema) }),
  budget: z.strictObject({
    entryKb: z.number().positive().max(500),
    routeKb: z.number().positive().max(1000),
    mountMs: z.int().positive().max(10_000),
  }),
  fallback: z.strictObject({ tg: fallbackSchema, ru: fallbackSchema, en: fallbackSchema }),
  owner: z.strictObject({ oncall: z.email(), security: z.email() }),
});
/** An agency's declaration: pure data, parsed strictly, signed, reviewed, diffed and never evaluated. */
export type Manifest = z.infer<typeof manifestSchema>;
