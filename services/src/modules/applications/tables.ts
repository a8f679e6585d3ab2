import type { Answer, Answers, ApplicationState, Lang, Text } from '@hukumat/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Action, Party } from './application.ts';
import type { Capacity, Channel, Labels, Opinion, Proposal, SendBack, Signature } from './model.ts';

/** A jsonb column: read as a value, written as JSON text. */
type JsonColumn<T> = ColumnType<T, string, string>;
type Day = ColumnType<string | null, string | null | undefined, string | null>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

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
  labels: ColumnType<Labels, string | undefined, string>;
  state: ApplicationState;
  assignee: Nullable<string>;
  assignee_name: Nullable<string>;
  version: Generated<number>;
  submitted_at: Date;
  due_on: Day;
  days_left: Nullable<number>;
  sent_back: NullableJson<SendBack>;
  reason: Nullable<string>;
  note: Nullable<string>;
  document: Nullable<string>;
  acting: Nullable<string>;
  acting_name: Nullable<string>;
  mandate: Nullable<string>;
  channel: Generated<Channel>;
  assisted: Nullable<string>;
  party: Nullable<string>;
  party_name: Nullable<string>;
  signatures: ColumnType<Signature[], string | undefined, string>;
  proposal: NullableJson<Proposal>;
  appointment: Nullable<string>;
  fee_due: Generated<boolean>;
  expires_on: Day;
  registered_at: Nullable<Date>;
  decided_at: Nullable<Date>;
  worked_days: Nullable<number>;
  worked_before: Generated<number>;
  on_time: Nullable<boolean>;
  clock_from: Day;
  term: Nullable<number>;
  warn_on: Day;
  warned_at: Nullable<Date>;
  breached_at: Nullable<Date>;
  escalated_at: Nullable<Date>;
  erased_at: Nullable<Date>;
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
  mandate: Nullable<string>;
  on_behalf_of: Nullable<string>;
  expires_on: Day;
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
  scan: Generated<'pending' | 'clean' | 'infected'>;
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
  action: Nullable<Action>;
  party: Nullable<Party>;
  state: Nullable<ApplicationState>;
  on_behalf_of: Nullable<string>;
  on_behalf_name: Nullable<string>;
}

export interface AccessesTable {
  id: Generated<string>;
  application: string;
  subject: string;
  agency: string;
  officer: string;
  officer_name: string;
  at: Date;
  capacity: Generated<Capacity>;
}

export interface OpinionsTable {
  id: Generated<string>;
  application: string;
  number: string;
  owner: string;
  service: string;
  asking: string;
  agency: string;
  question: string;
  shared: JsonColumn<Opinion['shared']>;
  files: string[];
  asked_by: string;
  asked_name: string;
  asked_at: Date;
  due_on: Day;
  overdue_at: Nullable<Date>;
  answer: Nullable<string>;
  favours: Nullable<boolean>;
  answered_by: Nullable<string>;
  answered_name: Nullable<string>;
  answered_at: Nullable<Date>;
  recalled_at: Nullable<Date>;
}

export interface NotesTable {
  id: Generated<string>;
  application: string;
  agency: string;
  author: string;
  author_name: string;
  text: string;
  at: Date;
}

export interface LettersTable {
  id: Generated<string>;
  application: string;
  owner: string;
  agency: string;
  code: string | null;
  title: JsonColumn<Text>;
  body: JsonColumn<Text>;
  author: string;
  author_name: string;
  at: Date;
}

export interface ChangesTable {
  id: Generated<string>;
  application: string;
  version: number;
  field: string;
  before: NullableJson<Answer>;
  after: NullableJson<Answer>;
  at: Date;
}

export interface ObjectionsTable {
  id: Generated<string>;
  application: string;
  owner: string;
  agency: string;
  text: string;
  filed_at: Date;
  due_on: Day;
  answer: Nullable<string>;
  granted: Nullable<boolean>;
  answered_by: Nullable<string>;
  answered_name: Nullable<string>;
  answered_at: Nullable<Date>;
}

export interface RatingsTable {
  application: string;
  owner: string;
  agency: string;
  service: string;
  stars: number;
  comment: string | null;
  at: Date;
}

export interface Tables {
  'applications.applications': ApplicationsTable;
  'applications.drafts': DraftsTable;
  'applications.uploads': UploadsTable;
  'applications.events': EventsTable;
  'applications.accesses': AccessesTable;
  'applications.opinions': OpinionsTable;
  'applications.notes': NotesTable;
  'applications.letters': LettersTable;
  'applications.changes': ChangesTable;
  'applications.objections': ObjectionsTable;
  'applications.ratings': RatingsTable;
  'applications.idempotency': { owner: string; key: string; digest: string; application: Generated<string>; created_at: Date };
  'applications.counters': { year: number; last: number };
}

export type ApplicationRow = Selectable<ApplicationsTable>;
export type DraftRow = Selectable<DraftsTable>;
export type UploadRow = Selectable<UploadsTable>;
export type OpinionRow = Selectable<OpinionsTable>;
export type ObjectionRow = Selectable<ObjectionsTable>;
export type EventRow = Selectable<EventsTable>;
