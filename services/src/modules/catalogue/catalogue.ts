import { type Lang, type ServiceDefinition, unconfirmedIn } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import type { Directory } from '../directory/index.ts';
import type { Registry } from '../registry/index.ts';
import { graphOf, type Offered } from './graph.ts';
import { type Missing, missingIn } from './mandatory.ts';
import { type Register, registerOf } from './register.ts';
import { catalogueRoutes } from './routes.ts';
import { governmentService } from './schema-org.ts';
import { toJsonLd, toTurtle } from './serialise.ts';

export interface CatalogueDeps {
  registry: Pick<Registry, 'snapshot'>;
  directory: Pick<Directory, 'agency'>;
  statistics: Catalogue['statistics'];
}

/** Public figures of one service over the last year. What has too few people behind it is absent. */
export interface Figures {
  service: string;
  agency: string;
  volume?: number;
  p50WorkingDays?: number;
  p90WorkingDays?: number;
  onTimeShare?: number;
  refusedShare?: number;
  channels: { online?: number; centre?: number };
  satisfaction?: { average: number; ratings: number };
}

/** The services that are offered, as data for others: CPSV-AP, schema.org, the register of state services. */
export interface Catalogue {
  /** Every service that a live release offers, with its body. */
  offered(): Offered[];
  find(id: string): Offered | undefined;
  /** CPSV-AP 3.2.0 of these services; both come from one graph. */
  turtle(offered: readonly Offered[]): Promise<string>;
  jsonLd(offered: readonly Offered[]): object;
  /** Mandatory fields of CPSV-AP that a service lacks. */
  missing(offered: Offered): Missing[];
  /** A service in the words of schema.org, for its page. */
  governmentService(offered: Offered, lang: Lang): Record<string, unknown>;
  register(): Register;
  /** Of one service, or of every service that was used. */
  statistics(service?: string): Promise<Figures[]>;
  /** `/api/v1/services`, `/api/v1/services/{id}` with `.ttl` and `.jsonld`, `/api/v1/catalogue.ttl`, `/api/v1/register.json|csv`, `/api/v1/statistics.json|csv`. */
  routes(app: FastifyInstance): void;
}

const unconfirmed = (definition: ServiceDefinition): boolean => unconfirmedIn(definition).length > 0;

export function createCatalogue({ config, clock }: Platform, { registry, directory, statistics }: CatalogueDeps): Catalogue {
  const today = () => dushanbeDate(clock.now());
  const graph = (offered: readonly Offered[]) => graphOf(offered, { origin: config.origin, today: today(), unconfirmed });
  const offered = (): Offered[] =>
    [...registry.snapshot().releases.values()].flatMap((release) => {
      const agency = directory.agency(release.agency);
      return agency ? (release.manifest.services ?? []).map((definition) => ({ definition, agency })) : [];
    });
  const catalogue: Catalogue = {
    offered,
    find: (id) => offered().find(({ definition }) => definition.id === id),
    turtle: (some) => toTurtle(graph(some)),
    jsonLd: (some) => toJsonLd(graph(some)),
    missing: (one) => missingIn(graph([one])),
    governmentService: (one, lang) => governmentService(one, { origin: config.origin, lang, today: today() }),
    statistics,
    register: () =>
      registerOf(
        offered().map(({ definition, agency }) => ({
          id: definition.id,
          names: definition.title,
          category: definition.category,
          agency: agency.id,
          unconfirmed: unconfirmed(definition),
        })),
      ),
    routes: (app) => catalogueRoutes(app, catalogue),
  };
  return catalogue;
}
