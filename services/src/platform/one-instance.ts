import { sql } from 'kysely';
import type { Database } from './platform.ts';

/**
 * Runs `work` on one instance at a time: others that come to the same `task` wait for it, however long it takes, and
 * then run theirs, which finds it done. The lock goes with a process that dies.
 */
export async function onOneInstance(db: Pick<Database, 'owner'>, task: string, work: () => Promise<void>): Promise<void> {
  await db.owner.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${TASKS}::int, hashtext(${task}))`.execute(connection);
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${TASKS}::int, hashtext(${task}))`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

const TASKS = 7_220;
