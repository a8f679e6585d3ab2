import { type Actor, system } from '../../platform/actor.ts';
import type { Context } from './context.ts';
import { columns, happened, lockApplication, type Reading, type Writing } from './records.ts';
import type { ApplicationRow, Tables } from './tables.ts';

const TASK: Actor = system('retention');
/** Rows of one night; the next night takes the rest. */
const ROUND = 1000;
const DAY_MS = 86_400_000;
const CAME_TO_NOTHING = ['withdrawn', 'expired'] as const;
const DECIDED = ['approved', 'issued', 'rejected', 'closed_without_action', 'revoked'] as const;

/**
 * Takes away what nobody needs any more, by the days of the configuration: answers and files of what was withdrawn or has
 * expired, and the files of what was decided. The number, the moves, the decision and the journal are records of law and stay.
 * Each is one transaction on one locked row that is asked again under the lock, so it may run twice.
 */
export const applyRetention = (context: Context) => async (): Promise<void> => {
  const { retention } = context.platform.config;
  const before = (days: number) => new Date(context.platform.clock.now().getTime() - days * DAY_MS);
  await each(context, overNothing(before(retention.withdrawn.days)), async (tx, row) => {
    const files = await dropUploads(tx, row.id);
    await tx.sql.deleteFrom('applications.changes').where('application', '=', row.id).execute();
    const at = context.platform.clock.now();
    await tx.sql
      .updateTable('applications.applications')
      .set({ answers: JSON.stringify({}), labels: JSON.stringify({}), note: null, erased_at: at })
      .where('id', '=', row.id)
      .execute();
    await happened(tx, row, { type: 'application.erased', at, data: { files } });
  });
  await each(context, decidedWithFiles(before(retention.uploads.days)), async (tx, row) => {
    const files = await dropUploads(tx, row.id);
    await happened(tx, row, { type: 'application.files-erased', at: context.platform.clock.now(), data: { files } });
  });
};

type Due = (db: Reading) => ReturnType<typeof columns>;
const overNothing =
  (before: Date): Due =>
  (db) =>
    columns(db)
      .where('state', 'in', CAME_TO_NOTHING)
      .where('erased_at', 'is', null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('applications.events as e')
              .select('e.id')
              .whereRef('e.application', '=', 'applications.applications.id')
              .where('e.at', '>', before),
          ),
        ),
      );
const decidedWithFiles =
  (before: Date): Due =>
  (db) =>
    columns(db)
      .where('state', 'in', DECIDED)
      .where('decided_at', '<', before)
      .where((where) =>
        where.exists(
          where.selectFrom('applications.uploads as u').select('u.id').whereRef('u.application', '=', 'applications.applications.id'),
        ),
      )
      // Somebody may still have to look at them.
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('applications.objections as o')
              .select('o.id')
              .whereRef('o.application', '=', 'applications.applications.id')
              .where('o.answered_at', 'is', null),
          ),
        ),
      );

async function each(context: Context, due: Due, take: (tx: Writing, row: ApplicationRow) => Promise<void>): Promise<void> {
  const { db } = context.platform;
  const found = await db.read<Tables, { id: string }[]>(TASK, (reading) => due(reading).orderBy('id').limit(ROUND).execute());
  for (const { id } of found) {
    await db.write<Tables, void>(TASK, async (tx) => {
      await lockApplication(tx.sql, id);
      const row = await due(tx.sql).where('id', '=', id).executeTakeFirst();
      if (row) await take(tx, row);
    });
  }
}

async function dropUploads(tx: Writing, application: string): Promise<number> {
  const gone = await tx.sql.deleteFrom('applications.uploads').where('application', '=', application).returning('sha256').execute();
  await askToForget(
    tx,
    gone.map(({ sha256 }) => sha256),
  );
  return gone.length;
}

const JOB = 'forget-bytes';
/** The store keeps what was put a moment ago, because a row that names it may still be on its way. */
const LATER_MS = 2 * 60 * 60_000;

/** Asks, in the transaction that deletes rows of files, for their bytes to go too once nothing names them. */
export async function askToForget(tx: Pick<Writing, 'enqueue'>, shas: readonly string[]): Promise<void> {
  for (const sha256 of new Set(shas))
    await tx.enqueue(JOB, { sha256 }, { startAfter: new Date(Date.now() + LATER_MS), singletonKey: sha256 });
}

/** Declares the job that deletes bytes which no row names any more, here or in another module. */
export function declareForgetting(context: Context): void {
  const { db, objects, jobs } = context.platform;
  const { namedElsewhere } = context.deps;
  jobs.handle(JOB, async (data) => {
    const sha = String(data.sha256);
    const row = await db.read<Tables, { id: string } | undefined>(TASK, (reading) =>
      reading.selectFrom('applications.uploads').select('id').where('sha256', '=', sha).limit(1).executeTakeFirst(),
    );
    if (!row && namedElsewhere && !(await namedElsewhere(sha))) await objects.remove(sha);
  });
}
