import { loaSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Who } from './index.ts';

const facts = z.object({
  signedIn: z.boolean(),
  loa: loaSchema,
  name: z.string().optional(),
  /** `agency:role`. */
  roles: z.array(z.string()).optional(),
  expiresAt: z.number().optional(),
});

/** `/api/v1/who`: facts about the visitor for the browser half and, through it, for plugins. Never a token. */
export function whoRoute(app: FastifyInstance, who: (request: FastifyRequest) => Who, actorOf: (request: FastifyRequest) => Actor): void {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/v1/who',
      { schema: { tags: ['identity'], summary: 'Who is signed in, in facts', response: { 200: facts } } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const actor = actorOf(request);
        return { ...who(request), ...(actor.kind === 'person' ? { roles: actor.roles.map((held) => `${held.agency}:${held.role}`) } : {}) };
      },
    );
}
