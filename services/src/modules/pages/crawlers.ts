import { LANGS, STANDARD_PAGES } from '@hukumat/contract';
import { RULE_IDS } from '@hukumat/contract/standard';
import type { FastifyInstance } from 'fastify';
import { notFound } from '../../platform/problem.ts';
import { shownOn } from './content-section.ts';
import { liveServices } from './live.ts';
import type { Site } from './needs.ts';

const PAGES = [
  '/',
  '/services',
  '/register',
  '/statistics',
  '/agencies',
  '/agencies/transition',
  '/vacancies',
  '/news',
  '/centres',
  '/standard',
  '/standard/sections',
  '/verify',
  '/accessibility',
  '/privacy',
];
/** The portal's own pages beside those of the bodies. */
const PORTAL = 'portal';

interface Place {
  path: string;
  changed?: Date | undefined;
}

/** What search engines ask: where they may go, and every public address in three languages with the day it changed. */
export function crawlerRoutes(app: FastifyInstance, site: Site): void {
  app.get('/robots.txt', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(
        `User-agent: *\n${['/auth/', '/oidc/', '/api/', '/_fragment/', ...LANGS.map((lang) => `/${lang}/account/`)].map((path) => `Disallow: ${path}\n`).join('')}Sitemap: ${site.origin}/sitemap.xml\n`,
      ),
  );
  app.get('/sitemap.xml', async (_request, reply) => {
    const changes = latestBy(await site.content.addresses(), ({ agency }) => agency);
    const entry = (name: string) => `<sitemap><loc>${site.origin}/sitemaps/${name}.xml</loc>${lastmod(changes.get(name))}</sitemap>`;
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${[PORTAL, ...site.directory.agencies().map(({ id }) => id)].map(entry).join('')}</sitemapindex>`,
      );
  });
  app.get('/sitemaps/:name.xml', async (request, reply) => {
    const { name } = request.params as { name: string };
    const places = name === PORTAL ? portalPlaces(site) : await sectionPlaces(site, name);
    const entry = ({ path, changed }: Place) =>
      LANGS.map((lang) => `<url><loc>${site.origin}/${lang}${path}</loc>${lastmod(changed)}</url>`).join('');
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${places.map(entry).join('')}</urlset>`,
      );
  });
}

const lastmod = (changed: Date | undefined): string => (changed ? `<lastmod>${changed.toISOString()}</lastmod>` : '');

const portalPlaces = (site: Site): Place[] => [
  ...PAGES.map((path) => ({ path })),
  ...RULE_IDS.map((id) => ({ path: `/standard/rules/${id}` })),
  ...liveServices(site).map(({ definition }) => ({ path: `/services/${definition.id}` })),
];

/** A body's front page and standard pages, each as new as the newest that it shows, and every item with an address of its own. */
async function sectionPlaces(site: Site, name: string): Promise<Place[]> {
  if (!site.directory.agencies().some(({ id }) => id === name)) throw notFound('This list');
  const all = await site.content.addresses(name);
  const newest = (some: typeof all) => latestBy(some, () => name).get(name);
  return [
    { path: `/${name}/`, changed: newest(all) },
    ...STANDARD_PAGES.map((page) => ({ path: `/${name}/${page}`, changed: newest(all.filter((item) => shownOn(page, item))) })),
    { path: `/standard/sections/${name}` },
    ...all
      .filter(
        ({ href }) => href.startsWith(`/${name}/`) && !href.includes('#') && !STANDARD_PAGES.some((page) => href === `/${name}/${page}`),
      )
      .map(({ href, updatedAt }) => ({ path: href, changed: updatedAt })),
  ];
}

function latestBy<T extends { updatedAt: Date }>(all: readonly T[], by: (one: T) => string): Map<string, Date> {
  const latest = new Map<string, Date>();
  for (const one of all) if (one.updatedAt > (latest.get(by(one)) ?? new Date(0))) latest.set(by(one), one.updatedAt);
  return latest;
}
