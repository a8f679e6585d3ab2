import { serviceDefinitionSchema, unconfirmedIn } from '@hukumat/contract';
import jsonld from 'jsonld';
import { Parser, type Quad } from 'n3';
import { describe, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import type { Platform } from '../../platform/platform.ts';
import { residenceNote } from '../applications/testing.ts';
import type { Agency } from '../directory/index.ts';
import { graphOf } from './graph.ts';
import { createCatalogue } from './index.ts';
import { MANDATORY, missingIn } from './mandatory.ts';
import { iri, type Name } from './vocabulary.ts';

const ORIGIN = 'https://portal.example';
const three = (word: string) => ({ tg: word, ru: word, en: word });
const mia: Agency = {
  id: 'mia',
  kind: 'ministry',
  level: 'central',
  region: 'TJ',
  names: { tg: 'Вазорати корҳои дохилии Ҷумҳурии Тоҷикистон', ru: 'Министерство внутренних дел', en: 'Ministry of Internal Affairs' },
  verified: { names: true, website: false, parent: false },
};
/** Every part that a definition may have. */
const full = serviceDefinitionSchema.parse({
  ...residenceNote,
  id: 'full-service',
  title: { tg: 'Хизматрасонии «пурра»\nба ду сатр', ru: 'Полная \\ услуга', en: 'Full "service" <&>' },
  lifeEvents: ['starting-work', 'running-a-business', 'unheard-of'],
  channels: ['online', 'centre', 'office'],
  legalBasis: [{ title: three('Қонун'), number: '19', date: '2004-02-28' }],
  fees: [
    { kind: 'duty', indicators: 2, payer: 'applicant', when: 'before-submit', label: three('Боҷи давлатӣ') },
    { kind: 'issue', payer: 'applicant', when: 'before-issue', label: three('Нархнома') },
  ],
  evidence: [{ name: 'identity-copy', title: three('Нусха'), source: 'upload' }],
  searchWords: ['паспорт'],
});
const offered = [
  { definition: full, agency: mia },
  { definition: { ...residenceNote, searchWords: [] }, agency: { ...mia, id: 'sughd', region: 'TJ-SU' } },
];
const about = { origin: ORIGIN, today: '2026-11-25', unconfirmed: () => false };
const graph = () => graphOf(offered, about);

const catalogueOf = (at = '2026-11-25T06:00:00Z') =>
  createCatalogue({ config: { origin: ORIGIN }, clock: fixedClock(at) } as unknown as Platform, {
    registry: {
      snapshot: () => ({
        sequence: 1,
        releases: new Map([['mia', { agency: 'mia', manifest: { services: [full] } }]]) as never,
      }),
    },
    directory: { agency: (id) => (id === 'mia' ? mia : undefined) },
    statistics: async () => [],
  });

const lines = (quads: readonly Quad[]): string[] =>
  quads
    .map(({ subject, predicate, object }) =>
      JSON.stringify([
        subject.value,
        predicate.value,
        object.termType,
        object.value,
        object.termType === 'Literal' ? [object.language, object.datatype.value] : [],
      ]),
    )
    .sort();

describe('CPSV-AP', () => {
  test('Turtle and JSON-LD are read back to the same triples, those of the graph', async () => {
    const catalogue = catalogueOf();
    const turtle = new Parser().parse(await catalogue.turtle(offered));
    const fromJson = new Parser({ format: 'N-Quads' }).parse(
      await jsonld.toRDF(JSON.parse(JSON.stringify(catalogue.jsonLd(offered))), { format: 'application/n-quads' }),
    );
    const expected = lines(graphOf(offered, { ...about, unconfirmed: (one) => unconfirmedIn(one).length > 0 }));
    expect(lines(turtle)).toEqual(expected);
    expect(lines(fromJson)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(90);
  });

  test('holds every class of the profile, in three languages, and nothing mandatory is missing', () => {
    const quads = graph();
    expect(missingIn(quads)).toEqual([]);
    const types = new Set(quads.filter(({ predicate }) => predicate.value === iri('rdf:type')).map(({ object }) => object.value));
    for (const name of Object.keys(MANDATORY)) expect(types, name).toContain(iri(name as Name));
    const titles = quads.filter(
      ({ subject, predicate }) => subject.value.endsWith('/full-service') && predicate.value === iri('dct:title'),
    );
    expect(titles.map(({ object }) => (object.termType === 'Literal' ? object.language : '')).sort()).toEqual(['en', 'ru', 'tg']);
  });

  // Every mandatory field of every node, taken away one at a time.
  test('a missing mandatory field is found, whichever it is', () => {
    const quads = graph();
    let tried = 0;
    for (const [type, rules] of Object.entries(MANDATORY)) {
      const nodes = quads.filter(({ predicate, object }) => predicate.value === iri('rdf:type') && object.value === iri(type as Name));
      for (const { subject } of nodes) {
        for (const { property } of rules) {
          const without = quads.filter((one) => one.subject.value !== subject.value || one.predicate.value !== iri(property));
          expect(without.length, `${subject.value} ${property}`).toBeLessThan(quads.length);
          expect(missingIn(without), `${subject.value} ${property}`).toContainEqual({ node: subject.value, type, property });
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(30);
  });

  test('a title without Tajik and a link that leads nowhere are found', () => {
    const quads = graph();
    const noTajik = quads.filter(
      ({ subject, predicate, object }) =>
        !(
          subject.value.endsWith('/full-service') &&
          predicate.value === iri('dct:title') &&
          object.termType === 'Literal' &&
          object.language === 'tg'
        ),
    );
    expect(missingIn(noTajik).map(({ property }) => property)).toEqual(['dct:title']);
    const gone = quads.filter(({ subject }) => !subject.value.endsWith('#output-' + (full.output?.kind ?? 'result')));
    expect(missingIn(gone).map(({ property }) => property)).toContain('cpsv:produces');
  });

  test('a cost is the sum of the day, and an unpublished one is not guessed', async () => {
    const values = (at: string) =>
      graphOf([offered[0] as (typeof offered)[number]], { ...about, today: at })
        .filter(({ predicate }) => predicate.value === iri('cv:hasValue'))
        .map(({ object }) => object.value);
    expect(values('2026-06-01')).toEqual(['156.00']);
    expect(values('2025-06-01')).toEqual(['150.00']);
    expect(values('2027-06-01')).toEqual([]);
  });
});

describe('schema.org', () => {
  test('names the service, who provides it, its channels and its price, and is valid JSON-LD', async () => {
    const data = catalogueOf().governmentService(offered[0] as (typeof offered)[number], 'ru');
    expect(data).toMatchObject({
      '@type': 'GovernmentService',
      name: 'Полная \\ услуга',
      provider: { '@type': 'GovernmentOrganization', name: 'Министерство внутренних дел' },
      areaServed: { '@type': 'Country', name: 'TJ' },
      availableChannel: [{ serviceUrl: `${ORIGIN}/ru/mia/full-service/apply` }, {}, {}],
      offers: [{ price: '156.00', priceCurrency: 'TJS' }],
    });
    const documentLoader = async (url: string) => ({ documentUrl: url, document: { '@context': { '@vocab': 'https://schema.org/' } } });
    const [expanded] = await jsonld.expand(data, { documentLoader });
    expect(expanded).toMatchObject({ '@type': ['https://schema.org/GovernmentService'] });
  });

  test('a free service costs nothing, and an unpublished price is left out', () => {
    const catalogue = catalogueOf('2027-02-01T06:00:00Z');
    expect(catalogue.governmentService({ definition: residenceNote, agency: mia }, 'tg')).toMatchObject({ offers: [{ price: '0.00' }] });
    expect(catalogue.governmentService(offered[0] as (typeof offered)[number], 'tg')).not.toHaveProperty('offers');
  });
});
