export { type AgencyDeclaration, defineAgency } from './agency.ts';

import type { AgencyId, Json, Lang, Loa, Text, Tier } from './names.ts';
import type { Answer, AnswerError, Answers, ApplicationState } from './service.ts';

export type Maybe<T> = T | Promise<T>;

/** A value that changes over time. `subscribe` calls at once with the present value and returns the way to stop. */
export interface Live<T> {
  readonly value: T;
  subscribe(listener: (value: T) => void): () => void;
}

/** What a plugin's entry exports as default (or under `entry.export`). Importing it has no side effects. */
export interface Section {
  start(host: Host): Maybe<Running>;
}

export interface Running {
  mount(view: View): Maybe<void>;
  unmount(view: View): Maybe<void>;
  /** Same route, new params or language. Without it the shell unmounts and mounts again. */
  update?(view: View): Maybe<void>;
  /** Asked before leaving: `true`, or the question to put to the person. */
  mayLeave?(): Maybe<true | { ask: Text }>;
  snapshot?(): Maybe<Json>;
  restore?(state: Json): Maybe<void>;
  probe?(): Maybe<'ok' | { degraded: string }>;
}

/** One value of the portal's form, handed to a plugin that draws a better control in a place. */
export interface FieldControl {
  readonly name: string;
  readonly value: Live<string>;
  set(value: string): void;
  invalid: Live<string | undefined>;
  /** What a list or a choice offers, in the portal's order and words; empty where anything may be written. */
  readonly options: readonly { value: string; label: string }[];
  /** What is typed into the rows of a repeated group; absent for any other field. A group is read here and written in the form. */
  readonly rows?: Live<readonly Readonly<Record<string, string>>[]>;
}

/** Where and what to draw: `export` is the route's or fill's or place's name. */
export interface View {
  readonly root: Element | ShadowRoot;
  readonly export: string;
  readonly params: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly field?: FieldControl;
}

export interface Notice {
  kind: 'info' | 'success' | 'warning' | 'error';
  text: string;
}
export type NavResult = 'done' | 'refused' | 'stayed';
export type IncidentId = string;
export type Translator = ((key: string, values?: Record<string, string | number>) => string) & { readonly lang: Lang };

/** Facts about who is signed in; never a token. */
export interface Who {
  signedIn: boolean;
  loa: Loa;
  name?: string;
  roles?: string[];
  expiresAt?: number;
}

/** The answer of a call through the portal: plain data, so that it survives a message channel. A file comes as a Blob. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: Json | Blob;
}
/**
 * Calls that the manifest declared, and no others. Paths start with `/`: `/agencies/{agency}/calls/{scope}/…` goes to the agency's
 * own back end. Changing calls carry an `idempotency-key`, of the plugin's choice or a new one each time.
 */
export type ScopedFetch = (
  path: string,
  init?: { method?: string; body?: Json | Blob; headers?: Record<string, string> },
) => Promise<HttpAnswer>;

export interface ApplicationSummary {
  id: string;
  number: string;
  service: string;
  agency: AgencyId;
  applicant: string;
  /** Whoever handed it in for the applicant, by a mandate. */
  actingName?: string;
  channel: 'online' | 'centre';
  state: ApplicationState;
  submittedAt: string;
  dueOn?: string;
  /** Last day of waiting for the applicant, a second person or a payment. */
  expiresOn?: string;
  overdue?: true;
  assignee?: string;
  assigneeName?: string;
  version: number;
}
export interface ApplicationDetail extends ApplicationSummary {
  answers: Answers;
  fields: { name: string; label: string; value: string }[];
  uploads: { id: string; field: string; name: string; type: string; bytes: number; href: string }[];
  timeline: { at: string; type: string; actor: string; onBehalfOf?: string; note?: string }[];
  /** Reason and words of the decision. */
  reason?: string;
  note?: string;
  sentBack?: { fields: string[]; message: string; until?: string };
  /** What a first officer proposes where two have to agree. */
  proposal?: { by: string; name: string; at: string; approve: boolean; reason?: string; note?: string };
  partyName?: string;
}
export interface QueueFilter {
  state?: ApplicationState;
  service?: string;
  mine?: boolean;
  unassigned?: boolean;
  assignee?: string;
  overdue?: boolean;
  /** Due before this day, `yyyy-mm-dd`. */
  dueBefore?: string;
  /** Part of the number or of the applicant's name. */
  text?: string;
  /** `next` of the page before. */
  after?: string;
  limit?: number;
}
export interface QueuePage {
  items: ApplicationSummary[];
  next?: string;
}
export interface QueueCounts {
  states: Partial<Record<ApplicationState, number>>;
  overdue: number;
  unassigned: number;
  mine: number;
}
export interface DeskLoad {
  officers: { subject: string; name: string; open: number; overdue: number; decided: number }[];
  /** Open applications by working days since registration; the last age is open. */
  ageing: { upTo?: number; count: number }[];
  open: number;
  warned: number;
  breached: number;
  escalated: number;
  opinionsOverdue: number;
}
export interface DeskNote {
  id: string;
  authorName: string;
  text: string;
  at: string;
}
export interface DeskLetter {
  id: string;
  code?: string;
  title: Text;
  body: Text;
  authorName: string;
  at: string;
}
/** What a correction changed in one field. */
export interface DeskChange {
  version: number;
  field: string;
  before?: Answer;
  after?: Answer;
  at: string;
}
export interface DeskOpinion {
  id: string;
  number: string;
  service: string;
  asking: AgencyId;
  agency: AgencyId;
  question: string;
  shared: { name: string; label: Text; value: string }[];
  uploads: { id: string; field: string; name: string; type: string; bytes: number; href: string }[];
  askedName: string;
  askedAt: string;
  dueOn?: string;
  overdue: boolean;
  answer?: string;
  favours?: boolean;
  answeredName?: string;
  answeredAt?: string;
  recalled?: true;
}
export type LetterText = { code: string } | { title: Text; body: Text };
export type BulkAct =
  | { act: 'claim' }
  | { act: 'reassign'; to: string }
  | { act: 'letter'; letter: LetterText }
  | { act: 'approve'; note?: string };
