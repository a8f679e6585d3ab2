import type { AnswerError, Answers, ApplicationState, Lang, ServiceDefinition } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';

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
}

export interface Upload {
  id: string;
  field: string;
  name: string;
  type: string;
  bytes: number;
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
  lang: Lang;
  answers: Answers;
  state: ApplicationState;
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
}

export interface AccessRow {
  application: string;
  agency: string;
  officerName: string;
  at: Date;
}

/** A service as the live snapshot gives it. */
export interface LiveService {
  release: { agency: string; version: string };
  definition: ServiceDefinition;
}

export interface ApplicationsDeps {
  registry: {
    serviceById(id: string): LiveService | undefined;
    definitionAt(agency: string, version: string, service: string): ServiceDefinition | undefined | Promise<ServiceDefinition | undefined>;
  };
  identity: {
    actorOf(request: FastifyRequest): Actor;
    capability: { check(request: FastifyRequest, agency: string): void };
  };
}

export interface Applications {
  startDraft(actor: Actor, service: string, answers: Answers): Promise<Draft>;
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
  /** @throws Problem 422 `answers-invalid` (details.errors), `idempotency-key-reused`; 409 `draft-changed`; 403 `step-up-needed`. */
  submit(actor: Actor, submission: Submission): Promise<Application>;
  withdraw(actor: Actor, id: string, version: number): Promise<Application>;
  /** Only the fields named in the send-back are taken from `answers`. */
  resubmit(actor: Actor, id: string, version: number, answers: Answers, lang: Lang): Promise<Application>;
  mine(actor: Actor): Promise<Application[]>;
  open(actor: Actor, id: string): Promise<Application>;
  /** Who looked at the person's applications, newest first. */
  accesses(actor: Actor): Promise<AccessRow[]>;
  check(service: string, answers: Answers, lang: Lang): AnswerError[];
  /** The definition an application was made under. */
  definitionOf(application: Pick<Application, 'agency' | 'releaseVersion' | 'service'>): Promise<ServiceDefinition>;

  queue(actor: Actor, agency: string, filter?: { state?: ApplicationState; mine?: boolean }): Promise<Application[]>;
  /** Opens a file at the desk; writes who looked into the journal and the citizen's list. */
  inspect(actor: Actor, agency: string, id: string): Promise<Application>;
  claim(actor: Actor, agency: string, id: string, version: number): Promise<Application>;
  sendBack(actor: Actor, agency: string, id: string, version: number, what: { fields: string[]; message: string }): Promise<Application>;
  decide(
    actor: Actor,
    agency: string,
    id: string,
    version: number,
    decision: { approve: true; note?: string | undefined } | { approve: false; reason: string; note?: string | undefined },
  ): Promise<Application>;

  /** Called after commit for each application that reached `approved` and has an output. */
  onApproved(listener: (application: string) => Promise<void>): void;
  /** An approved or issued application, for making its document. */
  decided(application: string): Promise<Application>;
  /** `approved` → `issued`. Idempotent. */
  markIssued(application: string, document: string): Promise<void>;
  /** `issued` → `revoked`, when its document is void. Idempotent. */
  markRevoked(application: string, document: string): Promise<void>;
  /** `/api/v1/applications…`, `/api/v1/services/{service}/check`, `/api/v1/agencies/{agency}/applications…`. */
  routes(app: FastifyInstance): void;
}
