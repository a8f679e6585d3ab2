import type { Text } from '@hukumat/contract';
import { fold, romanise } from '@hukumat/contract/locale';
import MiniSearch from 'minisearch';

export interface Entry {
  id: string;
  type: 'service' | 'agency' | 'page';
  title: Text;
  summary?: Text;
  /** Extra words people search by, in any language. */
  words: string[];
  agency?: Text;
  /** Path without the language. */
  path: string;
}

export interface Finder {
  find(query: string, type?: Entry['type']): { entries: Entry[]; didYouMean?: string };
}

interface Indexed {
  id: string;
  title: string;
  words: string;
  summary: string;
}

const all = (text: Text | undefined): string => [text?.tg, text?.ru, text?.en].filter(Boolean).join(' ');
const split = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Each word is kept as written, as typed on a Russian keyboard, and in Latin letters: the exact form ranks first. */
function forms(word: string): string[] {
  const folded = fold(word);
  return [...new Set([word, folded, romanise(word), romanise(folded)])];
}

/** Services first: people come to get something done, and a body's name often repeats the words of its services. */
const TYPE_WEIGHT: Record<Entry['type'], number> = { service: 2, page: 1.2, agency: 1 };

/** An index over the entries of all three languages at once, so that a Russian word finds the Tajik page too. */
export function createFinder(entries: readonly Entry[]): Finder {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new MiniSearch<Indexed>({
    fields: ['title', 'words', 'summary'],
    tokenize: split,
    processTerm: forms,
    searchOptions: {
      tokenize: split,
      processTerm: (word) => fold(word),
      boost: { title: 3, words: 2 },
      prefix: (term) => term.length > 2,
      // In letters: one slip in a short word, two in a long one.
      fuzzy: (term) => (term.length > 9 ? 2 : term.length > 3 ? 1 : false),
      weights: { prefix: 0.6, fuzzy: 0.3 },
      boostDocument: (id) => TYPE_WEIGHT[byId.get(String(id))?.type ?? 'page'],
      combineWith: 'AND',
    },
  });
  index.addAll(
    entries.map((entry) => ({
      id: entry.id,
      title: all(entry.title),
      words: [...entry.words, all(entry.agency)].join(' '),
      summary: all(entry.summary),
    })),
  );
  const spelling = spellingOf(entries);

  return {
    find(query, type) {
      const filter = type ? { filter: (result: { id: unknown }) => byId.get(String(result.id))?.type === type } : {};
      let results = index.search(query, filter);
      if (results.length === 0) results = index.search(query, { ...filter, combineWith: 'OR' });
      const found = results.flatMap((result) => byId.get(String(result.id)) ?? []);
      const corrected = correct(query, results, spelling);
      return { entries: found, ...(corrected ? { didYouMean: corrected } : {}) };
    },
  };
}

/** Folded word → the word as it stands in a title or among the search words. */
function spellingOf(entries: readonly Entry[]): Map<string, string> {
  const spelling = new Map<string, string>();
  for (const entry of entries)
    for (const word of split(`${all(entry.title)} ${entry.words.join(' ')}`)) if (!spelling.has(fold(word))) spelling.set(fold(word), word);
  return spelling;
}

/** The query with each unknown word replaced by the nearest known one, or nothing when every word is known. */
function correct(
  query: string,
  results: { score: number; match: Record<string, string[]>; terms: string[] }[],
  spelling: Map<string, string>,
): string | undefined {
  const best = results[0];
  if (!best) return undefined;
  let changed = false;
  const words = split(query).map((word) => {
    const folded = fold(word);
    const known = [...spelling.keys()].some((one) => one.startsWith(folded)) || best.terms.includes(folded);
    if (known) return word;
    const near = best.terms.filter((term) => spelling.has(term)).sort((a, b) => distance(a, folded) - distance(b, folded))[0];
    if (!near || distance(near, folded) > 2) return word;
    changed = true;
    return spelling.get(near) ?? word;
  });
  return changed ? words.join(' ') : undefined;
}

/** Number of single-letter changes between two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
