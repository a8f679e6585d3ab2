import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict } from '../../platform/problem.ts';
import { cleanValues } from './clean-values.ts';
import type { Edition } from './edition.ts';
import { editionOf, latestEdition, openEdition, type Tables } from './tables.ts';
import { signed, writerOf } from './writer.ts';

/** Keeps what was typed. Two people in one draft: whoever saves later is shown what the other changed, and nothing is lost. */
export const saveDraft =
  ({ db, clock }: Platform) =>
  async (
    actor: Actor,
    item: string,
    { revision, values }: { revision: number; values: Readonly<Record<string, unknown>> },
  ): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      const writer = writerOf(actor, (await latestEdition(tx.sql, item)).agency);
      const open = await openEdition(tx.sql, item);
      if (open?.state !== 'draft') throw conflict('edition-state', 'There is no open draft', { state: open?.state ?? null });
      const kept = cleanValues(open.type, values);
      // The same text again, even from a window that is behind, changes nothing and is refused nothing.
      if (isDeepStrictEqual(kept, open.values)) return editionOf(open);
      if (open.revision !== revision)
        throw conflict('edition-changed', 'A colleague has changed it meanwhile', {
          revision: open.revision,
          values: open.values,
          savedBy: open.writers.at(-1),
          fields: [...new Set([...Object.keys(kept), ...Object.keys(open.values)])].filter(
            (name) => !isDeepStrictEqual(kept[name], open.values[name]),
          ),
        });
      const { id } = signed(writer);
      const change = {
        values: kept,
        revision: revision + 1,
        // Each once, the last to save at the end.
        writers: [...open.writers.filter((one) => one !== id), id],
        saved_at: clock.now(),
      };
      await tx.sql
        .updateTable('content.editions')
        .set({ ...change, values: JSON.stringify(kept) })
        .where('item', '=', item)
        .where('number', '=', open.number)
        .execute();
      return editionOf({ ...open, ...change });
    });
