import { lifeEvent } from '../catalogue/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Registry } from '../registry/index.ts';
import { COMMON_NAMES } from './common-names.ts';
import { type Entry, type Source, textsOf } from './entry.ts';
import { STANDARD_PAGES } from './standard-pages.ts';

/** Services of the plugins that are live. */
export const serviceSource = (registry: Pick<Registry, 'snapshot' | 'onChange'>, directory: Directory): Source => ({
  name: 'services',
  entries: () =>
    [...registry.snapshot().releases.values()].flatMap((release) =>
      (release.manifest.services ?? []).map((service): Entry => {
        const agency = directory.agency(release.agency);
        return {
          id: `service:${service.id}`,
          type: 'service',
          title: service.title,
          words: [
            ...(service.searchWords ?? []),
            ...textsOf(service.result),
            ...(service.lifeEvents ?? []).flatMap((id) => textsOf(lifeEvent(id)?.title)),
          ],
          summary: service.summary,
          // Whoever names the body finds its services too, after the body itself.
          ...(agency ? { body: { tg: [...textsOf(agency.names), ...textsOf(agency.shortNames)].join(' · ') } } : {}),
          agency: release.agency,
          path: `/services/${service.id}`,
        };
      }),
    ),
  onChange: (listener) => void registry.onChange(() => listener()),
});

/** The state bodies; they change only with the portal itself. */
export const agencySource = (directory: Directory): Source => ({
  name: 'agencies',
  entries: () =>
    directory.agencies().map(
      (agency): Entry => ({
        id: `agency:${agency.id}`,
        type: 'agency',
        title: agency.names,
        names: [...textsOf(agency.shortNames), ...(COMMON_NAMES[agency.id] ?? [])],
        words: [agency.id.replaceAll('-', ' '), ...textsOf(agency.place), ...(agency.website ? [agency.website] : [])],
        agency: agency.id,
        path: `/${agency.id}/`,
      }),
    ),
  onChange: () => undefined,
});

export const portalSource: Source = { name: 'portal', entries: () => [...STANDARD_PAGES], onChange: () => undefined };
