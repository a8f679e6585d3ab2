import { feeOn, LANGS, type ServiceDefinition, type Text } from '@hukumat/contract';
import { DataFactory, type Quad, type Quad_Object } from 'n3';
import type { Agency } from '../directory/index.ts';
import { lifeEvent } from './life-events.ts';
import { iri, LANGUAGES, type Name, SOMONI, STATUS, TAJIKISTAN } from './vocabulary.ts';

const { namedNode, literal, quad } = DataFactory;

/** A service as it is offered: its definition and the body that answers for it. */
export interface Offered {
  definition: ServiceDefinition;
  agency: Agency;
}

export interface About {
  /** Public origin without a final slash: every name in the graph begins with it. */
  origin: string;
  /** `yyyy-mm-dd`: costs are those of this day. */
  today: string;
  /** Whether the definition still holds values that nobody has confirmed. */
  unconfirmed(definition: ServiceDefinition): boolean;
}

/**
 * The services as a CPSV-AP 3.2.0 graph. Every node has an address below the portal's origin, so that the graph holds no
 * blank node and two readers agree on it triple by triple.
 */
export function graphOf(offered: readonly Offered[], about: About): Quad[] {
  const quads = new Map<string, Quad>();
  const say = (subject: string, name: Name, ...objects: Quad_Object[]) => {
    for (const object of objects) {
      const one = quad(namedNode(subject), namedNode(iri(name)), object);
      quads.set(`${subject} ${name} ${object.termType} ${object.value} ${object.termType === 'Literal' ? object.language : ''}`, one);
    }
  };
  for (const one of offered) describe(one, about, say);
  return [...quads.values()];
}

type Say = (subject: string, name: Name, ...objects: Quad_Object[]) => void;

const texts = (text: Text): Quad_Object[] => LANGS.flatMap((lang) => (text[lang] ? [literal(text[lang], lang)] : []));
const node = (address: string): Quad_Object => namedNode(address);
const typed = (value: string, type: Name): Quad_Object => literal(value, namedNode(iri(type)));

/** The address of one service in the open data; what belongs to it alone is a fragment of it. */
export const serviceIri = (origin: string, id: string): string => `${origin}/api/v1/services/${id}`;
const agencyIri = (origin: string, id: string): string => `${origin}/api/v1/agencies#${id}`;
const conceptIri = (origin: string, kind: string, id: string): string => `${origin}/api/v1/catalogue.ttl#${kind}-${id}`;

