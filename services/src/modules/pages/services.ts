import { CATEGORIES, startable } from '@hukumat/contract';
import { cataloguePage, inLang, servicePage } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import { lifeEvent } from '../catalogue/index.ts';
import { liveServices, usedEvents } from './live.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

/** The catalogue and the page of one service. */
export const serviceRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/services',
    get(visit) {
      const { t, to, query } = visit;
      const event = lifeEvent(query.event ?? '');
      const every = liveServices(site);
      const all = every.filter(({ definition }) => !event || definition.lifeEvents.includes(event.id));
      const used = CATEGORIES.filter((category) => all.some(({ definition }) => definition.category === category));
      const category = CATEGORIES.find((one) => one === query.category);
      return {
        title: category ? t(`category.${category}`) : event ? inLang(event.title, visit.lang) : t('services.title'),
        description: t('services.description'),
        trail:
          category || event
            ? [
                { label: t('services.title'), href: to('/services') },
                { label: category ? t(`category.${category}`) : inLang(event?.title ?? { tg: '' }, visit.lang) },
              ]
            : [{ label: t('services.title') }],
        main: cataloguePage(
          {
            groups: (category ? [category] : used)
              .map((id) => ({
                id,
                label: t(`category.${id}`),
                services: all.filter(({ definition }) => definition.category === id).map(({ definition }) => definition),
              }))
              .filter((group) => group.services.length > 0),
            filters: [
              { href: to('/services'), label: t('services.all'), current: !category },
              ...used.map((id) => ({ href: to(`/services?category=${id}`), label: t(`category.${id}`), current: id === category })),
            ],
            ...(event ? { event: event.title } : {}),
            situations: usedEvents(every).map(({ id, title }) => ({ href: to(`/services?event=${id}`), title })),
          },
          visit,
        ),
      };
    },
  },
  {
    pattern: '/services/:service',
    get(visit) {
      const found = site.registry.serviceById(visit.params.service ?? '');
      const agency = found && site.directory.agency(found.release.agency);
      if (!found || !agency) throw notFound('This service');
      const { definition } = found;
      const title = inLang(definition.title, visit.lang);
      return {
        title,
        description: inLang(definition.summary, visit.lang),
        ...(definition.tone ? { tone: definition.tone } : {}),
        section: { agency: agency.id, name: inLang(agency.names, visit.lang) },
        trail: [{ label: visit.t('services.title'), href: visit.to('/services') }, { label: title }],
        structured: site.catalogue.governmentService({ definition, agency }, visit.lang),
        main: servicePage({ definition, agency, today: site.today(), startable: startable(definition, site.demo) }, visit),
      };
    },
  },
];
