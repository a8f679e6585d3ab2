import type { Answer, AnswerError, Answers, ApplicationState, Lang, Loa, PersonPath, ServiceDefinition, Text } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Asked, Told } from '../files/index.ts';
import type { Action, Party } from './application.ts';

import type { HandOver } from './ports.ts';

export type { ApplicationsDeps, LiveService } from './ports.ts';

/** Answers saved on the server before they are submitted; resumes on any device. */
export interface Draft {
  id: string;
  agency: string;
  service: string;
  releaseVersion: string;
  answers: Answers;
  /** Rises with every save; a page carries the one it was drawn from. */
  revision: number;
  /** Names of the steps saved so far, with the revision of their last save. */
  steps: Record<string, number>;
  uploads: Upload[];
  updatedAt: Date;
  /** Set once it was submitted. */
  application?: string;
  /** The mandate it is filled in under, and the person it is for. */
  mandate?: string;
  onBehalfOf?: string;
  /** Deleted after this day, `yyyy-mm-dd`, unless it is touched again. */
  deletedAfter?: string;
}

/** What chosen appointments and documents were called when they were chosen, by the answer. */
export type Labels = Readonly<Record<string, Text>>;

export interface Upload {
  id: string;
  field: string;
  name: string;
  type: string;
  bytes: number;
  /** Whether it was looked at for what does harm, and what was found. */
  scan: 'pending' | 'clean' | 'infected';
}

/** What an officer asked to be mended: only these fields may be changed. */
export interface SendBack {
  fields: string[];
  message: string;
  /** Last day to answer, `yyyy-mm-dd`. */
  until?: string;
}

export interface ApplicationEvent {
  at: Date;
  /** `application.submitted`, `application.sent-back`, `document.issued`, … */
  type: string;
  /** `person:…` or `system:…`. */
  actor: string;
  actorName: string;
  note?: string;
  /** The owner, when somebody acted for them by a mandate. */
  onBehalfOf?: string;
  onBehalfName?: string;
  /** The move it was, if it was one, and the state after it. */
  action?: Action;
  party?: Party;
  state?: ApplicationState;
  data: Record<string, unknown>;
}

/** A signature under the answers: `digest` is SHA-256 of their canonical form. */
export interface Signature {
  subject: string;
  name: string;
  loa: Loa;
  at: string;
  digest: string;
  as: 'applicant' | 'party';
}

/** What the first of two officers proposes. */
export interface Proposal {
  by: string;
  name: string;
  at: string;
  decision: Decision;
}

export type Decision = { approve: true; note?: string | undefined } | { approve: false; reason: string; note?: string | undefined };

export interface Opinion {
  id: string;
  application: string;
  number: string;
  service: string;
  /** The agency that asks and the one that is asked. */
  asking: string;
  agency: string;
  question: string;
  /** The answers that were shared for it, in the words of the form. */
  shared: { name: string; label: Text; value: string }[];
  uploads: Upload[];
  askedName: string;
  askedAt: Date;
  dueOn?: string;
  overdue: boolean;
  answer?: string;
  favours?: boolean;
  answeredName?: string;
  answeredAt?: Date;
  recalled?: true;
}

export interface Note {
  id: string;
  authorName: string;
  text: string;
  at: Date;
}

export interface Letter {
  id: string;
  code?: string;
  title: Text;
  body: Text;
  authorName: string;
  at: Date;
}

/** What a correction changed in one field. */
export interface Change {
  version: number;
  field: string;
  before?: Answer;
  after?: Answer;
  at: Date;
}

export interface Objection {
  id: string;
  text: string;
  filedAt: Date;
  dueOn?: string;
  answer?: string;
  granted?: boolean;
  answeredAt?: Date;
}

export interface Rating {
  stars: number;
  comment?: string;
  at: Date;
}

