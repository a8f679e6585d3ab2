import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, clientConfig } from './connection.ts';
import { StartError } from './start-error.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** One numbered SQL file. */
export interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

/** The migrations of `folder` in order. @throws StartError for a file whose name is not `NNNN_module_what.sql` or a number used twice. */
export function readMigrations(folder = MIGRATIONS): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const numbers = new Set<string>();
  return names.map((name) => {
    const number = /^(\d{4})_[a-z0-9]+(_[a-z0-9]+)*\.sql$/.exec(name)?.[1];
    if (!number) throw new StartError(`migration ${name} is not named NNNN_module_what.sql`);
    if (numbers.has(number)) throw new StartError(`migration number ${number} is used twice`);
    numbers.add(number);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Applies what is new, each file once, in its own transaction, as the owner. Instances that start together wait for each other.
 * @returns the names applied now.
 * @throws StartError naming a file that changed after it was applied, or that fails.
 */
export async function migrate(connection: Connection, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client(clientConfig(connection, 'hukumat_owner', 0));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATING]);
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from platform.migrations');
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const changed = migrations.find((m) => applied.has(m.name) && applied.get(m.name) !== m.sha256);
    if (changed) throw new StartError(`migration ${changed.name} was changed after it was applied: restore it and write a new one`);
    const fresh = migrations.filter((m) => !applied.has(m.name));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map((m) => m.name);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into platform.migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new StartError(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const MIGRATING = 7_220_002;
