import { system } from '../../platform/actor.ts';
import { unprocessable } from '../../platform/problem.ts';
import type { Context } from './context.ts';
import type { Writing } from './records.ts';
import type { Tables, UploadRow } from './tables.ts';

const JOB = 'scan-upload';
const SCANNER = system('scan-upload');

/** Asks in the transaction that keeps a file that it is looked at after it. */
export const askScan = (tx: Pick<Writing, 'enqueue'>, upload: string): Promise<void> =>
  tx.enqueue(JOB, { upload }, { singletonKey: upload });

export function declareScan(context: Context): void {
  context.platform.jobs.handle(JOB, async ({ upload }) => {
    await scanUpload(context, String(upload));
  });
  context.platform.jobs.schedule('scan-waiting-uploads', '* * * * *', () => scanWaiting(context));
}

/** Files that wait longer than a job repeats, after a scanner was away for long. The oldest first. */
async function scanWaiting(context: Context): Promise<void> {
  const waiting = await context.platform.db.read<Tables, { id: string }[]>(SCANNER, (db) =>
    db.selectFrom('applications.uploads').select('id').where('scan', '=', 'pending').orderBy('created_at').limit(200).execute(),
  );
  for (const { id } of waiting) await scanNow(context, id);
}

/** Looks at a file that was not looked at yet and writes down what was found. Asking again changes nothing. */
async function scanUpload(context: Context, id: string): Promise<void> {
  const { db, objects } = context.platform;
  const waiting = await db.read<Tables, UploadRow | undefined>(SCANNER, (reading) =>
    reading.selectFrom('applications.uploads').selectAll().where('id', '=', id).where('scan', '=', 'pending').executeTakeFirst(),
  );
  const content = waiting && (await objects.get(waiting.sha256));
  if (!waiting || !content) return;
  const found = await context.scanner.scan(content);
  await db.write<Tables, void>(SCANNER, async (tx) => {
    const changed = await tx.sql
      .updateTable('applications.uploads')
      .set({ scan: found })
      .where('id', '=', id)
      .where('scan', '=', 'pending')
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return;
    await tx.journal({
      type: 'document.upload-scanned',
      subject: waiting.owner,
      entity: `upload:${id}`,
      data: { sha256: waiting.sha256, found },
    });
  });
}

/** The same at once, after commit. A scanner that does not answer is the job's to ask again: the file waits. */
export async function scanNow(context: Context, id: string): Promise<void> {
  await scanUpload(context, id).catch((error: unknown) =>
    context.platform.log.warn({ error, upload: id }, 'scanning at once failed; the job will repeat it'),
  );
}

/** Nothing is handed in before every file was found clean. @throws Problem 422 `upload-pending | upload-infected` with the names. */
export function refuseUnscanned(uploads: readonly Pick<UploadRow, 'name' | 'scan' | 'field'>[]): void {
  for (const [scan, code] of [
    ['infected', 'upload-infected'],
    ['pending', 'upload-pending'],
  ] as const) {
    const found = uploads.filter((upload) => upload.scan === scan);
    if (found.length > 0)
      throw unprocessable(code, `Not every file is clean: ${scan}`, {
        name: found.map(({ name }) => name).join(', '),
        fields: found.map(({ field }) => field),
      });
  }
}
