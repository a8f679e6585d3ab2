import { z } from 'zod';
import { system } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { createCarriers } from './carrier.ts';
import { type Delivery, type InboxMessage, MESSAGE_CODES, type Notifications, type NotificationsDeps } from './message.ts';
import { forgetMessages } from './retention.ts';
import { notificationRoutes } from './routes.ts';
import { askOutside, declareSending } from './send-outside.ts';
import { readSettings, saveSettings } from './settings.ts';
import { subjectOf } from './subject.ts';
import type { Tables } from './tables.ts';

const JOB = 'deliver-message';
const deliverySchema: z.ZodType<Delivery> = z.object({
  to: z.string(),
  code: z.enum(MESSAGE_CODES),
  params: z.record(z.string(), z.string()),
  link: z.string().optional(),
  cause: z.string(),
}) as z.ZodType<Delivery>;

/** Asks for a message inside another module's transaction: rolled back with it, delivered once after it. */
export const enqueueMessage = (tx: Pick<Command<unknown>, 'enqueue'>, delivery: Delivery): Promise<void> =>
  tx.enqueue(JOB, { ...delivery }, { singletonKey: `${delivery.to}:${delivery.cause}` });

export function createNotifications(platform: Platform, deps: NotificationsDeps): Notifications {
  const { db, clock } = platform;
  platform.jobs.schedule('retention-of-messages', '20 21 * * *', forgetMessages(platform));
  const carriers = deps.outside ? createCarriers(platform.config) : [];
  if (deps.outside) declareSending(platform, carriers, deps.outside);

  platform.jobs.handle(JOB, async (data) => {
    const { to, code, params, link, cause } = deliverySchema.parse(data);
    await db.write<Tables, void>(system('deliver-message'), async (tx) => {
      const made = await tx.sql
        .insertInto('notifications.messages')
        .values({ recipient: to, code, params: JSON.stringify(params), link: link ?? null, cause, created_at: clock.now() })
        .onConflict((on) => on.columns(['recipient', 'cause']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!made) return;
      await tx.journal({ type: 'notification.delivered', subject: to, entity: `message:${made.id}`, data: { code } });
      await askOutside(tx, carriers, made.id, code);
    });
  });

  const notifications: Notifications = {
    inbox: async (actor) => {
      const recipient = subjectOf(actor);
      return db.read<Tables, InboxMessage[]>(actor, async (sql) => {
        const rows = await sql
          .selectFrom('notifications.messages')
          .selectAll()
          .where('recipient', '=', recipient)
          .orderBy('id', 'desc')
          .limit(200)
          .execute();
        return rows.map((row) => ({
          id: row.id,
          code: row.code,
          params: row.params,
          at: row.created_at,
          read: row.read_at !== null,
          ...(row.link ? { link: row.link } : {}),
        }));
      });
    },
    unread: async (actor) => {
      if (actor.kind !== 'person') return 0;
      return db.read<Tables, number>(actor, async (sql) => {
        const { count } = await sql
          .selectFrom('notifications.messages')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('recipient', '=', actor.subject)
          .where('read_at', 'is', null)
          .executeTakeFirstOrThrow();
        return Number(count);
      });
    },
    markRead: async (actor, ids) => {
      const recipient = subjectOf(actor);
      await db.write<Tables, void>(actor, async (tx) => {
        let unread = tx.sql
          .updateTable('notifications.messages')
          .set({ read_at: clock.now() })
          .where('recipient', '=', recipient)
          .where('read_at', 'is', null);
        if (ids !== 'all') unread = unread.where('id', 'in', ids.length > 0 ? [...ids] : ['00000000-0000-0000-0000-000000000000']);
        await unread.execute();
      });
    },
    markReadAbout: async (actor, link) => {
      const recipient = subjectOf(actor);
      await db.write<Tables, void>(actor, async (tx) => {
        await tx.sql
          .updateTable('notifications.messages')
          .set({ read_at: clock.now() })
          .where('recipient', '=', recipient)
          .where('link', '=', link)
          .where('read_at', 'is', null)
          .execute();
      });
    },
    settings: readSettings(platform),
    saveSettings: saveSettings(platform),
    applyRetention: forgetMessages(platform),
    channels: () => carriers.map(({ channel, embedded }) => ({ channel, embedded })),
    deleteRead: async (actor) => {
      const recipient = subjectOf(actor);
      return db.write<Tables, number>(actor, async (tx) => {
        const gone = await tx.sql
          .deleteFrom('notifications.messages')
          .where('recipient', '=', recipient)
          .where('read_at', 'is not', null)
          .returning('id')
          .execute();
        if (gone.length > 0)
          await tx.journal({
            type: 'notification.read-deleted',
            subject: recipient,
            entity: `person:${recipient}`,
            data: { messages: gone.length },
          });
        return gone.length;
      });
    },
    routes: (app) => notificationRoutes(app, notifications, deps),
  };
  return notifications;
}
