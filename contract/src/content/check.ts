import { z } from 'zod';
import { LANGS, type Lang } from '../names.ts';
import { CONTENT_TYPES } from './types.ts';
import type { ContentTypeName } from './values.ts';

/** What keeps an item from being published: a field, the language of it, and whether it is missing or wrong. */
export interface ContentFinding {
  field: string;
  lang?: Lang;
  code: 'missing' | 'invalid';
}

/** Everything that keeps `values` from being published; empty when they may be. */
export function checkContent(type: ContentTypeName, values: Readonly<Record<string, unknown>>): ContentFinding[] {
  const { schema, fields } = CONTENT_TYPES[type];
  const parsed = schema.safeParse(values);
  const findings = (parsed.error?.issues ?? []).map(({ path: [first, second] }): ContentFinding => {
    const field = fields.find(({ name }) => name === first);
    const lang = field?.translated ? (LANGS.find((one) => one === second) ?? 'tg') : undefined;
    const value = values[String(first)];
    const said = lang && typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[lang] : value;
    const missing = said === undefined || said === null || (typeof said === 'string' && said.trim() === '');
    return { field: String(first ?? ''), ...(lang ? { lang } : {}), code: missing ? 'missing' : 'invalid' };
  });
  return findings;
}

const draftValue = z.union([
  z.string().max(250_000),
  z.number(),
  z.null(),
  z.strictObject({
    tg: z.string().max(250_000).optional(),
    ru: z.string().max(250_000).optional(),
    en: z.string().max(250_000).optional(),
  }),
  z.looseObject({ file: z.string().regex(/^[0-9a-f]{64}$/) }),
]);

/** What a draft may hold: known fields, none of them complete. Whether it may be published is for `checkContent`. */
export const draftSchema = (type: ContentTypeName): z.ZodType<Record<string, unknown>> =>
  z.strictObject(Object.fromEntries(CONTENT_TYPES[type].fields.map(({ name }) => [name, draftValue.optional()])));
