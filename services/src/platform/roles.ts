import pg from 'pg';
import { type Connection, clientConfig } from './connection.ts';
import { StartError } from './start-error.ts';

/**
 * Makes the database ready for migrations: both roles, the extensions, and the proof that trigrams know Cyrillic.
 * Safe to repeat and to run twice at once. With DATABASE_URL its user must own the database and be allowed to create roles
 * (or find both roles made and be a member of them).
 * @throws StartError with one sentence when the database cannot carry the portal.
 */
export async function prepareDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect().catch((error: Error) => {
    throw new StartError(`the database does not answer: ${error.message || (error as NodeJS.ErrnoException).code}`);
  });
  try {
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    if ((rows[0]?.version ?? 0) < 180_000) throw new StartError('the database is older than PostgreSQL 18');
    // Roles belong to the whole server, so the lock of this database alone is not enough: a twin's role is no error.
    for (const role of ['hukumat_owner', 'hukumat_app']) {
      await client.query(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      exception when duplicate_object or unique_violation then null; end $$`);
    }
    await client.query('select pg_advisory_lock($1)', [PREPARING]);
    await client.query(`do $$ begin
      if not pg_has_role(current_user, 'hukumat_owner', 'set') then execute format('grant hukumat_owner to %I', current_user); end if;
      if not pg_has_role(current_user, 'hukumat_app', 'set') then execute format('grant hukumat_app to %I', current_user); end if;
      execute format('grant create, connect, temporary on database %I to hukumat_owner', current_database());
      execute format('grant connect on database %I to hukumat_app', current_database());
    end $$`);
    await client.query('create extension if not exists pg_trgm; create extension if not exists unaccent');
    const trigrams = await client.query<{ known: boolean }>(`select cardinality(show_trgm('ҳ')) > 0 as known`);
    if (!trigrams.rows[0]?.known) {
      throw new StartError(
        `the database does not know Cyrillic letters: create it with LOCALE_PROVIDER builtin and BUILTIN_LOCALE 'C.UTF-8'`,
      );
    }
  } finally {
    await client.end();
  }
}

const PREPARING = 7_220_001;
