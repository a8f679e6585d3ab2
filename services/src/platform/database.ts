import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { type Actor, actorName } from './actor.ts';
import type { Clock } from './clock.ts';
import { type Connection, clientConfig, type DatabaseRole } from './connection.ts';
import type { EnqueueIn } from './jobs.ts';
import { appendJournal } from './journal.ts';
import { createListener } from './listener.ts';
import type { Command, Database } from './platform.ts';
import { Problem } from './problem.ts';

/** Connections kept for commands and queries; a burst waits in line behind them. */
const APP_CONNECTIONS = 16;

/** Opens the pools of one portal process. @throws nothing yet: connections are made when first needed. */
export function createDatabase(connection: Connection, deps: { clock: Clock; log: Logger; enqueueIn: EnqueueIn }): Database {
  const app = openPool(connection, 'hukumat_app', APP_CONNECTIONS, deps.log);
  const owner = openPool(connection, 'hukumat_owner', 4, deps.log);
  const listener = createListener(connection, deps.log);

  return {
    owner,
    read: (actor, work) =>
      plainly(
        app
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute(async (trx) => {
            await actAs(trx, actor);
            return work(trx as never);
          }),
      ),
    write: (actor, work) =>
      plainly(
        app.transaction().execute(async (trx) => {
          await actAs(trx, actor);
          return work(command(trx, actor, deps) as never);
        }),
      ),
    listen: listener.listen,
    async close() {
      await listener.close();
      await Promise.all([app.destroy(), owner.destroy()]);
    },
  };
}

function openPool(connection: Connection, role: DatabaseRole, max: number, log: Logger): Kysely<unknown> {
  const pool = new pg.Pool({ ...clientConfig(connection, role), max });
  // An idle connection that the server closed: the pool opens another when needed.
  pool.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'database connection lost'));
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

async function actAs(trx: Transaction<unknown>, actor: Actor): Promise<void> {
  const person = actor.kind === 'person' ? actor : undefined;
  const roles = `,${(person?.roles ?? []).map((r) => `${r.agency}:${r.role},`).join('')}`;
  await sql`select set_config('hukumat.actor', ${actorName(actor)}, true), set_config('hukumat.kind', ${actor.kind}, true),
    set_config('hukumat.subject', ${person?.subject ?? ''}, true), set_config('hukumat.roles', ${roles}, true)`.execute(trx);
}

function command(trx: Transaction<unknown>, actor: Actor, deps: { clock: Clock; enqueueIn: EnqueueIn }): Command<unknown> {
  const executeSql = async (text: string, values: unknown[] = []) => {
    const { rows } = await trx.executeQuery<unknown>(CompiledQuery.raw(text, values));
    return { rows };
  };
  return {
    sql: trx,
    actor,
    journal: (entry) => appendJournal(trx, actor, deps.clock.now(), entry),
    enqueue: (job, data, options) => deps.enqueueIn(executeSql, job, data, options),
    notify: async (channel, payload) => {
      await sql`select pg_notify(${channel}, ${payload})`.execute(trx);
    },
  };
}

/** SQLSTATEs that mean "not now" rather than "never": the caller may try again. */
const BUSY = new Set(['40001', '40P01', '55P03', '57014']);
/** A zero byte or a lone surrogate: valid in JavaScript, impossible in PostgreSQL. */
const BAD_TEXT = new Set(['22021', '22P05']);
const AWAY = new Set(['08000', '08003', '08006', '53300', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (typeof code !== 'string' || error instanceof Problem) throw error;
    if (BUSY.has(code)) throw causedBy(new Problem(503, 'busy', 'The database was busy; nothing was changed, please try again'), error);
    if (AWAY.has(code)) throw causedBy(new Problem(503, 'database-away', 'The database does not answer right now'), error);
    if (BAD_TEXT.has(code)) throw causedBy(new Problem(400, 'bad-text', 'The text holds characters that cannot be stored'), error);
    throw error;
  }
}

function causedBy(problem: Problem, cause: unknown): Problem {
  problem.cause = cause;
  return problem;
}