export type BulkResult = { id: string; ok: true; version: number; state: ApplicationState } | { id: string; ok: false; code: string };
export type Decision = { approve: true; note?: string } | { approve: false; reason: string; note?: string };

/** An officer's desk over this agency's own applications. `version` is the optimistic lock. */
export interface OfficerClient {
  /** Those due first on top. */
  queue(filter?: QueueFilter): Promise<QueuePage>;
  counts(): Promise<QueueCounts>;
  open(id: string): Promise<ApplicationDetail>;
  /** A file of an opened application, by its upload's id. */
  file(id: string, upload: string): Promise<Blob>;
  claim(id: string, version: number): Promise<ApplicationDetail>;
  /** Back into the queue. */
  release(id: string, version: number): Promise<ApplicationDetail>;
  /** For supervisors: `to` is an officer of the agency. */
  reassign(id: string, version: number, to: string): Promise<ApplicationDetail>;
  sendBack(id: string, version: number, what: { fields: string[]; message: string }): Promise<ApplicationDetail>;
  /** Where two have to agree, the first call proposes and another officer's decides. */
  decide(id: string, version: number, decision: Decision): Promise<ApplicationDetail>;
  close(id: string, version: number, reason: string): Promise<ApplicationDetail>;
  /** For the head of the body. */
  reopen(id: string, version: number, reason: string): Promise<ApplicationDetail>;
  bulk(items: { id: string; version: number }[], act: BulkAct): Promise<BulkResult[]>;
  /** For supervisors: who carries how much, what grows old, what is late. */
  load(): Promise<DeskLoad>;
  notes(id: string): Promise<DeskNote[]>;
  note(id: string, text: string): Promise<DeskNote>;
  letters(id: string): Promise<DeskLetter[]>;
  sendLetter(id: string, letter: LetterText): Promise<DeskLetter>;
  changes(id: string): Promise<DeskChange[]>;
  opinions(id: string): Promise<DeskOpinion[]>;
  askOpinion(id: string, version: number, ask: { agency: AgencyId; question: string; fields: string[] }): Promise<ApplicationDetail>;
  recallOpinions(id: string, version: number): Promise<ApplicationDetail>;
  /** Questions that other agencies ask of this one, without what they share; `openOpinion` shows that and is written down. */
  opinionsAsked(): Promise<DeskOpinion[]>;
  openOpinion(opinion: string): Promise<DeskOpinion>;
  answerOpinion(opinion: string, answer: { text: string; favours: boolean }): Promise<DeskOpinion>;
}
export interface ApplicationsClient {
  mine(): Promise<ApplicationSummary[]>;
  check(service: string, answers: Answers): Promise<AnswerError[]>;
  officer?: OfficerClient;
}
export interface QuotaStore {
  get(key: string): Promise<Json | undefined>;
  set(key: string, value: Json): Promise<void>;
  delete(key: string): Promise<void>;
}
export interface ScopedBus {
  emit(name: string, detail: Json): void;
  on(name: string, listener: (detail: Json) => void): () => void;
}

/**
 * What the portal hands to one plugin: frozen, built from the approved manifest; what was not declared is absent.
 * Every call is a message: cloneable arguments and results, a promise, a deadline.
 */
export interface Host {
  readonly self: { agency: AgencyId; version: string; tier: Tier; contract: string };
  /** Aborted on stop or kill; everything below dies with it. */
  readonly signal: AbortSignal;
  readonly text: Translator;
  readonly locale: Live<Lang>;
  readonly config: Live<Json>;
  readonly who: Live<Who>;
  /** Goes to a route of this agency by name, to a declared link, or to a portal page beginning with `/`. */
  go(link: string, params?: Record<string, string>): Promise<NavResult>;
  stepUp(loa: Loa): Promise<boolean>;
  notify(notice: Notice): void;
  report(error: unknown, context?: Json): IncidentId;
  readonly applications?: ApplicationsClient;
  readonly http?: ScopedFetch;
  readonly events?: ScopedBus;
  readonly store?: QuotaStore;
}
