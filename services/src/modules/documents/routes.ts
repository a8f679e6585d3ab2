import { slugSchema, textSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseScripts } from '../../platform/http/from-script.ts';
import type { Documents, DocumentsDeps } from './document.ts';

const kind = z.enum(['certificate', 'permit', 'confirmation', 'document']);
const document = z.object({
  id: z.uuid(),
  application: z.uuid(),
  agency: z.string(),
  service: z.string(),
  kind,
  title: textSchema,
  number: z.string(),
  code: z.string(),
  state: z.enum(['issued', 'revoked', 'expired']),
  issuedOn: z.string(),
  validUntil: z.string().optional(),
  sha256: z.string(),
  bytes: z.int(),
  statement: z.string().optional(),
  mandate: z.boolean(),
  quiet: z.boolean(),
  revokedOn: z.string().optional(),
  revokedReason: z.string().optional(),
});
const handOver = z.object({
  id: z.uuid(),
  document: z.uuid(),
  number: z.string(),
  title: textSchema,
  fromService: z.string(),
  toAgency: z.string(),
  toService: z.string(),
  application: z.uuid(),
  field: z.string(),
  consent: z.string(),
  at: z.string(),
});
const published = z.object({
  issuer: z.string(),
  at: z.string(),
  keys: z.array(
    z.object({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      alg: z.literal('ES256'),
      use: z.literal('sig'),
      kid: z.string(),
      x: z.string(),
      y: z.string(),
      signs_from: z.string(),
      signs_until: z.string().optional(),
      believed_until: z.string().optional(),
    }),
  ),
  revoked: z.array(z.string()),
  authority: z.string(),
});
const reason = z.object({ reason: z.string().max(500) });
const verdict = z.union([
  z.object({ result: z.literal('unknown') }),
  z.object({
    result: z.enum(['issued', 'revoked', 'expired', 'altered']),
    number: z.string(),
    kind,
    title: textSchema,
    agency: z.string(),
    initials: z.string(),
    issuedOn: z.string(),
    validUntil: z.string().optional(),
    sha256: z.string(),
    code: z.string(),
    quiet: z.boolean(),
    revokedOn: z.string().optional(),
    mandate: z
      .object({
        services: z.array(z.string()),
        from: z.string(),
        to: z.string(),
        grantee: z.string(),
        state: z.enum(['ahead', 'active', 'expired', 'revoked']),
      })
      .optional(),
  }),
]);

export function documentRoutes(app: FastifyInstance, documents: Documents, { identity }: DocumentsDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/documents',
    { onRequest: refuseScripts, schema: { summary: 'My documents', tags: ['documents'], response: { 200: z.array(document) } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return documents.mine(identity.actorOf(request));
    },
  );
  routes.get(
    '/api/v1/verify/:code',
    {
      schema: {
        summary: 'Check a document by its code',
        tags: ['documents'],
        params: z.object({ code: z.string().max(64) }),
        response: { 200: verdict },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return documents.verify(request.params.code);
    },
  );
  routes.get(
    '/api/v1/documents/seal.pem',
    { schema: { summary: 'The authority behind the demonstration seal', tags: ['documents'] } },
    async (_request, reply) => {
      const { authority } = await documents.seal();
      return reply.header('content-type', 'application/x-pem-file').send(authority);
    },
  );
  routes.post(
    '/api/v1/documents/:id/revoke',
    {
      onRequest: refuseScripts,
      schema: {
        summary: 'Take back a document of mine that is a mandate',
        tags: ['documents'],
        params: z.object({ id: z.string().max(64) }),
        body: reason,
        response: { 200: document },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const actor = identity.actorOf(request);
      // The owner's address: a desk that may revoke it does so at its own.
      await documents.one(actor, request.params.id);
      await documents.revoke(actor, request.params.id, request.body.reason);
      return documents.one(actor, request.params.id);
    },
  );
  for (const address of ['/api/v1/documents/keys', '/.well-known/hukumat-documents.json']) {
    routes.get(
      address,
      {
        schema: {
          summary: 'Keys and revocations for checking documents without a network',
          tags: ['documents'],
          response: { 200: published },
        },
      },
      async (_request, reply) => {
        reply.header('cache-control', 'public, max-age=60');
        return documents.published();
      },
    );
  }

  /** The document a browser calls from must have been issued for this agency; the role is checked by each command. */
  const officer = (request: Parameters<typeof identity.actorOf>[0], agency: string) => {
    identity.capability.check(request, agency);
    return identity.actorOf(request);
  };
  routes.post(
    '/api/v1/agencies/:agency/documents/:id/revoke',
    {
      schema: {
        summary: 'Declare a document of the agency void',
        tags: ['desk'],
        params: z.object({ agency: slugSchema, id: z.string().max(64) }),
        body: reason,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { agency, id } = request.params;
      await documents.revoke(officer(request, agency), id, request.body.reason, agency);
      return reply.header('cache-control', 'no-store').status(204).send(null);
    },
  );
  routes.get(
    '/api/v1/agencies/:agency/applications/:id/documents',
    {
      schema: {
        summary: 'Documents handed over with an application',
        tags: ['desk'],
        params: z.object({ agency: slugSchema, id: z.string().max(64) }),
        response: { 200: z.array(handOver) },
      },
    },
    async (request, reply) => {
      const { agency, id } = request.params;
      reply.header('cache-control', 'no-store');
      const received = await documents.receivedWith(officer(request, agency), agency, id);
      return received.map((one) => ({ ...one, at: one.at.toISOString() }));
    },
  );
  routes.get(
    '/api/v1/agencies/:agency/documents/:handOver',
    {
      schema: {
        summary: 'The file of a document that was handed over; its owner sees that it was opened',
        tags: ['desk'],
        params: z.object({ agency: slugSchema, handOver: z.string().max(64) }),
      },
    },
    async (request, reply) => {
      const { agency, handOver: id } = request.params;
      const { document: opened, bytes } = await documents.openHandedOver(officer(request, agency), agency, id);
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${opened.number}.pdf"`)
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(bytes));
    },
  );
}
