import type { Manifest } from '../manifest.ts';
import { error, type Finding, pointer } from './finding.ts';

/** Keywords by which a schema could bring an expression that never ends, or lead out of the manifest. */
const REFUSED = new Set(['pattern', 'patternProperties', '$dynamicRef', '$recursiveRef']);

/** The schemas that an agency writes freely: of its configuration, its slots and its events. Fields of forms have a closed shape. */
export function checkFreeSchemas(manifest: Manifest): Finding[] {
  return [
    ...faultsOf(manifest.config?.schema, ['config', 'schema']),
    ...(manifest.slots ?? []).flatMap(({ schema }, at) => faultsOf(schema, ['slots', String(at), 'schema'])),
    ...Object.entries(manifest.events?.emits ?? {}).flatMap(([name, schema]) => faultsOf(schema, ['events', 'emits', name])),
  ];
}

function faultsOf(schema: unknown, place: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  // Without recursion: nesting has no limit before a manifest is parsed.
  const left: { value: unknown; at: readonly string[] }[] = [{ value: schema, at: place }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, at } = next;
    if (typeof value !== 'object' || value === null) continue;
    // What `properties` names are names of values, not keywords.
    const names = ['properties', '$defs', 'dependentSchemas'].includes(at.at(-1) ?? '');
    for (const [keyword, inner] of Object.entries(value)) {
      const leadsOut = keyword === '$ref' && !(typeof inner === 'string' && inner.startsWith('#'));
      if (!names && (REFUSED.has(keyword) || leadsOut)) findings.push(fault(keyword, [...at, keyword]));
      left.push({ value: inner, at: [...at, keyword] });
    }
  }
  return findings;
}

const fault = (keyword: string, at: readonly string[]): Finding =>
  error(
    'schema-keyword-refused',
    pointer(...at),
    `${keyword} is not taken in a schema of a manifest`,
    'Name a shape by one of the formats of the contract, and keep references inside the manifest (#/…).',
  );
