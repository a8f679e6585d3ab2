import { accessibilityPage, listPage, privacyPage, readSettings, searchPage } from '@hukumat/shell/document';
import type { Found } from '../search/index.ts';
import type { Site } from './needs.ts';
import { settingsOf } from './settings.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const TYPES = ['service', 'agency', 'page'] as const;

/** The portal's own pages: what is published everywhere, how the portal is kept, search. */
export const portalRoutes = (site: Site): PageRoute[] => [
  ...(['vacancies', 'news'] as const).map(
    (what): PageRoute => ({
      pattern: `/${what}`,
      get: (visit) => ({ title: visit.t(`${what}.title`), description: visit.t(`${what}.lead`), main: listPage(what, visit) }),
    }),
  ),
  simple('/privacy', (visit) => ({ title: visit.t('privacy.title'), description: visit.t('privacy.lead'), main: privacyPage(visit) })),
  simple('/accessibility', (visit) => ({
    title: visit.t('access.title'),
    description: visit.t('access.lead'),
    main: accessibilityPage({ settings: settingsOf(visit.request) ?? readSettings({}), back: visit.to('/accessibility') }, visit),
  })),
  simple('/search', (visit) => {
    const { t, to } = visit;
    const query = (visit.query.q ?? '').trim();
    const type = TYPES.find((one) => one === visit.query.type);
    const address = (words: string, of?: Found['type']) => to(`/search?${new URLSearchParams({ q: words, ...(of ? { type: of } : {}) })}`);
    const { found, didYouMean } = query ? site.search.find(query, visit.lang, type ? { type } : {}) : { found: [], didYouMean: undefined };
    return {
      title: query ? t('search.titleFor', { q: query }) : t('search.title'),
      trail: [{ label: t('search.title') }],
      unlisted: true,
      main: searchPage(
        {
          query,
          found,
          ...(didYouMean ? { didYouMean: { words: didYouMean, href: address(didYouMean) } } : {}),
          filters: [
            { href: address(query), label: t('services.all'), current: !type },
            ...TYPES.map((one) => ({ href: address(query, one), label: t(`search.type.${one}`), current: one === type })),
          ],
        },
        visit,
      ),
    };
  }),
];

function simple(pattern: string, get: (visit: Visit) => Page): PageRoute {
  return { pattern, get };
}
