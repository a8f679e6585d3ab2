import { centralList, inLang } from '@hukumat/shell/document';
import { GROUPS, groupOf } from '../directory/index.ts';
import { lineOf, pageOf } from './content-lines.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const ON_A_PAGE = 20;

/** The central lists: what all bodies publish, in one place. */
export const contentCentralRoutes = (site: Site): PageRoute[] => [
  { pattern: '/news', get: (visit) => listOf(site, visit, 'news') },
  { pattern: '/vacancies', get: (visit) => listOf(site, visit, 'vacancies') },
];

async function listOf(site: Site, visit: Visit, what: 'news' | 'vacancies'): Promise<Page> {
  const { t, to, lang, query } = visit;
  const words = (query.q ?? '').trim();
  const groups = GROUPS.filter(({ id }) => id !== 'platform');
  const kind = groups.find(({ id }) => id === query.kind)?.id;
  const region = site.directory.regions().find(({ id }) => id === query.region)?.id;
  const past = what === 'vacancies' && query.state === 'past';
  const address = (change: Record<string, string>) => {
    const asked = { q: words, kind: kind ?? '', region: region ?? '', state: past ? 'past' : '', ...change };
    const search = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    return to(`/${what}${search.size > 0 ? `?${search}` : ''}`);
  };
  const narrowed = kind !== undefined || region !== undefined;
  const agencies = site.directory
    .agencies()
    .filter((agency) => (!kind || groupOf(agency) === kind) && (!region || agency.region === region))
    .map(({ id }) => id);
  const asked = {
    types: what === 'news' ? (['news', 'notice'] as const) : (['vacancy'] as const),
    ...(narrowed ? { agencies } : {}),
    ...(words ? { words } : {}),
    ...(what === 'vacancies' ? ({ when: past ? 'past' : 'current', by: past ? 'newest' : 'ending' } as const) : {}),
    limit: ON_A_PAGE,
  };
  const first = await site.content.index({ ...asked, page: Math.max(1, Math.trunc(Number(query.page)) || 1) });
  const { page, pages } = pageOf(visit, first.total, ON_A_PAGE);
  // A page beyond the last one shows the last one.
  const { items, total } = first.items.length > 0 || first.total === 0 ? first : await site.content.index({ ...asked, page });
  return {
    title: t(`${what}.title`),
    description: t(`${what}.lead`),
    main: centralList(
      {
        what,
        words,
        filters: [
          {
            name: 'kind',
            label: t('content.bodyKind'),
            any: t('services.all'),
            options: groups.map(({ id }) => ({ value: id, label: t(`kind.${id}`), chosen: id === kind })),
          },
          {
            name: 'region',
            label: t('agencies.regions'),
            any: t('about.country'),
            options: site.directory
              .regions()
              .filter(({ id }) => id !== 'TJ')
              .map(({ id, names }) => ({ value: id, label: inLang(names, lang), chosen: id === region })),
          },
        ],
        tabs:
          what === 'vacancies'
            ? [
                { href: address({ state: '' }), label: t('content.vacancies.open'), current: !past },
                { href: address({ state: 'past' }), label: t('content.vacancies.past'), current: past },
              ]
            : [],
        lines: items.map((item) => lineOf(site, visit, item as never, true)),
        total,
        pages: { page, pages, hrefOf: (n) => address(n > 1 ? { page: String(n) } : {}) },
      },
      visit,
    ),
  };
}
