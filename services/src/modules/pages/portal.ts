import { accessibilityPage, privacyPage, readSettings } from '@hukumat/shell/document';
import { settingsOf } from './settings.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

/** The portal's own pages: what is published everywhere, how the portal is kept. */
export const portalRoutes = (): PageRoute[] => [
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
