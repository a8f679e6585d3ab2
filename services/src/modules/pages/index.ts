import { LANGS, type Lang } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { createDocument, finished, type OldAddressModel, oldAddressPage } from '@hukumat/shell/document';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import { assetRoutes } from './assets.ts';
import { contentFeedRoutes } from './content-feeds.ts';
import { crawlerRoutes } from './crawlers.ts';
import type { PagesDeps, Site } from './needs.ts';
import { problemPage } from './problem-page.ts';
import { frameOf, servePages, visitOf } from './serve.ts';
import { settingsRoute } from './settings.ts';
import { pageTable } from './table.ts';
import type { Page, Visit } from './visit.ts';

// Only this module may import the shell; who puts the modules together gets the shell's build from here.
export { buildShell } from '@hukumat/shell/build';
export type { PagesDeps } from './needs.ts';
export { outsideWords } from './outside-words.ts';

/** URL → page model → HTML: every page of the portal. The only module that knows the shell. */
export interface Pages {
  /** Every page as a document and as a fragment, the shell's files, and problems drawn as pages. */
  routes(app: FastifyInstance): void;
  /** What an old host answers where it cannot lead on. */
  oldAddress(page: OldAddressModel): { html: string; headers: Record<string, string> };
  /** Puts another module's finished content (sign-in, for instance) into the portal's frame. Trusted HTML. */
  plain(
    request: FastifyRequest,
    page: { lang: Lang; title: string; main: string; languages?: Record<Lang, string> },
  ): Promise<{ html: string; headers: Record<string, string> }>;
}

export function createPages(platform: Platform, deps: PagesDeps): Pages {
  const { config, clock } = platform;
  const identityProvider = config.oidc ? new URL(config.oidc.issuer).origin : undefined;
  const site: Site = {
    ...deps,
    document: createDocument(deps.assets, { origin: config.origin, ...(identityProvider ? { identityProvider } : {}) }),
    origin: config.origin,
    demo: config.demo,
    retention: config.retention,
    today: () => dushanbeDate(clock.now()),
    now: () => clock.now(),
  };
  return {
    routes(app) {
      app.get('/', async (_request, reply) => reply.header('cache-control', 'no-cache').redirect('/tg/', 302));
      servePages(app, site, pageTable(site));
      settingsRoute(app);
      assetRoutes(app, deps.assets);
      crawlerRoutes(app, site);
      contentFeedRoutes(app, site);
      app.problemPage.render = async (request, problem) => {
        const visit = await visitOf(site, request, langOf(request.url), false);
        return drawn(site, visit, problemPage(site, visit, problem));
      };
    },
    oldAddress: oldAddressPage,
    async plain(request, { lang, title, main, languages }) {
      const visit = await visitOf(site, request, lang, false);
      return drawn(site, visit, { title, unlisted: true, main: finished(main), ...(languages ? { languages } : {}) });
    },
  };
}

function drawn(site: Site, visit: Visit, page: Page) {
  const frame = frameOf(site, visit, page);
  return { html: site.document.page(frame, page.main), headers: { ...site.document.policyHeaders(frame), 'content-language': visit.lang } };
}

/** The language an address asks for; Tajik for an address without one. */
const langOf = (url: string) => LANGS.find((lang) => new RegExp(`^(/_fragment)?/${lang}(/|$|\\?)`).test(url)) ?? 'tg';
