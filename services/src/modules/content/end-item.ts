import type { Text } from '@hukumat/contract';
import { textSchema } from '@hukumat/contract';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, unprocessable } from '../../platform/problem.ts';
import { announce } from './announce.ts';
import type { Edition, Ending } from './edition.ts';
import { pathOf } from './paths.ts';
import { type EditionRow, editionOf, latestEdition, publishedEdition, type Tables, type Writing } from './tables.ts';
import { approverOf } from './writer.ts';

export const UNPUBLISH = 'content-unpublish';

/** Takes what is public away, with where it leads or why. */
export const unpublishItem =
  ({ db, clock }: Platform) =>
  async (actor: Actor, item: string, ending: Ending): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      approverOf(actor, (await latestEdition(tx.sql, item)).agency);
      const row = live(await publishedEdition(tx.sql, item));
      return end(tx, row, checked(row, ending), clock.now());
    });

/** Plans the end of what is public; without an ending the plan falls. */
export const planEnding =
  ({ db, clock }: Platform) =>
  async (actor: Actor, item: string, plan: ({ at: Date } & Ending) | undefined): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      approverOf(actor, (await latestEdition(tx.sql, item)).agency);
      const row = live(await publishedEdition(tx.sql, item));
      if (plan && plan.at <= clock.now()) throw unprocessable('plan-past', 'The moment has passed');
      const ending = plan && checked(row, plan);
      const change = {
        unpublish_at: plan?.at ?? null,
        unpublish_kind: ending?.kind ?? null,
        unpublish_to: ending?.kind === 'redirect' ? ending.to : null,
      };
      const reason = ending?.reason ?? null;
      await tx.sql
        .updateTable('content.editions')
        .set({ ...change, unpublish_reason: reason && JSON.stringify(reason) })
        .where('item', '=', item)
        .where('number', '=', row.number)
        .execute();
      if (plan) await tx.enqueue(UNPUBLISH, { item, number: row.number }, { startAfter: plan.at });
      await tx.journal({
        type: plan ? 'content.ending-planned' : 'content.ending-lifted',
        agency: row.agency,
        entity: `content:${item}`,
        data: { type: row.type, number: row.number, ...(plan ? { at: plan.at.toISOString(), kind: plan.kind } : {}) },
      });
      return editionOf({ ...row, ...change, unpublish_reason: reason });
    });

/** The planned end has come; safe to run twice. A newer edition has a plan of its own. */
export const endPlanned =
  ({ db, clock }: Platform) =>
  async (data: Record<string, unknown>): Promise<void> => {
    await db.write<Tables, void>(system('unpublish-content'), async (tx) => {
      const row = await publishedEdition(tx.sql, String(data.item));
      const now = clock.now();
      const { ending } = row ? editionOf(row) : {};
      if (!row || row.number !== data.number || !ending || ending.at > now) return;
      await end(tx, row, ending, now);
    });
  };

function live(row: EditionRow | undefined): EditionRow {
  if (!row) throw conflict('edition-state', 'It is not public', { state: null, move: 'unpublish' });
  return row;
}

/** @throws Problem 422 for an ending that says nothing or leads nowhere. */
function checked(row: EditionRow, ending: Ending): Ending {
  const reason = ending.reason === undefined ? undefined : reasonOf(ending.reason);
  if (ending.kind !== 'redirect') {
    if (!reason) throw unprocessable('reason-needed', 'Say why');
    return { kind: ending.kind, reason };
  }
  const own = pathOf(row.agency, row.type, row.slug);
  if (!own) throw unprocessable('no-own-page', 'It has no page of its own that could lead on');
  const to = ending.to.trim().replace(/^\/(tg|ru|en)(?=\/)/, '');
  if (!/^\/[a-z0-9][a-z0-9/-]*$/.test(to) || to === own)
    throw unprocessable('redirect-target', 'An address of this portal without the language');
  return { kind: 'redirect', to, ...(reason ? { reason } : {}) };
}

function reasonOf(reason: Text): Text {
  const parsed = textSchema.safeParse(reason);
  if (!parsed.success) throw unprocessable('reason-needed', 'Say why');
  return parsed.data as Text;
}

async function end(tx: Writing, row: EditionRow, ending: Ending, now: Date): Promise<Edition> {
  const { item, number, agency, type } = row;
  const reason = ending.reason ?? null;
  const change = {
    state: 'unpublished',
    ended_at: now,
    unpublish_at: null,
    unpublish_kind: ending.kind,
    unpublish_to: ending.kind === 'redirect' ? ending.to : null,
  } as const;
  await tx.sql
    .updateTable('content.editions')
    .set({ ...change, unpublish_reason: reason && JSON.stringify(reason) })
    .where('item', '=', item)
    .where('number', '=', number)
    .execute();
  const path = pathOf(agency, type, row.slug);
  if (path)
    await tx.sql
      .updateTable('content.paths')
      .set({
        state: ending.kind,
        target: ending.kind === 'redirect' ? ending.to : null,
        reason: reason && JSON.stringify(reason),
        since: now,
      })
      .where('path', '=', path)
      .execute();
  await tx.journal({ type: 'content.unpublished', agency, entity: `content:${item}`, data: { type, number, kind: ending.kind } });
  await announce(tx, row, false);
  return editionOf({ ...row, ...change, unpublish_reason: reason });
}
