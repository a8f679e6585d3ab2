import { createServer } from 'node:net';
import { createApp } from './app.ts';
import { firstStart } from './modules.ts';
import { bringUpToDate } from './platform/bring-up-to-date.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import type { Connection } from './platform/connection.ts';
import { createLog } from './platform/log.ts';
import { holdDataFolder } from './platform/portal-lock.ts';
import { embeddedDatabase, startPostgres } from './platform/postgres-server.ts';
import { StartError } from './platform/start-error.ts';

const STOP_WITHIN_MS = 15_000;
/** What must be closed again, in reverse order. */
const opened = new AsyncDisposableStack();

process.once('SIGTERM', () => stop(0));
process.once('SIGINT', () => stop(0));
try {
  await start();
} catch (error) {
  const expected = error instanceof StartError || error instanceof ConfigError;
  console.error(`The portal did not start: ${expected ? error.message : (error as Error).stack}`);
  await stop(1);
}

async function start(): Promise<void> {
  const config = await withPort(readConfig(process.env));
  const log = createLog(config.logLevel);

  const connection = config.databaseUrl ? { connectionString: config.databaseUrl } : await embedded(config);
  await bringUpToDate(connection, log);

  const app = await createApp(config, { connection, log });
  opened.defer(() => app.stop());
  await firstStart(app.platform, app.modules);

  await app.listen().catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new StartError(`port ${config.port} is taken: stop what listens there or set PORT`);
    if (error.code === 'EACCES') throw new StartError(`port ${config.port} may not be used by this account: set PORT to another`);
    throw error;
  });
  console.log(`HUKUMAT.TJ is open at ${config.origin}/tg/`);
}

/** Our own PostgreSQL below the data folder, held by this process alone. */
async function embedded(config: Config): Promise<Connection> {
  const server = await startPostgres({ dataDir: config.dataDir });
  const lock = await holdDataFolder(server, { pid: process.pid, port: config.port });
  opened.defer(() => server.stop());
  opened.defer(() => lock.release());
  return embeddedDatabase(server);
}

/** `PORT=0` means any free port; it must be known before the start, because sign-in addresses carry it. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0) return config;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, 'localhost', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || !address) throw new StartError('no free port was found');
  const origin = config.origin === 'http://localhost:0' ? `http://localhost:${address.port}` : config.origin;
  return { ...config, port: address.port, origin };
}

async function stop(code: number): Promise<void> {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  // A second signal does not wait.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  await opened.disposeAsync().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
  process.exit(code);
}
