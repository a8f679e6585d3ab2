import { formatDateTime } from '@hukumat/contract/locale';
import { type AccessesModel, accessesPage } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import { agencyName } from './account-lines.ts';
import { type Person, signedIn } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const PATH = '/account/accesses';

export const accessRoutes = (site: Site): PageRoute[] => [
  { pattern: PATH, personal: true, get: (visit) => signedIn(site, visit, 'low', (person) => page(site, visit, person)) },
];

type Line = AccessesModel['lines'][number] & { application: string; time: number };

/** Reads of applications, of documents that were handed over and of appeals, newest first; of one application if one is named. */
async function page(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { t, to, lang } = visit;
  const [applications, reads, handOvers, appealReads] = await Promise.all([
    site.applications.mine(person),
    site.applications.accesses(person),
    site.documents.handOvers(person),
    site.appeals.accesses(person),
  ]);
  const numbers = new Map(applications.map(({ id, number }) => [id, number]));
  const wanted = visit.query.application;
  const only = wanted === undefined ? undefined : numbers.get(wanted);
  if (wanted !== undefined && only === undefined) throw notFound('The application');
  const about = (application: string, agency: string, name: string, at: Date) => ({
    application,
    name,
    agency: agencyName(site, agency, lang),
    when: formatDateTime(at, lang),
    at: at.toISOString(),
    time: at.getTime(),
  });
  const lines: Line[] = [
    ...reads.map((read) => ({
      ...about(read.application, read.agency, read.officerName, read.at),
      capacity: read.capacity,
      what: numbers.get(read.application) ?? '',
      href: to(`/account/applications/${read.application}`),
    })),
    ...handOvers.flatMap((given) =>
      given.opened.map((read) => ({
        ...about(given.application, read.agency, read.officerName, read.at),
        capacity: 'handed' as const,
        what: t('accesses.document', { number: given.number }),
        href: to(`/account/documents/${given.document}`),
      })),
    ),
    ...appealReads.map((read) => ({
      ...about('', read.agency, read.officerName, read.at),
      capacity: 'appeal' as const,
      what: t('accesses.appeal', { number: read.number }),
      href: to(`/appeals/${read.number}`),
    })),
  ];
  return {
    title: t('accesses.title'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('accesses.title') }],
    main: accessesPage(
      {
        lines: lines.filter(({ application }) => wanted === undefined || application === wanted).sort((a, b) => b.time - a.time),
        ...(only ? { only: { number: only, all: to(PATH) } } : {}),
      },
      visit,
    ),
  };
}