function describe({ definition, agency }: Offered, about: About, say: Say): void {
  const { origin } = about;
  const self = serviceIri(origin, definition.id);
  const part = (kind: string, id: string | number) => `${self}#${kind}-${id}`;
  const authority = agencyIri(origin, agency.id);
  const a = (subject: string, type: Name, id: string) => {
    say(subject, 'rdf:type', node(iri(type)));
    say(subject, 'dct:identifier', literal(id));
  };

  a(self, 'cpsv:PublicService', definition.id);
  say(self, 'dct:title', ...texts(definition.title));
  say(self, 'dct:description', ...texts(definition.summary));
  say(self, 'cv:hasCompetentAuthority', node(authority));
  say(self, 'dct:language', ...LANGS.map((lang) => node(LANGUAGES[lang])));
  say(self, 'dct:spatial', node(agency.region === 'TJ' ? TAJIKISTAN : agencyIri(origin, agency.region)));
  say(self, 'adms:status', node(about.unconfirmed(definition) ? STATUS.draft : STATUS.active));
  say(self, 'cv:thematicArea', node(conceptIri(origin, 'category', definition.category)));
  say(self, 'cv:processingTime', typed(`P${definition.workflow.workingDays}D`, 'xsd:duration'));
  say(self, 'foaf:page', ...LANGS.map((lang) => node(`${origin}/${lang}/services/${definition.id}`)));
  if (definition.searchWords?.length) say(self, 'dcat:keyword', ...definition.searchWords.map((word) => literal(word)));

  describeAgency(agency, origin, say);
  for (const id of definition.lifeEvents) {
    const known = lifeEvent(id);
    if (!known) continue;
    const event = conceptIri(origin, 'event', id);
    a(event, 'cv:Event', id);
    say(event, 'rdf:type', node(iri(known.kind === 'life' ? 'cv:LifeEvent' : 'cv:BusinessEvent')));
    say(event, 'dct:title', ...texts(known.title));
    say(event, 'cv:hasRelatedService', node(self));
    say(self, 'cv:isGroupedBy', node(event));
  }

  for (const [at, act] of definition.legalBasis.entries()) {
    const legal = part('act', at + 1);
    say(legal, 'rdf:type', node(iri('eli:LegalResource')));
    say(legal, 'dct:title', ...texts(act.title));
    if (act.number) say(legal, 'eli:id_local', literal(act.number));
    if (act.date) say(legal, 'eli:date_document', typed(act.date, 'xsd:date'));
    say(self, 'cv:hasLegalResource', node(legal));
    const rule = part('rule', at + 1);
    a(rule, 'cpsv:Rule', `${definition.id}-rule-${at + 1}`);
    say(rule, 'dct:title', ...texts(act.title));
    say(rule, 'dct:description', ...texts(definition.who));
    say(rule, 'cpsv:implements', node(legal));
    say(self, 'cpsv:follows', node(rule));
  }

  const who = part('requirement', 'who');
  a(who, 'cv:Requirement', `${definition.id}-who`);
  say(who, 'dct:title', ...texts(definition.who));
  say(self, 'cv:holdsRequirement', node(who));
  for (const paper of definition.evidence) {
    const requirement = part('requirement', paper.name);
    a(requirement, 'cv:Requirement', `${definition.id}-${paper.name}`);
    say(requirement, 'dct:title', ...texts(paper.title));
    say(self, 'cv:holdsRequirement', node(requirement));
    const type = part('evidence', paper.name);
    a(type, 'cv:EvidenceType', `${definition.id}-${paper.name}`);
    say(type, 'dct:title', ...texts(paper.title));
    say(type, 'cv:evidenceTypeClassification', node(conceptIri(origin, 'source', paper.source)));
    say(self, 'cv:hasInputType', node(type));
  }

  for (const kind of definition.channels) {
    const channel = part('channel', kind);
    a(channel, 'cv:Channel', `${definition.id}-${kind}`);
    say(channel, 'dct:type', node(conceptIri(origin, 'channel', kind)));
    say(channel, 'cv:ownedBy', node(authority));
    say(self, 'cv:hasChannel', node(channel));
  }

  for (const [at, fee] of definition.fees.entries()) {
    const cost = part('cost', at + 1);
    a(cost, 'cv:Cost', `${definition.id}-cost-${at + 1}`);
    say(cost, 'cv:isDefinedBy', node(authority));
    say(cost, 'cv:currency', node(SOMONI));
    if (fee.label) say(cost, 'dct:description', ...texts(fee.label));
    const { showWhen: _condition, ...always } = fee;
    const sum = feeOn(always, about.today);
    // A sum that is not published, or that depends on the answers, is not guessed: the description says what it hangs on.
    if (sum && 'diram' in sum) say(cost, 'cv:hasValue', typed((sum.diram / 100).toFixed(2), 'xsd:decimal'));
    say(self, 'cv:hasCost', node(cost));
  }

  const output = part('output', definition.output?.kind ?? 'result');
  a(output, 'cv:Output', `${definition.id}-${definition.output?.kind ?? 'result'}`);
  say(output, 'dct:title', ...texts(definition.output?.title ?? definition.result));
  if (definition.output) say(output, 'dct:language', ...definition.output.languages.map((lang) => node(LANGUAGES[lang])));
  say(self, 'cpsv:produces', node(output));

  const participation = part('participation', 'authority');
  a(participation, 'cv:Participation', `${definition.id}-authority`);
  say(participation, 'dct:description', ...texts(agency.names));
  say(participation, 'cv:role', node(conceptIri(origin, 'role', 'competent-authority')));
  say(participation, 'cv:hasParticipant', node(authority));
  say(self, 'cv:hasParticipation', node(participation));
}

function describeAgency(agency: Agency, origin: string, say: Say): void {
  const self = agencyIri(origin, agency.id);
  say(self, 'rdf:type', node(iri('cv:PublicOrganisation')));
  say(self, 'dct:identifier', literal(agency.id));
  say(self, 'skos:prefLabel', ...texts(agency.names));
  say(self, 'dct:spatial', node(agency.region === 'TJ' ? TAJIKISTAN : agencyIri(origin, agency.region)));
  say(self, 'foaf:page', ...LANGS.map((lang) => node(`${origin}/${lang}/${agency.id}/`)));
}
