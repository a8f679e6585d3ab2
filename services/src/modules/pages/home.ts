import { homePage } from '@hukumat/shell/document';
import { GROUPS } from '../directory/index.ts';
import { lineOf } from './content-lines.ts';
import { liveServices, usedEvents } from './live.ts';
import type { Site } from './needs.ts';
import { cardsOf } from './plugin-links.ts';
import type { PageRoute, Visit } from './visit.ts';

const MOST_USED = 6;
const ON_HOME = 4;

/** The home page. */
export const homeRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/',
    async get(visit) {
      const services = liveServices(site);
      const [news, vacancies] = await Promise.all([
        site.content.index({ types: ['news'], limit: ON_HOME }),
        site.content.index({ types: ['vacancy'], when: 'current', by: 'ending', limit: ON_HOME }),
      ]);
      const cards = cardsOf(site, 'home.card', visit.lang);
      return {
        title: visit.t('home.title'),
        description: visit.t('home.description'),
        cards,
        main: homePage(
          {
            services: services.slice(0, MOST_USED).map(({ definition }) => definition),
            lifeEvents: usedEvents(services),
            ...(visit.who.signedIn ? { mine: await mineOf(site, visit) } : {}),
            cards,
            kinds: GROUPS.filter((group) => group.id !== 'platform').map((group) => ({
              id: group.id,
              label: visit.t(`kind.${group.id}`),
              count: site.directory.byKind(group.id).length,
            })),
            agencyCount: site.directory.agencies().length,
            news: news.items.map((item) => lineOf(site, visit, item, true)),
            vacancies: vacancies.items.map((item) => lineOf(site, visit, item, true)),
          },
          visit,
        ),
      };
    },
  },
];

const ENDED = new Set(['issued', 'rejected', 'closed_without_action', 'withdrawn', 'expired', 'revoked']);

async function mineOf(site: Site, { actor, who }: Visit): Promise<{ drafts: number; running: number; unread: number }> {
  const [drafts, applications] = await Promise.all([site.applications.drafts(actor), site.applications.mine(actor)]);
  return { drafts: drafts.length, running: applications.filter(({ state }) => !ENDED.has(state)).length, unread: who.unread ?? 0 };
}
