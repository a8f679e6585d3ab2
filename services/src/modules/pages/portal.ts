import { accessibilityPage, listPage, privacyPage, readSettings } from '@hukumat/shell/document';
import { settingsOf } from './settings.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

/** The portal's own pages: what is published everywhere, how the portal is kept. */
export const portalRoutes = (): PageRoute[] => [
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
];

function simple(pattern: string, get: (visit: Visit) => Page): PageRoute {
  return { pattern, get };
}
