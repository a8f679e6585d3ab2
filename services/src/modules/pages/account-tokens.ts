import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import { inLang, type TokensModel, tokensPage } from '@hukumat/shell/document';
import type { AgencyRole } from '../../platform/actor.ts';
import { forbidden } from '../../platform/problem.ts';
import { signedIn, signedInPost } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const DAYS = 30;
/** Roles whose work is also done from a command line. */
const FOR_WORK: readonly AgencyRole['role'][] = ['developer', 'supervisor', 'reviewer', 'release-manager', 'registrar'];

/** Agencies whose tokens this person may make. */
export const workplaces = (visit: Visit): string[] =>
  visit.actor.kind === 'person'
    ? [...new Set(visit.actor.roles.filter(({ role }) => FOR_WORK.includes(role)).map(({ agency }) => agency))]
    : [];

/** Access tokens for the command line. A token's text is in one answer only, and that answer is never kept. */
export const tokenRoutes = (site: Site): PageRoute[] => {
  const page = async (visit: Visit, more: Pick<TokensModel, 'made' | 'error' | 'typed'> = {}): Promise<Page> => {
    const places = workplaces(visit);
    if (places.length === 0) throw forbidden('Access tokens are for those who build, review or release');
    const nameOf = (id: string) => inLang(site.directory.agency(id)?.names ?? { tg: id }, visit.lang);
    const tokens = (await site.identity.tokens.mine(visit.actor)).map(({ id, name, agency, expiresAt }) => ({
      id,
      name,
      agency: nameOf(agency),
      until: formatDate(dushanbeDate(expiresAt), visit.lang),
    }));
    return {
      title: visit.t('tokens.title'),
      unlisted: true,
      trail: [{ label: visit.t('account.title'), href: visit.to('/account/') }, { label: visit.t('tokens.title') }],
      main: tokensPage({ agencies: places.map((id) => ({ id, name: nameOf(id) })), tokens, ...more }, visit),
    };
  };
  return [
    {
      pattern: '/account/tokens',
      personal: true,
      get: (visit) => signedIn(site, visit, 'substantial', () => page(visit)),
      post: (visit) =>
        signedInPost(site, visit, {}, 'substantial', async (person) => {
          const name = String(visit.body.name ?? '').trim();
          if (!name || name.length > 80)
            return { ...(await page(visit, { error: visit.t('tokens.nameNeeded'), typed: name })), status: 422 };
          const { token } = await site.identity.tokens.issue(person, { agency: String(visit.body.agency ?? ''), name, days: DAYS });
          return page(visit, { made: token });
        }),
    },
    {
      pattern: '/account/tokens/:id/revoke',
      personal: true,
      post: (visit) =>
        signedInPost(site, visit, {}, 'substantial', async (person) => {
          await site.identity.tokens.revoke(person, visit.params.id ?? '');
          return { redirect: visit.to('/account/tokens') };
        }),
    },
  ];
};
