import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { type Connection, clientConfig } from './connection.ts';
import type { Jobs } from './platform.ts';

type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
/** Enqueues through `executeSql`, that is inside the transaction it belongs to. */
export type EnqueueIn = (
  executeSql: ExecuteSql,
  job: string,
  data: Record<string, unknown>,
  options?: { startAfter?: Date; singletonKey?: string },
) => Promise<void>;

interface Handler {
  run(data: Record<string, unknown>): Promise<void>;
  retries: number;
  cron?: string;
}

export interface JobsWithQueue extends Jobs {
  enqueueIn: EnqueueIn;
  /** Brings the queue's tables up to date; `start` and the first `enqueueIn` do it too. */
  prepare(): Promise<void>;
}

/**
 * Background work in the same PostgreSQL. Of waiting jobs with one `singletonKey` there is at most one;
 * a job enqueued while its twin is already running waits its turn.
 */
export function createJobs(connection: Connection, log: Logger): JobsWithQueue {
  const handlers = new Map<string, Handler>();
  const queues = new Map<string, Promise<void>>();
  const boss = new PgBoss({
    ...clientConfig(connection, 'hukumat_owner'),
    application_name: 'hukumat jobs',
    schema: SCHEMA,
    max: 4,
    cronMonitorIntervalSeconds: 10,
  } as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on('error', (error) => log.warn({ reason: error.message }, 'job queue disturbed'));
  let open: Promise<void> | undefined;
  let running = false;

  const prepare = () => {
    open ??= boss.start().then(
      () => undefined,
      (error) => {
        open = undefined;
        throw error;
      },
    );
    return open;
  };
  const queue = (job: string) => {
    let made = queues.get(job);
    if (!made) {
      made = prepare().then(() => boss.createQueue(job, { policy: 'short', ...RETRY, retryLimit: handlers.get(job)?.retries ?? 10 }));
      made.catch(() => queues.delete(job));
      queues.set(job, made);
    }
    return made;
  };
  const work = async (job: string, handler: Handler) => {
    await queue(job);
    await boss.work<Record<string, unknown>>(job, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([taken]) => {
      if (!taken) return;
      try {
        await handler.run(taken.data ?? {});
      } catch (error) {
        log.error({ job, id: taken.id, err: error }, 'job failed');
        throw error;
      }
    });
    if (handler.cron) await boss.schedule(job, handler.cron, {}, { tz: 'UTC' });
  };

  /** Runs what waits in one queue now. */
  const clear = async (job: string, handler: Handler): Promise<number> => {
    await queue(job);
    let ran = 0;
    for (;;) {
      const waiting = await boss.fetch<Record<string, unknown>>(job, { batchSize: AT_ONCE });
      if (waiting.length === 0) return ran;
      const done: string[] = [];
      for (const { id, data } of waiting) {
        try {
          await handler.run(data ?? {});
          done.push(id);
        } catch (error) {
          log.warn({ job, id, err: error }, 'job failed; it is tried again later');
          await boss.fail(job, id);
        }
      }
      if (done.length > 0) await boss.complete(job, done);
      ran += done.length;
    }
  };

  return {
    prepare,
    handle(job, handler, options = {}) {
      if (running) throw new Error(`job ${job} is declared after the start`);
      if (handlers.has(job)) throw new Error(`job ${job} is declared twice`);
      handlers.set(job, { run: handler, retries: options.retries ?? 10 });
    },
    schedule(job, cron, handler) {
      if (running) throw new Error(`job ${job} is declared after the start`);
      if (handlers.has(job)) throw new Error(`job ${job} is declared twice`);
      handlers.set(job, { run: () => handler(), retries: 2, cron });
    },
    async enqueueIn(executeSql, job, data, { startAfter, singletonKey } = {}) {
      await queue(job);
      await boss.send(job, data, {
        singletonKey: singletonKey ?? randomUUID(),
        ...(startAfter ? { startAfter } : {}),
        db: { executeSql: executeSql as never },
      });
    },
    async start() {
      running = true;
      await prepare();
      for (const [job, handler] of handlers) await work(job, handler);
      for (const { name } of await boss.getSchedules()) if (!handlers.get(name)?.cron) await boss.unschedule(name);
    },
    async workOff({ scheduled = [] } = {}) {
      if (running) throw new Error('the jobs run by themselves already');
      for (const job of scheduled) {
        const handler = handlers.get(job);
        if (!handler?.cron) throw new Error(`no job ${job} is scheduled`);
        await handler.run({});
      }
      // One job may ask for another.
      for (let ran = 1; ran > 0; ) {
        ran = 0;
        for (const [job, handler] of handlers) if (!handler.cron) ran += await clear(job, handler);
      }
    },
    async stop() {
      if (!open) return;
      await open.catch(() => undefined);
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** Jobs taken from a queue in one go when it is worked off. */
const AT_ONCE = 100;
export const SCHEMA = 'pgboss';
const RETRY = { retryDelay: 2, retryBackoff: true, retryDelayMax: 900 } as const;
