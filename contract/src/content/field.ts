import { z } from 'zod';
import type { Text } from '../names.ts';
import { contentFileSchema } from './values.ts';

/** How a field is asked for and shown. `money` is typed in somoni and kept in diram; `service` and `unit` name another thing. */
export type ContentFieldKind =
  | 'text'
  | 'markdown'
  | 'date'
  | 'number'
  | 'money'
  | 'select'
  | 'image'
  | 'file'
  | 'phone'
  | 'phones'
  | 'email'
  | 'service'
  | 'unit';

/** One field of a content type: enough to draw a form from. */
export interface ContentField {
  name: string;
  label: Text;
  hint?: Text;
  kind: ContentFieldKind;
  /** The value is a text in three languages. */
  translated?: true;
  /** Without it nothing is published; a translated text is required in Tajik only. */
  required?: true;
  /** Left empty it becomes the day of publication. */
  filled?: true;
  options?: readonly { value: string; label: Text }[];
  /** Largest number, or most characters of each language. */
  max?: number;
  min?: number;
  /** The number may have decimals. */
  fractional?: true;
}

const LONGEST = { text: 500, markdown: 200_000 };

/** What may stand in a field of a published item. */
export function fieldSchema(field: ContentField): z.ZodType {
  const { kind, max, min, options } = field;
  switch (kind) {
    case 'text':
    case 'markdown': {
      const one = z
        .string()
        .trim()
        .min(1)
        .max(max ?? LONGEST[kind]);
      return field.translated ? z.strictObject({ tg: one, ru: one.optional(), en: one.optional() }) : one;
    }
    case 'number':
    case 'money': {
      const whole = field.fractional ? z.number() : z.int();
      return whole.min(min ?? 0).max(max ?? Number.MAX_SAFE_INTEGER);
    }
    case 'select':
      return z.enum((options ?? []).map(({ value }) => value));
    case 'image':
      return contentFileSchema.required({ alt: true }).extend({ mediaType: z.string().regex(/^image\/(jpeg|png|webp|avif)$/) });
    case 'file':
      return contentFileSchema;
    case 'date':
      return z.iso.date();
    case 'phone':
      return z.string().regex(/^\+992\d{9}$/);
    case 'phones':
      return z.string().regex(/^\+992\d{9}(, \+992\d{9}){0,9}$/);
    case 'email':
      return z
        .string()
        .max(254)
        .regex(/^[^\s@<>"]{1,64}@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/);
    case 'service':
    case 'unit':
      return z.string().regex(/^[a-z][a-z0-9-]{0,119}$/);
  }
}
