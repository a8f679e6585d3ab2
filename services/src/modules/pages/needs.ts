import type { Loa, PersonPath } from '@hukumat/contract';
import type { Frame, ShellAssets, ShellDocument } from '@hukumat/shell/document';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Applications } from '../applications/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Documents } from '../documents/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Search } from '../search/index.ts';

/** What pages ask of sign-in. */
export interface PagesIdentity {
  actorOf(request: FastifyRequest): Actor;
  who(request: FastifyRequest): Frame['who'] | Promise<Frame['who']>;
  capability: { issue(request: FastifyRequest, agency: string): string };
  /** The person's record, for answers that need not be typed. */
  person(subject: string): Promise<Partial<Record<PersonPath, string>> | undefined>;
  signInAddress(request: FastifyRequest, loa?: Loa, returnTo?: string): string;
  expired(request: FastifyRequest): boolean;
  parkPost(request: FastifyRequest, path: string, body: unknown): Promise<string>;
  takeParked(request: FastifyRequest, id: string): Promise<{ path: string; body: unknown } | undefined>;
}

export interface PagesDeps<Identity extends PagesIdentity = PagesIdentity> {
  identity: Identity;
  registry: Registry;
  directory: Directory;
  search: Search;
  applications: Applications;
  documents: Documents;
  notifications: Notifications;
  assets: ShellAssets;
}

/** What every page handler is built from. */
export interface Site<Identity extends PagesIdentity = PagesIdentity> extends PagesDeps<Identity> {
  document: ShellDocument;
  origin: string;
  demo: boolean;
  /** `yyyy-mm-dd` in Dushanbe. */
  today(): string;
}

export type { FastifyReply, FastifyRequest };
