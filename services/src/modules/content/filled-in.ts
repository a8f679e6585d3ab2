import { CONTENT_TYPES, type ContentTypeName } from '@hukumat/contract/content';
import { dushanbeDate } from '@hukumat/contract/locale';

/** Values with the days that the portal fills in at publication. */
export function filledIn(type: ContentTypeName, values: Readonly<Record<string, unknown>>, now: Date): Record<string, unknown> {
  const filled = CONTENT_TYPES[type].fields.filter(({ name, filled }) => filled && values[name] === undefined);
  return { ...values, ...Object.fromEntries(filled.map(({ name }) => [name, dushanbeDate(now)])) };
}
