import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { addSite, siteOf } from './add-site.ts';
import { mapAddress } from './map-address.ts';
import type { Migration, MigrationDeps, OldSite } from './migration.ts';
import { oldHostOf } from './old-address.ts';
import { repairedTexts, reportOf } from './report.ts';
import { serveOldHosts } from './serve.ts';
import { type Ask, CHANNEL, checkHost, switchBack, switchHost } from './switch-host.ts';
import type { SiteRow, Tables } from './tables.ts';
import { takeIn } from './take-in.ts';
import { createCounter, readVisits } from './visits.ts';

export function createMigration(platform: Platform, deps: MigrationDeps): Migration {
  const { db, config } = platform;
  let served: ReadonlyMap<string, string> = new Map();
  const counter = createCounter(platform);
  // The portal is asked as any visitor asks it; who answers is known when its routes are.
  const portal: { ask?: Ask } = {};
  const ask: Ask = (target) => {
    if (!portal.ask) throw new Error('the portal has no routes yet');
    return portal.ask(target);
  };

  async function load(): Promise<void> {
    const rows = await db.read<Tables, { host: string; agency: string }[]>(system('load-old-hosts'), (sql) =>
      sql.selectFrom('migration.sites').select(['host', 'agency']).where('switched_at', 'is not', null).execute(),
    );
    served = new Map(rows.map(({ host, agency }) => [host, agency]));
  }

  return {
    addSite: addSite(platform, deps),
    sites: async (actor: Actor) => {
      if (actor.kind === 'anonymous') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      return db.read<Tables, OldSite[]>(actor, async (sql) =>
        (await sql.selectFrom('migration.sites').selectAll().orderBy('host').execute()).map((row: SiteRow) => siteOf(row)),
      );
    },
    takeIn: takeIn(platform, deps),
    readVisits: readVisits(platform),
    report: reportOf(platform),
    repairedTexts: repairedTexts(platform),
    mapAddress: mapAddress(platform),
    check: checkHost(platform, ask),
    switchHost: async (actor, host) => {
      await switchHost(platform, ask)(actor, host);
      await load();
    },
    switchBack: async (actor, host) => {
      await switchBack(platform)(actor, host);
      await load();
    },
    servedFor: (host) => served.get(oldHostOf(host)),
    keepHits: counter.keep,
    routes(app) {
      const { host } = new URL(config.origin);
      portal.ask = async (target) => (await app.inject({ method: 'GET', url: target, headers: { host } })).statusCode;
      serveOldHosts(app, platform, deps, counter);
      const clock = setInterval(() => void counter.keep(), KEEP_MS);
      clock.unref();
      app.addHook('onClose', async () => {
        clearInterval(clock);
        await counter.keep();
      });
    },
    async start() {
      await db.listen(CHANNEL, () => void load());
      await load();
    },
  };
}

const KEEP_MS = 10_000;
