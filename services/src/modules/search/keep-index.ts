import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { ANONYMOUS, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Entry, type Source, textsOf } from './entry.ts';
import { rowOf } from './row.ts';
import type { Spelling } from './spelling.ts';
import type { Suggester } from './suggester.ts';
import type { Tables } from './tables.ts';

const AT_ONCE = 200;
const AGAIN_MS = 2_000;

/** Keeps the table and the titles in memory like what the sources have. */
export interface IndexKeeper {
  /** Everything of every source is in; from here on changes follow by themselves. */
  start(): Promise<void>;
  /** Brings everything in anew: with a new day some things are past. */
  renewAll(): Promise<void>;
  /** Until nothing waits to be brought in. */
  settled(): Promise<void>;
}

type Row = ReturnType<typeof rowOf>;

export function keepIndex(
  platform: Platform,
  sources: readonly Source[],
  { suggester, spelling }: { suggester: Suggester; spelling: Spelling },
): IndexKeeper {
  const stale = new Set<Source>();
  /** What is in memory, by source: id and digest. */
  const held = new Map<Source, Map<string, string>>(sources.map((source) => [source, new Map()]));
  let work: Promise<void> = Promise.resolve();

  const hold = (source: Source, entry: Entry, digest: string): void => {
    const own = held.get(source);
    if (own?.get(entry.id) === digest) return;
    own?.set(entry.id, digest);
    suggester.put(entry);
    for (const text of [...textsOf(entry.title), ...(entry.names ?? []), ...(entry.words ?? [])]) spelling.learn(text);
  };
  const drop = (source: Source, id: string): void => {
    if (held.get(source)?.delete(id)) suggester.remove(id);
  };

  async function refresh(source: Source): Promise<void> {
    const entries = await source.entries();
    const known = await platform.db.read<Tables, Map<string, string>>(ANONYMOUS, async (db) => {
      const rows = await db.selectFrom('search.entries').select(['id', 'digest']).where('source', '=', source.name).execute();
      return new Map(rows.map(({ id, digest }) => [id, digest]));
    });
    let changed: Row[] = [];
    for (const [at, entry] of entries.entries()) {
      // Thousands of texts are not cut in one go: requests are answered in between.
      if (at % AT_ONCE === AT_ONCE - 1) await breathe();
      const row = rowOf(entry, source.name);
      if (known.get(entry.id) !== row.digest) changed.push(row);
      known.delete(entry.id);
      hold(source, entry, row.digest);
      if (changed.length < AT_ONCE) continue;
      await write(platform, changed, []);
      changed = [];
    }
    await write(platform, changed, [...known.keys()]);
    const now = new Set(entries.map(({ id }) => id));
    for (const id of [...(held.get(source)?.keys() ?? [])]) if (!now.has(id)) drop(source, id);
  }

  /** Read when its turn comes, so that what is written is what stands then. */
  async function renew(source: Source, id: string): Promise<void> {
    const entry = await source.one?.(id);
    if (!entry) {
      await write(platform, [], [id]);
      drop(source, id);
      return;
    }
    const row = rowOf(entry, source.name);
    await write(platform, [row], []);
    hold(source, entry, row.digest);
  }

  /** One thing at a time; what fails is tried again, since a page that is not found is worse than a late one. */
  const then = (source: Source, task: () => Promise<void>): void => {
    work = work.then(task).catch(async (error: unknown) => {
      platform.log.warn({ source: source.name, err: error }, 'search index could not be brought up to date');
      await pause(AGAIN_MS, undefined, { ref: false });
      again(source);
    });
  };
  const again = (source: Source): void => {
    if (stale.has(source)) return;
    stale.add(source);
    then(source, () => {
      stale.delete(source);
      return refresh(source);
    });
  };

  return {
    async start() {
      for (const source of sources) {
        source.onChange((id) => (id && source.one ? then(source, () => renew(source, id)) : again(source)));
        again(source);
      }
      await work;
    },
    renewAll() {
      for (const source of sources) again(source);
      return work;
    },
    settled: () => work,
  };
}

async function write(platform: Platform, rows: readonly Row[], gone: readonly string[]): Promise<void> {
  if (rows.length === 0 && gone.length === 0) return;
  await platform.db.write<Tables, void>(system('search-index'), async ({ sql: db }) => {
    if (gone.length > 0) await db.deleteFrom('search.entries').where('id', 'in', gone).execute();
    if (rows.length === 0) return;
    await db
      .insertInto('search.entries')
      .values([...rows])
      .onConflict((there) =>
        there.column('id').doUpdateSet((row) => ({
          source: row.ref('excluded.source'),
          type: row.ref('excluded.type'),
          agency: row.ref('excluded.agency'),
          path: row.ref('excluded.path'),
          title: row.ref('excluded.title'),
          summary: row.ref('excluded.summary'),
          body: row.ref('excluded.body'),
          heads: row.ref('excluded.heads'),
          terms: row.ref('excluded.terms'),
          top: row.ref('excluded.top'),
          weight: row.ref('excluded.weight'),
          digest: row.ref('excluded.digest'),
        })),
      )
      .execute();
  });
}
