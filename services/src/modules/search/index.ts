import type { Lang, Text } from '@hukumat/contract';
import { LANGS } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import type { Directory } from '../directory/index.ts';
import type { Registry } from '../registry/index.ts';
import { ENTRY_TYPES, type EntryType, type Source } from './entry.ts';
import { findEntries, type Narrowed, PER_PAGE } from './find-entries.ts';
import { keepIndex } from './keep-index.ts';
import { marked, type Piece, passage } from './passage.ts';
import { agencySource, portalSource, serviceSource } from './sources.ts';
import { createSpelling } from './spelling.ts';
import { createSuggester } from './suggester.ts';
import { type Asked, asked } from './words.ts';

export { contentSource } from './content-source.ts';
export type { Entry, EntryType, Source } from './entry.ts';

/** A text in the asked language, or in Tajik where it is missing, with what was asked for set apart. */
interface Shown {
  pieces: Piece[];
  lang: Lang;
}
export interface Found {
  type: EntryType;
  title: Shown;
  /** The summary, or the passage where the words stand. */
  text?: Shown;
  /** Id of the body it belongs to. */
  agency?: string;
  href: string;
}
export interface Results {
  found: Found[];
  total: number;
  page: number;
  pages: number;
  types: { type: EntryType; count: number }[];
  agencies: { agency: string; count: number }[];
  /** A word was known only in another spelling: the question as it was answered. */
  corrected?: string;
}
export interface Suggestion {
  type: EntryType;
  label: string;
  href: string;
}

/** Search over everything public: services, bodies, the portal's pages. It knows nothing about persons who use the portal. */
export interface Search {
  /** Brings the index up to date; call when the directory and the live snapshot are loaded. */
  start(): Promise<void>;
  /** Brings everything in anew; it happens by itself every night, since with a new day some things are past. */
  renewAll(): Promise<void>;
  /** Until every change that was told is found. */
  settled(): Promise<void>;
  find(question: string, lang: Lang, narrowed?: Narrowed): Promise<Results>;
  /** What to offer while a person types; at most eight. */
  suggest(question: string, lang: Lang): Suggestion[];
  /** `GET /api/v1/suggest?q=&lang=` */
  routes(app: FastifyInstance): void;
}

export function createSearch(
  platform: Platform,
  deps: {
    registry: Pick<Registry, 'snapshot' | 'onChange'>;
    directory: Directory;
    /** Further parts of the portal that have something to find. */
    sources?: readonly Source[];
  },
): Search {
  const [suggester, spelling] = [createSuggester(), createSpelling()];
  const sources = [portalSource, agencySource(deps.directory), serviceSource(deps.registry, deps.directory), ...(deps.sources ?? [])];
  const keeper = keepIndex(platform, sources, { suggester, spelling });
  // Ten past midnight in Dushanbe.
  platform.jobs.schedule('search.day', '10 19 * * *', keeper.renewAll);
  const suggest: Search['suggest'] = (question, lang) =>
    suggester.offer(asked(question), 8).map(({ type, title, path }) => ({ type, label: title[lang] ?? title.tg, href: `/${lang}${path}` }));
  const query = z.object({ q: z.string().max(200).catch(''), lang: z.enum(LANGS).catch('tg') });
  return {
    start: keeper.start,
    renewAll: keeper.renewAll,
    settled: keeper.settled,
    async find(question, lang, narrowed = {}) {
      const { hits, total, types, agencies, words, corrected } = await findEntries(platform, spelling, question, narrowed);
      return {
        found: hits.map(({ type, title, summary, body, agency, path }): Found => {
          const text = shownText(summary, body, lang, words, type);
          return {
            type,
            title: shown(title, lang, words),
            ...(text ? { text } : {}),
            ...(agency ? { agency } : {}),
            href: `/${lang}${path}`,
          };
        }),
        total,
        page: narrowed.page ?? 1,
        pages: Math.ceil(total / PER_PAGE),
        types,
        agencies,
        ...(corrected ? { corrected } : {}),
      };
    },
    suggest,
    routes(app) {
      app.get('/api/v1/suggest', async (request, reply) => {
        const { q, lang } = query.parse(request.query);
        void reply.header('cache-control', 'public, max-age=60');
        return { suggestions: suggest(q, lang) };
      });
    },
  };
}

const inLang = (text: Text, lang: Lang): { text: string; lang: Lang } => {
  const own = text[lang];
  return own === undefined ? { text: text.tg, lang: 'tg' } : { text: own, lang };
};

function shown(text: Text, lang: Lang, words: readonly Asked[]): Shown {
  const own = inLang(text, lang);
  return { pieces: marked(own.text, words), lang: own.lang };
}

/** The passage of the body where it says more than the summary; names of bodies below a service are only there to be found. */
function shownText(summary: Text | null, body: Text | null, lang: Lang, words: readonly Asked[], type: EntryType): Shown | undefined {
  const short = summary ? shown(summary, lang, words) : undefined;
  if (!body || type === 'service' || short?.pieces.some(({ hit }) => hit)) return short;
  const own = inLang(body, lang);
  const pieces = passage(own.text, words);
  return pieces ? { pieces, lang: own.lang } : short;
}

export const isEntryType = (type: string | undefined): type is EntryType => ENTRY_TYPES.some((one) => one === type);
