import { slugSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import { scopeSchema } from './backend-routes.ts';
import { callPath } from './call-path.ts';
import type { Carry } from './carry-call.ts';
import type { GatewayDeps } from './index.ts';
import type { Person } from './proof.ts';

/** The largest body of a call. */
const BODY_BYTES = 8 * 1024 * 1024;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** `/api/v1/agencies/{agency}/calls/{scope}/…`: what a plugin declared under `calls`, on its way to the agency's own server. */
export async function callRoutes(root: FastifyInstance, carry: Carry, { identity, registry }: GatewayDeps): Promise<void> {
  await root.register(async (app) => {
    // Bodies are carried, not read.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) => done(null, body));

    /** Who calls. A program with an access token is no page of the agency and has no business here. */
    const callerOf = (request: FastifyRequest): Person => {
      const actor = identity.actorOf(request);
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to do this');
      if (request.headers.authorization !== undefined) throw forbidden('Calls are made by pages of the agency');
      return actor;
    };

    app.withTypeProvider<ZodTypeProvider>().route({
      method: [...METHODS],
      url: '/api/v1/agencies/:agency/calls/:scope/*',
      exposeHeadRoute: false,
      bodyLimit: BODY_BYTES,
      schema: {
        tags: ['gateway'],
        summary: "A declared call to the agency's own server",
        description:
          'Carried with a proof of who calls; see "Your own back end" in contract/README.md. Changing calls need an Idempotency-Key.',
        params: z.object({ agency: slugSchema, scope: scopeSchema, '*': z.string() }),
      },
      // Before a body is read for somebody who may not send it.
      onRequest: async (request, reply) => {
        const { agency, scope } = request.params;
        callerOf(request);
        identity.capability.check(request, agency);
        const declared = registry
          .snapshot()
          .releases.get(agency)
          ?.manifest.calls?.filter((call) => call.scope === `${agency}.${scope}`);
        if (!declared?.length) throw notFound(`A declared call ${agency}.${scope}`);
        if (!declared.some(({ methods }) => methods.includes(request.method))) {
          reply.header('allow', [...new Set(declared.flatMap(({ methods }) => methods))].join(', '));
          throw new Problem(405, 'method-not-declared', `The release does not declare ${request.method} for ${agency}.${scope}`);
        }
      },
      handler: async (request, reply) => {
        const { agency, scope } = request.params;
        const header = (name: string): string => {
          const value = request.headers[name];
          return typeof value === 'string' ? value : '';
        };
        const answer = await carry(callerOf(request), {
          agency,
          scope,
          method: request.method,
          path: callPath(request.originalUrl),
          type: header('content-type').split(';')[0]?.trim().toLowerCase() ?? '',
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          key: header('idempotency-key'),
          language: header('accept-language'),
          ifMatch: header('if-match'),
          id: request.id,
        });
        return reply
          .code(answer.status)
          .headers(answer.headers)
          .headers(answer.replayed ? { 'idempotency-replayed': 'true' } : {})
          .send(answer.body.byteLength > 0 ? answer.body : '');
      },
    });
  });
}
