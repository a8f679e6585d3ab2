import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict } from '../../platform/problem.ts';
import { coverageOf, LEAST } from './coverage.ts';
import type { Refusal } from './migration.ts';
import { moverOf, siteRow } from './registrar.ts';
import type { Tables } from './tables.ts';

/** The channel on which every instance hears that a host is served from now on, or no more. */
export const CHANNEL = 'old-hosts';
/** Asks the portal for one of its own addresses and answers with the status. */
export type Ask = (target: string) => Promise<number>;
const AT_ONCE = 4;
const REPORTED = 100;

/** Asks for every target and weighs the visits; what it finds is kept for the report. */
export const checkHost =
  ({ db, clock }: Platform, ask: Ask) =>
  async (actor: Actor, host: string): Promise<Refusal[]> => {
    const mover = moverOf(actor);
    const { coverage, targets } = await db.read<Tables, { coverage: Awaited<ReturnType<typeof coverageOf>>; targets: [string, string][] }>(
      mover,
      async (sql) => {
        const site = await siteRow(sql, host);
        const rows = await sql
          .selectFrom('migration.mappings')
          .select(['address', 'target'])
          .where('host', '=', site.host)
          .orderBy('address', 'desc')
          .execute();
        // Of several addresses of one page the one that people know is named, not its number.
        rows.sort((a, b) => Number(b.address.includes('?')) - Number(a.address.includes('?')));
        return {
          coverage: await coverageOf(sql, site.host),
          targets: [...new Map(rows.flatMap(({ address, target }): [string, string][] => (target === null ? [] : [[target, address]])))],
        };
      },
    );
    const refusals: Refusal[] = [];
    if (coverage.share === undefined) refusals.push({ reason: 'hits-unknown' });
    else if (coverage.share < LEAST) refusals.push({ reason: 'coverage-low', share: coverage.share });
    const queue = [...targets];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [target, address] = next;
          const status = await ask(target.replace(/#.*$/, ''));
          if (status !== 200) refusals.push({ reason: 'target-broken', address, target, status });
        }
      }),
    );
    refusals.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    await db.write<Tables, void>(mover, async (tx) => {
      const site = await siteRow(tx.sql, host);
      await tx.sql
        .updateTable('migration.sites')
        .set({ checked_at: clock.now(), refusals: JSON.stringify(refusals.slice(0, REPORTED)) })
        .where('host', '=', site.host)
        .execute();
      await tx.journal({
        type: 'migration.host-checked',
        agency: site.agency,
        entity: `old-site:${site.host}`,
        data: { targets: targets.length, refusals: refusals.length, share: coverage.share ?? null },
      });
    });
    return refusals;
  };

const order = (refusal: Refusal): string => (refusal.reason === 'target-broken' ? `1${refusal.address}` : '0');

/** Only a host whose visitors will find what they ask for is switched; the check runs anew, whatever the last one said. */
export const switchHost =
  (platform: Platform, ask: Ask) =>
  async (actor: Actor, host: string): Promise<void> => {
    const refusals = await checkHost(platform, ask)(actor, host);
    if (refusals.length > 0) throw conflict('switch-refused', 'The host is not ready', { refusals: refusals.slice(0, REPORTED) });
    await setSwitched(platform, actor, host, platform.clock.now());
  };

export const switchBack = (platform: Platform) => (actor: Actor, host: string) => setSwitched(platform, actor, host, null);

async function setSwitched({ db }: Platform, actor: Actor, host: string, at: Date | null): Promise<void> {
  const mover = moverOf(actor);
  await db.write<Tables, void>(mover, async (tx) => {
    const site = await siteRow(tx.sql, host);
    await tx.sql
      .updateTable('migration.sites')
      .set({ switched_at: at, switched_by: at && mover.kind === 'person' ? mover.subject : null })
      .where('host', '=', site.host)
      .execute();
    await tx.journal({
      type: at ? 'migration.host-switched' : 'migration.host-switched-back',
      agency: site.agency,
      entity: `old-site:${site.host}`,
    });
    await tx.notify(CHANNEL, site.host);
  });
}
