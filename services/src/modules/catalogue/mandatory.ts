import type { Quad } from 'n3';
import { iri, type Name, short } from './vocabulary.ts';

/** Properties that CPSV-AP 3.2.0 makes mandatory, by class. `inTajik`: the value is a text, and it stands in Tajik at least. */
export const MANDATORY: Readonly<Record<string, readonly { property: Name; inTajik?: true }[]>> = {
  'cpsv:PublicService': [
    { property: 'dct:identifier' },
    { property: 'dct:title', inTajik: true },
    { property: 'dct:description', inTajik: true },
    { property: 'cv:hasCompetentAuthority' },
  ],
  'cv:PublicOrganisation': [{ property: 'skos:prefLabel', inTajik: true }, { property: 'dct:spatial' }],
  'cpsv:Rule': [{ property: 'dct:identifier' }, { property: 'dct:title', inTajik: true }, { property: 'dct:description', inTajik: true }],
  'cv:Requirement': [{ property: 'dct:identifier' }, { property: 'dct:title', inTajik: true }],
  'cv:EvidenceType': [{ property: 'dct:identifier' }],
  'cv:Channel': [{ property: 'dct:identifier' }],
  'cv:Cost': [{ property: 'dct:identifier' }],
  'cv:Output': [{ property: 'dct:identifier' }, { property: 'dct:title', inTajik: true }],
  'cv:Event': [{ property: 'dct:identifier' }, { property: 'dct:title', inTajik: true }],
  'cv:Participation': [
    { property: 'dct:identifier' },
    { property: 'dct:description', inTajik: true },
    { property: 'cv:role' },
    { property: 'cv:hasParticipant' },
  ],
};

/** What each property of a service must lead to: a reader finds the whole service in the graph. */
const LEADS_TO: Readonly<Record<string, string>> = {
  'cv:hasCompetentAuthority': 'cv:PublicOrganisation',
  'cpsv:follows': 'cpsv:Rule',
  'cv:holdsRequirement': 'cv:Requirement',
  'cv:hasInputType': 'cv:EvidenceType',
  'cv:hasChannel': 'cv:Channel',
  'cv:hasCost': 'cv:Cost',
  'cpsv:produces': 'cv:Output',
  'cv:isGroupedBy': 'cv:Event',
  'cv:hasParticipation': 'cv:Participation',
  'cv:hasParticipant': 'cv:PublicOrganisation',
};

export interface Missing {
  node: string;
  type: string;
  property: string;
}

/** Every mandatory property that a node of the graph lacks, and every link that leads to nothing. Empty: the graph conforms. */
export function missingIn(quads: readonly Quad[]): Missing[] {
  const types = new Map<string, string[]>();
  const said = new Map<string, Quad[]>();
  for (const one of quads) {
    const node = one.subject.value;
    if (one.predicate.value === iri('rdf:type')) types.set(node, [...(types.get(node) ?? []), short(one.object.value)]);
    else said.set(`${node} ${short(one.predicate.value)}`, [...(said.get(`${node} ${short(one.predicate.value)}`) ?? []), one]);
  }
  const missing: Missing[] = [];
  for (const [node, own] of types) {
    for (const type of own) {
      for (const { property, inTajik } of MANDATORY[type] ?? []) {
        const values = (said.get(`${node} ${property}`) ?? []).filter(({ object }) => object.value.trim() !== '');
        const enough = inTajik ? values.some(({ object }) => object.termType === 'Literal' && object.language === 'tg') : values.length > 0;
        if (!enough) missing.push({ node, type, property });
      }
    }
  }
  for (const { subject, predicate, object } of quads) {
    const expected = LEADS_TO[short(predicate.value)];
    if (expected && !types.get(object.value)?.includes(expected))
      missing.push({ node: subject.value, type: expected, property: short(predicate.value) });
  }
  return missing;
}
