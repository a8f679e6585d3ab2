import type { ContentChange } from './edition.ts';
import { hrefOf } from './paths.ts';
import type { EditionRow, Writing } from './tables.ts';

/** The channel on which every instance hears what has become public or ended. */
export const CHANNEL = 'content';

export const announce = (tx: Writing, row: EditionRow, live: boolean): Promise<void> => {
  const change: ContentChange = {
    agency: row.agency,
    item: row.item,
    type: row.type,
    href: hrefOf(row.agency, row.type, row.slug, row.values),
    live,
  };
  return tx.notify(CHANNEL, JSON.stringify(change));
};