export interface Application {
  id: string;
  number: string;
  owner: string;
  applicant: string;
  agency: string;
  service: string;
  releaseVersion: string;
  definitionVersion: number;
  labels: Labels;
  lang: Lang;
  channel: Channel;
  assisted?: string;
  answers: Answers;
  state: ApplicationState;
  /** Whoever acts for the owner, by `mandate`. */
  acting?: string;
  actingName?: string;
  mandate?: string;
  /** The second person, once found. */
  party?: string;
  partyName?: string;
  signatures: Signature[];
  proposal?: Proposal;
  /** Approved, and the fee for issuing is still to be paid. */
  feeDue?: true;
  /** Its answers and files were deleted when their time of keeping was over. */
  erasedAt?: Date;
  /** Last day of waiting for somebody outside the desk. */
  expiresOn?: string;
  registeredAt?: Date;
  decidedAt?: Date;
  warned?: true;
  breached?: true;
  escalated?: true;
  assignee?: string;
  assigneeName?: string;
  /** Optimistic lock. */
  version: number;
  submittedAt: Date;
  /** `yyyy-mm-dd`; absent while the clock stands still or the year's calendar is not published. */
  dueOn?: string;
  sentBack?: SendBack;
  reason?: string;
  note?: string;
  document?: string;
  uploads: Upload[];
  events: ApplicationEvent[];
}

export interface Submission {
  /** Chosen by the client; the same key with the same body is the same application. */
  key: string;
  service: string;
  lang: Lang;
  /** Submit this draft at this revision … */
  draft?: { id: string; revision: number };
  /** … or these answers at once. */
  answers?: Answers;
  /** The mandate by which the person acts for another. */
  onBehalfOf?: string;
  channel?: Channel;
  /** The assisted session at a counter in which it is handed in. */
  assisted?: string;
}

export type Channel = 'online' | 'centre';

export type Capacity = 'officer' | 'opinion';
export interface AccessRow {
  application: string;
  agency: string;
  officerName: string;
  capacity: Capacity;
  at: Date;
}

export interface QueueFilter {
  /** Only those that the desk still has to do something about. */
  open?: boolean;
  state?: ApplicationState;
  service?: string;
  /** Only mine, only those nobody took, or those of one officer. */
  mine?: boolean;
  unassigned?: boolean;
  assignee?: string;
  overdue?: boolean;
  dueBefore?: string;
  /** Part of the number or of the applicant's name. */
  text?: string;
  /** `next` of the page before. */
  after?: string;
  limit?: number;
}
/** A page of the queue, those due first on top, without answers' files and timeline. */
export interface QueuePage {
  items: Application[];
  next?: string;
}
/** How many applications stand in each state, and of the open ones how many are late, unassigned, mine. */
export interface QueueCounts {
  states: Partial<Record<ApplicationState, number>>;
  overdue: number;
  unassigned: number;
  mine: number;
}
export interface Load {
  officers: { subject: string; name: string; open: number; overdue: number; decided: number }[];
  /** Open applications by working days since registration. */
  ageing: { upTo?: number; count: number }[];
  open: number;
  warned: number;
  breached: number;
  escalated: number;
  /** Opinions that other agencies owe beyond their date. */
  opinionsOverdue: number;
}

export type BulkAct =
  | { act: 'claim' }
  | { act: 'reassign'; to: string }
  | { act: 'letter'; letter: LetterText }
  | { act: 'approve'; note?: string | undefined };
export type BulkResult = { id: string; ok: true; version: number; state: ApplicationState } | { id: string; ok: false; code: string };
/** A letter by a template of the definition, or in free words. */
export type LetterText = { code: string } | { title: Text; body: Text };

export interface KnownFact {
  value: Answer;
  /** The application it was last said in. */
  number: string;
  service: string;
  agency: string;
  at: Date;
}

/** Public figures of one service. Whatever counts fewer than five people is absent. */
export interface ServiceFigures {
  service: string;
  agency: string;
  volume?: number;
  decided?: number;
  p50WorkingDays?: number;
  p90WorkingDays?: number;
  onTimeShare?: number;
  refusedShare?: number;
  channels: Partial<Record<Channel, number>>;
  satisfaction?: { average: number; ratings: number };
}

