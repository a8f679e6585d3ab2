import { formatDate } from '@hukumat/contract/locale';
import { type MandateLine, mandatesPage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import type { Mandate } from '../mandates/index.ts';
import { serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const PATH = '/account/mandates';

/** Who may act for whom: given and received, taking back, and the way into a service for somebody else. */
export const mandateRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PATH,
    personal: true,
    get: (visit) => signedIn(site, visit, 'low', (person) => page(site, visit, person)),
  },
  {
    pattern: `${PATH}/:id/revoke`,
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        const id = visit.params.id ?? '';
        const typed = one(visit.body, 'reason') ?? '';
        try {
          await site.mandates.revoke(person, id, typed);
        } catch (error) {
          const text = refusalText(visit, error);
          if (!text || !(error instanceof Problem)) throw error;
          return { ...(await page(site, visit, person, { id, error: text, typed })), status: error.status };
        }
        return { redirect: visit.to(`${PATH}?done=revoked`) };
      }),
  },
];

async function page(site: Site, visit: Visit, person: Person, wrong?: { id: string; error: string; typed: string }): Promise<Page> {
  const { t, to, query } = visit;
  const { given, received } = await site.mandates.mine(person);
  const mine = (mandate: Mandate): MandateLine => {
    const open = mandate.state === 'active' || mandate.state === 'ahead';
    const refused = wrong?.id === mandate.id ? { error: wrong.error, typed: wrong.typed } : undefined;
    return {
      ...lineOf(site, visit, mandate, mandate.granteeName, false),
      document: to(`/account/documents/${mandate.document}`),
      ...(open
        ? {
            revoke: {
              action: to(`${PATH}/${mandate.id}/revoke`),
              ask: `${to(PATH)}?revoke=${mandate.id}#revoke-${mandate.id}`,
              asked: query.revoke === mandate.id || refused !== undefined,
              ...refused,
            },
          }
        : {}),
    };
  };
  const stale = wrong !== undefined && !given.some(({ id, state }) => id === wrong.id && (state === 'active' || state === 'ahead'));
  return {
    title: t('mandates.title'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('mandates.title') }],
    main: mandatesPage(
      {
        given: given.map(mine),
        received: received.map((mandate) => lineOf(site, visit, mandate, mandate.grantorName, true)),
        ...(query.done === 'revoked' ? { said: t('mandates.done') } : {}),
        ...(stale ? { warning: wrong.error } : {}),
      },
      visit,
    ),
  };
}

function lineOf(site: Site, { lang, to }: Visit, mandate: Mandate, name: string, acts: boolean): MandateLine {
  return {
    id: mandate.id,
    name,
    services: mandate.services.map((id) => {
      const live = site.registry.serviceById(id);
      const apply = acts && mandate.state === 'active' && live?.definition.onBehalf;
      return {
        name: serviceName(site, id, lang),
        ...(apply ? { apply: to(`/${live.release.agency}/${id}/apply?mandate=${mandate.id}`) } : {}),
      };
    }),
    from: formatDate(mandate.from, lang),
    to: formatDate(mandate.to, lang),
    state: mandate.state,
    ...(mandate.reason ? { reason: mandate.reason } : {}),
  };
}
