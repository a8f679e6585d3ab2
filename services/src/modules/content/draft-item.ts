import { STANDARD_PAGES } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentTypeName } from '@hukumat/contract/content';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, notFound, unprocessable } from '../../platform/problem.ts';
import { cleanValues } from './clean-values.ts';
import type { ContentDeps, Edition, NewItem } from './edition.ts';
import { pathOf } from './paths.ts';
import { editionOf, editionRows, latestEdition, openEdition, type Tables, type Writing } from './tables.ts';
import { signed, type Writer, writerOf } from './writer.ts';

/** A new item with its first draft. Its address is reserved at once, so that two never write for the same one. */
export const draftItem =
  ({ db, clock }: Platform, deps: ContentDeps) =>
  async (actor: Actor, agency: string, { type, slug, values }: NewItem): Promise<Edition> => {
    if (!deps.agencies().includes(agency)) throw notFound('The body');
    const writer = writerOf(actor, agency);
    if (!Object.hasOwn(CONTENT_TYPES, type)) throw unprocessable('content-type-unknown', 'There is no such type of content');
    refuseSlug(deps, agency, type, slug);
    const kept = cleanValues(type, values);
    return db.write<Tables, Edition>(writer, async (tx) => {
      const twin = await tx.sql
        .selectFrom('content.items')
        .select('id')
        .where('agency', '=', agency)
        .where('type', '=', type)
        .where('slug', '=', slug)
        .executeTakeFirst();
      const path = pathOf(agency, type, slug);
      const owner = path ? await tx.sql.selectFrom('content.paths').select('item').where('path', '=', path).executeTakeFirst() : undefined;
      const taken = twin?.id ?? owner?.item;
      if (taken) throw conflict('path-taken', 'Another item has this address', { path: path ?? slug, item: taken });
      const item = await tx.sql
        .insertInto('content.items')
        .values({ agency, type, slug, created_at: clock.now(), created_by: signed(writer).id, checked_at: null, checked_by: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      if (path)
        await tx.sql
          .insertInto('content.paths')
          .values({ path, item: item.id, agency, state: 'reserved', target: null, reason: null, since: clock.now() })
          .execute();
      return insertDraft(tx, clock.now(), writer, { item: item.id, number: 1, agency, type, values: kept });
    });
  };

/** The slug of a page is the first part of an address below the section, which the body's plugin may own. */
function refuseSlug(deps: ContentDeps, agency: string, type: ContentTypeName, slug: string): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 120)
    throw unprocessable('slug-shape', 'Small Latin letters, digits and hyphens, at most 120');
  if (type !== 'page') return;
  if (slug === 'appeals') throw conflict('path-taken', 'This page is the portal’s own', { path: `/${agency}/appeals` });
  if ((STANDARD_PAGES as readonly string[]).includes(slug)) return;
  if (deps.claimed(agency, slug)) throw conflict('path-taken', 'The plugin of the body owns this address', { path: `/${agency}/${slug}` });
}

/** The open draft of an item, begun from its latest text when there is none. */
export const editItem =
  ({ db, clock }: Platform) =>
  async (actor: Actor, item: string): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      const latest = await latestEdition(tx.sql, item);
      const writer = writerOf(actor, latest.agency);
      const open = await openEdition(tx.sql, item);
      if (open?.state === 'in_review') throw conflict('edition-in-review', 'It is being reviewed; it must come back first');
      if (open) return editionOf(open);
      return insertDraft(tx, clock.now(), writer, { ...latest, number: latest.number + 1 });
    });

/** An earlier text becomes the item's draft. An open draft is not overwritten. */
export const restoreEdition =
  ({ db, clock }: Platform) =>
  async (actor: Actor, item: string, number: number): Promise<Edition> =>
    db.write<Tables, Edition>(actor, async (tx) => {
      const latest = await latestEdition(tx.sql, item);
      const writer = writerOf(actor, latest.agency);
      if (await openEdition(tx.sql, item)) throw conflict('edition-open', 'There is a draft already');
      const old = await editionRows(tx.sql).where('e.item', '=', item).where('e.number', '=', number).executeTakeFirst();
      if (!old) throw notFound('The edition');
      return insertDraft(tx, clock.now(), writer, { ...old, number: latest.number + 1 }, number);
    });

interface Draft {
  item: string;
  number: number;
  agency: string;
  type: ContentTypeName;
  values: Record<string, unknown>;
}

async function insertDraft(tx: Writing, now: Date, writer: Writer, draft: Draft, from?: number): Promise<Edition> {
  const { id, name } = signed(writer);
  const { item, number, agency, type, values } = draft;
  await tx.sql
    .insertInto('content.editions')
    .values({
      item,
      number,
      agency,
      type,
      state: 'draft',
      values: JSON.stringify(values),
      author: id,
      author_name: name,
      writers: [id],
      saved_at: now,
      submitted_at: null,
      approver: null,
      approver_name: null,
      approved_at: null,
      returned_reason: null,
      publish_at: null,
      published_at: null,
      unpublish_at: null,
      unpublish_kind: null,
      unpublish_to: null,
      unpublish_reason: null,
      ended_at: null,
      first_published_at: null,
      shown_at: null,
      ends_on: null,
    })
    .execute();
  await tx.journal({
    type: from === undefined ? 'content.drafted' : 'content.restored',
    agency,
    entity: `content:${item}`,
    data: { type, number, ...(from === undefined ? {} : { from }) },
  });
  const row = await editionRows(tx.sql).where('e.item', '=', item).where('e.number', '=', number).executeTakeFirstOrThrow();
  return editionOf(row);
}
