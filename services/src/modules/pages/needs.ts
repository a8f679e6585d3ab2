import type { ShellAssets, ShellDocument } from '@hukumat/shell/document';
import type { Retention } from '../../platform/config.ts';
import type { Appeals } from '../appeals/index.ts';
import type { Applications } from '../applications/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Centres } from '../centres/index.ts';
import type { Content } from '../content/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Documents } from '../documents/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Mandates } from '../mandates/index.ts';
import type { Migration } from '../migration/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Payments, SandboxBank } from '../payments/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Search } from '../search/index.ts';
import type { Standard } from '../standard/index.ts';

/** What pages ask of sign-in. */
export type PagesIdentity = Pick<
  Identity,
  | 'actorOf'
  | 'who'
  | 'capability'
  | 'person'
  | 'signInAddress'
  | 'expired'
  | 'parkPost'
  | 'takeParked'
  | 'tokens'
  | 'nameOf'
  | 'holdersOf'
  | 'sessionsOf'
  | 'endSession'
  | 'staff'
>;

export interface PagesDeps {
  identity: PagesIdentity;
  registry: Registry;
  directory: Directory;
  search: Search;
  applications: Applications;
  documents: Documents;
  mandates: Mandates;
  migration: Migration;
  notifications: Notifications;
  catalogue: Catalogue;
  appeals: Appeals;
  content: Content;
  standard: Standard;
  payments: Payments;
  centres: Centres;
  /** Where the demonstration's own bank is asked for its page. */
  bank?: SandboxBank;
  assets: ShellAssets;
}

/** What every page handler is built from. */
export interface Site extends PagesDeps {
  document: ShellDocument;
  origin: string;
  demo: boolean;
  /** `yyyy-mm-dd` in Dushanbe. */
  today(): string;
  /** How long each kind of data is kept. */
  retention: Retention;
  now(): Date;
}
