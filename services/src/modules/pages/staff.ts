import { dushanbeDate, formatDate, formatDateTime } from '@hukumat/contract/locale';
import { inLang, isMessage, memberPage, type ProposalLine, type StaffSaid, staffBodiesPage, staffPage } from '@hukumat/shell/document';
import { forbidden, notFound } from '../../platform/problem.ts';
import { readsAgreement } from '../directory/index.ts';
import { CENTRAL, confirms, type Invitation, manages, needsSecond, offers, type Proposal, readsStaff } from '../identity/index.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import { invitationRoutes } from './staff-invitations.ts';
import { bodyOf, invitationLine, saidOf, staffPath, staffTrail } from './staff-lines.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/** Who works for a body: invited, given roles and removed by its head; the first head by the registrar. */
export const staffRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/staff',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => bodiesPage(site, visit, person)),
  },
  {
    pattern: '/account/staff/:agency/',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => bodyPage(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, {}, 'substantial', async (person): Promise<Answer> => {
        const { id: agency } = bodyOf(site, visit, person);
        const [act, id] = [one(visit.body, '_act'), one(visit.body, 'id') ?? ''];
        return outcome(
          visit,
          staffPath(agency),
          (said, status) => bodyPage(site, visit, person, said, status),
          async () => {
            if (act === 'confirm') {
              await site.identity.staff.confirm(person, agency, id);
              return 'confirmed';
            }
            if (act !== 'refuse') throw notFound('The act');
            const own = (await site.identity.staff.of(person, agency)).proposals.some((one) => one.id === id && one.by === person.subject);
            await site.identity.staff.refuse(person, agency, id);
            return own ? 'withdrawn' : 'refused';
          },
        );
      }),
  },
  ...invitationRoutes(site),
  {
    pattern: '/account/staff/:agency/people/:subject',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => onePage(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, {}, 'substantial', async (person): Promise<Answer> => {
        const { id: agency } = bodyOf(site, visit, person);
        const subject = visit.params.subject ?? '';
        const [act, role] = [one(visit.body, '_act'), one(visit.body, 'role') ?? ''];
        const { staff } = site.identity;
        const leaves = async () => !(await staff.of(person, agency)).members.some((member) => member.subject === subject);
        return outcome(
          visit,
          async () => ((await leaves()) ? staffPath(agency) : staffPath(agency, `people/${subject}`)),
          (said, status) => onePage(site, visit, person, said, status),
          async () => {
            if (act === 'give') return staff.give(person, agency, subject, role);
            if (act === 'take') await staff.take(person, agency, subject, role);
            else if (act === 'remove') await staff.remove(person, agency, subject);
            else throw notFound('The act');
            return act === 'take' ? 'taken' : 'removed';
          },
        );
      }),
  },
];

/** Does it and leads on; what is refused by rule is said on the same page. */
async function outcome(
  visit: Visit,
  next: string | (() => Promise<string>),
  page: (said: StaffSaid, status: number) => Promise<Answer>,
  work: () => Promise<string>,
): Promise<Answer> {
  try {
    const done = await work();
    const path = typeof next === 'string' ? next : await next();
    return { redirect: visit.to(`${path}?done=${done}`) };
  } catch (error) {
    const text = refusalText(visit, error);
    if (text === undefined) throw error;
    return page({ kind: 'error', text }, (error as { status: number }).status);
  }
}

async function bodyPage(site: Site, visit: Visit, person: Person, said?: StaffSaid, status?: number): Promise<Page> {
  const { t, to, lang } = visit;
  const body = bodyOf(site, visit, person);
  const found = await site.identity.staff.of(person, body.id);
  const keeps = manages(person, body.id);
  const mayOffer = offers(person, body.id);
  return {
    title: `${t('staff.title')} · ${inLang(body.shortNames ?? body.place ?? body.names, lang)}`,
    unlisted: true,
    trail: staffTrail(visit, body.id),
    ...(status ? { status } : {}),
    main: staffPage(
      {
        body: body.names,
        ...saidOf(visit),
        ...(said ? { said } : {}),
        action: to(staffPath(body.id)),
        members: found.members.map(({ subject, name, roles }) => ({
          subject,
          name,
          roles: roles.map((line) => roleLine(line, lang)),
          you: subject === person.subject,
          ...(keeps && subject !== person.subject ? { href: to(staffPath(body.id, `people/${subject}`)) } : {}),
        })),
        proposals: found.proposals.map((proposal) => proposalLine(visit, person, body.id, proposal)),
        invitations: found.invitations.map((invitation) => invitationLine(visit, invitation)),
        ...(mayOffer.length > 0 ? { invite: { href: to(staffPath(body.id, 'invite')), headOnly: mayOffer.length === 1 } } : {}),
        readOnly: !confirms(person, body.id),
        ...(body.level !== 'platform' && readsAgreement(person, body.id) ? { agreement: to(`/account/agreements/${body.id}`) } : {}),
        events: found.events.map((event) => {
          const key = `staff.event.${event.type}`;
          const about = [event.name, event.role && t(`staff.role.${event.role}`)].filter(Boolean).join(': ');
          return {
            title: isMessage(key) ? t(key) : event.type,
            when: formatDateTime(event.at, lang),
            at: event.at.toISOString(),
            note: [about, t('staff.event.by', { name: event.byName })].filter(Boolean).join(' · '),
          };
        }),
      },
      visit,
    ),
  };
}

