import { type AddressInfo, createServer } from 'node:net';
import { createApp, listeningHost } from './app.ts';
import { startDemoBackends } from './demo-backends.ts';
import { ROOT, welcome } from './modules.ts';
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

let stoppingSince: number | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stoppingSince === undefined) void stop(0);
    // Ctrl+C reaches us twice, from the terminal and from the script above us: only a later one means "now".
    else if (Date.now() - stoppingSince > 1_000) process.exit(130);
  });
}
try {
  await start();
} catch (error) {
  if (stoppingSince === undefined) await refuse(error);
}

async function refuse(error: unknown): Promise<void> {
  const expected = error instanceof StartError || error instanceof ConfigError;
  console.error(`The portal did not start: ${expected ? error.message : error instanceof Error ? error.stack : String(error)}`);
  await stop(1);
}

async function start(): Promise<void> {
  const config = await withPort(readConfig(process.env));
  const log = createLog(config.logLevel);

  const connection = config.databaseUrl ? { connectionString: config.databaseUrl } : await embedded(config);
  await probe(config);
  await bringUpToDate(connection, log);

  const app = await createApp(config, { connection, log });
  opened.defer(() => app.stop());
  await welcome(app.platform, app.modules);
  if (config.demo) {
    const backends = startDemoBackends(app.modules.gateway, { config, log, root: ROOT });
    opened.defer(() => backends.stop());
  }

  await app.listen();
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
  const port = await probe(config);
  return { ...config, port, origin: config.origin === 'http://localhost:0' ? `http://localhost:${port}` : config.origin };
}

/** Listens and stops again, so that a taken port is told before the long part of the start. @returns the port. */
async function probe(config: Config): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new StartError(`port ${config.port} is taken: stop what listens there or set PORT`));
      else reject(new StartError(`port ${config.port} cannot be used (${error.code}): set PORT to another`));
    });
    server.listen(config.port, listeningHost(config), resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function stop(code: number): Promise<void> {
  stoppingSince = Date.now();
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await opened.disposeAsync().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
  process.exit(code);
}
