export { type AgencyDeclaration, defineAgency } from './agency.ts';

import type { AgencyId, Json, Lang, Loa, Text, Tier } from './names.ts';
import type { AnswerError, Answers, ApplicationState } from './service.ts';

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
  state: ApplicationState;
  submittedAt: string;
  dueOn?: string;
  assignee?: string;
  version: number;
}
export interface ApplicationDetail extends ApplicationSummary {
  answers: Answers;
  fields: { name: string; label: string; value: string }[];
  uploads: { id: string; field: string; name: string; type: string; bytes: number; href: string }[];
  timeline: { at: string; type: string; actor: string; note?: string }[];
}
/** An officer's desk over this agency's own applications. `version` is the optimistic lock. */
export interface OfficerClient {
  queue(filter?: { state?: ApplicationState; mine?: boolean }): Promise<ApplicationSummary[]>;
  open(id: string): Promise<ApplicationDetail>;
  /** A file of an opened application, by its upload's id. */
  file(id: string, upload: string): Promise<Blob>;
  claim(id: string, version: number): Promise<ApplicationDetail>;
  sendBack(id: string, version: number, what: { fields: string[]; message: string }): Promise<ApplicationDetail>;
  decide(
    id: string,
    version: number,
    decision: { approve: true; note?: string } | { approve: false; reason: string; note?: string },
  ): Promise<ApplicationDetail>;
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
