import { sql } from 'kysely';
import type { Database } from './platform.ts';

/**
 * Runs `work` once in the life of the database, on one instance; others that start meanwhile wait for it.
 * It must be repeatable: a start that was cut short runs it again.
 */
export async function onFirstStart(db: Pick<Database, 'owner'>, step: string, work: () => Promise<void>): Promise<void> {
  await db.owner.connection().execute(async (connection) => {
    const done = async () => {
      const { rows } = await sql`select 1 from platform.first_start where step = ${step}`.execute(connection);
      return rows.length > 0;
    };
    if (await done()) return;
    await sql`select pg_advisory_lock(${FIRST_START}, hashtext(${step}))`.execute(connection);
    try {
      if (await done()) return;
      await work();
      await sql`insert into platform.first_start (step) values (${step})`.execute(connection);
    } finally {
      await sql`select pg_advisory_unlock(${FIRST_START}, hashtext(${step}))`.execute(connection);
    }
  });
}

const FIRST_START = 7_220;
