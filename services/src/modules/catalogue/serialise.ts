import { type Quad, Writer } from 'n3';
import { iri, PREFIXES, short } from './vocabulary.ts';

/** The graph in Turtle. */
export function toTurtle(quads: readonly Quad[]): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  writer.addQuads([...quads]);
  return new Promise((resolve, reject) => writer.end((error, text: string) => (error ? reject(error) : resolve(text))));
}

type Value = { '@id': string } | { '@value': string; '@language'?: string; '@type'?: string };
type Node = { '@id': string; '@type'?: string[]; [property: string]: string | string[] | Value[] | undefined };

/** The same graph in JSON-LD: one flat object for each node, names shortened by the context. */
export function toJsonLd(quads: readonly Quad[]): { '@context': Record<string, string>; '@graph': Node[] } {
  const nodes = new Map<string, Node>();
  for (const { subject, predicate, object } of quads) {
    const node = nodes.get(subject.value) ?? { '@id': subject.value };
    nodes.set(subject.value, node);
    if (predicate.value === iri('rdf:type')) {
      node['@type'] = [...(node['@type'] ?? []), short(object.value)];
      continue;
    }
    const name = short(predicate.value);
    const before = (node[name] ?? []) as Value[];
    node[name] = [...before, objectOf(object)];
  }
  return { '@context': { ...PREFIXES }, '@graph': [...nodes.values()] };
}

function objectOf(object: Quad['object']): Value {
  if (object.termType !== 'Literal') return { '@id': object.value };
  if (object.language) return { '@value': object.value, '@language': object.language };
  return object.datatype.value === iri('xsd:string')
    ? { '@value': object.value }
    : { '@value': object.value, '@type': short(object.datatype.value) };
}
