import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict } from '../../platform/problem.ts';
import { announce } from './announce.ts';
import { editionRows, latestEdition, type Tables } from './tables.ts';
import { signed, writerOf } from './writer.ts';

/** Somebody has read it again: it is still right, and the public date says so. */
export const confirmItem =
  ({ db, clock }: Platform) =>
  async (actor: Actor, item: string): Promise<void> =>
    db.write<Tables, void>(actor, async (tx) => {
      const writer = writerOf(actor, (await latestEdition(tx.sql, item)).agency);
      // Not locked: only approvers change what is public.
      const row = await editionRows(tx.sql).where('e.item', '=', item).where('e.state', '=', 'published').executeTakeFirst();
      if (!row) throw conflict('edition-state', 'It is not public', { state: null, move: 'confirm' });
      await tx.sql
        .updateTable('content.items')
        .set({ checked_at: clock.now(), checked_by: signed(writer).id })
        .where('id', '=', item)
        .execute();
      await tx.journal({
        type: 'content.confirmed',
        agency: row.agency,
        entity: `content:${item}`,
        data: { type: row.type, number: row.number },
      });
      await announce(tx, row, true);
    });
