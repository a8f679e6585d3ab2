import { join, resolve } from 'node:path';
import { dushanbeDate } from '@hukumat/contract/locale';
import type { FastifyInstance } from 'fastify';
import { agreementChecks } from './agreement-checks.ts';
import { firstStart } from './first-start.ts';
import { createAppeals } from './modules/appeals/index.ts';
import { createApplications } from './modules/applications/index.ts';
import { createCatalogue } from './modules/catalogue/index.ts';
import { createCentres } from './modules/centres/index.ts';
import { createContent } from './modules/content/index.ts';
import { createDirectory } from './modules/directory/index.ts';
import { createDocuments } from './modules/documents/index.ts';
import { createGateway } from './modules/gateway/index.ts';
import { createIdentity } from './modules/identity/index.ts';
import { createMandates } from './modules/mandates/index.ts';
import { createMigration } from './modules/migration/index.ts';
import { createNotifications } from './modules/notifications/index.ts';
import { buildShell, createPages, outsideWords, type Pages } from './modules/pages/index.ts';
import { createPayments, createSandboxBank } from './modules/payments/index.ts';
import { createRegistry } from './modules/registry/index.ts';
import { contentSource, createSearch } from './modules/search/index.ts';
import { createStandard } from './modules/standard/index.ts';
import { onOneInstance } from './platform/one-instance.ts';
import type { Platform } from './platform/platform.ts';

/** What the process asks of every module; the rest of its door is for other modules. */
interface Module {
  /** Registers the module's own HTTP routes and hooks. */
  routes?(app: FastifyInstance): void | Promise<void>;
}

/** The folder of the sources. */
export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Builds the modules, each after those it needs, and loads what they keep in memory.
 * Jobs are declared here too, by the factories, before `jobs.start`.
 */
export async function createModules(platform: Platform) {
  const { dataDir } = platform.config;
  const assets = await buildShell(join(dataDir, 'build', 'shell'));
  const directory = createDirectory(
    platform,
    agreementChecks(() => ({ standard, migration })),
  );
  // Sign-in pages are drawn by `pages`, which itself asks who is signed in: the one knot, tied when a page is drawn.
  const drawn: { pages?: Pages } = {};
  const identity = await createIdentity(platform, {
    renderPage(request, page) {
      if (!drawn.pages) throw new Error('no page can be drawn before the portal is put together');
      return drawn.pages.plain(request, page);
    },
  });
  const registry = createRegistry(platform, { identity, agencies: () => directory.ids() });
  const mandates = createMandates(platform, { identity });
  const gateway = await createGateway(platform, { identity, registry, agencies: () => directory.ids() });
  // A demonstration bank moves no money, so a portal that serves in earnest has none and takes no payment until a provider is set up.
  const bank = platform.config.demo ? createSandboxBank(platform) : undefined;
  const payments = createPayments(platform, { identity, provider: bank });
  const centres = createCentres(platform, { identity, registry });
  const applications = createApplications(platform, {
    identity,
    registry,
    payments,
    mandates,
    slots: centres,
    namedElsewhere: async (sha) => (await documents.names(sha)) || (await content.names(sha)) || registry.names(sha),
    counter: centres.assisted,
  });
  const documents = createDocuments(platform, {
    applications,
    mandates,
    identity,
    agencyName: (id) => directory.agency(id)?.names ?? { tg: id },
  });
  const notifications = createNotifications(platform, {
    identity,
    outside: {
      person: identity.person,
      words: (lang, message) => outsideWords(platform.config.origin, lang, message),
      stateOf: (subject, application) => applications.stateFor(subject, application),
    },
  });
  const catalogue = createCatalogue(platform, { registry, directory, statistics: applications.statistics });
  const appeals = createAppeals(platform, { agencies: () => directory.ids() });
  const content = createContent(platform, {
    agencies: () => directory.agencies().map(({ id }) => id),
    holdersOf: identity.holdersOf,
    actorOf: identity.actorOf,
    claimed: (agency, segment) => {
      const manifest = registry.snapshot().releases.get(agency)?.manifest;
      const own = [...(manifest?.routes ?? []).map(({ path }) => path.split('/')[0]), ...(manifest?.services ?? []).map(({ id }) => id)];
      return own.includes(segment);
    },
  });
  const migration = createMigration(platform, {
    content,
    directory,
    renderPage(page) {
      if (!drawn.pages) throw new Error('no page can be drawn before the portal is put together');
      return drawn.pages.oldAddress(page);
    },
  });
  const standard = createStandard(platform, { directory, registry, catalogue, content, identity });
  const search = createSearch(platform, {
    registry,
    directory,
    sources: [contentSource(content, () => dushanbeDate(platform.clock.now()))],
  });
  const pages = createPages(platform, {
    identity,
    registry,
    directory,
    search,
    applications,
    documents,
    notifications,
    catalogue,
    centres,
    appeals,
    content,
    standard,
    payments,
    ...(bank ? { bank } : {}),
    mandates,
    migration,
    assets,
  });
  drawn.pages = pages;

  await directory.start();
  await registry.start();
  await gateway.start();
  await centres.start();
  await content.start();
  await migration.start();
  await search.start();
  // In the order of their routes: identity's hook comes first, so that every later route knows who asks.
  return {
    identity,
    directory,
    registry,
    gateway,
    payments,
    mandates,
    centres,
    applications,
    documents,
    notifications,
    search,
    catalogue,
    appeals,
    content,
    migration,
    standard,
    pages,
  };
}

export type Modules = Awaited<ReturnType<typeof createModules>>;

export async function registerRoutes(app: FastifyInstance, modules: Modules): Promise<void> {
  for (const module of Object.values<Module>(modules)) await module.routes?.(app);
}

/** What a new database gets before anybody visits; with `HUKUMAT_DEMO=0` nothing of the demonstration. Repeatable. */
export async function welcome(platform: Platform, modules: Modules): Promise<void> {
  if (!platform.config.demo) return;
  await onOneInstance(platform.db, 'demonstration content', async () => {
    await modules.content.seedDemonstration(modules.directory.agencies());
  });
  await onOneInstance(platform.db, 'first start', () =>
    firstStart(modules.registry, { root: ROOT, dataDir: platform.config.dataDir, say: (line) => console.log(line) }),
  );
  await modules.standard.auditFirst([...modules.registry.snapshot().releases.keys()]);
}
