import { CONTENT_TYPES } from '@hukumat/contract/content';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem, unprocessable } from '../../platform/problem.ts';
import { announce } from './announce.ts';
import type { Edition } from './edition.ts';
import { filledIn } from './filled-in.ts';
import { pathOf } from './paths.ts';
import { refuseIncomplete, step } from './submit-edition.ts';
import { type EditionRow, editionOf, latestEdition, openEdition, publishedEdition, type Tables, type Writing } from './tables.ts';
import { approverOf } from './writer.ts';

/** Publishes what others wrote, now or on its day. */
export const approveEdition =
  ({ db, clock }: Platform) =>
  async (actor: Actor, item: string, { revision, publishAt }: { revision: number; publishAt?: Date }): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      const approver = approverOf(actor, (await latestEdition(tx.sql, item)).agency);
      const open = step(await openEdition(tx.sql, item), 'publish', revision);
      if (open.writers.includes(approver.subject)) throw new Problem(403, 'own-text', 'Nobody approves what they wrote');
      const now = clock.now();
      const approved = { ...open, approver: approver.subject, approver_name: approver.name, approved_at: now };
      if (!publishAt || publishAt <= now) return publish(tx, approved, now);
      if (publishAt.getTime() - now.getTime() > A_YEAR) throw unprocessable('plan-too-far', 'At most a year ahead');
      refuseIncomplete(open.type, filledIn(open.type, open.values, publishAt));
      const change = { approver: approver.subject, approver_name: approver.name, approved_at: now, publish_at: publishAt };
      await tx.sql.updateTable('content.editions').set(change).where('item', '=', item).where('number', '=', open.number).execute();
      await tx.enqueue(PUBLISH, { item, number: open.number }, { startAfter: publishAt });
      await tx.journal({
        type: 'content.scheduled',
        agency: open.agency,
        entity: `content:${item}`,
        data: { type: open.type, number: open.number, at: publishAt.toISOString() },
      });
      return editionOf({ ...approved, ...change });
    });

export const PUBLISH = 'content-publish';
const A_YEAR = 366 * 86_400_000;

/** The planned moment has come. What was returned or planned anew meanwhile is left alone; safe to run twice. */
export const publishPlanned =
  ({ db, clock }: Platform) =>
  async (data: Record<string, unknown>): Promise<void> => {
    await db.write<Tables, void>(system('publish-content'), async (tx) => {
      const open = await openEdition(tx.sql, String(data.item));
      const now = clock.now();
      if (open?.number !== data.number || open?.state !== 'in_review' || !open.publish_at || open.publish_at > now) return;
      await publish(tx, open, now);
    });
  };

/** The one way in which something becomes public. The edition carries its approver already. */
async function publish(tx: Writing, open: EditionRow, now: Date): Promise<Edition> {
  const { item, number, agency, type } = open;
  const values = filledIn(type, open.values, now);
  refuseIncomplete(type, values);
  const previous = await publishedEdition(tx.sql, item);
  if (previous)
    await tx.sql
      .updateTable('content.editions')
      .set({ state: 'superseded', ended_at: now })
      .where('item', '=', item)
      .where('number', '=', previous.number)
      .execute();
  const first = previous?.first_published_at ?? (await firstPublished(tx, item)) ?? now;
  const change = {
    state: 'published',
    values: JSON.stringify(values),
    approver: open.approver,
    approver_name: open.approver_name,
    approved_at: open.approved_at,
    publish_at: null,
    published_at: now,
    first_published_at: first,
    shown_at: shownAt(values, first),
    ends_on: endsOn(type, values),
  } as const;
  await tx.sql.updateTable('content.editions').set(change).where('item', '=', item).where('number', '=', number).execute();
  const path = pathOf(agency, type, open.slug);
  if (path)
    await tx.sql
      .updateTable('content.paths')
      .set({ state: 'live', target: null, reason: null, since: now })
      .where('path', '=', path)
      .execute();
  await tx.journal({ type: 'content.published', agency, entity: `content:${item}`, data: { type, number, approver: open.approver } });
  await announce(tx, { ...open, values }, true);
  return editionOf({ ...open, ...change, values });
}

async function firstPublished(tx: Writing, item: string): Promise<Date | undefined> {
  const row = await tx.sql
    .selectFrom('content.editions')
    .select('first_published_at')
    .where('item', '=', item)
    .where('first_published_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.first_published_at ?? undefined;
}

/** The day that the text names (an old item that was moved in keeps its own), at the hour of its first publication. */
export function shownAt(values: Readonly<Record<string, unknown>>, first: Date): Date {
  const day = typeof values.publishedAt === 'string' ? values.publishedAt : dushanbeDate(first);
  return day === dushanbeDate(first) ? first : new Date(`${day}T12:00:00+05:00`);
}

export function endsOn(type: EditionRow['type'], values: Readonly<Record<string, unknown>>): string | null {
  const { ends } = CONTENT_TYPES[type];
  const day = ends ? values[ends] : undefined;
  return typeof day === 'string' ? day : null;
}
