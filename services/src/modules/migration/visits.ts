import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { oldAddress } from './old-address.ts';
import { moverOf, siteRow } from './registrar.ts';
import type { Tables } from './tables.ts';

/** Addresses kept for one host; what is asked for beyond them is counted together, so that nobody can fill the table. */
export const MOST_ADDRESSES = 20_000;
/** Where the visits beyond them stand: no address of any site, and so never mapped. */
const BEYOND = '…';
const BATCH = 1000;

/** What a page asks for by itself. Nobody visits it, so it is not counted. */
const FURNITURE = /(\.(css|js|mjs|map|woff2?|ttf|eot|ico)|\/(robots\.txt|sitemap[^/]*\.xml|browserconfig\.xml|site\.webmanifest))$/;
export const isFurniture = (path: string): boolean => FURNITURE.test(path);

/** One line of the common log format, or of a list `count address`. Only what the old site answered well is a visit. */
function visitIn(line: string): { target: string; count: number } | undefined {
  const logged = /"(?:GET|HEAD) (\S{1,2000}) HTTP\/[\d.]+" (\d{3}) /.exec(line);
  if (logged?.[1]) return /^(200|206|30[1278]|304)$/.test(logged[2] ?? '') ? { target: logged[1], count: 1 } : undefined;
  const listed = /^\s*(\d{1,12})[\s,;]+(\S{1,2000})\s*$/.exec(line);
  return listed?.[2] ? { target: listed[2], count: Number(listed[1]) } : undefined;
}

/** Counts the visits of an old server's log. They replace those of an earlier log, so that none counts twice. */
export const readVisits =
  ({ db }: Platform) =>
  async (actor: Actor, host: string, lines: AsyncIterable<string>): Promise<{ hits: number; addresses: number }> => {
    const mover = moverOf(actor);
    const counts = new Map<string, number>();
    let hits = 0;
    for await (const line of lines) {
      const visit = visitIn(line);
      if (!visit) continue;
      const { whole, path } = oldAddress(visit.target);
      if (isFurniture(path)) continue;
      hits += visit.count;
      const key = whole.length <= 2000 && (counts.has(whole) || counts.size < MOST_ADDRESSES * 10) ? whole : BEYOND;
      counts.set(key, (counts.get(key) ?? 0) + visit.count);
    }
    const sorted = [...counts].filter(([address]) => address !== BEYOND).sort((a, b) => b[1] - a[1]);
    const beyond = sorted.slice(MOST_ADDRESSES).reduce((sum, [, count]) => sum + count, counts.get(BEYOND) ?? 0);
    const kept = sorted.slice(0, MOST_ADDRESSES);
    if (beyond > 0) kept.push([BEYOND, beyond]);
    await db.write<Tables, void>(mover, async (tx) => {
      const site = await siteRow(tx.sql, host);
      await tx.sql.updateTable('migration.hits').set({ logged: 0 }).where('host', '=', site.host).execute();
      for (let at = 0; at < kept.length; at += BATCH)
        await tx.sql
          .insertInto('migration.hits')
          .values(
            kept.slice(at, at + BATCH).map(([address, logged]) => ({
              host: site.host,
              address,
              agency: site.agency,
              logged,
              counted: 0,
              last_on: null,
            })),
          )
          .onConflict((on) => on.columns(['host', 'address']).doUpdateSet((e) => ({ logged: e.ref('excluded.logged') })))
          .execute();
      await tx.journal({
        type: 'migration.visits-read',
        agency: site.agency,
        entity: `old-site:${site.host}`,
        data: { hits, addresses: kept.length },
      });
    });
    return { hits, addresses: kept.length };
  };

export interface Counter {
  count(host: string, address: string): void;
  keep(): Promise<void>;
}

/** Visits to served hosts: counted in memory, bounded, and written down together. */
export function createCounter({ db, clock, log }: Platform): Counter {
  let waiting = new Map<string, Map<string, number>>();
  return {
    count(host, address) {
      const counts = waiting.get(host) ?? new Map<string, number>();
      waiting.set(host, counts);
      const key = address.length <= 2000 && (counts.has(address) || counts.size < MOST_ADDRESSES) ? address : BEYOND;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async keep() {
      const taken = waiting;
      waiting = new Map();
      const today = dushanbeDate(clock.now());
      for (const [host, counts] of taken) {
        await db
          .write<Tables, void>(system('count-old-addresses'), async ({ sql }) => {
            const site = await siteRow(sql, host);
            const { size } = await sql
              .selectFrom('migration.hits')
              .select((e) => e.fn.countAll<string>().as('size'))
              .where('host', '=', host)
              .executeTakeFirstOrThrow();
            const there = new Set(
              (
                await sql
                  .selectFrom('migration.hits')
                  .select('address')
                  .where('host', '=', host)
                  .where('address', 'in', [...counts.keys()])
                  .execute()
              ).map(({ address }) => address),
            );
            let room = MOST_ADDRESSES - Number(size);
            const rows = new Map<string, number>();
            for (const [address, count] of counts) {
              const fits = address === BEYOND || there.has(address) || room-- > 0;
              const key = fits ? address : BEYOND;
              rows.set(key, (rows.get(key) ?? 0) + count);
            }
            const all = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
            for (let at = 0; at < all.length; at += BATCH)
              await sql
                .insertInto('migration.hits')
                .values(
                  all
                    .slice(at, at + BATCH)
                    .map(([address, counted]) => ({ host, address, agency: site.agency, logged: 0, counted, last_on: today })),
                )
                .onConflict((on) =>
                  on.columns(['host', 'address']).doUpdateSet((e) => ({
                    counted: e('migration.hits.counted', '+', e.ref('excluded.counted')),
                    last_on: today,
                  })),
                )
                .execute();
          })
          .catch((error: unknown) => log.warn({ host, err: error }, 'visits to an old host were not written down'));
      }
    },
  };
}
