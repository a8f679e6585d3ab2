import type { ColumnType, Generated } from 'kysely';
import { z } from 'zod';
import { type Actor, system } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import {
  type Delivery,
  type InboxMessage,
  MESSAGE_CODES,
  type MessageCode,
  type Notifications,
  type NotificationsDeps,
} from './message.ts';
import { notificationRoutes } from './routes.ts';

interface Tables {
  'notifications.messages': {
    id: Generated<string>;
    recipient: string;
    code: MessageCode;
    params: ColumnType<Record<string, string>, string, never>;
    link: string | null;
    cause: string;
    created_at: Date;
    read_at: ColumnType<Date | null, Date | null, Date>;
  };
}

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

  platform.jobs.handle(JOB, async (data) => {
    const { to, code, params, link, cause } = deliverySchema.parse(data);
    await db.write<Tables, void>(system('deliver-message'), async (tx) => {
      const made = await tx.sql
        .insertInto('notifications.messages')
        .values({ recipient: to, code, params: JSON.stringify(params), link: link ?? null, cause, created_at: clock.now() })
        .onConflict((on) => on.columns(['recipient', 'cause']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (made) await tx.journal({ type: 'notification.delivered', subject: to, entity: `message:${made.id}`, data: { code } });
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
    routes: (app) => notificationRoutes(app, notifications, deps),
  };
  return notifications;
}

function subjectOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  return actor.subject;
}
