import { inLang, searchPage } from '@hukumat/shell/document';
import { isEntryType } from '../search/index.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

const MOST_PAGES = 50;
const NEXT = [
  ['/services', 'frame.allServices'],
  ['/agencies', 'agencies.title'],
  ['/centres', 'home.centres'],
] as const;

/** `/search?q=&type=&agency=&page=`: one list over everything public. */
export const searchRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/search',
    get: async (visit) => {
      const { t, to, lang } = visit;
      const question = (visit.query.q ?? '').trim();
      const type = isEntryType(visit.query.type) ? visit.query.type : undefined;
      const agency = site.directory.agency(visit.query.agency ?? '')?.id;
      const page = Math.min(MOST_PAGES, Math.max(1, Math.trunc(Number(visit.query.page)) || 1));
      const address = (change: Record<string, string | undefined>) => {
        const all = { q: question, type, agency, ...change };
        return to(`/search?${new URLSearchParams(Object.entries(all).filter((one): one is [string, string] => Boolean(one[1])))}`);
      };
      const nameOf = (id: string) => inLang(site.directory.agency(id)?.names ?? { tg: id }, lang);
      const { found, total, types, agencies, corrected, pages } = await site.search.find(question, lang, {
        page,
        ...(type ? { type } : {}),
        ...(agency ? { agency } : {}),
      });
      const all = types.reduce((sum, { count }) => sum + count, 0);
      return {
        title: question ? t('search.titleFor', { q: question }) : t('search.title'),
        trail: [{ label: t('search.title') }],
        unlisted: true,
        main: searchPage(
          {
            query: question,
            found: found.map(({ agency, ...one }) => ({ ...one, ...(agency && one.type !== 'agency' ? { agency: nameOf(agency) } : {}) })),
            total,
            page,
            pages: Math.min(pages, MOST_PAGES),
            pageHref: (number) => address({ page: String(number) }),
            ...(corrected ? { corrected: { words: corrected, href: address({ q: corrected, type: undefined, agency: undefined }) } } : {}),
            types:
              all > 0
                ? [
                    { href: address({ type: undefined }), label: `${t('search.all')} (${all})`, current: !type },
                    ...types.map((one) => ({
                      href: address({ type: one.type }),
                      label: `${t(`search.types.${one.type}`)} (${one.count})`,
                      current: one.type === type,
                    })),
                  ]
                : [],
            agencies: agencies.map(({ agency: id, count }) => ({ id, label: `${nameOf(id)} (${count})`, chosen: id === agency })),
            hidden: [{ name: 'q', value: question }, ...(type ? [{ name: 'type', value: type }] : [])],
            next: NEXT.map(([path, key]) => ({ href: to(path), label: t(key) })),
          },
          visit,
        ),
      };
    },
  },
];
