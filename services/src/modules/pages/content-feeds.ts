import { LANGS, type Lang } from '@hukumat/contract';
import { contentName } from '@hukumat/contract/content';
import { inLang } from '@hukumat/shell/document';
import type { FastifyInstance } from 'fastify';
import { Feed } from 'feed';
import { notFound } from '../../platform/problem.ts';
import type { AnyPublished } from '../content/index.ts';
import { written } from './content-lines.ts';
import type { Site } from './needs.ts';

const NEWEST = 50;
const TYPES = { news: ['news', 'notice'], vacancies: ['vacancy'] } as const;
const FORMATS = { xml: 'application/rss+xml; charset=utf-8', json: 'application/feed+json; charset=utf-8' } as const;

/** News and competitions for programs: of all bodies (`/feeds/tg/news.xml`) and of one (`/feeds/tg/mia/news.json`). */
export function contentFeedRoutes(app: FastifyInstance, site: Site): void {
  for (const lang of LANGS)
    for (const what of ['news', 'vacancies'] as const)
      for (const format of ['xml', 'json'] as const) {
        const answer = async (agency: string | undefined) => {
          if (agency !== undefined && !site.directory.agency(agency)) throw notFound('This feed');
          const feed = await feedOf(site, lang, what, agency);
          return format === 'xml' ? feed.rss2() : feed.json1();
        };
        app.get(`/feeds/${lang}/${what}.${format}`, async (_request, reply) => {
          const text = await answer(undefined);
          return reply.type(FORMATS[format]).header('cache-control', 'public, max-age=60').send(text);
        });
        app.get(`/feeds/${lang}/:agency/${what}.${format}`, async (request, reply) => {
          const text = await answer((request.params as { agency: string }).agency);
          return reply.type(FORMATS[format]).header('cache-control', 'public, max-age=60').send(text);
        });
      }
}

async function feedOf(site: Site, lang: Lang, what: 'news' | 'vacancies', agency: string | undefined): Promise<Feed> {
  const { t } = site.document.context(lang);
  const body = agency === undefined ? undefined : site.directory.agency(agency);
  const home = `${site.origin}/${lang}${agency === undefined ? '' : `/${agency}`}/${what}`;
  const { items } = await site.content.index({
    types: TYPES[what],
    limit: NEWEST,
    ...(agency === undefined ? {} : { agencies: [agency] }),
    ...(what === 'vacancies' ? ({ when: 'current' } as const) : {}),
  });
  const newest = items.reduce<Date>((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), new Date(0));
  const address = `${site.origin}/feeds/${lang}/${agency === undefined ? '' : `${agency}/`}${what}`;
  const feed = new Feed({
    id: home,
    link: home,
    title: body ? `${t(`section.page.${what}`)} · ${inLang(body.names, lang)}` : t(`${what}.title`),
    description: t(`${what}.lead`),
    language: lang,
    copyright: 'HUKUMAT.TJ',
    generator: 'HUKUMAT.TJ',
    updated: items.length > 0 ? newest : site.now(),
    feedLinks: { rss: `${address}.xml`, json: `${address}.json` },
  });
  for (const item of items as AnyPublished[]) feed.addItem(entryOf(site, lang, item));
  return feed;
}

function entryOf(site: Site, lang: Lang, item: AnyPublished): Parameters<Feed['addItem']>[0] {
  const link = `${site.origin}/${lang}${item.href}`;
  const body = site.directory.agency(item.agency);
  const text =
    item.type === 'vacancy' ? item.values.requirements : item.type === 'news' || item.type === 'notice' ? item.values.body : undefined;
  return {
    // The same item in every language and edition.
    id: `urn:uuid:${item.item}`,
    guid: `urn:uuid:${item.item}`,
    link,
    title: inLang(contentName(item.type, item.values as unknown as Record<string, unknown>), lang),
    date: item.updatedAt,
    published: item.publishedAt,
    ...(text ? { content: written(text, lang).html } : {}),
    ...(body ? { author: [{ name: inLang(body.names, lang) }] } : {}),
  };
}
