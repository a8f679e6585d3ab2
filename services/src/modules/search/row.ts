import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import { type Entry, TYPE_WEIGHT, textsOf } from './entry.ts';
import type { Tables } from './tables.ts';
import { keyOf, split, stemsOf } from './words.ts';

const MOST_WORDS = 6000;

/** An entry as it is kept. Its terms are made here and not by the database, so that both sides of a search fold alike everywhere. */
export function rowOf(entry: Entry, source: string): Insertable<Tables['search.entries']> {
  const top: Part[] = [
    { weight: 'A', forms: formsOf, texts: [...textsOf(entry.title), ...(entry.names ?? [])] },
    { weight: 'B', forms: formsOf, texts: entry.words ?? [] },
    { weight: 'C', forms: formsOf, texts: textsOf(entry.summary) },
  ];
  const row = {
    id: entry.id,
    source,
    type: entry.type,
    agency: entry.agency ?? null,
    path: entry.path,
    title: JSON.stringify(entry.title),
    summary: entry.summary ? JSON.stringify(entry.summary) : null,
    body: entry.body ? JSON.stringify(entry.body) : null,
    heads: [...new Set([...textsOf(entry.title), ...(entry.names ?? [])].map(headOf))].filter(Boolean),
    terms: termsOf([...top, { weight: 'D', forms: stemsOf, texts: textsOf(entry.body) }]),
    top: termsOf(top),
    weight: TYPE_WEIGHT[entry.type] * (entry.weight ?? 1),
  };
  return { ...row, digest: createHash('sha256').update(JSON.stringify(row)).digest('hex') };
}

export const headOf = (text: string): string => split(text).map(keyOf).filter(Boolean).join(' ');

interface Part {
  weight: 'A' | 'B' | 'C' | 'D';
  /** What a word is kept as: of a long text the stems alone. */
  forms(word: string): readonly string[];
  texts: readonly string[];
}
const formsOf = (word: string): string[] => [...new Set([keyOf(word), ...stemsOf(word)])];

/** A `tsvector` in its own notation: every word by its forms, with the weight of where it stands. */
function termsOf(parts: readonly Part[]): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { weight, forms, texts } of parts)
    for (const word of texts.flatMap(split)) {
      if (++place > MOST_WORDS) break;
      for (const term of forms(word)) {
        if (term === '' || term.length > 60) continue;
        const own = places.get(term) ?? [];
        if (own.length < 5) own.push(`${place}${weight}`);
        places.set(term, own);
      }
    }
  return [...places].map(([term, own]) => `'${term}':${own.join(',')}`).join(' ');
}
