import { slugSchema, versionSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { system } from '../../platform/actor.ts';
import { fromScript } from '../../platform/http/from-script.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, Problem } from '../../platform/problem.ts';
import type { RegistryDeps } from './index.ts';
import { agencyParams } from './release-schemas.ts';
import { CENTRAL, isCentral, mayRead } from './roles.ts';
import type { Tables } from './tables.ts';

const KEPT_DAYS = 90;
const SHOWN = 200;

// PostgreSQL keeps no NUL.
const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.replaceAll('\0', ''));
const report = z.strictObject({
  id: z.string().regex(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
  agency: slugSchema,
  version: versionSchema,
  kind: slugSchema,
  reason: words(100),
  message: words(500).optional(),
  path: words(300),
  context: z.unknown().optional(),
});
const incident = z.object({
  id: z.string(),
  at: z.string(),
  version: z.string(),
  kind: z.string(),
  reason: z.string(),
  message: z.string().optional(),
  path: z.string(),
});

/** Incidents of plugins: any page may tell one, an agency's own people and the central Agency read them. */
export function incidentRoutes(app: FastifyInstance, platform: Platform, identity: RegistryDeps['identity']): void {
  const { db, clock } = platform;
  const api = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['incidents'];

  api.post(
    '/api/v1/reports',
    {
      bodyLimit: 8_192,
      config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: { tags, summary: 'Tell of an incident in a plugin; the number is the page’s own', body: report, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { context: _context, message, ...told } = request.body;
      const forgotten = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000);
      await db.write<Tables, void>(system('report-incident'), async ({ sql }) => {
        await sql.deleteFrom('registry.incidents').where('at', '<', forgotten).execute();
        await sql
          .insertInto('registry.incidents')
          .values({ ...told, message: message ?? null, at: clock.now() })
          .onConflict((there) => there.doNothing())
          .execute();
      });
      return reply.code(204).send(null);
    },
  );

  api.get(
    '/api/v1/agencies/:agency/incidents',
    {
      schema: {
        tags,
        summary: `The newest ${SHOWN} incidents of an agency's plugin`,
        params: agencyParams,
        response: { 200: z.object({ incidents: z.array(incident) }) },
      },
    },
    async (request) => {
      const actor = identity.actorOf(request);
      const { agency } = request.params;
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in, or send a token');
      if (fromScript(request)) identity.capability.check(request, isCentral(actor) ? CENTRAL : agency);
      if (!mayRead(actor, agency)) throw forbidden('Only the agency and the central Agency may see its incidents');
      const rows = await db.read<Tables, Tables['registry.incidents'][]>(actor, (sql) =>
        sql.selectFrom('registry.incidents').selectAll().where('agency', '=', agency).orderBy('at', 'desc').limit(SHOWN).execute(),
      );
      return { incidents: rows.map(({ at, message, ...row }) => ({ ...row, at: at.toISOString(), ...(message ? { message } : {}) })) };
    },
  );
}
