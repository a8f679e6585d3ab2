import { randomUUID } from 'node:crypto';
import { dushanbeDate, formatDate, formatDateTime, formatTime } from '@hukumat/contract/locale';
import { type AppointmentLine, appointmentsPage, inLang, timesPage } from '@hukumat/shell/document';
import { notFound, Problem } from '../../platform/problem.ts';
import { type Appointment, HORIZON_DAYS, icsFile } from '../centres/index.ts';
import { isUndecided, serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { mapOf, shortDay } from './centres.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/** Days shown at once to choose from. */
const DAYS = 10;

/** The person's appointments: choosing a time, moving it, giving it back, a file for a calendar. */
export const appointmentRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/appointments',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const [all, applications] = await Promise.all([site.centres.appointments.mine(person), site.applications.mine(person)]);
        const waiting = new Set(applications.filter(isUndecided).map(({ id }) => `application:${id}`));
        const now = site.now();
        const isAhead = ({ state, endsAt }: Appointment) => (state === 'booked' || state === 'arrived') && endsAt > now;
        const booked = all.find(({ id }) => id === visit.query.booked);
        return {
          title: visit.t('appointments.title'),
          unlisted: true,
          trail: [account(visit), { label: visit.t('appointments.title') }],
          main: appointmentsPage(
            {
              ahead: all
                .filter(isAhead)
                .reverse()
                .map((one) => lineOf(site, visit, one)),
              past: all
                .filter((one) => !isAhead(one))
                .map((one) => ({
                  ...lineOf(site, visit, one),
                  ...(one.state === 'missed' && waiting.has(one.cause) ? { again: visit.to(`/account/appointments/${one.id}/move`) } : {}),
                })),
              ...(booked?.state === 'booked'
                ? { said: visit.t('appointments.booked', { when: formatDateTime(booked.startsAt, visit.lang) }) }
                : {}),
            },
            visit,
          ),
        };
      }),
  },
  {
    pattern: '/account/appointments/new',
    personal: true,
    get: (visit) =>
      signedIn(site, { ...visit, path: `${visit.path}?${new URLSearchParams(visit.query)}` }, 'low', () =>
        times(site, visit, choiceOf(site, visit, visit.query)),
      ),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'low', async (person) => {
        const asked = {
          centre: one(visit.body, 'centre') ?? '',
          resource: one(visit.body, 'resource') ?? '',
          day: one(visit.body, 'day') ?? '',
          service: one(visit.body, 'service') ?? '',
        };
        const choice = choiceOf(site, visit, asked);
        return tried(site, visit, choice, async (slot) => {
          const { id } = await site.centres.appointments.visit(person, {
            slot,
            resource: choice.resource,
            key: one(visit.body, '_key') ?? '',
            ...(choice.service ? { service: choice.service } : {}),
          });
          return { redirect: visit.to(`/account/appointments?booked=${id}`) };
        });
      }),
  },
  {
    pattern: '/account/appointments/:id/move',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => times(site, visit, await movingOf(site, visit, person, visit.query.day))),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'low', async (person) => {
        const choice = await movingOf(site, visit, person, one(visit.body, 'day'));
        return tried(site, visit, choice, async (slot) => {
          const { id } = await site.centres.appointments.move(person, visit.params.id ?? '', slot);
          return { redirect: visit.to(`/account/appointments?booked=${id}`) };
        });
      }),
  },
  {
    pattern: '/account/appointments/:id/cancel',
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        await site.centres.appointments.cancel(person, visit.params.id ?? '');
        return { redirect: visit.to('/account/appointments') };
      }),
  },
  {
    pattern: '/account/appointments/:file',
    personal: true,
    get: (visit, reply) =>
      signedIn(site, visit, 'low', async (person) => {
        const id = /^(.{36})\.ics$/.exec(visit.params.file ?? '')?.[1];
        if (!id) throw notFound('The page');
        const appointment = await site.centres.appointments.open(person, id);
        const line = lineOf(site, visit, appointment);
        const { startsAt, endsAt, state } = appointment;
        await reply
          .header('content-type', 'text/calendar; charset=utf-8')
          .header('content-disposition', 'attachment; filename="hukumat.ics"')
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .send(
            icsFile({
              id,
              host: new URL(site.origin).hostname,
              stamp: site.now(),
              startsAt,
              endsAt,
              title: line.service ?? line.title,
              place: `${line.place}, ${line.address}`,
              text: `${visit.t('appointments.code')} ${line.code}`,
              url: `${site.origin}${visit.to('/account/appointments')}`,
              cancelled: state === 'cancelled',
            }),
          );
        return { sent: true };
      }),
  },
];

const account = ({ t, to }: Visit) => ({ label: t('account.title'), href: to('/account/') });

