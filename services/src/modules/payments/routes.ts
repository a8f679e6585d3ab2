import type { IncomingHttpHeaders } from 'node:http';
import { textSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseScripts } from '../../platform/http/from-script.ts';
import { INVOICE_STATES, type Payments, type PaymentsDeps } from './invoice.ts';
import { unsigned } from './provider.ts';

const diram = z.int().positive();
const invoice = z.object({
  id: z.uuid(),
  number: z.string(),
  application: z.uuid(),
  applicationNumber: z.string(),
  occasion: z.enum(['hand-in', 'issue']),
  agency: z.string(),
  service: z.string(),
  lines: z.array(z.object({ kind: z.string(), label: textSchema, diram })),
  diram,
  state: z.enum(INVOICE_STATES),
  createdAt: z.string(),
  payableUntil: z.string(),
  receipt: z.string().optional(),
  settledAt: z.string().optional(),
  refund: z.object({ at: z.string(), reason: z.string() }).optional(),
});

type Receive = (headers: IncomingHttpHeaders, body: Buffer) => Promise<void>;
const WEBHOOK_BYTES = 16 * 1024;

export async function paymentRoutes(
  app: FastifyInstance,
  payments: Payments,
  { identity }: PaymentsDeps,
  receive: Receive | undefined,
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/payments',
    { onRequest: refuseScripts, schema: { summary: 'My payments', tags: ['payments'], response: { 200: z.array(invoice) } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return (await payments.mine(identity.actorOf(request))).map(({ createdAt, settledAt, refund, ...rest }) => ({
        ...rest,
        createdAt: createdAt.toISOString(),
        ...(settledAt ? { settledAt: settledAt.toISOString() } : {}),
        ...(refund ? { refund: { at: refund.at.toISOString(), reason: refund.reason } } : {}),
      }));
    },
  );
  await app.register(async (door) => {
    // The signature is over the bytes as they came.
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    door.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/payments/webhook',
      {
        bodyLimit: WEBHOOK_BYTES,
        config: { crossSite: 'allowed because every delivery is signed by the payment provider' },
        schema: {
          summary: 'What the payment provider tells',
          description:
            'Standard Webhooks with Ed25519: headers webhook-id, webhook-timestamp, webhook-signature; a JSON object with type, session, key, diram, at.',
          tags: ['payments'],
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        if (!receive || !Buffer.isBuffer(request.body)) throw unsigned();
        await receive(request.headers, request.body);
        return reply.code(204).send(null);
      },
    );
  });
}
