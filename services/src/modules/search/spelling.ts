import MiniSearch from 'minisearch';
import { keyOf, split } from './words.ts';

/** Words of titles that somebody may have meant. */
export interface Spelling {
  learn(text: string): void;
  /** The known words nearest to a mistyped one, as they are written; nearest first. */
  near(keys: readonly string[]): string[];
}

interface Known {
  id: string;
  key: string;
}

export function createSpelling(): Spelling {
  const written = new Map<string, string>();
  const index = new MiniSearch<Known>({
    fields: ['key'],
    tokenize: (text) => [text],
    processTerm: (term) => term,
    // In letters: one slip in a short word, two in a longer one.
    searchOptions: { fuzzy: (term) => (term.length > 6 ? 2 : 1), prefix: false },
  });
  return {
    learn(text) {
      for (const word of split(text)) {
        const key = keyOf(word);
        if (key.length < 3 || written.has(key) || /\d/.test(key)) continue;
        written.set(key, word.toLowerCase());
        index.add({ id: key, key });
      }
    },
    near(keys) {
      const found = keys
        .filter((key) => key.length > 3)
        .flatMap((key) => index.search(key).map((one) => ({ id: String(one.id), far: distance(key, String(one.id)) })));
      return [...new Set(found.sort((a, b) => a.far - b.far).map(({ id }) => written.get(id) ?? id))].slice(0, 3);
    },
  };
}

/** Number of single-letter changes between two short words; two letters that changed places are one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, change, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
