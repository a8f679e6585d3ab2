import type { ServiceDefinition } from './service.ts';

/** Words that stand where a value is still to come. */
const TO_COME = /(^|[^\p{L}])(TBC|TBD)([^\p{L}]|$)/u;

/**
 * Where a definition holds a value that nobody has confirmed: `sample: true`, or a text that says it is to come. JSON pointers,
 * in the order of the definition. A portal that is no demonstration starts only what answers an empty list.
 */
export function unconfirmedIn(definition: ServiceDefinition): string[] {
  const found: string[] = [];
  const walk = (value: unknown, place: string): void => {
    if (typeof value === 'string') {
      if (TO_COME.test(value)) found.push(place);
    } else if (typeof value === 'object' && value !== null) {
      if (Reflect.get(value, 'sample') === true) found.push(place);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${place}/${key}`);
    }
  };
  walk(definition, '');
  return found;
}

/** Whether anybody may start an application for the service: in a demonstration for every one, elsewhere for what is confirmed. */
export const startable = (definition: ServiceDefinition, demonstration: boolean): boolean =>
  demonstration || unconfirmedIn(definition).length === 0;