export interface Applications {
  /** `onBehalfOf` is a mandate. @throws Problem 403 `mandate-invalid` when it does not hold for this service. */
  startDraft(actor: Actor, service: string, answers: Answers, onBehalfOf?: string): Promise<Draft>;
  /** @throws Problem 404 for anybody but the owner. */
  draft(actor: Actor, id: string): Promise<Draft>;
  drafts(actor: Actor): Promise<Draft[]>;
  /** Merges one step; `overwrote` is true when the step was saved elsewhere after `revision`. */
  saveDraft(
    actor: Actor,
    save: { draft: string; step: string; revision: number; answers: Answers; lang: Lang },
  ): Promise<{ draft: Draft; errors: AnswerError[]; overwrote: boolean }>;
  discardDraft(actor: Actor, id: string): Promise<void>;
  /** @throws Problem 422 `upload-empty | upload-too-large | upload-type | upload-mismatch | upload-quota | upload-too-many`. */
  attachUpload(
    actor: Actor,
    file: { draft?: string; application?: string; field: string; name: string; declaredType: string; bytes: Uint8Array },
  ): Promise<Upload>;
  removeUpload(actor: Actor, upload: string): Promise<void>;
  /** A file of the person's own; or, for a desk, one of an application that it has opened. */
  upload(actor: Actor, id: string, application?: string): Promise<{ upload: Upload; content: Uint8Array }>;
  /** The files of a draft or application, with what was found in each, and whose form it is. */
  listUploads(
    actor: Actor,
    place: { draft?: string | undefined; application?: string | undefined },
  ): Promise<{ agency: string; uploads: Upload[] }>;
  /** One request of a file that comes in pieces; the last piece attaches it. `within` refuses a page of another form. */
  sendUpload(actor: Actor, asked: Asked, within: (agency: string) => void): Promise<Told & { upload?: Upload }>;
  /**
   * Hands in; the answer may wait for a second person or for payment, or be decided already.
   * @throws Problem 422 `answers-invalid` (details.errors), `duplicate`, `idempotency-key-reused`, `fee-unpublished`; 409 `draft-changed`,
   * `slot-taken`; 403 `step-up-needed`, `mandate-invalid`.
   */
  submit(actor: Actor, submission: Submission): Promise<Application>;
  withdraw(actor: Actor, id: string, version: number): Promise<Application>;
  /** Only the fields named in the send-back are taken from `answers`. */
  resubmit(actor: Actor, id: string, version: number, answers: Answers, lang: Lang): Promise<Application>;
  /** A new invoice for what was approved, when the last one was not paid in time. @throws Problem 409 `invoice-not-open`. */
  renewInvoice(actor: Actor, id: string): Promise<void>;
  /** The person's own. */
  mine(actor: Actor): Promise<Application[]>;
  /** Handed in by the person for others, by a mandate that still holds. */
  represented(actor: Actor): Promise<Application[]>;
  /** Those that wait for the person as second party, and those they answered. */
  asked(actor: Actor): Promise<Application[]>;
  /** Changes whenever something happens to one of the person's applications, or to the one named. */
  pulse(actor: Actor, application?: string): Promise<string>;
  /** How it stands for one of its people, for reminders; `awaiting_payment` also while a fee for issuing is due. */
  stateFor(subject: string, id: string): Promise<ApplicationState | undefined>;
  /** The owner's, the agent's while the mandate holds, or the second person's. @throws Problem 404; 403 `mandate-invalid`. */
  open(actor: Actor, id: string): Promise<Application>;
  /** The second person signs. @throws Problem 403 `step-up-needed`. */
  accept(actor: Actor, id: string, version: number): Promise<Application>;
  decline(actor: Actor, id: string, version: number, reason: string): Promise<Application>;
  /** Objects to a decision, within the days of the definition. @throws Problem 409 `appeal-refused`. */
  appeal(actor: Actor, id: string, text: string): Promise<Objection>;
  objections(actor: Actor, id: string): Promise<Objection[]>;
  /** Once, when it is over. @throws Problem 409 `already-rated | rating-refused`. */
  rate(actor: Actor, id: string, rating: { stars: number; comment?: string | undefined }): Promise<Rating>;
  ratingOf(actor: Actor, id: string): Promise<Rating | undefined>;
  /** Deletes the words of the person's ratings; the stars stay in the figures. @returns how many. */
  forgetComments(actor: Actor): Promise<number>;
  letters(actor: Actor, id: string): Promise<Letter[]>;
  /** What the person said last in own applications, by the paths that definitions prefill from. */
  knownFacts(actor: Actor): Promise<Partial<Record<PersonPath, KnownFact>>>;
  /** Who looked at the person's applications, newest first. */
  accesses(actor: Actor): Promise<AccessRow[]>;
  check(service: string, answers: Answers, lang: Lang): AnswerError[];
  /** The definition an application was made under. */
  definitionOf(application: Pick<Application, 'agency' | 'releaseVersion' | 'service'>): Promise<ServiceDefinition>;

