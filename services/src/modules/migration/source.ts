import type { Lang } from '@hukumat/contract';

/** A page as the old site had it. */
export interface OldPage {
  /** Full address on the old site. */
  address: string;
  /** Other addresses of the same page: `?p=12`, `guid`. */
  also: readonly string[];
  kind: 'page' | 'news';
  /** HTML: the content alone, or the whole document with everything around it. */
  html: string;
  form: 'content' | 'document';
  /** What the source says besides the HTML; a document says these in its markup. */
  title?: string;
  slug?: string;
  lang?: Lang;
  /** Pages of one group are one text in several languages. */
  group?: string;
  /** As written in the source. */
  published?: string;
  categories: readonly string[];
  /** Address of the leading image. */
  image?: string;
  /** What the reader had to mend before anything could be read. */
  findings: readonly Finding[];
}

/** One thing that was seen, repaired or refused; `detail` says where or what, in a few words of the source itself. */
export interface Finding {
  reason: Reason;
  detail?: string;
}

/** Why something was repaired. */
export const REPAIRS = [
  'text-repaired',
  'text-undecided',
  'charset-wrong',
  'markup-broken',
  'active-removed',
  'link-removed',
  'date-future',
  'date-unreadable',
  'slug-taken',
  'language-guessed',
  'link-dead',
  'file-missing',
  'file-refused',
  'title-missing',
] as const;
/** Why something was not taken. */
export const REFUSALS = [
  'too-large',
  'too-deep',
  'empty',
  'unpublished',
  'protected',
  'outside-folder',
  'symbolic-link',
  'kind-unknown',
  'entities-declared',
  'source-broken',
  'not-answering',
  'not-allowed',
  'left-by-hand',
  'address-twice',
] as const;
export type Reason = (typeof REPAIRS)[number] | (typeof REFUSALS)[number];

/** What a reader finds, in the order of the source. */
export type Entry = { page: OldPage } | { refused: { address: string; finding: Finding } };

/** One old site to be read. */
export interface Source {
  entries(): AsyncIterable<Entry>;
  /** The bytes of an image or file; undefined when the source has none. */
  file(address: string): Promise<Uint8Array | undefined>;
}

/** The largest page and the largest file that are taken. */
export const LIMITS = { page: 5 * 1024 * 1024, file: 20 * 1024 * 1024, depth: 256 } as const;
