import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseScripts } from '../../platform/http/from-script.ts';
import { MESSAGE_CODES, type Notifications, type NotificationsDeps } from './message.ts';

const message = z.object({
  id: z.uuid(),
  code: z.enum(MESSAGE_CODES),
  params: z.record(z.string(), z.string()),
  link: z.string().optional(),
  at: z.string(),
  read: z.boolean(),
});

export function notificationRoutes(app: FastifyInstance, notifications: Notifications, { identity }: NotificationsDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/inbox',
    {
      onRequest: refuseScripts,
      schema: { summary: 'My messages', tags: ['inbox'], response: { 200: z.object({ unread: z.int(), messages: z.array(message) }) } },
    },
    async (request, reply) => {
      const messages = await notifications.inbox(identity.actorOf(request));
      reply.header('cache-control', 'no-store');
      return { unread: messages.filter((m) => !m.read).length, messages: messages.map((m) => ({ ...m, at: m.at.toISOString() })) };
    },
  );
  routes.post(
    '/api/v1/inbox/read',
    {
      onRequest: refuseScripts,
      schema: {
        summary: 'Mark messages as read',
        tags: ['inbox'],
        body: z.strictObject({ ids: z.union([z.literal('all'), z.array(z.uuid()).max(200)]) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await notifications.markRead(identity.actorOf(request), request.body.ids);
      return reply.code(204).send(null);
    },
  );
}
