import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { LiveChange } from './index.ts';
import type { LiveSnapshot } from './live-snapshot.ts';

/**
 * `GET /api/v1/live`: `hello` with the present sequence, then one `live` event for each change of what an agency serves.
 * A browser that comes back with `Last-Event-ID` gets what it has missed in between.
 */
export function liveRoutes(app: FastifyInstance, live: LiveSnapshot): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/live',
    {
      schema: {
        tags: ['live'],
        summary: 'Changes of live releases as server-sent events',
        produces: ['text/event-stream'],
        headers: z.object({ 'last-event-id': z.coerce.number().int().min(0).optional().catch(undefined) }),
      },
    },
    (request, reply) => {
      const since = request.headers['last-event-id'];
      const stream = app.openEventStream(reply);
      const send = (change: LiveChange) => stream.send('live', change, String(change.sequence));
      const { sequence } = live.current;
      stream.send('hello', { sequence }, String(since ?? sequence));
      if (since !== undefined) for (const change of live.changesSince(since)) send(change);
      stream.closed.addEventListener('abort', live.onChange(send), { once: true });
    },
  );
}
