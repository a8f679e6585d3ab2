import { inLang, statisticsPage } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import type { Site } from './needs.ts';
import type { PageRoute, Visit } from './visit.ts';

/** Public figures of the services. */
export const statisticsRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/statistics',
    get: async (visit) => ({
      title: visit.t('statistics.title'),
      description: visit.t('statistics.lead'),
      main: statisticsPage({ rows: await rowsOf(site, visit) }, visit),
    }),
  },
  {
    pattern: '/statistics/:service',
    get: async (visit) => {
      const found = site.catalogue.find(visit.params.service ?? '');
      if (!found) throw notFound('This service');
      const { title, id } = found.definition;
      return {
        title: `${visit.t('statistics.title')}: ${inLang(title, visit.lang)}`,
        trail: [{ label: visit.t('statistics.title'), href: visit.to('/statistics') }, { label: inLang(title, visit.lang) }],
        main: statisticsPage({ only: title, rows: await rowsOf(site, visit, id) }, visit),
      };
    },
  },
];

async function rowsOf(site: Site, { to }: Visit, service?: string) {
  return (await site.catalogue.statistics(service)).map((one) => ({
    title: site.catalogue.find(one.service)?.definition.title ?? { tg: one.service },
    href: to(`/services/${one.service}`),
    ...one.channels,
    ...(one.volume === undefined ? {} : { volume: one.volume }),
    ...(one.p50WorkingDays === undefined ? {} : { p50: one.p50WorkingDays }),
    ...(one.p90WorkingDays === undefined ? {} : { p90: one.p90WorkingDays }),
    ...(one.onTimeShare === undefined ? {} : { onTime: one.onTimeShare }),
    ...(one.refusedShare === undefined ? {} : { refused: one.refusedShare }),
    ...(one.satisfaction === undefined ? {} : { satisfaction: one.satisfaction.average }),
  }));
}
