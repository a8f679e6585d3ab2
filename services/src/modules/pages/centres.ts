import type { Lang } from '@hukumat/contract';
import { formatDate, formatTime, weekday } from '@hukumat/contract/locale';
import { boardPage, centrePage, centresPage, inLang, type PlaceLine } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import { type Centre, FIGURE_DAYS } from '../centres/index.ts';
import { serviceName } from './account-lines.ts';
import type { Site } from './needs.ts';
import type { PageRoute, Visit } from './visit.ts';

/** How often the board draws itself anew, in seconds. */
const BOARD_EVERY = 5;

/** Where a person helps: the finder, one place, the board on its wall. */
export const centreRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/centres',
    get: (visit) => {
      const { t, lang } = visit;
      const all = site.centres.all();
      const [city = '', service = ''] = [visit.query.city, visit.query.service];
      const places = all.filter(
        (place) => (!city || place.city === city) && (!service || place.resources.some(({ services }) => services.includes(service))),
      );
      const cities = new Map(all.map((place) => [place.city, inLang(place.cities, lang)]));
      return {
        title: t('centres.title'),
        description: t('centres.lead'),
        main: centresPage(
          {
            places: places.map((place) => placeLine(site, visit, place, service)),
            cities: [...cities].map(([id, label]) => ({ id, label })),
            services: bookable(site, lang),
            city,
            service,
          },
          visit,
        ),
      };
    },
  },
  {
    pattern: '/centres/:centre',
    get: async (visit) => {
      const place = placeOf(site, visit);
      const figures = place.kind === 'centre' ? await site.centres.figures(place.id) : undefined;
      const line = placeLine(site, visit, place);
      const trail = [{ label: visit.t('centres.title'), href: visit.to('/centres') }, { label: line.name }];
      return {
        title: line.name,
        description: line.address,
        trail,
        main: centrePage(
          {
            ...line,
            kind: place.kind,
            board: visit.to(`/centres/${place.id}/board`),
            ...(figures ? { figures: { ...figures, days: FIGURE_DAYS } } : {}),
          },
          visit,
        ),
      };
    },
  },
  {
    pattern: '/centres/:centre/board',
    // Drawn anew by the browser itself, so it is always a document and needs no script.
    navigatedOnly: true,
    get: async (visit, reply) => {
      const place = placeOf(site, visit);
      const name = inLang(place.names, visit.lang);
      const board = await site.centres.queue.board(place.id);
      void reply.header('refresh', String(BOARD_EVERY));
      return {
        title: `${visit.t('centres.board')}: ${name}`,
        unlisted: true,
        trail: [
          { label: visit.t('centres.title'), href: visit.to('/centres') },
          { label: name, href: visit.to(`/centres/${place.id}`) },
          { label: visit.t('centres.board') },
        ],
        main: boardPage({ ...board, name, time: formatTime(site.now()) }, visit),
      };
    },
  },
];

function placeOf(site: Site, { params }: Visit): Centre {
  const place = site.centres.centre(params.centre ?? '');
  if (!place) throw notFound('The centre');
  return place;
}

/** Live services that a place is there for. */
export function bookable(site: Site, lang: Lang): { id: string; label: string }[] {
  const ids = new Set(site.centres.all().flatMap(({ resources }) => resources.flatMap(({ services }) => services)));
  return [...ids].filter((id) => site.registry.serviceById(id)).map((id) => ({ id, label: serviceName(site, id, lang) }));
}

function placeLine(site: Site, visit: Visit, place: Centre, service?: string): PlaceLine {
  const { lang, to } = visit;
  return {
    name: inLang(place.names, lang),
    href: to(`/centres/${place.id}`),
    address: inLang(place.address, lang),
    hours: hoursOf(place, visit),
    phone: place.phone,
    map: mapOf(place),
    sample: place.sample,
    groups: place.resources.map(({ id, title, services }) => ({
      title: inLang(title, lang),
      services: services.filter((one) => site.registry.serviceById(one)).map((one) => serviceName(site, one, lang)),
      book: to(`/account/appointments/new?${new URLSearchParams({ centre: place.id, resource: id, ...(service ? { service } : {}) })}`),
    })),
  };
}

export const mapOf = ({ latitude, longitude }: Centre): string =>
  `https://www.openstreetmap.org/?${new URLSearchParams({ mlat: String(latitude), mlon: String(longitude) })}#map=14/${latitude}/${longitude}`;

/** Days with the same hours in one line: `душанбе – ҷумъа: 08:00–12:00, 13:00–17:00`. */
function hoursOf({ resources }: Centre, { lang, t }: Visit): string[] {
  const weekly = resources[0]?.weekly ?? {};
  const spans = (day: number) => (weekly[String(day)] ?? []).map((span) => span.replace('-', '–')).join(', ');
  const lines: { from: number; until: number; text: string }[] = [];
  for (let day = 1; day <= 7; day++) {
    const text = spans(day) || t('centres.closed');
    const last = lines.at(-1);
    if (last?.text === text) last.until = day;
    else lines.push({ from: day, until: day, text });
  }
  // 5 January 2026 is a Monday.
  const name = (day: number) => weekday(`2026-01-${String(4 + day).padStart(2, '0')}`, lang);
  return lines.map(({ from, until, text }) => `${from === until ? name(from) : `${name(from)} – ${name(until)}`}: ${text}`);
}

/** A day as it stands on a button: `чоршанбе, 25.11`. */
export const shortDay = (day: string, lang: Lang): string => `${weekday(day, lang)}, ${formatDate(day, lang).slice(0, 5)}`;
