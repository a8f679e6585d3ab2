import MiniSearch, { type Query } from 'minisearch';
import { type Entry, type EntryType, TYPE_WEIGHT, textsOf } from './entry.ts';
import { type Asked, keyOf, split, stemsOf } from './words.ts';

/** Titles in memory, for the list below the box: an answer takes milliseconds and asks nobody. */
export interface Suggester {
  put(entry: Entry): void;
  remove(id: string): void;
  offer(words: readonly Asked[], limit: number): Offered[];
}
export type Offered = Pick<Entry, 'id' | 'type' | 'title' | 'path'>;

interface Indexed extends Offered {
  names: string;
  words: string;
}

export function createSuggester(): Suggester {
  const index = new MiniSearch<Indexed>({
    fields: ['names', 'words'],
    storeFields: ['type', 'title', 'path'],
    tokenize: split,
    processTerm: (word) => [...new Set([keyOf(word), ...stemsOf(word)])].filter(Boolean),
    searchOptions: {
      tokenize: (term) => [term],
      processTerm: (term) => term,
      boost: { names: 3 },
      boostDocument: (_id, _term, stored) => TYPE_WEIGHT[stored?.type as EntryType] ?? 1,
      weights: { prefix: 0.7, fuzzy: 0.3 },
    },
    autoVacuum: true,
  });
  const question = (words: readonly Asked[], fuzzy: boolean): Query => ({
    combineWith: 'AND',
    queries: words.map(({ keys, stems }) => ({
      combineWith: 'OR',
      queries: [
        { queries: [...keys], prefix: (term: string) => term.length > 1, fuzzy: fuzzy ? slips : false },
        { queries: [...stems], prefix: false },
      ],
    })),
  });
  return {
    put({ id, type, title, path, names = [], words = [] }) {
      const document = { id, type, title, path, names: [...textsOf(title), ...names].join(' '), words: words.join(' ') };
      if (index.has(id)) index.replace(document);
      else index.add(document);
    },
    remove(id) {
      if (index.has(id)) index.discard(id);
    },
    offer(words, limit) {
      if (words.length === 0) return [];
      const exact = index.search(question(words, false));
      const found = exact.length > 0 ? exact : index.search(question(words, true));
      return found.slice(0, limit).map(({ id, type, title, path }) => ({ id, type, title, path }) as Offered);
    },
  };
}

const slips = (term: string): number | false => (term.length > 7 ? 2 : term.length > 3 ? 1 : false);
