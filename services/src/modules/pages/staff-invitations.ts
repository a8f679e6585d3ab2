import { formatDateTime } from '@hukumat/contract/locale';
import { type InvitedModel, type InviteModel, invitedPage, invitePage, staffInvitationPage } from '@hukumat/shell/document';
import { forbidden, Problem } from '../../platform/problem.ts';
import { manages, needsSecond, offers } from '../identity/index.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import { bodyOf, invitationLine, saidOf, staffPath, staffTrail } from './staff-lines.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const EMPTY: InviteModel['typed'] = { surname: '', givenName: '', passport: '', roles: [] };
/** Beside which field a refusal is said. */
const FIELD: Record<string, NonNullable<InviteModel['error']>['at']> = {
  'name-needed': 'surname',
  'name-too-long': 'surname',
  'passport-needed': 'passport',
  'roles-needed': 'roles',
};
const INVITATION = '/account/invitation';

/** Inviting somebody, and the page of whoever is invited. */
export const invitationRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/staff/:agency/invite',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => inviting(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person): Promise<Answer> => {
        const { id: agency } = mayInvite(site, visit, person);
        const said = (name: string) => one(visit.body, name) ?? '';
        const typed = { surname: said('surname'), givenName: said('givenName'), passport: said('passport'), roles: rolesIn(visit) };
        try {
          const { id } = await site.identity.staff.invite(person, { agency, ...typed, key: said('_key') || crypto.randomUUID() });
          return { redirect: visit.to(staffPath(agency, `invitations/${id}`)) };
        } catch (error) {
          const text = refusalText(visit, error);
          const at = error instanceof Problem ? FIELD[error.code] : undefined;
          if (!text || !at) throw error;
          // Of two empty fields the first one is named.
          const field = at === 'surname' && typed.surname.trim() && !typed.givenName.trim() ? 'givenName' : at;
          return { ...inviting(site, visit, person, { typed, key: said('_key'), error: { at: field, text } }), status: 422 };
        }
      }),
  },
  {
    pattern: '/account/staff/:agency/invitations/:id',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => oneInvitation(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, {}, 'substantial', async (person): Promise<Answer> => {
        const { id: agency } = bodyOf(site, visit, person);
        await site.identity.staff.withdrawInvitation(person, agency, visit.params.id ?? '');
        return { redirect: visit.to(staffPath(agency, '?done=withdrawn')) };
      }),
  },
  {
    pattern: INVITATION,
    personal: true,
    // The address is kept whole through the sign-in: the code stands in it.
    get: (visit) =>
      visit.actor.kind === 'person'
        ? invitedAnswer(site, visit, visit.actor)
        : { redirect: site.identity.signInAddress(visit.request, 'substantial') },
    post: (visit) =>
      signedInPost(site, visit, {}, 'substantial', async (person): Promise<Answer> => {
        const code = one(visit.body, 'code') ?? '';
        const { staff } = site.identity;
        try {
          await (one(visit.body, '_act') === 'decline' ? staff.decline(person, code) : staff.accept(person, code));
        } catch (error) {
          // Answered before, by a double click for instance: the page says how.
          if (!(error instanceof Problem) || error.code !== 'invitation-used') {
            const { text, status } = whyNot(visit, error);
            return { ...framed(visit, { step: 'code', typed: code, error: text }), status };
          }
        }
        return { redirect: visit.to(`${INVITATION}?${new URLSearchParams({ code })}`) };
      }),
  },
];

const rolesIn = ({ body }: Visit): string[] => [body.role ?? []].flat();

function mayInvite(site: Site, visit: Visit, person: Person) {
  const body = bodyOf(site, visit, person);
  if (!manages(person, body.id)) throw forbidden('The staff of this body is kept by others');
  return body;
}

function inviting(site: Site, visit: Visit, person: Person, state: Partial<Pick<InviteModel, 'typed' | 'error' | 'key'>> = {}): Page {
  const { t, to } = visit;
  const body = mayInvite(site, visit, person);
  return {
    title: t('staff.invite'),
    unlisted: true,
    trail: staffTrail(visit, body.id, t('staff.invite')),
    main: invitePage(
      {
        body: body.names,
        action: to(staffPath(body.id, 'invite')),
        back: to(staffPath(body.id)),
        offers: offers(person, body.id).map((role) => ({ role, second: needsSecond(role) })),
        typed: state.typed ?? EMPTY,
        key: state.key || crypto.randomUUID(),
        ...(state.error ? { error: state.error } : {}),
      },
      visit,
    ),
  };
}

async function oneInvitation(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { t, to } = visit;
  const body = bodyOf(site, visit, person);
  const invitation = await site.identity.staff.invitation(person, body.id, visit.params.id ?? '');
  const { code } = invitation;
  return {
    title: t('invitation.title'),
    unlisted: true,
    trail: staffTrail(visit, body.id, t('invitation.title')),
    main: staffInvitationPage(
      {
        body: body.names,
        back: to(staffPath(body.id)),
        action: to(staffPath(body.id, `invitations/${invitation.id}`)),
        ...saidOf(visit),
        line: invitationLine(visit, invitation),
        ...(code
          ? { handOver: { code: code.replace(/(.{4})(?=.)/g, '$1-'), link: `${site.origin}${to(`${INVITATION}?code=${code}`)}` } }
          : {}),
      },
      visit,
    ),
  };
}

async function invitedAnswer(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const { lang } = visit;
  const code = (visit.query.code ?? '').trim();
  if (!code) return framed(visit, { step: 'code', typed: '' });
  try {
    const invitation = await site.identity.staff.invited(person, code);
    const body = site.directory.agency(invitation.agency)?.names ?? { tg: invitation.agency };
    if (invitation.state === 'declined') return framed(visit, { step: 'declined' });
    if (invitation.state === 'accepted')
      return framed(visit, { step: 'accepted', body, given: invitation.given, waiting: invitation.waiting });
    return framed(visit, {
      step: 'answer',
      body,
      byName: invitation.byName,
      until: formatDateTime(invitation.until, lang),
      roles: invitation.roles.map((role) => ({ role, second: needsSecond(role) })),
      code,
    });
  } catch (error) {
    const { text } = whyNot(visit, error);
    return framed(visit, { step: 'code', typed: code, error: text });
  }
}

/** Another's code and no code read the same. */
function whyNot(visit: Visit, error: unknown): { text: string; status: number } {
  const text = refusalText(visit, error);
  if (text !== undefined) return { text, status: (error as Problem).status };
  if (error instanceof Problem && error.status === 404) return { text: visit.t('invitation.none'), status: 422 };
  throw error;
}

const framed = (visit: Visit, model: InvitedModel): Page => ({
  title: visit.t('invitation.title'),
  unlisted: true,
  trail: [{ label: visit.t('account.title'), href: visit.to('/account/') }, { label: visit.t('invitation.title') }],
  main: invitedPage(model, visit),
});
