import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { bringUpToDate } from './bring-up-to-date.ts';
import { type Clock, systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { type Connection, clientConfig } from './connection.ts';
import { createDatabase } from './database.ts';
import { createJobs } from './jobs.ts';
import { type Migration, readMigrations } from './migrate.ts';
import { createObjectStore } from './objects.ts';
import type { Platform } from './platform.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
const DATA = join(tmpdir(), `hukumat-test-${process.getuid?.() ?? 0}`);

export interface TestPlatform {
  platform: Platform;
  /** Where the fresh database is, for tests that need a second instance or another client. */
  connection: Connection;
  stop(): Promise<void>;
}

/**
 * A platform on the real PostgreSQL: one server for all tests of this machine's user, and one fresh, migrated
 * database for the caller alone. Starts in some 100 ms; `stop` removes everything it made.
 */
export async function testPlatform(options: { clock?: Clock; env?: Record<string, string> } = {}): Promise<TestPlatform> {
  const lease = await leaseServer();
  const database = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await copyTemplate(lease.admin, database);
  const connection = { host: lease.server.host, user: lease.server.user, database };
  const dataDir = mkdtempSync(join(tmpdir(), 'hukumat-test-data-'));
  const clock = options.clock ?? systemClock;
  const config = readConfig({
    HUKUMAT_ORIGIN: 'http://localhost',
    HUKUMAT_DATA: dataDir,
    LOG_LEVEL: 'silent',
    HUKUMAT_DEMO: '0',
    ...options.env,
  });
  const jobs = createJobs(connection, log);
  const db = createDatabase(connection, { clock, log, enqueueIn: jobs.enqueueIn });
  const platform: Platform = { config, clock, log, db, jobs, objects: createObjectStore(config.objectDir) };
  return {
    platform,
    connection,
    async stop() {
      await jobs.stop();
      await db.close();
      await lease.admin.query(`drop database if exists ${database} with (force)`);
      rmSync(dataDir, { recursive: true, force: true });
      await lease.end();
    },
  };
}

/** Keeps the shared server up until `end`; the last one to leave stops it. */
export async function leaseServer(): Promise<{ server: PostgresServer; admin: pg.Client; end(): Promise<void> }> {
  for (let attempt = 1; ; attempt++) {
    const server = await startPostgres({ dataDir: DATA, durable: false });
    const admin = new pg.Client(clientConfig({ host: server.host, user: server.user, database: 'postgres' }, undefined, 0));
    admin.on('error', () => undefined);
    try {
      await admin.connect();
      // Waits while a leaving run stops the server, and then fails with it: start again.
      await admin.query('select pg_advisory_lock_shared($1)', [LEASE]);
    } catch (error) {
      await admin.end().catch(() => undefined);
      if (attempt === 20) throw error;
      await pause(50);
      continue;
    }
    return {
      server,
      admin,
      async end() {
        const { rows } = await admin.query<{ last: boolean }>('select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last', [
          LEASE,
        ]);
        if (rows[0]?.last) {
          await sweep(admin);
          await admin.end().catch(() => undefined);
          await server.stop();
        } else await admin.end();
      },
    };
  }
}

/** Only called when nobody else is here: databases of killed runs and templates of older migrations go. */
async function sweep(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like 'test\\_%' or (datname like 'template\\_%' and datname <> $1)`,
    [templateName(readMigrations())],
  );
  for (const { datname } of rows.filter((r) => /^(test|template)_[0-9a-z_]+$/.test(r.datname))) {
    await admin.query(`drop database if exists ${datname} with (force)`).catch(() => undefined);
  }
}

function templateName(migrations: Migration[]): string {
  const content = createHash('sha256');
  for (const m of migrations) content.update(`${m.name}:${m.sha256};`);
  return `template_${content.digest('hex').slice(0, 16)}`;
}

async function copyTemplate(admin: pg.Client, database: string): Promise<void> {
  const migrations = readMigrations();
  const template = templateName(migrations);
  // Only one builds the template; everyone else waits for it once.
  await admin.query('select pg_advisory_lock($1)', [BUILDING]);
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (!rowCount) await buildTemplate(admin, template, migrations);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [BUILDING]);
  }
  await admin.query(`create database ${database} template ${template} owner hukumat_owner strategy file_copy`);
}

async function buildTemplate(admin: pg.Client, template: string, migrations: Migration[]): Promise<void> {
  const building = `${template}_building`;
  await admin.query(`drop database if exists ${building} with (force)`);
  await admin.query(`create database ${building}`);
  const host = admin.host;
  await bringUpToDate({ host, user: admin.user ?? 'postgres', database: building }, log, migrations);
  await admin.query(`alter database ${building} rename to ${template}`);
}

const LEASE = 7_220_101;
const BUILDING = 7_220_102;
