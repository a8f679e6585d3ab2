#!/usr/bin/env node
// Checks the chain of the journal and the timelines against it, also beside a running portal. Exit 0: whole. Exit 1: broken, the first bad entry is named.
import { verifyEvents } from '../src/modules/applications/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import { ConfigError, readConfig } from '../src/platform/config.ts';
import type { Connection } from '../src/platform/connection.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createJobs } from '../src/platform/jobs.ts';
import { verifyJournal } from '../src/platform/journal.ts';
import { createLog } from '../src/platform/log.ts';
import { embeddedDatabase, startPostgres } from '../src/platform/postgres-server.ts';
import { StartError } from '../src/platform/start-error.ts';

await using opened = new AsyncDisposableStack();
try {
  const connection = await database();
  const log = createLog('silent');
  const db = createDatabase(connection, { clock: systemClock, log, enqueueIn: createJobs(connection, log).enqueueIn });
  opened.defer(() => db.close());
  const verdict = await verifyJournal(db);
  console.log(
    verdict.ok ? `The journal is whole: ${verdict.entries} entries.` : `The journal is broken at entry ${verdict.seq}: ${verdict.why}.`,
  );
  const timelines = await verifyEvents(db);
  console.log(
    timelines.ok
      ? `The timelines of the applications agree with it: ${timelines.events} lines.`
      : `The timeline of application ${timelines.application} is broken at line ${timelines.event}: ${timelines.why}.`,
  );
  process.exitCode = verdict.ok && timelines.ok ? 0 : 1;
} catch (error) {
  console.error(error instanceof StartError || error instanceof ConfigError ? error.message : error);
  process.exitCode = 2;
}

async function database(): Promise<Connection> {
  const config = readConfig(process.env);
  if (config.databaseUrl) return { connectionString: config.databaseUrl };
  const server = await startPostgres({ dataDir: config.dataDir });
  // One that was running already belongs to a portal and stays.
  if (server.started) opened.defer(() => server.stop());
  return embeddedDatabase(server);
}
