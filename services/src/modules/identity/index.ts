import type { Lang, Loa, Role } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, AgencyRole } from '../../platform/actor.ts';
import type { Staff } from './staff/staff.ts';

export { createIdentity } from './identity.ts';
export { nameFirstRegistrars } from './staff/first-registrars.ts';
export { CENTRAL, confirms, manages, needsSecond, offers, readsStaff } from './staff/roles.ts';
export type { Invitation, Proposal, Staff } from './staff/staff.ts';

/** What is known of a person. Dates are `yyyy-mm-dd`; phones `+992…`. */
export interface Person {
  subject: string;
  surname: string;
  givenName: string;
  patronymic?: string;
  birthDate?: string;
  phone?: string;
  email?: string;
  passport?: string;
  address?: string;
}

/** Facts about the visitor that a page may show; never a token. `expiresAt` is in milliseconds since 1970. */
export interface Who {
  signedIn: boolean;
  loa: Loa;
  name?: string;
  expiresAt?: number;
}

export interface SessionSummary {
  id: string;
  loa: Loa;
  signedInAt: string;
  seenAt: string;
  /** The session that asks. */
  current: boolean;
}

export interface AccessToken {
  id: string;
  name: string;
  agency: string;
  createdAt: string;
  expiresAt: string;
}

export interface DemoPerson {
  subject: string;
  name: string;
  roles: readonly AgencyRole[];
}

/** A fictional citizen to be added to the demonstration. */
export interface NewDemoPerson extends Required<Omit<Person, 'patronymic'>> {
  patronymic?: string;
}

/** A page of the identity module: content of `<main>` as finished HTML. */
export interface PlainPage {
  lang: Lang;
  title: string;
  main: string;
  /** Where this page stands in each language, so that changing the language keeps the sign-in under way. */
  languages?: Record<Lang, string>;
}

export interface IdentityDeps {
  /** Puts a page into the portal's frame. Its headers win. Without it pages are plain HTML. */
  renderPage?(request: FastifyRequest, page: PlainPage): Promise<{ html: string; headers: Record<string, string> }>;
}

export interface Identity {
  /** Who asks. Known once the request has passed the module's first hook. */
  actorOf(request: FastifyRequest): Actor;
  who(request: FastifyRequest): Who;
  /**
   * Refuses a visitor whose sign-in is weaker than `loa`.
   * @throws Problem 401 `sign-in-needed` or 403 `step-up-needed`; `details.location` is the address that mends it.
   */
  requireLoa(request: FastifyRequest, loa: Loa): void;
  /** `/auth/sign-in?…`, leading back to `returnTo` (a path) or to the request's own address. */
  signInAddress(request: FastifyRequest, loa?: Loa, returnTo?: string): string;
  capability: {
    /** Binds a document to one agency for 8 hours. Empty when the request is no navigation of a whole document. */
    issue(request: FastifyRequest, agency: string): string;
    /** @throws Problem 403 `capability` unless `x-hukumat-capability`, or `given`, was issued to this session for `agency`. */
    check(request: FastifyRequest, agency: string, given?: unknown): void;
  };
  person(subject: string): Promise<Person | undefined>;
  rolesOf(subject: string): Promise<AgencyRole[]>;
  /** Surname, given name, patronymic. */
  nameOf(subject: string): Promise<string | undefined>;
  /** For commands only: whether somebody was found is never told to whoever asked. */
  findPerson(by: { passport: string; surname: string }): Promise<{ subject: string; name: string } | undefined>;
  /** Subjects who hold this role in this agency. */
  holdersOf(agency: string, role: Role): Promise<string[]>;
  /** People of the bodies: invitations, roles, four eyes, removal. */
  staff: Staff;
  /** Whether a POST came on a session that has just run out, so that it may be parked. */
  expired(request: FastifyRequest): boolean;
  /** Keeps a POST for an hour for the person whose session ran out. @returns its id. @throws Problem 401. */
  parkPost(request: FastifyRequest, path: string, body: unknown): Promise<string>;
  /** Hands a parked POST back once, to the same person only. */
  takeParked(request: FastifyRequest, id: string): Promise<{ path: string; body: unknown } | undefined>;
  sessionsOf(request: FastifyRequest): Promise<SessionSummary[]>;
  /** Ends one of the person's own sessions. */
  endSession(request: FastifyRequest, id: string): Promise<void>;
  tokens: {
    /** @returns the token's text, which is shown this once. @throws Problem 403 unless the actor serves `agency`. */
    issue(actor: Actor, wanted: { agency: string; name: string; days: number }): Promise<AccessToken & { token: string }>;
    mine(actor: Actor): Promise<AccessToken[]>;
    revoke(actor: Actor, id: string): Promise<void>;
  };
  /** The fictional people of the demonstration; empty outside it. */
  demoPeople(): Promise<DemoPerson[]>;
  /** Adds fictional citizens to a demonstration. @returns how many are new. @throws outside a demonstration. */
  addDemoPeople(people: readonly NewDemoPerson[]): Promise<number>;
  /** Hook, `/auth/…`, `/oidc/…` and `/api/v1/tokens`. Call it on the root instance. */
  routes(app: FastifyInstance): Promise<void>;
}
