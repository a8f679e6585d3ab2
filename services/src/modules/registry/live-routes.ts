import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { LiveChange } from './index.ts';
import type { LiveSnapshot } from './live-snapshot.ts';

const BEAT_MS = 25_000;

const eventOf = (change: LiveChange): string => `id: ${change.sequence}\nevent: live\ndata: ${JSON.stringify(change)}\n\n`;

/**
 * `GET /api/v1/live`: one event for each change of what an agency serves. A browser that comes back with
 * `Last-Event-ID` first gets what it has missed.
 */
export function liveRoutes(app: FastifyInstance, live: LiveSnapshot): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of [...open]) end();
  });

  app.get(
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
      const since = (request.headers as { 'last-event-id'?: number })['last-event-id'];
      const sequence = live.current.sequence;
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      raw.write(`retry: 3000\nid: ${since ?? sequence}\nevent: hello\ndata: ${JSON.stringify({ sequence })}\n\n`);
      for (const change of since === undefined ? [] : live.changesSince(since)) raw.write(eventOf(change));
      const unsubscribe = live.onChange((change) => raw.write(eventOf(change)));
      const beat = setInterval(() => raw.write(':\n\n'), BEAT_MS);
      const end = () => {
        clearInterval(beat);
        unsubscribe();
        open.delete(end);
        raw.end();
      };
      open.add(end);
      request.raw.on('close', end);
    },
  );
}
