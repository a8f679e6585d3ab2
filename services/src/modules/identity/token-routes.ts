import { slugSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { refuseScripts } from '../../platform/http/from-script.ts';
import type { AccessTokens } from './access-tokens.ts';

const token = z.object({ id: z.string(), name: z.string(), agency: z.string(), createdAt: z.string(), expiresAt: z.string() });
const wanted = z.strictObject({
  agency: slugSchema,
  name: z.string().trim().min(1).max(80),
  days: z.coerce.number().int().min(1).max(90).default(30),
});

/** `/api/v1/tokens`. Scripts of a page may neither make nor revoke a token: a plugin runs there too. */
export function tokenRoutes(root: FastifyInstance, tokens: AccessTokens, actorOf: (request: FastifyRequest) => Actor): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const schema = { tags: ['tokens'] };

  app.post(
    '/api/v1/tokens',
    {
      onRequest: refuseScripts,
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        ...schema,
        summary: 'Make an access token for the command line; its text is answered this once',
        body: wanted,
        response: { 201: token.extend({ token: z.string() }) },
      },
    },
    async (request, reply) => reply.code(201).send(await tokens.issue(actorOf(request), request.body)),
  );
  app.get(
    '/api/v1/tokens',
    {
      onRequest: refuseScripts,
      schema: { ...schema, summary: 'Your access tokens, without their text', response: { 200: z.object({ tokens: z.array(token) }) } },
    },
    async (request) => ({ tokens: await tokens.mine(actorOf(request)) }),
  );
  app.delete(
    '/api/v1/tokens/:id',
    { onRequest: refuseScripts, schema: { ...schema, summary: 'Revoke an access token', params: z.object({ id: z.uuid() }) } },
    async (request, reply) => {
      await tokens.revoke(actorOf(request), request.params.id);
      return reply.code(204).send();
    },
  );
}
