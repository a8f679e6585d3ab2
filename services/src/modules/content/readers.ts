import { CONTENT_TYPES, type ContentTypeName, contentName, reviewBy } from '@hukumat/contract/content';
import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import { type Actor, ANONYMOUS, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import type { Address, AnyPublished, AtPath, Content, Edition, Found, IndexQuery, Overdue, Published } from './edition.ts';
import { hrefOf } from './paths.ts';
import { type EditionRow, editionOf, editionRows, latestEdition, type Tables } from './tables.ts';
import { atDesk } from './writer.ts';

const OF_ONE_BODY = 500;
const ON_A_PAGE = 20;

/** What the public reads: asked as nobody, so that the database itself holds back what is not published. */
export function publicReaders({
  db,
  clock,
}: Platform): Pick<Content, 'published' | 'index' | 'atPath' | 'overdue' | 'addresses' | 'names'> {
  const today = () => dushanbeDate(clock.now());
  return {
    published: (agency, types, each = OF_ONE_BODY) =>
      db.read<Tables, Published<(typeof types)[number]>[]>(ANONYMOUS, async (db) => {
        const placed = editionRows(db)
          .where('e.state', '=', 'published')
          .where('e.agency', '=', agency)
          .where('e.type', 'in', [...types])
          .select(sql<string>`row_number() over (partition by e.type order by e.shown_at desc, e.item desc)`.as('place'));
        const rows = await db
          .selectFrom(placed.as('placed'))
          .selectAll()
          .where('place', '<=', String(each))
          .orderBy('type')
          .orderBy('place')
          .execute();
        return rows.map((row) => publishedOf(row, today())) as never;
      }),
    index: (query) =>
      db.read<Tables, Found<(typeof query.types)[number]>>(ANONYMOUS, async (db) => {
        const limit = Math.min(100, query.limit ?? ON_A_PAGE);
        const narrowed = narrow(editionRows(db).where('e.state', '=', 'published'), query, today());
        const { count } = await db.selectFrom(narrowed.as('found')).select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow();
        const ordered =
          query.by === 'ending'
            ? narrowed.orderBy(sql`e.ends_on`).orderBy('e.shown_at', 'desc')
            : narrowed.orderBy('e.shown_at', 'desc').orderBy('e.item', 'desc');
        const rows = await ordered
          .limit(limit)
          .offset((Math.max(1, query.page ?? 1) - 1) * limit)
          .execute();
        return { items: rows.map((row) => publishedOf(row, today())) as never, total: Number(count) };
      }),
    atPath: (path) =>
      db.read<Tables, AtPath | undefined>(ANONYMOUS, async (db) => {
        const owned = await db.selectFrom('content.paths').selectAll().where('path', '=', path).executeTakeFirst();
        if (!owned || owned.state === 'reserved') return undefined;
        if (owned.state === 'redirect') return owned.target ? { state: 'redirect', to: owned.target } : undefined;
        if (owned.state !== 'live') return owned.reason ? { state: owned.state, reason: owned.reason, since: owned.since } : undefined;
        const row = await editionRows(db).where('e.item', '=', owned.item).where('e.state', '=', 'published').executeTakeFirst();
        return row && { state: 'live', item: publishedOf(row, today()) as AnyPublished };
      }),
    overdue: (agency, before = today()) =>
      db.read<Tables, Overdue[]>(ANONYMOUS, async (db) => {
        const reviewed = Object.values(CONTENT_TYPES).flatMap(({ type, reviewEvery }) =>
          reviewEvery === undefined && type !== 'dataset' ? [] : [type],
        );
        let rows = editionRows(db).where('e.state', '=', 'published').where('e.type', 'in', reviewed);
        if (agency !== undefined) rows = rows.where('e.agency', '=', agency);
        const all = (await rows.execute()).map((row) => publishedOf(row, today()));
        return all
          .flatMap(({ item, agency, type, values, href, checkedOn, reviewBy }) =>
            reviewBy && reviewBy < before
              ? [{ item, agency, type, name: contentName(type, values as never), href, checkedOn, reviewBy }]
              : [],
          )
          .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1));
      }),
    names: (file) =>
      db.read<Tables, boolean>(
        system('keep-files'),
        async (db) =>
          (await db.selectFrom('content.files').select('file').where('file', '=', file).limit(1).executeTakeFirst()) !== undefined,
      ),
    addresses: (agency) =>
      db.read<Tables, Address[]>(ANONYMOUS, async (db) => {
        let rows = db
          .selectFrom('content.editions as e')
          .innerJoin('content.items as i', 'i.id', 'e.item')
          .select(['e.agency', 'e.type', 'i.slug', 'e.published_at', sql<string | null>`e.values->>'service'`.as('service')])
          .where('e.state', '=', 'published');
        if (agency !== undefined) rows = rows.where('e.agency', '=', agency);
        return (await rows.orderBy('e.agency').orderBy('e.type').orderBy('i.slug').execute()).flatMap(
          ({ agency, type, slug, published_at, service }) =>
            published_at
              ? [{ agency, type, slug, href: hrefOf(agency, type, slug, service ? { service } : {}), updatedAt: published_at }]
              : [],
        );
      }),
  };
}

