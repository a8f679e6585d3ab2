import { createHash } from 'node:crypto';
import type { ApplicationState } from '@hukumat/contract';
import canonicalize from 'canonicalize';
import { sql, type Transaction, type Updateable } from 'kysely';
import { actorName } from '../../platform/actor.ts';
import type { Command } from '../../platform/platform.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import { type Action, next, type Party } from './application.ts';
import type { Application, ApplicationEvent, Draft, Upload } from './model.ts';
import type { ApplicationRow, ApplicationsTable, DraftRow, EventRow, Tables, UploadRow } from './tables.ts';

export type Reading = Transaction<Tables>;
export type Writing = Command<Tables>;

/** Every column; days as text, because a calendar day has no time zone to be shifted by. */
export const columns = (db: Reading) =>
  db
    .selectFrom('applications.applications')
    .selectAll()
    .select([
      sql<string | null>`due_on::text`.as('due_on'),
      sql<string | null>`expires_on::text`.as('expires_on'),
      sql<string | null>`clock_from::text`.as('clock_from'),
      sql<string | null>`warn_on::text`.as('warn_on'),
    ]);

/** Applications visible to the actor under row-level security, chosen by `where`, newest first, without uploads and events. */
export async function listApplications(db: Reading, where: Partial<Record<'owner' | 'acting' | 'party', string>>): Promise<Application[]> {
  let query = columns(db).orderBy('submitted_at', 'desc').orderBy('id', 'desc').limit(500);
  for (const [column, value] of Object.entries(where)) query = query.where(column as 'owner', '=', value);
  return (await query.execute()).map((row) => applicationOf(row, [], []));
}

