import { applicationsPage } from '@hukumat/shell/document';
import type { Application } from '../applications/index.ts';
import { applicationLine, isRunning } from './account-lines.ts';
import { signedIn } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { PageRoute, Visit } from './visit.ts';

const PATH = '/account/applications';
const PER_PAGE = 20;

/** The person's own, those filed for others, and those in which they are the second person. */
const LISTS = ['own', 'represented', 'asked'] as const;
const FILTERS = ['all', 'running', 'waiting', 'over'] as const;
type List = (typeof LISTS)[number];
type Filter = (typeof FILTERS)[number];

const PASSES: Record<Filter, (application: Application) => boolean> = {
  all: () => true,
  running: isRunning,
  waiting: ({ state, feeDue }) => ['awaiting_party', 'awaiting_payment', 'sent_back'].includes(state) || feeDue === true,
  over: (application) => !isRunning(application),
};

export const applicationListRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PATH,
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const { t, to, query } = visit;
        const list: List = LISTS.find((one) => one === query.list) ?? 'own';
        const filter: Filter = FILTERS.find((one) => one === query.show) ?? 'all';
        const read: Record<List, () => Promise<Application[]>> = {
          own: () => site.applications.mine(person),
          represented: () => site.applications.represented(person),
          asked: () => site.applications.asked(person),
        };
        const all = await read[list]();
        const found = all.filter(PASSES[filter]);
        const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
        const page = Math.min(pages, Math.max(1, Math.floor(Number(query.page)) || 1));
        return {
          title: t('account.applications'),
          unlisted: true,
          trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('account.applications') }],
          main: applicationsPage(
            {
              lines: found.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((one) => ({
                ...applicationLine(site, visit, one),
                ...(list === 'own' ? {} : { applicant: one.applicant }),
              })),
              any: all.length > 0,
              list,
              lists: LISTS.map((one) => ({ label: t(`account.list.${one}`), href: address(visit, one, 'all'), current: one === list })),
              filters: FILTERS.map((one) => ({
                label: `${t(`account.show.${one}`)} (${all.filter(PASSES[one]).length})`,
                href: address(visit, list, one),
                current: one === filter,
              })),
              page,
              pages,
              hrefOf: (at) => address(visit, list, filter, at),
            },
            visit,
          ),
        };
      }),
  },
];

function address({ to }: Visit, list: List, show: Filter, page = 1): string {
  const query = new URLSearchParams({
    ...(list === 'own' ? {} : { list }),
    ...(show === 'all' ? {} : { show }),
    ...(page === 1 ? {} : { page: String(page) }),
  }).toString();
  return to(PATH) + (query && `?${query}`);
}