  queue(actor: Actor, agency: string, filter?: QueueFilter): Promise<QueuePage>;
  counts(actor: Actor, agency: string): Promise<QueueCounts>;
  /** Opens a file at the desk; writes who looked into the journal and the citizen's list. */
  inspect(actor: Actor, agency: string, id: string): Promise<Application>;
  claim(actor: Actor, agency: string, id: string, version: number): Promise<Application>;
  /** Back into the queue. */
  release(actor: Actor, agency: string, id: string, version: number): Promise<Application>;
  /** By a supervisor or the head, to an officer of the agency. */
  reassign(actor: Actor, agency: string, id: string, version: number, to: string): Promise<Application>;
  sendBack(actor: Actor, agency: string, id: string, version: number, what: { fields: string[]; message: string }): Promise<Application>;
  /** Where the definition wants four eyes the first call proposes and another officer's confirms or differs. */
  decide(actor: Actor, agency: string, id: string, version: number, decision: Decision): Promise<Application>;
  /** Ends without a decision, with a reason in words. */
  close(actor: Actor, agency: string, id: string, version: number, reason: string): Promise<Application>;
  /** By the head alone. */
  reopen(actor: Actor, agency: string, id: string, version: number, reason: string): Promise<Application>;
  note(actor: Actor, agency: string, id: string, text: string): Promise<Note>;
  notes(actor: Actor, agency: string, id: string): Promise<Note[]>;
  sendLetter(actor: Actor, agency: string, id: string, letter: LetterText): Promise<Letter>;
  lettersAtDesk(actor: Actor, agency: string, id: string): Promise<Letter[]>;
  /** What corrections changed, oldest first. */
  changes(actor: Actor, agency: string, id: string): Promise<Change[]>;
  /** The head answers an objection; granting it reopens the application. */
  answerObjection(actor: Actor, agency: string, objection: string, answer: { text: string; granted: boolean }): Promise<Objection>;
  /** One result for each, in the order asked. */
  bulk(actor: Actor, agency: string, items: readonly { id: string; version: number }[], act: BulkAct): Promise<BulkResult[]>;
  load(actor: Actor, agency: string): Promise<Load>;

  askOpinion(
    actor: Actor,
    agency: string,
    id: string,
    version: number,
    ask: { agency: string; question: string; fields: string[] },
  ): Promise<Application>;
  /** Goes on without the answers that are still owed. */
  recallOpinions(actor: Actor, agency: string, id: string, version: number): Promise<Application>;
  /** Those this application asked for, as the asking desk sees them. */
  opinions(actor: Actor, agency: string, id: string): Promise<Opinion[]>;
  /** Asked of this agency: the open ones first, by date. */
  opinionsAsked(actor: Actor, agency: string): Promise<Opinion[]>;
  openOpinion(actor: Actor, agency: string, opinion: string): Promise<Opinion>;
  answerOpinion(actor: Actor, agency: string, opinion: string, answer: { text: string; favours: boolean }): Promise<Opinion>;

  /** Public figures per service, or of one. */
  statistics(service?: string): Promise<ServiceFigures[]>;
  /** Deletes what has been kept long enough, by the days of the configuration. Idempotent; runs by itself each night. */
  applyRetention(): Promise<void>;
  /** Rings every alarm that is due: warnings, breaches, escalations, expiries. Idempotent; runs by itself each minute. */
  sweep(): Promise<void>;

  /** Called after commit for each application that reached `approved` and has an output. */
  onApproved(listener: (application: string) => Promise<void>): void;
  /** Who keeps the documents says how one is handed over; it is called inside the submitting transaction. */
  onHandOver(give: HandOver): void;
  /** An approved or issued application, for making its document. */
  decided(application: string): Promise<Application>;
  /** `approved` → `issued`. Idempotent. */
  markIssued(application: string, document: string): Promise<void>;
  /** `issued` → `revoked`, when its document is void. Idempotent. */
  markRevoked(application: string, document: string): Promise<void>;
  /** `/api/v1/applications…`, `/api/v1/services/{service}/check`, `/api/v1/agencies/{agency}/applications…`. */
  routes(app: FastifyInstance): void;
}
