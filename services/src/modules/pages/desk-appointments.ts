import { dushanbeDate, formatTime } from '@hukumat/contract/locale';
import { deskAppointmentsPage, inLang, type PostLine } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import type { PostAppointment } from '../centres/index.ts';
import { agencyName, serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { shortDay } from './centres.ts';
import { deskTrail, problemWords } from './desk.ts';
import { deskOf, deskPath } from './desk-lines.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

/** Who is expected at the posts of a body, today and on the days after, and whether they came. */
export const deskAppointmentRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/desk/:agency/appointments',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => expectedPage(site, visit, person)),
  },
  {
    pattern: '/account/desk/:agency/appointments/:id',
    personal: true,
    // Where a refused command left the address.
    get: ({ to, params }) => ({ redirect: to(deskPath(params.agency ?? '', '/appointments')) }),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person) => {
        const agency = deskOf(visit, person);
        try {
          await site.centres.post.note(person, agency, visit.params.id ?? '', one(visit.body, 'came') === 'yes');
          // Said on a file, it leads back to that file.
          const file = /^[0-9a-f-]{36}$/.exec(one(visit.body, 'file') ?? '')?.[0];
          return { redirect: visit.to(deskPath(agency, file ? `/${file}` : '/appointments')) };
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 409) throw error;
          return { ...(await expectedPage(site, visit, person, problemWords(visit, error.code))), status: error.status };
        }
      }),
  },
];

/** The link to this page, for a body that receives people at a post of its own. */
export const toAppointments = (site: Site, { t, to }: Visit, agency: string): { href: string; label: string }[] =>
  site.centres.all().some((place) => place.kind === 'post' && place.agency === agency)
    ? [{ href: to(deskPath(agency, '/appointments')), label: t('post.title') }]
    : [];

async function expectedPage(site: Site, visit: Visit, person: Person, error?: string): Promise<Page> {
  const { t, lang } = visit;
  const agency = deskOf(visit, person);
  const expected = await site.centres.post.expected(person, agency);
  const days = Map.groupBy(expected, ({ startsAt }) => dushanbeDate(startsAt));
  const today = site.today();
  if (!days.has(today)) days.set(today, []);
  return {
    title: t('post.title'),
    unlisted: true,
    trail: deskTrail(visit, { label: t('post.title') }),
    main: deskAppointmentsPage(
      {
        agency: agencyName(site, agency, lang),
        days: [...days]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([day, list]) => ({
            label: day === today ? t('post.today', { day: shortDay(day, lang) }) : shortDay(day, lang),
            lines: list.map((appointment) => lineOf(site, visit, agency, appointment)),
          })),
        ...(error ? { error } : {}),
      },
      visit,
    ),
  };
}

/** Whether the person says who came to the posts of a body. */
export const keepsPost = (person: Person, agency: string): boolean =>
  person.roles.some((held) => held.agency === agency && (held.role === 'officer' || held.role === 'supervisor'));

/** The appointment of one file, for the officer who looks at it. */
export function appointmentAtCase(site: Site, visit: Visit, agency: string, appointment: PostAppointment): PostLine & { when: string } {
  return {
    ...lineOf(site, visit, agency, appointment),
    when: `${shortDay(dushanbeDate(appointment.startsAt), visit.lang)}, ${formatTime(appointment.startsAt)}`,
  };
}

function lineOf(site: Site, { to, lang }: Visit, agency: string, appointment: PostAppointment): PostLine {
  const { id, centre, resource, startsAt, state, service, cause, holderName } = appointment;
  const place = site.centres.centre(centre);
  const what = place?.resources.find((of) => of.id === resource);
  const application = /^application:(.+)$/.exec(cause)?.[1];
  const now = site.now();
  return {
    time: formatTime(startsAt),
    person: holderName,
    place: place ? inLang(place.cities, lang) : centre,
    what: service ? serviceName(site, service, lang) : what ? inLang(what.title, lang) : resource,
    state,
    action: to(deskPath(agency, `/appointments/${id}`)),
    mayCome: (state === 'booked' || state === 'missed') && dushanbeDate(startsAt) <= dushanbeDate(now),
    mayMiss: state === 'booked' && startsAt <= now,
    ...(application ? { application: to(deskPath(agency, `/${application}`)) } : {}),
  };
}
