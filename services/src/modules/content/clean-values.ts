import { type ContentTypeName, draftSchema } from '@hukumat/contract/content';
import { unprocessable } from '../../platform/problem.ts';

/** Values as they are kept: letters in one form, nothing that cannot be stored, no empty places. @throws Problem 422 `content-shape` */
export function cleanValues(type: ContentTypeName, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cleaned = (cleanPart(values) ?? {}) as Record<string, unknown>;
  const parsed = draftSchema(type).safeParse(cleaned);
  if (!parsed.success)
    throw unprocessable('content-shape', 'These are not the fields of this type', {
      fields: parsed.error.issues.map(({ path }) => path.join('.')),
    });
  return cleaned;
}

function cleanPart(part: unknown): unknown {
  if (typeof part === 'string') {
    const text = part
      .normalize('NFC')
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
      .trim();
    return text === '' ? undefined : text;
  }
  if (part === null || typeof part !== 'object') return part ?? undefined;
  if (Array.isArray(part)) return part;
  const kept = Object.entries(part).flatMap(([key, value]) => {
    const clean = cleanPart(value);
    return clean === undefined ? [] : [[key, clean]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