type Rows = ReturnType<typeof editionRows>;

function narrow(rows: Rows, { types, agencies, when, words }: IndexQuery<ContentTypeName>, today: string): Rows {
  let found = rows.where('e.type', 'in', [...types]);
  if (agencies) found = found.where('e.agency', 'in', agencies.length > 0 ? [...agencies] : ['']);
  if (when === 'current') found = found.where((on) => on.or([on('e.ends_on', 'is', null), on('e.ends_on', '>=', today)]));
  if (when === 'past') found = found.where('e.ends_on', '<', today);
  for (const word of (words ?? '').split(/\s+/).filter(Boolean).slice(0, 8))
    found = found.where(
      sql<boolean>`concat(e.values->'title', e.values->'post', e.values->'institution') ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
    );
  return found;
}

function publishedOf(row: EditionRow, today: string): Published {
  const updatedAt = row.published_at ?? row.saved_at;
  const checkedOn = dushanbeDate(row.checked_at && row.checked_at > updatedAt ? row.checked_at : updatedAt);
  const due = reviewBy(row.type, row.values as never, checkedOn, today);
  return {
    item: row.item,
    agency: row.agency,
    type: row.type,
    slug: row.slug,
    number: row.number,
    href: hrefOf(row.agency, row.type, row.slug, row.values),
    values: row.values as never,
    publishedAt: row.shown_at ?? updatedAt,
    updatedAt,
    checkedOn,
    ...(due ? { reviewBy: due } : {}),
    ...(row.ends_on ? { endsOn: row.ends_on } : {}),
  };
}

/** What a body's own people read. */
export function deskReaders({ db }: Platform): Pick<Content, 'desk' | 'history'> {
  return {
    async desk(actor, agency) {
      refuseOthers(actor, agency);
      return db.read<Tables, Awaited<ReturnType<Content['desk']>>>(actor, async (db) => {
        const rows = await editionRows(db)
          .where('e.agency', '=', agency)
          .where((on) => on.or([on('e.state', 'in', ['draft', 'in_review', 'published']), on('e.number', '=', lastNumber)]))
          .orderBy('e.saved_at', 'desc')
          .execute();
        const items = new Map<string, { open?: Edition; published?: Edition; last: Edition }>();
        for (const edition of rows.map(editionOf)) {
          const line = items.get(edition.item) ?? { last: edition };
          if (edition.number > line.last.number) line.last = edition;
          if (edition.state === 'published') line.published = edition;
          if (edition.state === 'draft' || edition.state === 'in_review') line.open = edition;
          items.set(edition.item, line);
        }
        return [...items.values()];
      });
    },
    history: (actor, item) =>
      db.read<Tables, Edition[]>(actor, async (db) => {
        refuseOthers(actor, (await latestEdition(db, item)).agency);
        const rows = await editionRows(db).where('e.item', '=', item).orderBy('e.number', 'desc').execute();
        return rows.map(editionOf);
      }),
  };
}

const lastNumber = sql<number>`(select max(l.number) from content.editions l where l.item = e.item)`;

/** Another body's desk is as if it were not there. */
function refuseOthers(actor: Actor, agency: string): void {
  if (!atDesk(actor, agency)) throw notFound('The item');
}
