import type { Lang, Text } from '@hukumat/contract';
import type { ContentTypeName } from '@hukumat/contract/content';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Content } from '../content/index.ts';
import type { Finding, Reason, Source } from './source.ts';

export type SourceKind = 'wordpress' | 'mirror' | 'crawl';
/** `read`: not yet a draft. `kept`: somebody has changed the draft or it is public, so the import leaves it alone. */
export type Verdict = 'read' | 'taken' | 'kept' | 'refused';

/** A text of an old encoding, before and after. */
export interface Repaired {
  before: string;
  after: string;
  /** Found too little to be sure; the text was left as it was. */
  undecided?: true;
}

export interface Counts {
  read: number;
  drafted: number;
  updated: number;
  unchanged: number;
  kept: number;
  refused: number;
  repairedTexts: number;
  files: number;
  addresses: number;
  /** How often each thing was repaired or refused. */
  reasons: Partial<Record<Reason, number>>;
}

export interface OldSite {
  host: string;
  agency: string;
  archive?: string;
  switchedAt?: Date;
  /** What the last check before a switch found, if there was one. */
  checkedAt?: Date;
  refusals: readonly Refusal[];
}

/** Why a host is not switched. */
export type Refusal =
  | { reason: 'hits-unknown' }
  | { reason: 'coverage-low'; share: number }
  | { reason: 'target-broken'; address: string; target: string; status: number };

/** Visits whose address leads somewhere, of all that were counted. */
export interface Coverage {
  hits: number;
  mapped: number;
  /** From 0 to 1; undefined while nothing was counted. */
  share?: number;
  /** Asked for most and leading nowhere. */
  missing: { address: string; hits: number }[];
}

export interface Mapping {
  address: string;
  /** Address of the portal with its language; undefined for what is gone. */
  target?: string;
  origin: 'import' | 'hand';
}

/** One line of the report. */
export interface ReportLine {
  address: string;
  verdict: Verdict;
  title?: string;
  lang?: Lang;
  type?: ContentTypeName;
  item?: string;
  findings: readonly Finding[];
  repaired: number;
}

export interface Report {
  site: OldSite;
  run?: { kind: SourceKind; startedAt: Date; finishedAt?: Date; counts?: Counts };
  verdicts: Readonly<Record<Verdict, number>>;
  lines: readonly ReportLine[];
  mappings: { total: number; rows: readonly Mapping[] };
  coverage: Coverage;
}

export interface Narrowed {
  verdict?: Verdict | undefined;
  /** Only addresses that hold this. */
  words?: string | undefined;
  /** From 1, for lines and mappings alike. */
  page?: number | undefined;
}
export const PAGE_SIZE = 100;

/** What an old host answers: the page that the address has become, or a text that says it is gone or was never there. */
export interface OldAddressPage {
  kind: 'gone' | 'unknown';
  agency: Text;
  /** The body's section. */
  section: string;
  /** Where an archive keeps the old page. */
  archive?: string;
}

export interface MigrationDeps {
  content: Pick<Content, 'draft' | 'save' | 'history' | 'storeFile'>;
  directory: { agency(id: string): { names: Text } | undefined };
  renderPage(page: OldAddressPage): { html: string; headers: Record<string, string> };
}

/** The move of a body from its old site. The central Agency's registrar moves; the body's own editors see the report. */
export interface Migration {
  /** @throws Problem 403, 404, 409 `host-taken`, 422 `host-shape | archive-shape` */
  addSite(actor: Actor, site: { host: string; agency: string; archive?: string | undefined }): Promise<OldSite>;
  sites(actor: Actor): Promise<OldSite[]>;
  /** Reads a source into drafts. Run again it goes on where it stopped and changes only drafts of its own. Publishes nothing. */
  takeIn(actor: Actor, host: string, kind: SourceKind, source: Source): Promise<Counts>;
  /** Visits from the old server's log, in place of those that were read before. */
  readVisits(actor: Actor, host: string, lines: AsyncIterable<string>): Promise<{ hits: number; addresses: number }>;
  /** @throws Problem 404 for whoever may not see it. */
  report(actor: Actor, host: string, narrowed?: Narrowed): Promise<Report>;
  /** The texts of one page that were repaired, side by side. */
  repairedTexts(actor: Actor, host: string, address: string): Promise<{ title: string; texts: Repaired[] }>;
  /** Says where an address leads; without a target it is gone. @throws Problem 422 `target-shape | address-shape` */
  mapAddress(actor: Actor, host: string, address: string, target: string | undefined): Promise<void>;
  /** Asks the portal for every target. @returns why the host is not ready; nothing when it is. */
  check(actor: Actor, host: string): Promise<Refusal[]>;
  /** From now on the portal answers for the host. @throws Problem 409 `switch-refused` with the refusals. */
  switchHost(actor: Actor, host: string): Promise<void>;
  /** The old server answers again. */
  switchBack(actor: Actor, host: string): Promise<void>;
  /** The body whose switched old host this is. */
  servedFor(host: string): string | undefined;
  /** Writes down the visits that were counted in memory. */
  keepHits(): Promise<void>;
  routes(app: FastifyInstance): void;
  /** Loads the hosts and follows changes; call before the first request. */
  start(): Promise<void>;
}
