import { sql, type Transaction } from 'kysely';
import { actorName } from '../../platform/actor.ts';
import type { Command } from '../../platform/platform.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import { type Action, next, type Party } from './application.ts';
import type { Application, ApplicationEvent, Draft, Upload } from './model.ts';
import type { ApplicationRow, DraftRow, Tables, UploadRow } from './tables.ts';

export type Reading = Transaction<Tables>;
export type Writing = Command<Tables>;

const columns = (db: Reading) =>
  db
    .selectFrom('applications.applications')
    .selectAll()
    // As text: a calendar day has no time zone to be shifted by.
    .select(sql<string | null>`due_on::text`.as('due_on'));

/** Applications visible to the actor under row-level security, chosen by `where`, without uploads and events. */
export async function listApplications(
  db: Reading,
  where: Partial<{ owner: string; agency: string; state: string; assignee: string }>,
): Promise<Application[]> {
  let query = columns(db).orderBy('submitted_at', 'desc').limit(500);
  for (const [column, value] of Object.entries(where)) {
    query = query.where(column as 'owner', '=', value);
  }
  return (await query.execute()).map((row) => applicationOf(row, [], []));
}

/** @throws Problem 404 when it is not there or not visible to the actor: the two look the same. */
export async function loadApplication(db: Reading, id: string): Promise<Application> {
  const row = await columns(db).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('The application');
  const uploads = await db.selectFrom('applications.uploads').selectAll().where('application', '=', id).orderBy('id').execute();
  const events = await db.selectFrom('applications.events').selectAll().where('application', '=', id).orderBy('id').execute();
  return applicationOf(
    row,
    uploads.map(uploadOf),
    events.map((e) => ({ at: e.at, type: e.type, actor: e.actor, actorName: e.actor_name, ...(e.note ? { note: e.note } : {}) })),
  );
}

/** Locks the row for a command. @throws Problem 404, or 409 `version-changed` with what it is now. */
export async function lockApplication(db: Reading, id: string, version?: number): Promise<ApplicationRow> {
  const row = await columns(db).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('The application');
  if (version !== undefined && row.version !== version) {
    throw conflict('version-changed', 'Someone changed the application meanwhile', {
      state: row.state,
      version: row.version,
      assignee: row.assignee_name,
    });
  }
  return row;
}

interface Happening {
  type: string;
  at: Date;
  note?: string;
  data?: Record<string, unknown>;
}

/** Makes one move of the state machine and writes it down. @throws Problem 409 `move-refused`. */
export async function move(
  tx: Writing,
  row: ApplicationRow,
  action: Action,
  by: Party,
  changes: Partial<Pick<ApplicationRow, 'assignee' | 'assignee_name' | 'due_on' | 'days_left' | 'reason' | 'note' | 'document'>> & {
    sent_back?: string | null;
    answers?: string;
  },
  happening: Happening,
): Promise<ApplicationRow> {
  const state = next(row.state, action, by);
  if (!state)
    throw conflict('move-refused', `An application that is ${row.state} cannot ${action}`, { state: row.state, version: row.version });
  await tx.sql
    .updateTable('applications.applications')
    .set({ ...changes, state, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await happened(tx, row, happening);
  return lockApplication(tx.sql, row.id);
}

/** One line of the timeline and one entry of the journal, in the same transaction. */
export async function happened(
  tx: Writing,
  row: Pick<ApplicationRow, 'id' | 'agency' | 'owner' | 'number'>,
  { type, at, note, data = {} }: Happening,
): Promise<void> {
  const { actor } = tx;
  await tx.sql
    .insertInto('applications.events')
    .values({
      application: row.id,
      at,
      type,
      actor: actorName(actor),
      actor_name: actor.kind === 'person' ? actor.name : '',
      note: note ?? null,
      data: JSON.stringify(data),
    })
    .execute();
  await tx.journal({
    type,
    agency: row.agency,
    subject: row.owner,
    entity: `application:${row.id}`,
    data: { number: row.number, ...data },
  });
}

/** @throws Problem 404 when it is not the actor's. */
export async function lockDraft(db: Reading, id: string): Promise<DraftRow> {
  const row = await db.selectFrom('applications.drafts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('The draft');
  return row;
}

export const uploadsOfDraft = (db: Reading, id: string): Promise<UploadRow[]> =>
  db.selectFrom('applications.uploads').selectAll().where('draft', '=', id).orderBy('id').execute();

export const uploadOf = (row: UploadRow): Upload => ({ id: row.id, field: row.field, name: row.name, type: row.type, bytes: row.bytes });

export const draftOf = (row: DraftRow, uploads: readonly UploadRow[]): Draft => ({
  id: row.id,
  agency: row.agency,
  service: row.service,
  releaseVersion: row.release_version,
  answers: row.answers,
  revision: row.revision,
  steps: row.steps,
  uploads: uploads.map(uploadOf),
  updatedAt: row.updated_at,
  ...(row.application ? { application: row.application } : {}),
});

function applicationOf(row: ApplicationRow, uploads: Upload[], events: ApplicationEvent[]): Application {
  return {
    id: row.id,
    number: row.number,
    owner: row.owner,
    applicant: row.applicant,
    agency: row.agency,
    service: row.service,
    releaseVersion: row.release_version,
    definitionVersion: row.definition_version,
    lang: row.lang,
    answers: row.answers,
    state: row.state,
    version: row.version,
    submittedAt: row.submitted_at,
    uploads,
    events,
    ...(row.assignee ? { assignee: row.assignee } : {}),
    ...(row.assignee_name ? { assigneeName: row.assignee_name } : {}),
    ...(row.due_on ? { dueOn: row.due_on } : {}),
    ...(row.sent_back ? { sentBack: row.sent_back } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.note ? { note: row.note } : {}),
    ...(row.document ? { document: row.document } : {}),
  };
}
