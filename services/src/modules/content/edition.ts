import type { Text } from '@hukumat/contract';
import type { ContentFile, ContentFinding, ContentTypeName, ContentValues } from '@hukumat/contract/content';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Scanner } from '../files/index.ts';
import type { Body } from './demonstration/samples.ts';
import type { Feedback } from './feedback.ts';

/** `draft → in_review → published → superseded | unpublished`; what is returned is a draft again. */
export type EditionState = 'draft' | 'in_review' | 'published' | 'superseded' | 'unpublished';

/** What a command does to an edition. */
export type EditionMove = 'submit' | 'return' | 'publish' | 'supersede' | 'unpublish';

const MOVES: Readonly<Record<EditionMove, { from: EditionState; to: EditionState }>> = {
  submit: { from: 'draft', to: 'in_review' },
  return: { from: 'in_review', to: 'draft' },
  publish: { from: 'in_review', to: 'published' },
  supersede: { from: 'published', to: 'superseded' },
  unpublish: { from: 'published', to: 'unpublished' },
};
/** The state after `move`; nothing when an edition in `state` cannot be moved so. */
export const movedEdition = (state: EditionState, move: EditionMove): EditionState | undefined =>
  MOVES[move].from === state ? MOVES[move].to : undefined;

/** How a page ends: it leads on, is gone with a word why, or is withdrawn with a reason. */
export type Ending = { kind: 'redirect'; to: string; reason?: Text | undefined } | { kind: 'gone' | 'withdrawn'; reason: Text };

/** One numbered text of an item, as the desk sees it. */
export interface Edition {
  item: string;
  number: number;
  agency: string;
  type: ContentTypeName;
  slug: string;
  /** Its address without the language; list items stand at `…/leadership#slug`. */
  href: string;
  state: EditionState;
  /** All languages; a draft may lack anything. */
  values: Readonly<Record<string, unknown>>;
  revision: number;
  author: string;
  authorName: string;
  writers: readonly string[];
  savedAt: Date;
  submittedAt?: Date;
  approver?: string;
  approverName?: string;
  returnedReason?: string;
  /** When it is to be published by itself; set with the approval. */
  publishAt?: Date;
  publishedAt?: Date;
  /** When and how it is to end by itself. */
  ending?: { at: Date } & Ending;
  endedAt?: Date;
}

/** What is public now. */
export interface Published<Name extends ContentTypeName = ContentTypeName> {
  item: string;
  agency: string;
  type: Name;
  slug: string;
  number: number;
  /** Address without the language. */
  href: string;
  values: ContentValues[Name];
  /** For the first time; the day that the text itself names, when it names one. */
  publishedAt: Date;
  /** This edition. */
  updatedAt: Date;
  /** The last day on which somebody said that it is right. */
  checkedOn: string;
  /** Until when that counts. */
  reviewBy?: string;
  endsOn?: string;
}
/** One of the types, its values known by `type`. */
export type AnyPublished = { [Name in ContentTypeName]: Published<Name> }[ContentTypeName];

export interface IndexQuery<Name extends ContentTypeName> {
  types: readonly Name[];
  /** Only these bodies; all when absent. */
  agencies?: readonly string[];
  /** `current`: its last day has not passed; `past`: it has. */
  when?: 'current' | 'past';
  /** Words of the title, the post or the institution. */
  words?: string;
  /** Ordered by the nearest end instead of the newest first. */
  by?: 'newest' | 'ending';
  /** From 1. */
  page?: number;
  limit?: number;
}
export interface Found<Name extends ContentTypeName> {
  items: Published<Name>[];
  total: number;
}

/** What an address of a section holds. */
export type AtPath =
  | { state: 'live'; item: AnyPublished }
  | { state: 'redirect'; to: string }
  | { state: 'gone' | 'withdrawn'; reason: Text; since: Date };

/** A change of what is public: which body, which item, and where it stands. */
export interface ContentChange {
  agency: string;
  item: string;
  type: ContentTypeName;
  href: string;
  /** False when it is public no more. */
  live: boolean;
}

export interface Address {
  agency: string;
  type: ContentTypeName;
  slug: string;
  href: string;
  updatedAt: Date;
}

export interface Overdue {
  item: string;
  agency: string;
  type: ContentTypeName;
  name: Text;
  href: string;
  checkedOn: string;
  reviewBy: string;
}

export interface NewItem {
  type: ContentTypeName;
  /** Last part of its address: small Latin letters, digits and hyphens. */
  slug: string;
  values: Readonly<Record<string, unknown>>;
}

export interface NewFile {
  /** As the sender calls it; its kind is told by its bytes. */
  name: string;
  bytes: Uint8Array;
}

