import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest, ServiceDefinition } from '@hukumat/contract';
import { generateKey } from '@hukumat/contract/release';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { residenceNote } from './modules/applications/testing.ts';
import { Browser, freePort } from './modules/identity/testing.ts';
import { makeRelease, manager, person, reviewer } from './modules/registry/testing.ts';
import { createModules, type Modules, registerRoutes } from './modules.ts';
import { createHttp } from './platform/http.ts';
import { type TestPlatform, testPlatform } from './platform/testing.ts';

/** One line of the router: what it is called by and whether it says why others than our pages may call it. */
export interface Line {
  method: string;
  url: string;
  crossSite?: string;
  personal?: boolean;
  navigatedOnly?: boolean;
}

export interface WholePortal extends TestPlatform {
  origin: string;
  app: FastifyInstance;
  modules: Modules;
  /** Every route that the modules have registered, in order. */
  routes: Line[];
  /** A browser in which this person of the demonstration is signed in. */
  signedIn(subject: string, loa?: string): Promise<Browser>;
}

/** The call that `mia` declares. No back end stands behind it until a test registers one. */
const RECORDS: NonNullable<Manifest['calls']>[number] = { scope: 'mia.records', methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] };

/**
 * The portal as `main.ts` puts it together, listening, with the people of the demonstration. Live are: `mia` with a service,
 * a desk and a declared call to its own back end, and `justice` with a desk. The shell's build is kept between runs.
 */
export async function wholePortal(options: { env?: Record<string, string>; services?: ServiceDefinition[] } = {}): Promise<WholePortal> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const dataDir = join(tmpdir(), `hukumat-test-portal-${process.getuid?.() ?? 0}`);
  const test = await testPlatform({
    env: { PORT: String(port), HUKUMAT_ORIGIN: origin, HUKUMAT_DEMO: '1', HUKUMAT_DATA: dataDir, ...options.env },
  });
  const { platform } = test;
  const modules = await createModules(platform);
  const app = await createHttp({
    config: platform.config,
    log: platform.log,
    ready: async () => undefined,
    oldHosts: modules.migration.servedFor,
  });
  const routes: Line[] = [];
  app.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    const { crossSite, personal, navigatedOnly } = config ?? {};
    const said = { ...(crossSite ? { crossSite } : {}), ...(personal ? { personal } : {}), ...(navigatedOnly ? { navigatedOnly } : {}) };
    for (const one of [method].flat()) routes.push({ method: one, url, ...said });
  });
  await registerRoutes(app, modules);
  const { registry } = modules;
  const text = (word: string) => ({ tg: word, ru: word, en: word });
  const desk = { name: 'start', path: 'desk', title: text('Навбат'), needs: 'low' as const, roles: ['officer'] };
  for (const agency of ['mia', 'justice']) {
    const key = generateKey();
    await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency, publicKey: key.publicKeyPem });
    await registry.setTier(manager, agency, { tier: 'document' });
    const services = agency === 'mia' ? (options.services ?? [residenceNote]) : [];
    const declaration = { services, routes: [desk], ...(agency === 'mia' ? { calls: [RECORDS] } : {}) };
    const release = makeRelease(key, agency, '1.0.0', { declaration });
    await registry.publishRelease(person(agency, 'developer'), agency, release);
    await registry.review(reviewer, agency, '1.0.0', { verdict: 'approve' });
  }
  await platform.jobs.start();
  await app.listen({ port, host: 'localhost' });
  return {
    ...test,
    origin,
    app,
    modules,
    routes,
    async signedIn(subject, loa = 'low') {
      const browser = new Browser(origin);
      await browser.signIn(subject, { returnTo: '/tg/', loa });
      return browser;
    },
    async stop() {
      await app.close();
      await registry.stop();
      await test.stop();
    },
  };
}
