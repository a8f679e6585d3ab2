import type { Answers, ApplicationState, Lang } from '@hukumat/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { SendBack } from './model.ts';

/** A jsonb column: read as a value, written as JSON text. */
type JsonColumn<T> = ColumnType<T, string, string>;
type Day = ColumnType<string | null, string | null, string | null>;

export interface ApplicationsTable {
  id: Generated<string>;
  number: string;
  owner: string;
  applicant: string;
  agency: string;
  service: string;
  release_version: string;
  definition_version: number;
  lang: Lang;
  answers: JsonColumn<Answers>;
  state: ApplicationState;
  assignee: string | null;
  assignee_name: string | null;
  version: Generated<number>;
  submitted_at: Date;
  due_on: Day;
  days_left: number | null;
  sent_back: ColumnType<SendBack | null, string | null, string | null>;
  reason: string | null;
  note: string | null;
  document: string | null;
}

export interface DraftsTable {
  id: Generated<string>;
  owner: string;
  agency: string;
  service: string;
  release_version: string;
  definition_version: number;
  answers: JsonColumn<Answers>;
  revision: Generated<number>;
  steps: JsonColumn<Record<string, number>>;
  application: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface UploadsTable {
  id: Generated<string>;
  owner: string;
  draft: string | null;
  application: string | null;
  field: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  created_at: Date;
}

export interface EventsTable {
  id: Generated<string>;
  application: string;
  at: Date;
  type: string;
  actor: string;
  actor_name: string;
  note: string | null;
  data: JsonColumn<Record<string, unknown>>;
}

export interface AccessesTable {
  id: Generated<string>;
  application: string;
  subject: string;
  agency: string;
  officer: string;
  officer_name: string;
  at: Date;
}

export interface Tables {
  'applications.applications': ApplicationsTable;
  'applications.drafts': DraftsTable;
  'applications.uploads': UploadsTable;
  'applications.events': EventsTable;
  'applications.accesses': AccessesTable;
  'applications.idempotency': { owner: string; key: string; digest: string; application: Generated<string>; created_at: Date };
  'applications.counters': { year: number; last: number };
}

export type ApplicationRow = Selectable<ApplicationsTable>;
export type DraftRow = Selectable<DraftsTable>;
export type UploadRow = Selectable<UploadsTable>;
