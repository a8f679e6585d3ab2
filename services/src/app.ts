import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createModules, type Modules, registerRoutes } from './modules.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Connection } from './platform/connection.ts';
import { createDatabase } from './platform/database.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { createHttp } from './platform/http.ts';
import { createJobs } from './platform/jobs.ts';
import { createObjectStore } from './platform/objects.ts';
import type { Platform } from './platform/platform.ts';

/** One portal process, built but not listening. */
export interface App {
  platform: Platform;
  modules: Modules;
  /** The server with all routes: `inject` for tests, `listen` for the world. */
  http: Awaited<ReturnType<typeof createHttp>>;
  /** Starts background work, then listens. */
  listen(): Promise<void>;
  /** Answers what is under way, ends event streams and jobs, closes the database. */
  stop(): Promise<void>;
}

export interface AppDeps {
  connection: Connection;
  log: Logger;
  clock?: Clock;
}

/** Builds the platform, the modules on it and the server in front of them. The database must be up to date. */
export async function createApp(config: Config, { connection, log, clock = systemClock }: AppDeps): Promise<App> {
  const jobs = createJobs(connection, log);
  const db = createDatabase(connection, { clock, log, enqueueIn: jobs.enqueueIn });
  const platform: Platform = { config, clock, log, db, jobs, objects: createObjectStore(config.objectDir) };
  const closeStores = async () => {
    await jobs.stop();
    await db.close();
  };
  try {
    const modules = await createModules(platform);
    const http = await createHttp({
      config,
      log,
      ready: () => sql`select 1`.execute(db.owner).then(() => undefined),
      oldHosts: modules.migration.servedFor,
    });
    const metrics = config.metricsPort === undefined ? undefined : createMetrics(http);
    await registerRoutes(http, modules);
    await http.ready();
    return {
      platform,
      modules,
      http,
      async listen() {
        await jobs.start();
        const host = listeningHost(config);
        if (metrics && config.metricsPort !== undefined) await metrics.listen(config.metricsPort, host);
        await http.listen({ port: config.port, host });
      },
      async stop() {
        await http.close();
        await metrics?.close();
        await closeStores();
      },
    };
  } catch (error) {
    await closeStores();
    throw error;
  }
}

/** A portal whose public name is this machine's own listens to this machine only; any other to the network. */
export function listeningHost(config: Config): string {
  const { hostname } = new URL(config.origin);
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]' ? 'localhost' : '::';
}
