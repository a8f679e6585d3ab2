import { textSchema } from '@hukumat/contract';
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
});
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
}
