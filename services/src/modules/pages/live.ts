import { LIFE_EVENTS, type LifeEvent } from '../catalogue/index.ts';
import type { Agency } from '../directory/index.ts';
import type { LiveRelease } from '../registry/index.ts';
import type { Site } from './needs.ts';

type Definition = NonNullable<LiveRelease['manifest']['services']>[number];
export interface Offered {
  release: LiveRelease;
  definition: Definition;
  agency: Agency | undefined;
}

/** Every service that a live release offers, in the order of its agency. */
export const liveServices = (site: Pick<Site, 'registry' | 'directory'>): Offered[] =>
  [...site.registry.snapshot().releases.values()].flatMap((release) =>
    (release.manifest.services ?? []).map((definition) => ({ release, definition, agency: site.directory.agency(release.agency) })),
  );

/** Situations in which at least one of the services helps, in the order of a life. */
export const usedEvents = (services: readonly Offered[]): LifeEvent[] =>
  LIFE_EVENTS.filter(({ id }) => services.some(({ definition }) => definition.lifeEvents.includes(id)));
