import { LANGS, STANDARD_PAGES } from '@hukumat/contract';
import { RULE_IDS } from '@hukumat/contract/standard';
import type { FastifyInstance } from 'fastify';
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

/** What search engines ask: where they may go, and every public address in three languages. */
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
    const paths = [
      ...PAGES,
      ...RULE_IDS.map((id) => `/standard/rules/${id}`),
      ...liveServices(site).map(({ definition }) => `/services/${definition.id}`),
      ...site.directory
        .agencies()
        .flatMap((agency) => [
          `/${agency.id}/`,
          ...STANDARD_PAGES.map((slug) => `/${agency.id}/${slug}`),
          `/standard/sections/${agency.id}`,
        ]),
    ];
    const entry = (path: string) => LANGS.map((lang) => `<url><loc>${site.origin}/${lang}${path}</loc></url>`).join('');
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map(entry).join('')}</urlset>`,
      );
  });
}
