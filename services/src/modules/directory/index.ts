import { compareText } from '@hukumat/contract/locale';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { ANONYMOUS, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Agency, GROUPS, type GroupId, groupOf, type Region } from './agency.ts';
import { type AgreementChecks, type Agreements, createAgreements } from './agreements.ts';
import { TOTALS_SOURCE } from './agreements-seed.ts';
import { letterIndex } from './letters.ts';
import { EXAMPLES, REGIONS, SEED } from './seed.ts';
import { fromRow, type Tables, toRow } from './table.ts';
import { transitionLines } from './transition.ts';
import { transitionCsv } from './transition-csv.ts';

export { type Agency, GROUPS, type GroupId, groupOf, type Region } from './agency.ts';
export { AGREEMENT_STATES, type AgreementState, CONDITIONS, isCorrection, nextStates } from './agreement.ts';
export { type AgreementChecks, type AgreementMove, readsAgreement, registersAgreements } from './agreements.ts';
export { TOTALS_SOURCE } from './agreements-seed.ts';
export { transitionLines } from './transition.ts';

/** The state bodies, held in memory. Every list is in the order of the Tajik alphabet. */
export interface Directory {
  /** Brings the register's bodies into the table and loads them; idempotent, call before the first request. */
  start(): Promise<void>;
  /** The 146 bodies; the portal's own offices (kind `platform`) are found by `agency` but not counted here. */
  agencies(): readonly Agency[];
  agency(id: string): Agency | undefined;
  /** Ids of the bodies and of the portal's own offices: all that may have releases. */
  ids(): readonly string[];
  byKind(group: GroupId): readonly Agency[];
  byRegion(region: string): readonly Agency[];
  regions(): readonly Region[];
  /** Letters of the Tajik alphabet under which the bodies are found, and those of each body. */
  letters(): { letters: readonly string[]; of(agency: string): readonly string[] };
  /** How each body moves to the portal. */
  agreements: Agreements;
  /** `GET /api/v1/agencies`, `/api/v1/transition.json` and `.csv`: the registers as open data. */
  routes(app: FastifyInstance): void;
}

export function createDirectory(platform: Platform, checks: AgreementChecks = {}): Directory {
  let bodies: readonly Agency[] = [];
  let byId: ReadonlyMap<string, Agency> = new Map();
  let index = letterIndex([]);
  // The portal's own offices join nothing: they are the portal.
  const agreements = createAgreements(platform, checks, (id) => bodies.some((agency) => agency.id === id));
  return {
    async start() {
      await seed(platform);
      const all = await platform.db.read<Tables, Agency[]>(ANONYMOUS, async (db) =>
        (await db.selectFrom('directory.agencies').selectAll().execute()).map(fromRow),
      );
      all.sort((a, b) => compareText(a.names.tg, b.names.tg));
      byId = new Map(all.map((agency) => [agency.id, agency]));
      bodies = all.filter((agency) => agency.level !== 'platform');
      index = letterIndex(bodies);
      await agreements.start();
    },
    agreements,
    letters: () => index,
    agencies: () => bodies,
    agency: (id) => byId.get(id),
    ids: () => [...byId.keys()],
    byKind: (group) => bodies.filter((agency) => groupOf(agency) === group),
    byRegion: (region) => bodies.filter((agency) => agency.region === region),
    regions: () => REGIONS,
    routes(app) {
      app.get('/api/v1/agencies', async (_request, reply) => {
        void reply.header('cache-control', 'public, max-age=300');
        return { agencies: bodies, regions: REGIONS, groups: GROUPS.map((group) => group.id) };
      });
      app.get('/api/v1/transition.json', async (_request, reply) => {
        void reply.header('cache-control', 'public, max-age=300');
        const figures = agreements.figures();
        return { figures, ...(figures.sample ? { source: TOTALS_SOURCE } : {}), bodies: transitionLines(bodies, agreements) };
      });
      app.get('/api/v1/transition.csv', async (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=300')
          .header('content-disposition', 'attachment; filename="transition.csv"')
          .type('text/csv; charset=utf-8')
          .send(transitionCsv(transitionLines(bodies, agreements))),
      );
    },
  };
}

/** Writes only what is new or differs, so that a second start changes nothing. */
async function seed(platform: Platform): Promise<void> {
  await platform.db.write<Tables, void>(system('seed-directory'), async ({ sql: db, journal }) => {
    const changed = await db
      .insertInto('directory.agencies')
      .values([...SEED, ...(platform.config.demo ? EXAMPLES : [])].map(toRow))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) => ({
            kind: row.ref('excluded.kind'),
            level: row.ref('excluded.level'),
            region: row.ref('excluded.region'),
            parent: row.ref('excluded.parent'),
            name_tg: row.ref('excluded.name_tg'),
            name_ru: row.ref('excluded.name_ru'),
            name_en: row.ref('excluded.name_en'),
            short_names: row.ref('excluded.short_names'),
            place: row.ref('excluded.place'),
            website: row.ref('excluded.website'),
            names_verified: row.ref('excluded.names_verified'),
            website_verified: row.ref('excluded.website_verified'),
            parent_verified: row.ref('excluded.parent_verified'),
          }))
          .where(sql<boolean>`agencies is distinct from excluded`),
      )
      .returning('id')
      .execute();
    if (changed.length > 0) await journal({ type: 'directory.seeded', entity: 'directory', data: { changed: changed.length } });
  });
}
