import type { FastifyInstance } from 'fastify';
import type { Platform } from './platform/platform.ts';

/** What the process asks of every module; the rest of its door is for other modules. */
interface Module {
  /** Registers the module's own HTTP routes and hooks. */
  routes?(app: FastifyInstance): void | Promise<void>;
}

/**
 * Builds the modules, each after those it needs:
 * identity · directory · registry · applications · documents · notifications · search · pages.
 * Jobs are declared here too, by the factories, before `jobs.start`.
 */
export async function createModules(_platform: Platform) {
  return {} satisfies Record<string, Module>;
}

export type Modules = Awaited<ReturnType<typeof createModules>>;

/** Routes in the order of building: identity's hook comes first, so that every later route knows who asks. */
export async function registerRoutes(app: FastifyInstance, modules: Modules): Promise<void> {
  for (const module of Object.values<Module>(modules)) await module.routes?.(app);
}

/** What a new database gets before anybody visits; with `HUKUMAT_DEMO=0` nothing of the demonstration. Repeatable. */
export async function firstStart(_platform: Platform, _modules: Modules): Promise<void> {}