/** @throws Problem 404 when it is not there or not visible to the actor: the two look the same. */
export async function loadApplication(db: Reading, id: string): Promise<Application> {
  const row = await columns(db).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('The application');
  const uploads = await db.selectFrom('applications.uploads').selectAll().where('application', '=', id).orderBy('id').execute();
  const events = await db.selectFrom('applications.events').selectAll().where('application', '=', id).orderBy('id').execute();
  return applicationOf(row, uploads.map(uploadOf), events.map(eventOf));
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

export interface Happening {
  type: string;
  at: Date;
  note?: string;
  data?: Record<string, unknown>;
}
interface Moved {
  action: Action;
  party: Party;
  state: ApplicationState;
}
export type Changes = Updateable<Omit<ApplicationsTable, 'id' | 'number' | 'owner' | 'state' | 'version'>>;

/** Makes one move of the state machine and writes it down. @throws Problem 409 `move-refused`. */
export async function move(
  tx: Writing,
  row: ApplicationRow,
  action: Action,
  by: Party,
  changes: Changes,
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
  await happened(tx, row, happening, { action, party: by, state });
  // It is locked already; whoever may not change it any more still reads it.
  return columns(tx.sql).where('id', '=', row.id).executeTakeFirstOrThrow();
}

/** One line of the timeline and one entry of the journal, which carries the line's digest, in the same transaction. */
export async function happened(
  tx: Writing,
  row: Pick<ApplicationRow, 'id' | 'agency' | 'owner' | 'number' | 'acting' | 'applicant'>,
  { type, at, note, data = {} }: Happening,
  moved?: Moved,
): Promise<void> {
  const { actor } = tx;
  const forOwner = row.acting !== null && actor.kind === 'person' && actor.subject === row.acting;
  const line = {
    application: row.id,
    at,
    type,
    actor: actorName(actor),
    actor_name: actor.kind === 'person' ? actor.name : '',
    note: note ?? null,
    action: moved?.action ?? null,
    party: moved?.party ?? null,
    state: moved?.state ?? null,
    on_behalf_of: forOwner ? row.owner : null,
    on_behalf_name: forOwner ? row.applicant : null,
  };
  const { id } = await tx.sql
    .insertInto('applications.events')
    .values({ ...line, data: JSON.stringify(data) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.journal({
    type,
    agency: row.agency,
    subject: row.owner,
    entity: `application:${row.id}`,
    data: {
      ...data,
      number: row.number,
      event: id,
      digest: digestOf({ ...line, id, data }),
      ...(forOwner ? { onBehalfOf: row.owner, acting: row.acting } : {}),
    },
  });
}

/** What the journal keeps of a line: nobody can read a note out of it, everybody can see that it was changed. */
export function digestOf(line: Omit<EventRow, 'data'> & { data: Record<string, unknown> }): string {
  const text = canonicalize({ ...line, at: line.at.toISOString(), data: JSON.parse(JSON.stringify(line.data)) });
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex');
}

export const eventOf = (e: EventRow): ApplicationEvent => ({
  at: e.at,
  type: e.type,
  actor: e.actor,
  actorName: e.actor_name,
  data: e.data,
  ...(e.note ? { note: e.note } : {}),
  ...(e.on_behalf_of ? { onBehalfOf: e.on_behalf_of, onBehalfName: e.on_behalf_name ?? '' } : {}),
  ...(e.action && e.party && e.state ? { action: e.action, party: e.party, state: e.state } : {}),
});

export const EXPIRES_ON = sql<string | null>`expires_on::text`.as('expires_on');
export const draftColumns = (db: Reading) => db.selectFrom('applications.drafts').selectAll().select(EXPIRES_ON);

/** @throws Problem 404 when it is not the actor's. */
export async function lockDraft(db: Reading, id: string): Promise<DraftRow> {
  const row = await draftColumns(db).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('The draft');
  return row;
}

export const uploadsOfDraft = (db: Reading, id: string): Promise<UploadRow[]> =>
  db.selectFrom('applications.uploads').selectAll().where('draft', '=', id).orderBy('id').execute();

export const uploadOf = (row: UploadRow): Upload => ({
  id: row.id,
  field: row.field,
  name: row.name,
  type: row.type,
  bytes: row.bytes,
  scan: row.scan,
});

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
  ...(row.mandate ? { mandate: row.mandate } : {}),
  ...(row.on_behalf_of ? { onBehalfOf: row.on_behalf_of } : {}),
  ...(row.expires_on ? { deletedAfter: row.expires_on } : {}),
});

export function applicationOf(row: ApplicationRow, uploads: Upload[], events: ApplicationEvent[]): Application {
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
    channel: row.channel,
    answers: row.answers,
    labels: row.labels,
    state: row.state,
    signatures: row.signatures,
    version: row.version,
    submittedAt: row.submitted_at,
    uploads,
    events,
    ...(row.assisted ? { assisted: row.assisted } : {}),
    ...(row.acting ? { acting: row.acting } : {}),
    ...(row.acting_name ? { actingName: row.acting_name } : {}),
    ...(row.mandate ? { mandate: row.mandate } : {}),
    ...(row.party ? { party: row.party } : {}),
    ...(row.party_name ? { partyName: row.party_name } : {}),
    ...(row.proposal ? { proposal: row.proposal } : {}),
    ...(row.fee_due ? { feeDue: true } : {}),
    ...(row.erased_at ? { erasedAt: row.erased_at } : {}),
    ...(row.expires_on ? { expiresOn: row.expires_on } : {}),
    ...(row.registered_at ? { registeredAt: row.registered_at } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at } : {}),
    ...(row.warned_at ? { warned: true } : {}),
    ...(row.breached_at ? { breached: true } : {}),
    ...(row.escalated_at ? { escalated: true } : {}),
    ...(row.assignee ? { assignee: row.assignee } : {}),
    ...(row.assignee_name ? { assigneeName: row.assignee_name } : {}),
    ...(row.due_on ? { dueOn: row.due_on } : {}),
    ...(row.sent_back ? { sentBack: row.sent_back } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.note ? { note: row.note } : {}),
    ...(row.document ? { document: row.document } : {}),
  };
}
