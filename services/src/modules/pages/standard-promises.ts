import { STANDARD } from '@hukumat/contract/standard';
import { standardPromisesPage } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import { answersFor } from '../standard/index.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import { saidPromises } from './standard.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const FIELDS = ['rule', 'until', 'text', 'from', 'to', 'work'];

/** Where a body promises to mend what fails, and announces planned work. */
export const promiseRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/standard/:agency',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => page(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person): Promise<Answer> => {
        const agency = bodyOf(site, visit, person);
        const said = (name: string) => one(visit.body, name) ?? '';
        try {
          if (said('_act') === 'downtime')
            await site.standard.announceDowntime(person, agency.id, {
              from: inDushanbe(said('from')),
              until: inDushanbe(said('to')),
              text: said('work'),
            });
          else await site.standard.planFix(person, agency.id, { rule: said('rule'), until: said('until'), text: said('text') });
        } catch (error) {
          const text = refusalText(visit, error);
          if (!text) throw error;
          return { ...(await page(site, visit, person, text)), status: 422 };
        }
        return { redirect: visit.to(`/account/standard/${agency.id}`) };
      }),
  },
];

/** A time as a form says it; Dushanbe is five hours ahead all year. */
const inDushanbe = (text: string): Date => new Date(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? `${text}:00+05:00` : Number.NaN);

function bodyOf(site: Site, visit: Visit, person: Person) {
  const agency = site.directory.agency(visit.params.agency ?? '');
  if (!agency || !answersFor(person, agency.id)) throw notFound('This page');
  return agency;
}

async function page(site: Site, visit: Visit, person: Person, error?: string): Promise<Page> {
  const agency = bodyOf(site, visit, person);
  const { t, to } = visit;
  return {
    title: t('standard.promises'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('standard.promises') }],
    main: standardPromisesPage(
      {
        agency: agency.id,
        name: agency.names,
        rules: STANDARD.filter(({ severity }) => severity !== 'B'),
        ...(await saidPromises(site, visit, agency.id)),
        typed: Object.fromEntries(FIELDS.map((name) => [name, one(visit.body, name) ?? ''])),
        ...(error ? { error } : {}),
      },
      visit,
    ),
  };
}
