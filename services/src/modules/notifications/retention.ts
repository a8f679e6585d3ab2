import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { outboxOf } from './carrier.ts';
import type { Tables } from './tables.ts';

const TASK: Actor = system('retention');
const DAY_MS = 86_400_000;

/** Deletes old messages and the files of the embedded outboxes, by the days of the configuration. Repeatable. */
export const forgetMessages =
  ({ db, clock, config }: Platform) =>
  async (): Promise<void> => {
    const { messages, outbox } = config.retention;
    const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
    const files = await emptyOutbox(outboxOf(config.dataDir), before(outbox.days));
    await db.write<Tables, void>(TASK, async (tx) => {
      const gone = await tx.sql
        .deleteFrom('notifications.messages')
        .where('created_at', '<', before(messages.days))
        .returning('id')
        .execute();
      if (gone.length + files > 0)
        await tx.journal({ type: 'notification.retention-applied', entity: 'notifications', data: { messages: gone.length, files } });
    });
  };

async function emptyOutbox(folder: string, before: Date): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  let gone = 0;
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() || found.mtime >= before) continue;
    await rm(path, { force: true });
    gone++;
  }
  return gone;
}
