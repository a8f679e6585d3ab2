#!/usr/bin/env node
// Names the first two registrars of a portal that has none: `name-registrars.ts SUBJECT SUBJECT`, each after their first sign-in.
import { nameFirstRegistrars } from '../src/modules/identity/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createJobs } from '../src/platform/jobs.ts';
import { createLog } from '../src/platform/log.ts';
import { embeddedDatabase, startPostgres } from '../src/platform/postgres-server.ts';

await using opened = new AsyncDisposableStack();
try {
  const { databaseUrl, dataDir } = readConfig(process.env);
  const server = databaseUrl ? undefined : await startPostgres({ dataDir });
  // One that was running already belongs to a portal and stays.
  if (server?.started) opened.defer(() => server.stop());
  const connection = server ? await embeddedDatabase(server) : { connectionString: databaseUrl ?? '' };
  const log = createLog('silent');
  const db = createDatabase(connection, { clock: systemClock, log, enqueueIn: createJobs(connection, log).enqueueIn });
  opened.defer(() => db.close());
  const subjects = process.argv.slice(2);
  await nameFirstRegistrars(db, systemClock, subjects);
  console.log(`Registrars now: ${subjects.join(', ')}. They give roles at /account/staff/.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
