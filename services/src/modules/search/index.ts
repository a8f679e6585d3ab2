import type { Lang, Text } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Agency, Directory } from '../directory/index.ts';
import type { Registry } from '../registry/index.ts';
import { createFinder, type Entry, type Finder } from './finder.ts';
import { STANDARD_PAGES } from './standard-pages.ts';

/** One result, in the asked language. `href` is an address of the portal. */
export interface Found {
  type: 'service' | 'agency' | 'page';
  label: string;
  /** Language of `label` where the translation is missing. */
  labelLang: Lang;
  summary?: string;
  /** Whose service or page it is. */
  agency?: string;
  href: string;
}
export interface Results {
  found: Found[];
  /** A word the portal knows that is close to what was typed, when it finds more. */
  didYouMean?: string;
}
export interface Suggestion {
  type: Found['type'];
  label: string;
  href: string;
}

/** Search over services, bodies and the portal's own pages, in memory, rebuilt when what is live changes. */
export interface Search {
  find(query: string, lang: Lang, options?: { type?: Found['type']; limit?: number }): Results;
  /** What to offer while a person types; at most eight. */
  suggest(query: string, lang: Lang): Suggestion[];
  /** `GET /api/v1/suggest?q=&lang=` */
  routes(app: FastifyInstance): void;
}

export function createSearch(deps: { registry: Pick<Registry, 'snapshot' | 'onChange'>; directory: Directory }): Search {
  let finder: Finder | undefined;
  deps.registry.onChange(() => {
    finder = undefined;
  });
  // Built at the first question, because the directory and the snapshot are loaded after the modules are made.
  const ready = (): Finder => {
    finder ??= createFinder(entriesOf(deps));
    return finder;
  };
  const find: Search['find'] = (query, lang, { type, limit = 50 } = {}) => {
    const { entries, didYouMean } = ready().find(query, type);
    return {
      found: entries.slice(0, limit).map((entry) => foundOf(entry, lang)),
      ...(didYouMean ? { didYouMean } : {}),
    };
  };
  const suggest: Search['suggest'] = (query, lang) =>
    find(query, lang, { limit: 8 }).found.map(({ type, label, href }) => ({ type, label, href }));
  const asked = z.object({ q: z.string().max(200).catch(''), lang: z.enum(['tg', 'ru', 'en']).catch('tg') });
  return {
    find,
    suggest,
    routes(app) {
      app.get('/api/v1/suggest', async (request, reply) => {
        const { q, lang } = asked.parse(request.query);
        void reply.header('cache-control', 'public, max-age=60');
        return { suggestions: suggest(q, lang) };
      });
    },
  };
}

function foundOf(entry: Entry, lang: Lang): Found {
  const label = entry.title[lang] ?? entry.title.tg;
  const summary = entry.summary && (entry.summary[lang] ?? entry.summary.tg);
  const agency = entry.agency && (entry.agency[lang] ?? entry.agency.tg);
  return {
    type: entry.type,
    label,
    labelLang: entry.title[lang] ? lang : 'tg',
    href: `/${lang}${entry.path}`,
    ...(summary ? { summary } : {}),
    ...(agency ? { agency } : {}),
  };
}

function entriesOf({ registry, directory }: { registry: Pick<Registry, 'snapshot'>; directory: Directory }): Entry[] {
  const services = [...registry.snapshot().releases.values()].flatMap((release) =>
    (release.manifest.services ?? []).map((service): Entry => {
      const agency = directory.agency(release.agency)?.names;
      return {
        id: `service:${service.id}`,
        type: 'service',
        title: service.title,
        summary: service.summary,
        words: [...(service.searchWords ?? []), ...texts(service.result)],
        path: `/services/${service.id}`,
        ...(agency ? { agency } : {}),
      };
    }),
  );
  const agencies = directory.agencies().map(
    (agency: Agency): Entry => ({
      id: `agency:${agency.id}`,
      type: 'agency',
      title: agency.names,
      words: [
        agency.id.replaceAll('-', ' '),
        ...texts(agency.shortNames),
        ...texts(agency.place),
        ...(agency.website ? [agency.website] : []),
      ],
      path: `/${agency.id}/`,
    }),
  );
  return [...services, ...agencies, ...STANDARD_PAGES];
}

const texts = (text: Text | undefined): string[] => (text ? [text.tg, text.ru, text.en].filter((one) => one !== undefined) : []);
