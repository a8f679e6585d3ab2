import { LANGS } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { createDocument } from '@hukumat/shell/document';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import { assetRoutes } from './assets.ts';
import { crawlerRoutes } from './crawlers.ts';
import type { PagesDeps, Site } from './needs.ts';
import { problemPage } from './problem-page.ts';
import { send, servePages, visitOf } from './serve.ts';
import { settingsRoute } from './settings.ts';
import { pageTable } from './table.ts';

export type { PagesDeps, PagesIdentity } from './needs.ts';

/** URL → page model → HTML: every page of the portal. The only module that knows the shell. */
export interface Pages {
  routes(app: FastifyInstance): void;
  /** The page for an address nobody owns; for the application's not-found handler. */
  notFound(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** A failure as a page; for the application's error handler, when the browser asked for a page. */
  failure(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

export function createPages(platform: Platform, deps: PagesDeps): Pages {
  const { config, clock } = platform;
  const identityProvider = config.oidc ? new URL(config.oidc.issuer).origin : undefined;
  const site: Site = {
    ...deps,
    document: createDocument(deps.assets, { origin: config.origin, ...(identityProvider ? { identityProvider } : {}) }),
    origin: config.origin,
    demo: config.demo,
    today: () => dushanbeDate(clock.now()),
  };
  const failure: Pages['failure'] = async (error, request, reply) => {
    const visit = await visitOf(site, request, reply, langOf(request.url), request.url.startsWith('/_fragment/'));
    return send(site, visit, problemPage(site, visit, error), true);
  };
  return {
    failure,
    notFound: (request, reply) => failure(notFound(request.url), request, reply),
    routes(app) {
      app.get('/', async (_request, reply) => reply.header('cache-control', 'no-cache').redirect('/tg/', 302));
      servePages(app, site, pageTable(site));
      settingsRoute(app);
      assetRoutes(app, deps.assets);
      crawlerRoutes(app, site);
    },
  };
}

/** The language an address asks for; Tajik for an address without one. */
const langOf = (url: string) => LANGS.find((lang) => new RegExp(`^(/_fragment)?/${lang}(/|$|\\?)`).test(url)) ?? 'tg';
