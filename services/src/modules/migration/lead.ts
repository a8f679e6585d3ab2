import type { OldAddress } from './old-address.ts';

/** Where an old address leads: to a page, to nothing any more, or it was never written down. */
export type Lead = { to: string } | 'gone' | 'unknown';

/** What is known of a host's addresses; `target` is null for what is gone. */
export interface Known {
  get(address: string): { target: string | null } | undefined;
  /** Whether any address with a query is written down for this path. */
  hasQueries(path: string): boolean;
}

/**
 * An address with a query that nobody has written down is the page of its path, as long as queries name no pages there: below
 * `/?p=12` and `/news.php?id=7` an unknown number is an unknown page, and the front page is no answer to it.
 */
export function lead(known: Known, { whole, path }: OldAddress): Lead {
  const found = known.get(whole) ?? (path !== '/' && !known.hasQueries(path) ? known.get(path) : undefined);
  if (!found) return 'unknown';
  return found.target === null ? 'gone' : { to: found.target };
}

/** All addresses of a host, in memory. */
export function knownOf(rows: Iterable<{ address: string; target: string | null }>): Known {
  const targets = new Map<string, { target: string | null }>();
  const queried = new Set<string>();
  for (const { address, target } of rows) {
    targets.set(address, { target });
    const at = address.indexOf('?');
    if (at >= 0) queried.add(address.slice(0, at));
  }
  return { get: (address) => targets.get(address), hasQueries: (path) => queried.has(path) };
}
