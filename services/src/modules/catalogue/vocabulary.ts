/** The vocabularies of CPSV-AP 3.2.0, by the prefixes of its own examples. */
export const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

type Prefix = keyof typeof PREFIXES;
export type Name = `${Prefix}:${string}`;

export const iri = (name: Name): string => {
  const [prefix, local] = name.split(':', 2) as [Prefix, string];
  return PREFIXES[prefix] + local;
};

/** The same address with a prefix again, where one fits. */
export function short(address: string): string {
  const found = Object.entries(PREFIXES).find(([, start]) => address.startsWith(start) && /^\w+$/.test(address.slice(start.length)));
  return found ? `${found[0]}:${address.slice(found[1].length)}` : address;
}

const EU = 'http://publications.europa.eu/resource/authority';
export const LANGUAGES = { tg: `${EU}/language/TGK`, ru: `${EU}/language/RUS`, en: `${EU}/language/ENG` } as const;
export const SOMONI = `${EU}/currency/TJS`;
export const TAJIKISTAN = `${EU}/country/TJK`;
export const STATUS = { active: 'http://purl.org/adms/status/Completed', draft: 'http://purl.org/adms/status/UnderDevelopment' } as const;
