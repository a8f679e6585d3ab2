import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseScripts } from '../../platform/http/from-script.ts';
import type { Mandate, Mandates, MandatesDeps } from './mandate.ts';

const mandate = z.object({
  id: z.uuid(),
  grantorName: z.string(),
  granteeName: z.string(),
  services: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  state: z.enum(['ahead', 'active', 'expired', 'revoked']),
  document: z.uuid(),
  reason: z.string().optional(),
});
/** The other party is named, never numbered: the number of a person in the portal is nobody else's. */
const shown = ({ id, grantorName, granteeName, services, from, to, state, document, reason }: Mandate) => ({
  id,
  grantorName,
  granteeName,
  services,
  from,
  to,
  state,
  document,
  ...(reason ? { reason } : {}),
});

export function mandateRoutes(app: FastifyInstance, mandates: Mandates, { identity }: MandatesDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/mandates',
    {
      onRequest: refuseScripts,
      schema: {
        summary: 'Mandates that I gave and received',
        tags: ['mandates'],
        response: { 200: z.object({ given: z.array(mandate), received: z.array(mandate) }) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { given, received } = await mandates.mine(identity.actorOf(request));
      return { given: given.map(shown), received: received.map(shown) };
    },
  );
  routes.post(
    '/api/v1/mandates/:id/revoke',
    {
      onRequest: refuseScripts,
      schema: {
        summary: 'Take a mandate back',
        tags: ['mandates'],
        params: z.object({ id: z.string().max(64) }),
        body: z.object({ reason: z.string().max(500) }),
        response: { 200: mandate },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return shown(await mandates.revoke(identity.actorOf(request), request.params.id, request.body.reason));
    },
  );
}
