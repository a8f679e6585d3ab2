import { CATEGORIES } from '@hukumat/contract';
import { compareText, formatDate } from '@hukumat/contract/locale';
import { inLang, registerPage } from '@hukumat/shell/document';
import { REGISTER_STATES } from '../catalogue/index.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

/** The register of state services, narrowed by body, state and category. */
export const registerRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/register',
    get(visit) {
      const { t, to, lang, query } = visit;
      const { entries, online, known, share, total } = site.catalogue.register();
      const nameOf = (id: string) => site.directory.agency(id)?.names ?? { tg: id };
      const bodies = [...new Set(entries.flatMap(({ agencies }) => agencies))].sort((a, b) =>
        compareText(inLang(nameOf(a), lang), inLang(nameOf(b), lang)),
      );
      const body = bodies.find((one) => one === query.body);
      const state = REGISTER_STATES.find((one) => one === query.state);
      const category = CATEGORIES.find((one) => one === query.category);
      const choose = (ids: readonly string[], chosen: string | undefined, label: (id: string) => string) =>
        ids.map((value) => ({ value, label: label(value), chosen: value === chosen }));
      return {
        title: t('register.title'),
        description: t('register.lead'),
        trail: [{ label: t('services.title'), href: to('/services') }, { label: t('register.title') }],
        main: registerPage(
          {
            online,
            known,
            share,
            total,
            filters: [
              {
                name: 'body',
                label: t('register.body'),
                any: t('register.anyBody'),
                options: choose(bodies, body, (id) => inLang(nameOf(id), lang)),
              },
              {
                name: 'state',
                label: t('register.state'),
                any: t('register.anyState'),
                options: REGISTER_STATES.map((value) => ({ value, label: t(`register.state.${value}`), chosen: value === state })),
              },
              {
                name: 'category',
                label: t('register.category'),
                any: t('register.anyCategory'),
                options: CATEGORIES.map((value) => ({ value, label: t(`category.${value}`), chosen: value === category })),
              },
            ],
            rows: entries
              .filter(
                (entry) =>
                  (!body || entry.agencies.includes(body)) &&
                  (!state || entry.state === state) &&
                  (!category || entry.category === category),
              )
              .map((entry) => ({
                title: entry.names,
                bodies: entry.agencies.map((id) => ({ href: to(`/${id}/`), title: nameOf(id) })),
                state: entry.state,
                mandatory: entry.mandatory,
                source: entry.source,
                sample: entry.sample === true,
                ...(entry.state === 'online' ? { href: to(`/services/${entry.id}`) } : {}),
                ...(entry.state === 'announced' && entry.announcedFor ? { announced: formatDate(entry.announcedFor, lang) } : {}),
              })),
          },
          visit,
        ),
      };
    },
  },
];
