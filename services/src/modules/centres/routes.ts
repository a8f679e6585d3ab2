import { dushanbeDate } from '@hukumat/contract/locale';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../platform/problem.ts';
import type { Centres } from './model.ts';
import { HORIZON_DAYS } from './slot.ts';

const text = z.object({ tg: z.string(), ru: z.string().optional(), en: z.string().optional() });
const place = z.object({
  id: z.string(),
  kind: z.enum(['centre', 'post']),
  agency: z.string(),
  names: text,
  city: z.string(),
  address: text,
  phone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  sample: z.boolean(),
  resources: z.array(
    z.object({ id: z.string(), title: text, services: z.array(z.string()), weekly: z.record(z.string(), z.array(z.string())) }),
  ),
});
const slot = z.object({ id: z.string(), centre: z.string(), day: z.string(), startsAt: z.string(), endsAt: z.string(), left: z.int() });

/** What anybody may know of the centres: where they are, when they are open, which times are free. */
export function centreRoutes(app: FastifyInstance, centres: Centres): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/centres',
    { schema: { summary: 'Service centres and posts', tags: ['centres'], response: { 200: z.object({ centres: z.array(place) }) } } },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=60');
      return {
        centres: centres.all().map((one) => ({
          ...one,
          resources: one.resources.map((of) => ({
            ...of,
            services: [...of.services],
            weekly: Object.fromEntries(Object.entries(of.weekly).map(([day, spans]) => [day, [...spans]])),
          })),
        })),
      };
    },
  );
  routes.get(
    '/api/v1/centres/slots/:resource',
    {
      schema: {
        summary: 'Free times of a resource',
        tags: ['centres'],
        params: z.object({ resource: z.string().max(64) }),
        querystring: z.object({
          from: z.iso.date().optional(),
          days: z.coerce.number().int().min(1).max(HORIZON_DAYS).default(14),
          centre: z.string().max(64).optional(),
        }),
        response: { 200: z.object({ slots: z.array(slot) }) },
      },
    },
    async (request, reply) => {
      const { from = dushanbeDate(Date.now()), days, centre } = request.query;
      const found = await centres.freeSlots(request.params.resource, from, days, centre);
      void reply.header('cache-control', 'no-store');
      return { slots: found.map((one) => ({ ...one, startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString() })) };
    },
  );
  routes.get(
    '/api/v1/centres/:centre/board',
    {
      schema: {
        summary: 'Numbers that are called and that wait, as events',
        tags: ['centres'],
        produces: ['text/event-stream'],
        params: z.object({ centre: z.string().max(64) }),
      },
    },
    async (request, reply) => {
      const place = centres.centre(request.params.centre);
      if (!place) throw notFound('The centre');
      const first = await centres.queue.board(place.id);
      const stream = app.openEventStream(reply);
      stream.send('board', first);
      const send = async () => stream.send('board', await centres.queue.board(place.id));
      const deaf = centres.onChange((changed) => {
        if (changed === place.id) void send().catch(() => stream.close());
      });
      stream.closed.addEventListener('abort', deaf, { once: true });
    },
  );
}
