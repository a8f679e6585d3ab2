import { textSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseScripts } from '../../platform/http/from-script.ts';
import { INVOICE_STATES, type Payments, type PaymentsDeps } from './invoice.ts';

const diram = z.int().positive();
const invoice = z.object({
  id: z.uuid(),
  number: z.string(),
  application: z.uuid(),
  applicationNumber: z.string(),
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

export function paymentRoutes(app: FastifyInstance, payments: Payments, { identity }: PaymentsDeps): void {
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
}
