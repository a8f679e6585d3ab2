import type { Answer, Answers } from '@hukumat/contract';
import canonicalize from 'canonicalize';

/** One field as it was stored before and after. Absent: not answered. */
export interface Entry {
  field: string;
  before?: Answer;
  after?: Answer;
}

/** What a save changed, field by field; a field that stays as it was is not in it. */
export const difference = (before: Answers, after: Answers): Entry[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((field) => {
    const [old, now] = [before[field], after[field]];
    if (canonicalize(old ?? null) === canonicalize(now ?? null)) return [];
    return [{ field, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
  });

/** The answers after a list of changes: what a record adds up to. */
export function applied(answers: Answers, entries: readonly Entry[]): Answers {
  const all = new Map(Object.entries(answers));
  for (const { field, after } of entries) {
    if (after === undefined) all.delete(field);
    else all.set(field, after);
  }
  return Object.fromEntries(all);
}
