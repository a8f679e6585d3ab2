#!/usr/bin/env node
// Lives through half a year of demonstration: thousands of applications by fictional people, through the modules' own doors.
// The portal must not be running on the same data folder. Exit 0: done. Exit 1: refused or failed. Interrupted: whole, but shorter.
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { createApp, listeningHost } from '../src/app.ts';
import { AGE_DAYS, beginning, liveThrough } from '../src/demonstration-life/index.ts';
import { welcome } from '../src/modules.ts';
import { bringUpToDate } from '../src/platform/bring-up-to-date.ts';
import { type Config, ConfigError, readConfig } from '../src/platform/config.ts';
import type { Connection } from '../src/platform/connection.ts';
import { createLog } from '../src/platform/log.ts';
import { holdDataFolder } from '../src/platform/portal-lock.ts';
import { embeddedDatabase, startPostgres } from '../src/platform/postgres-server.ts';
import { StartError } from '../src/platform/start-error.ts';

const { values } = parseArgs({
  options: {
    applications: { type: 'string', default: '3000' },
    days: { type: 'string', default: String(AGE_DAYS) },
    citizens: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    more: { type: 'boolean', default: false },
  },
});
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopped = true));

const opened = new AsyncDisposableStack();
try {
  await seed();
} catch (error) {
  console.error(error instanceof StartError || error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
} finally {
  await opened.disposeAsync();
}

async function seed(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.demo) throw new StartError('A portal that serves in earnest gets no demonstration life: HUKUMAT_DEMO is 0');
  const log = createLog('error');
  const connection = config.databaseUrl ? { connectionString: config.databaseUrl } : await embedded(config);
  await bringUpToDate(connection, log);
  const end = new Date();
  const agenda = beginning(end, whole('days'));
  const app = await createApp(config, { connection, log, clock: agenda });
  opened.defer(() => app.stop());
  const { rows } = await sql<{ lived: boolean }>`select exists (select from identity.people where subject = 'resident-1') as lived`.execute(
    app.platform.db.owner,
  );
  if (rows[0]?.lived && !values.more)
    throw new StartError('This database has lived already: say --more to live through the same days once more');
  await welcome(app.platform, app.modules);
  // The demonstration's bank tells of payments over HTTP, as an outside one would.
  await app.http.listen({ port: config.port, host: listeningHost(config) }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new StartError(`port ${config.port} is taken: stop the portal first, or set PORT`);
    throw error;
  });
  console.log(`Living through ${whole('days')} days with ${whole('applications')} applications …`);
  const life = await liveThrough(app, agenda, end, {
    applications: whole('applications'),
    days: whole('days'),
    citizens: whole('citizens'),
    seed: whole('seed'),
    say: (line) => console.log(line),
    stopped: () => stopped,
  });
  const counts = Object.entries(life.counts).map(([name, count]) => `${count} ${name}`);
  const refused = [...life.refused].map(([code, count]) => `${count} × ${code}`);
  console.log(`${life.whole ? 'Lived' : 'Stopped early, all of it whole'}: ${counts.join(', ')}, in ${life.seconds} s.`);
  if (refused.length > 0) console.log(`Refused on the way, as happens: ${refused.join(', ')}.`);
}

/** Our own PostgreSQL below the data folder, held by this process alone. */
async function embedded(config: Config): Promise<Connection> {
  const server = await startPostgres({ dataDir: config.dataDir });
  const lock = await holdDataFolder(server, { pid: process.pid, port: config.port }).catch((error: unknown) => {
    if (error instanceof StartError) throw new StartError(`Stop the portal first. ${error.message}`);
    throw error;
  });
  opened.defer(() => server.stop());
  opened.defer(() => lock.release());
  return embeddedDatabase(server);
}

function whole(name: 'applications' | 'days' | 'citizens' | 'seed'): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 1) throw new StartError(`--${name} is ${values[name]}: say a whole number above 0`);
  return number;
}
