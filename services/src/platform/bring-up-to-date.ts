import pg from 'pg';
import type { Logger } from 'pino';
import { type Connection, clientConfig } from './connection.ts';
import { createJobs, SCHEMA } from './jobs.ts';
import { type Migration, migrate } from './migrate.ts';
import { prepareDatabase } from './roles.ts';

/** Roles, our migrations, the job queue's own tables: after this a database carries this version of the portal. */
export async function bringUpToDate(connection: Connection, log: Logger, migrations?: Migration[]): Promise<string[]> {
  await prepareDatabase(connection);
  const applied = await migrate(connection, migrations);
  const jobs = createJobs(connection, log);
  await jobs.prepare();
  await jobs.stop();
  await allowEnqueueing(connection);
  return applied;
}

/** Commands enqueue in their own transaction, so their role may insert jobs; taking and finishing them is the owner's. */
async function allowEnqueueing(connection: Connection): Promise<void> {
  const client = new pg.Client(clientConfig(connection, 'hukumat_owner'));
  await client.connect();
  try {
    await client.query(`grant usage on schema ${SCHEMA} to hukumat_app;
      grant select, insert on all tables in schema ${SCHEMA} to hukumat_app;
      grant execute on all functions in schema ${SCHEMA} to hukumat_app;
      alter default privileges in schema ${SCHEMA} grant select, insert on tables to hukumat_app`);
  } finally {
    await client.end();
  }
}
