import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from './connection.ts';
import type { PostgresServer } from './postgres-server.ts';
import { StartError } from './start-error.ts';

/**
 * One portal per data folder: it and its embedded PostgreSQL stop together, so a second one would lose its database
 * under its feet. The lock hangs on a connection and goes with the process, however it ends.
 * @throws StartError naming the portal that is already there.
 */
export async function holdDataFolder(server: PostgresServer, portal: { pid: number; port: number }): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({
    ...clientConfig({ host: server.host, user: server.user, database: 'postgres' }, undefined, 0),
    application_name: `hukumat portal, process ${portal.pid}, port ${portal.port}`,
  });
  client.on('error', () => undefined);
  await client.connect();
  const deadline = Date.now() + 5_000;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [PORTAL]);
    if (rows[0]?.held) return { release: () => client.end() };
    const holder = await holderOf(client);
    // A portal that was just killed: the server notices the closed connection a moment later.
    const gone = !holder || !lives(Number(/process (\d+)/.exec(holder)?.[1]));
    if (!gone || Date.now() > deadline) {
      await client.end();
      throw new StartError(
        `this data folder is in use by another ${holder ?? 'hukumat portal'}: stop it or set HUKUMAT_DATA to another folder`,
      );
    }
    await pause(50);
  }
}

async function holderOf(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.objid = $1`,
    [PORTAL],
  );
  return rows[0]?.name;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const PORTAL = 7_220_003;