function lineOf(site: Site, visit: Visit, appointment: Appointment): AppointmentLine {
  const { lang, to } = visit;
  const { id, centre, resource, startsAt, service, cause, code, state } = appointment;
  const place = site.centres.centre(centre);
  const of = place?.resources.find((one) => one.id === resource);
  const application = /^application:(.+)$/.exec(cause)?.[1];
  return {
    title: of ? inLang(of.title, lang) : resource,
    when: `${shortDay(dushanbeDate(startsAt), lang)}, ${formatTime(startsAt)}`,
    place: place ? inLang(place.names, lang) : centre,
    address: place ? inLang(place.address, lang) : '',
    map: place ? mapOf(place) : to('/centres'),
    code: `${code.slice(0, 4)} ${code.slice(4)}`,
    state,
    ...(service ? { service: serviceName(site, service, lang) } : {}),
    ...(application ? { application: to(`/account/applications/${application}`) } : {}),
    ...(state === 'booked' && startsAt > site.now()
      ? {
          change: {
            move: to(`/account/appointments/${id}/move`),
            cancel: to(`/account/appointments/${id}/cancel`),
            file: to(`/account/appointments/${id}.ics`),
          },
        }
      : {}),
  };
}

interface Choice {
  centre: string;
  resource: string;
  day: string;
  service?: string;
  /** Of an appointment that is being moved. */
  moving?: Appointment;
}

function choiceOf(site: Site, _visit: Visit, asked: Record<string, string>): Choice {
  const { centre = '', resource = '', day = '', service = '' } = asked;
  const of = site.centres.centre(centre)?.resources.find(({ id }) => id === resource);
  if (!of) throw notFound('The centre');
  return { centre, resource, day, ...(of.services.includes(service) ? { service } : {}) };
}

async function movingOf(site: Site, visit: Visit, person: Person, day = ''): Promise<Choice> {
  const moving = await site.centres.appointments.open(person, visit.params.id ?? '');
  const { centre, resource, service } = moving;
  return { centre, resource, day, moving, ...(service ? { service } : {}) };
}

/** Days with free times, and the times of the one that was chosen. */
async function times(site: Site, visit: Visit, choice: Choice, problem: { error?: string; status?: number } = {}): Promise<Page> {
  const { lang, t, to } = visit;
  const { centre, resource, service, moving } = choice;
  const place = site.centres.centre(centre);
  const of = place?.resources.find(({ id }) => id === resource);
  if (!place || !of) throw notFound('The centre');
  const free = await site.centres.freeSlots(resource, site.today(), HORIZON_DAYS + 1, centre);
  const days = [...new Set(free.map(({ day }) => day))];
  const day = days.includes(choice.day) ? choice.day : (days[0] ?? '');
  const shown = days.slice(0, DAYS);
  const base = moving ? `/account/appointments/${moving.id}/move` : '/account/appointments/new';
  const asked = { centre, resource, ...(service ? { service } : {}) };
  const unpublished = firstUnpublished(site);
  const title = service ? serviceName(site, service, lang) : inLang(of.title, lang);
  const name = t(moving ? 'appointments.moveTitle' : 'appointments.choose');
  return {
    title: `${name}: ${title}`,
    ...(problem.status ? { status: problem.status } : {}),
    unlisted: true,
    trail: [account(visit), { label: t('appointments.title'), href: to('/account/appointments') }, { label: name }],
    main: timesPage(
      {
        title,
        place: `${inLang(place.names, lang)}, ${inLang(place.address, lang)}`,
        action: to(base),
        days: (shown.includes(day) || !day ? shown : [...shown, day]).map((one) => ({
          label: shortDay(one, lang),
          href: to(`${base}?${new URLSearchParams(moving ? { day: one } : { ...asked, day: one })}`),
          current: one === day,
        })),
        times: free.filter((slot) => slot.day === day).map(({ id, startsAt, left }) => ({ id, time: formatTime(startsAt), left })),
        hidden: { ...(moving ? {} : { ...asked, _key: randomUUID() }), day },
        ...(moving ? { from: formatDateTime(moving.startsAt, lang) } : {}),
        ...(problem.error ? { error: problem.error } : {}),
        ...(unpublished ? { unpublished: formatDate(unpublished, lang) } : {}),
      },
      visit,
    ),
  };
}

function firstUnpublished(site: Site): string | undefined {
  const year = Number(site.today().slice(0, 4)) + 1;
  const first = `${year}-01-01`;
  const within = Date.parse(first) - Date.parse(site.today()) <= HORIZON_DAYS * 86_400_000;
  return within && !site.centres.isPublished(first) ? first : undefined;
}

const SAID = [
  'slot-taken',
  'slot-past',
  'slot-unknown',
  'calendar-unpublished',
  'appointment-limit',
  'appointment-same-day',
  'appointment-over',
] as const;

/** A refusal shows the times anew, without the one that is gone. */
async function tried(site: Site, visit: Visit, choice: Choice, work: (slot: string) => Promise<Answer>): Promise<Answer> {
  const slot = one(visit.body, 'slot');
  if (!slot) return times(site, visit, choice, { error: visit.t('appointments.chooseTime'), status: 422 });
  try {
    return await work(slot);
  } catch (error) {
    const code = error instanceof Problem ? SAID.find((known) => known === error.code) : undefined;
    if (!(error instanceof Problem) || !code) throw error;
    return times(site, visit, choice, { error: visit.t(`problem.${code}`), status: error.status });
  }
}
