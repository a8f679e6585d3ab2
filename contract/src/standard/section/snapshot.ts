import type { Lang, StandardPage } from '../../names.ts';
import type { RuleId, Scope } from './rule.ts';

/** What a fetched address stands for in the section. */
export type PageRole = 'home' | StandardPage | 'item' | 'central-vacancies' | 'feed' | 'robots' | 'sitemap' | 'nonsense';

/** One answer, as it came. `status` 0 and a `fault` where none came. */
export interface FetchedPage {
  url: string;
  role: PageRole;
  lang?: Lang;
  status: number;
  /** `timeout`, `dns`, `refused`, `too-large`, `robots`, `private-address`, `redirects`, `damaged`. */
  fault?: string;
  headers: Readonly<Record<string, string>>;
  /** SHA-256 (hex) of the stored body. */
  sha256: string;
  /** Bytes of the decoded body. */
  bytes: number;
  /** The decoded text; empty for what is no text. */
  body: string;
}

/** A published item of a content type, in the words of the standard. Dates are `yyyy-mm-dd`. */
export interface PublishedItem {
  id: string;
  type: string;
  /** Below the language: `/mia/news/opening`. */
  path: string;
  /** Languages in which every text is there. */
  langs: readonly Lang[];
  publishedOn: string;
  updatedOn: string;
  checkedOn?: string;
  /** Of its Tajik text, see `textHash`. */
  hash: string;
  /** Names of the fields that hold something. */
  filled: readonly string[];
  /** Fields that rules look into: `deadline`, `closedOn`, `validUntil`, `repealedOn`, `order`, `state`, `status`, `phones`, `email`. */
  facts: Readonly<Record<string, string>>;
}

export interface LinkState {
  url: string;
  /** Where it stood. */
  from: string;
  /** One line for each day on which it was tried; status 0 where no answer came. */
  tries: readonly { on: string; status: number }[];
}

export interface OldAddress {
  url: string;
  /** Every answer on the way, the last one included. */
  chain: readonly { url: string; status: number }[];
  /** Characters of text in the last answer. */
  characters: number;
}

/** What only a browser can measure. */
export interface Measured {
  on: string;
  /** Serious and critical violations, one line per page and axe rule; empty when there are none. */
  axe?: readonly { url: string; rule: string; excerpt: string }[];
  /** Places where the keyboard is trapped, or a service that cannot be finished with it. */
  traps?: readonly { url: string; excerpt: string }[];
  vitals?: readonly { url: string; lcpMs: number; cls: number; inpMs: number }[];
  smoke?: { seconds: number; uncaught: readonly string[] };
}

/** A dated public promise to mend what fails. */
export interface PlannedFix {
  rule: RuleId;
  madeOn: string;
  until: string;
}

/**
 * All that the audit knows of one section at one moment. The verdict follows from it alone, so that stored bytes give the same
 * verdict again. What is absent was not looked at: the rules that need it answer `unknown`.
 */
export interface SectionSnapshot {
  agency: string;
  level: 'central' | 'local';
  kind: Scope;
  /** `yyyy-mm-dd` in Dushanbe. */
  on: string;
  origin: string;
  pages: readonly FetchedPage[];
  items?: readonly PublishedItem[];
  /** Text hash → the day on which this text was first seen in the section. */
  firstSeen?: Readonly<Record<string, string>>;
  /** Text hash → sections that carry it, the first one first. */
  copies?: Readonly<Record<string, readonly string[]>>;
  release?: { manifest: unknown; files: ReadonlyMap<string, Uint8Array>; signed: boolean; directory: readonly string[] };
  services?: readonly { id: string; decided: number; onTimePercent?: number; p90Shown: boolean }[];
  /** Of the last 30 days, without announced downtime. */
  probes?: { days: number; tries: number; failed: number; failedInLastDay: number };
  links?: readonly LinkState[];
  oldAddresses?: readonly OldAddress[];
  tls?: { protocol: string; validUntil: string };
  /** Whether both the name with `www` and the one without answer; for outside sites. */
  bothNames?: boolean;
  measured?: Measured;
  plans?: readonly PlannedFix[];
}