const roleLine = ({ role, since }: { role: Invitation['roles'][number]; since?: Date }, lang: Visit['lang']) => ({
  role,
  ...(since ? { since: formatDate(dushanbeDate(since), lang) } : {}),
});

function proposalLine({ lang }: Visit, person: Person, agency: string, proposal: Proposal): ProposalLine {
  const part =
    proposal.by === person.subject
      ? 'own'
      : proposal.subject === person.subject
        ? 'for-you'
        : confirms(person, agency)
          ? 'second'
          : 'reader';
  return {
    id: proposal.id,
    name: proposal.name,
    role: proposal.role,
    byName: proposal.byName,
    at: formatDate(dushanbeDate(proposal.at), lang),
    until: formatDateTime(proposal.until, lang),
    part,
  };
}

async function onePage(site: Site, visit: Visit, person: Person, said?: StaffSaid, status?: number): Promise<Page> {
  const { t, to, query, lang } = visit;
  const body = bodyOf(site, visit, person);
  const member = (await site.identity.staff.of(person, body.id)).members.find(({ subject }) => subject === visit.params.subject);
  if (!member || !manages(person, body.id)) throw notFound('The person');
  const held = member.roles.map(({ role }) => role);
  return {
    title: `${member.name} · ${t('staff.title')}`,
    unlisted: true,
    trail: staffTrail(visit, body.id, member.name),
    ...(status ? { status } : {}),
    main: memberPage(
      {
        body: body.names,
        name: member.name,
        subject: member.subject,
        ...saidOf(visit),
        ...(said ? { said } : {}),
        action: to(staffPath(body.id, `people/${member.subject}`)),
        back: to(staffPath(body.id)),
        roles: member.roles.map((line) => roleLine(line, lang)),
        offers: offers(person, body.id)
          .filter((role) => !held.includes(role))
          .map((role) => ({ role, second: needsSecond(role) })),
        you: member.subject === person.subject,
        removing: query.remove === '1',
      },
      visit,
    ),
  };
}

const SHOWN = ['with', 'without', 'waiting'] as const;

/** All bodies for the central Agency; whoever heads one body is led to it. */
async function bodiesPage(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const { t, to } = visit;
  const own = person.roles.filter(({ role }) => role === 'head').map(({ agency }) => agency);
  if (!readsStaff(person, CENTRAL)) {
    if (own[0]) return { redirect: to(staffPath(own[0])) };
    throw forbidden('The staff of all bodies is seen by the central Agency');
  }
  const figures = new Map((await site.identity.staff.bodies(person)).map((one) => [one.agency, one]));
  const show = SHOWN.find((name) => name === visit.query.show);
  const rows = site.directory
    .ids()
    .flatMap((id) => site.directory.agency(id) ?? [])
    .map(({ id, names }) => ({ name: names, href: to(staffPath(id)), ...(figures.get(id) ?? { heads: 0, people: 0, waiting: 0 }) }))
    .filter((row) => !show || (show === 'waiting' ? row.waiting > 0 : row.heads > 0 === (show === 'with')));
  const filter = (name: (typeof SHOWN)[number] | undefined, label: string) => ({
    label,
    href: to(name ? `/account/staff?show=${name}` : '/account/staff'),
    current: name === show,
  });
  return {
    title: t('staff.bodies'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('staff.bodies') }],
    main: staffBodiesPage(
      {
        filters: [
          filter(undefined, t('services.all')),
          filter('with', t('staff.withHead')),
          filter('without', t('staff.withoutHead')),
          filter('waiting', t('staff.withWaiting')),
        ],
        rows,
      },
      visit,
    ),
  };
}
