import { slugSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { JWK } from 'jose';
import { z } from 'zod';
import { type Actor, holds } from '../../platform/actor.ts';
import { fromScript } from '../../platform/http/from-script.ts';
import { Problem } from '../../platform/problem.ts';
import { CENTRAL, type Gateway, type GatewayDeps } from './index.ts';

export const scopeSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/)
  .describe('The declared scope without the agency: `plans` for `{agency}.plans`');

const settings = z.strictObject({
  url: z.string().max(300).describe('Where the server is; the rest of each call is added to it'),
  deadlineMs: z.int().min(100).max(30_000).default(5_000),
  places: z.int().min(1).max(200).default(20).describe('Calls at once'),
  tellsName: z.boolean().default(false).describe("Whether it is told the person's name"),
});
const backend = settings.extend({ agency: z.string(), scope: z.string() });

/** The gateway's public key, and the register of agencies' own servers. */
export function backendRoutes(app: FastifyInstance, gateway: Gateway, identity: GatewayDeps['identity'], jwks: { keys: JWK[] }): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['gateway'];
  const params = z.object({ agency: slugSchema });
  const one = params.extend({ scope: scopeSchema });
  const signedIn = (request: FastifyRequest): Actor => {
    const actor = identity.actorOf(request);
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in, or send a token');
    return actor;
  };
  const central = (request: FastifyRequest): Actor => {
    const actor = signedIn(request);
    identity.capability.check(request, CENTRAL);
    return actor;
  };

  app.get('/.well-known/hukumat-gateway.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('application/json').send(JSON.stringify(jwks)),
  );

  api.get(
    '/api/v1/agencies/:agency/backends',
    { schema: { tags, summary: "Where an agency's own servers are", params, response: { 200: z.object({ backends: z.array(backend) }) } } },
    async (request) => {
      const { agency } = request.params;
      const actor = signedIn(request);
      if (fromScript(request)) identity.capability.check(request, holds(actor, 'developer', agency) ? agency : CENTRAL);
      return { backends: await gateway.backendsOf(actor, agency) };
    },
  );

  api.put(
    '/api/v1/agencies/:agency/backends/:scope',
    {
      schema: {
        tags,
        summary: "Register an agency's own server for a declared scope",
        params: one,
        body: settings,
        response: { 200: backend },
      },
    },
    async (request) => {
      const registered = { ...request.params, ...request.body };
      await gateway.registerBackend(central(request), registered);
      return registered;
    },
  );

  api.delete(
    '/api/v1/agencies/:agency/backends/:scope',
    { schema: { tags, summary: 'Withdraw a server: no call goes there any more', params: one, response: { 200: one } } },
    async (request) => {
      await gateway.withdrawBackend(central(request), request.params.agency, request.params.scope);
      return request.params;
    },
  );
}
