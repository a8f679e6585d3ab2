import { type ContentTypeName, checkContent } from '@hukumat/contract/content';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, unprocessable } from '../../platform/problem.ts';
import { type ContentDeps, type Edition, type EditionMove, movedEdition } from './edition.ts';
import { filledIn } from './filled-in.ts';
import { tellApprovers, tellWriters } from './reminders.ts';
import { type EditionRow, editionOf, latestEdition, openEdition, type Tables } from './tables.ts';
import { approverOf, writerOf } from './writer.ts';

/** Hands a complete draft to whoever approves. */
export const submitEdition =
  ({ db, clock }: Platform, deps: ContentDeps) =>
  async (actor: Actor, item: string, revision: number): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      const writer = writerOf(actor, (await latestEdition(tx.sql, item)).agency);
      const open = step(await openEdition(tx.sql, item), 'submit', revision);
      refuseIncomplete(open.type, filledIn(open.type, open.values, clock.now()));
      const change = { state: 'in_review', submitted_at: clock.now(), returned_reason: null } as const;
      await tx.sql.updateTable('content.editions').set(change).where('item', '=', item).where('number', '=', open.number).execute();
      await tx.journal({
        type: 'content.submitted',
        agency: open.agency,
        entity: `content:${item}`,
        data: { type: open.type, number: open.number, by: writer.kind },
      });
      await tellApprovers(tx, deps, open);
      return editionOf({ ...open, ...change });
    });

/** Gives it back with what is to be changed; a planned publication falls with it. */
export const returnEdition =
  ({ db }: Platform) =>
  async (actor: Actor, item: string, { revision, reason }: { revision: number; reason: string }): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      approverOf(actor, (await latestEdition(tx.sql, item)).agency);
      const open = step(await openEdition(tx.sql, item), 'return', revision);
      const why = reason.trim().slice(0, 2000);
      if (!why) throw unprocessable('reason-needed', 'Say why');
      const change = {
        state: 'draft',
        submitted_at: null,
        returned_reason: why,
        approver: null,
        approver_name: null,
        approved_at: null,
        publish_at: null,
      } as const;
      await tx.sql.updateTable('content.editions').set(change).where('item', '=', item).where('number', '=', open.number).execute();
      await tx.journal({
        type: 'content.returned',
        agency: open.agency,
        entity: `content:${item}`,
        data: { type: open.type, number: open.number },
      });
      await tellWriters(tx, open);
      return editionOf({ ...open, ...change });
    });

/** The open edition as the actor has seen it, ready for `move`. @throws Problem 409 */
export function step(open: EditionRow | undefined, move: EditionMove, revision: number): EditionRow {
  if (!open || !movedEdition(open.state, move))
    throw conflict('edition-state', 'It is not in a state for this', { state: open?.state ?? null, move });
  if (open.revision !== revision) throw conflict('edition-changed', 'A colleague has changed it meanwhile', { revision: open.revision });
  return open;
}

/** @throws Problem 422 */
export function refuseIncomplete(type: ContentTypeName, values: Readonly<Record<string, unknown>>): void {
  const findings = checkContent(type, values);
  if (findings.length > 0) throw unprocessable('content-incomplete', 'Something is missing', { findings });
}
