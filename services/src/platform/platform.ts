import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';

/** Everything a module is built from. */
export interface Platform {
  config: Config;
  clock: Clock;
  log: Logger;
  db: Database;
  jobs: Jobs;
  objects: ObjectStore;
}

/**
 * PostgreSQL 18. Tables belong to `hukumat_owner` and are used as `hukumat_app`; each transaction sets
 * `hukumat.actor` (text of `actorName`), `hukumat.subject` and `hukumat.agencies` for row-level security.
 */
export interface Database {
  /** A read-only transaction as `actor`. */
  read<Tables, T>(actor: Actor, work: (sql: KyselyTransaction<Tables>) => Promise<T>): Promise<T>;
  /** One command: state, journal, jobs and notifications commit together or not at all. */
  write<Tables, T>(actor: Actor, work: (tx: Command<Tables>) => Promise<T>): Promise<T>;
  /** Calls `onNotice` for each NOTIFY on `channel`, and once with `undefined` after every (re)connection. */
  listen(channel: string, onNotice: (payload: string | undefined) => void): Promise<() => Promise<void>>;
  /** For migrations and bookkeeping only; not for modules' commands. */
  owner: Kysely<unknown>;
  close(): Promise<void>;
}

export interface Command<Tables> {
  sql: KyselyTransaction<Tables>;
  actor: Actor;
  /** Appends to the hash-chained journal. `type` is `module.past-tense`, for instance `application.submitted`. */
  journal(entry: { type: string; agency?: string; subject?: string; entity: string; data?: Record<string, unknown> }): Promise<void>;
  /** Enqueues in the same transaction: rolled back with it. */
  enqueue(job: string, data: Record<string, unknown>, options?: { startAfter?: Date; singletonKey?: string }): Promise<void>;
  /** NOTIFY after commit. */
  notify(channel: string, payload: string): Promise<void>;
}

export interface Jobs {
  /** Declares a kind of job. Handlers run at least once and must be idempotent. Call before `start`. */
  handle(job: string, handler: (data: Record<string, unknown>) => Promise<void>, options?: { retries?: number }): void;
  /** Runs `handler` on a cron schedule (UTC), on one instance only. */
  schedule(job: string, cron: string, handler: () => Promise<void>): void;
  start(): Promise<void>;
  /**
   * Instead of `start`, for a command that ends by itself: runs those of the scheduled jobs that are named once, and what waits,
   * until nothing does. A job that fails stays for the portal's next start.
   */
  workOff(options?: { scheduled?: readonly string[] }): Promise<void>;
  stop(): Promise<void>;
}

/** Bytes by their SHA-256 (hex). `put` is durable when it returns and idempotent. */
export interface ObjectStore {
  put(bytes: Uint8Array): Promise<{ sha256: string; bytes: number }>;
  get(sha256: string): Promise<Uint8Array | undefined>;
  has(sha256: string): Promise<boolean>;
  /** Deletes an object that nobody names any more; one that was put within the last hour stays. */
  remove(sha256: string): Promise<void>;
}