/** What the bodies publish. Every command is one transaction with its journal; refusals are `Problem`s with stable codes. */
export interface Content {
  /** A new item as a draft, its address reserved. @throws 409 `path-taken` with the owner's `path` and `item`. */
  draft(actor: Actor, agency: string, item: NewItem): Promise<Edition>;
  /** The open draft of an item; a new one from what was published last, when there is none. @throws 409 `edition-in-review` */
  edit(actor: Actor, item: string): Promise<Edition>;
  /**
   * Keeps what was typed. Unchanged values keep the revision, so that autosave costs nothing.
   * @throws 409 `edition-changed` with `values`, `revision`, `savedBy` and the differing `fields`: whoever is later sees the difference.
   */
  save(actor: Actor, item: string, save: { revision: number; values: Readonly<Record<string, unknown>> }): Promise<Edition>;
  /** @throws 422 `content-incomplete` with `findings` */
  submit(actor: Actor, item: string, revision: number): Promise<Edition>;
  /** Publishes what somebody else wrote, now or at `publishAt`. @throws 403 `own-text` */
  approve(actor: Actor, item: string, seen: { revision: number; publishAt?: Date }): Promise<Edition>;
  returnToAuthor(actor: Actor, item: string, seen: { revision: number; reason: string }): Promise<Edition>;
  /** Plans the end of what is public, or with nothing lifts the plan. */
  schedule(actor: Actor, item: string, ending: ({ at: Date } & Ending) | undefined): Promise<Edition>;
  unpublish(actor: Actor, item: string, ending: Ending): Promise<Edition>;
  /** An earlier text as a new draft. */
  restore(actor: Actor, item: string, number: number): Promise<Edition>;
  /** It was read again and is still right. */
  confirm(actor: Actor, item: string): Promise<void>;

  /**
   * A picture or document for texts of the body, to be named in their values or as `fileHref` in their Markdown. Public once something
   * published names it.
   * @throws Problem 422 `upload-empty | upload-too-large | upload-infected | upload-type`, 503 `upload-pending`
   */
  storeFile(actor: Actor, agency: string, upload: NewFile): Promise<ContentFile>;
  /** Whether any body keeps these bytes: then nobody else removes them. */
  names(file: string): Promise<boolean>;

  /** The desk's list: every item of a body with its open edition and what is public. */
  desk(actor: Actor, agency: string): Promise<{ open?: Edition; published?: Edition; last: Edition }[]>;
  /** Every edition of an item, newest first. */
  history(actor: Actor, item: string): Promise<Edition[]>;
  /** What keeps values from being published. */
  findings(type: ContentTypeName, values: Readonly<Record<string, unknown>>): ContentFinding[];

  /** What one body has published of these types, the newest first: at most 500 of each, or `each`. */
  published<Name extends ContentTypeName>(agency: string, types: readonly Name[], each?: number): Promise<Published<Name>[]>;
  /** Over all bodies. */
  index<Name extends ContentTypeName>(query: IndexQuery<Name>): Promise<Found<Name>>;
  /** An address without the language: `/mia/news/new-service`. */
  atPath(path: string): Promise<AtPath | undefined>;
  /** What has to be looked at again, the most overdue first; `before` in place of today. */
  overdue(agency?: string, before?: string): Promise<Overdue[]>;
  /** Where everything public stands and when it changed last, of one body or of all: for sitemaps. */
  addresses(agency?: string): Promise<Address[]>;
  /** Called after every change of what is public, on every instance; with nothing when changes may have been missed. */
  onPublished(listener: (change: ContentChange | undefined) => void): void;
  /** Fills the sections of a demonstration where nobody has written anything yet. @returns how many items are new. */
  seedDemonstration(bodies: readonly Body[]): Promise<number>;
  /** What visitors say of pages. */
  feedback: Feedback;
  /** Tells editors what of their section is past its review; runs by itself each Monday. */
  remind(): Promise<void>;
  /** Listens to the other instances; call before the first request. */
  start(): Promise<void>;
  routes(app: FastifyInstance): void;
}

export interface ContentDeps {
  agencies(): readonly string[];
  /** Whether the body's plugin or one of its services owns the first part of an address below the section. */
  claimed(agency: string, segment: string): boolean;
  /** Who holds a role in a body: they are told in their inbox. */
  holdersOf(agency: string, role: 'editor' | 'approver'): Promise<string[]>;
  /** Who asks for a file of a draft. */
  actorOf(request: FastifyRequest): Actor;
  /** Looks over every file before it is kept; the embedded one when absent. */
  scanner?: Scanner;
}
