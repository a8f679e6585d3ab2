import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Command } from '../../platform/platform.ts';

/** Where a mandate stands on a day. Only an active one opens anything. */
export type MandateState = 'ahead' | 'active' | 'expired' | 'revoked';

/** One person lets another act for them in some services. Days are `yyyy-mm-dd` in Dushanbe, both included. */
export interface Mandate {
  id: string;
  grantor: string;
  grantorName: string;
  grantee: string;
  granteeName: string;
  services: string[];
  from: string;
  to: string;
  state: MandateState;
  /** The agency that issued its document. */
  agency: string;
  document: string;
  application: string;
  revokedAt?: Date;
  reason?: string;
}

/** What the document of an application grants. */
export interface Grant extends Pick<Mandate, 'grantor' | 'grantorName' | 'grantee' | 'granteeName' | 'from' | 'to' | 'agency'> {
  services: readonly string[];
  document: string;
  application: string;
}

/** Whose transaction it is does not matter here: only this module's tables are touched in it. */
// biome-ignore lint/suspicious/noExplicitAny: a command of any other module, whose tables this one must not know.
export type AnyCommand = Command<any>;

/** The state on a day. The revocation wins over the calendar. */
export function stateOn(mandate: Pick<Mandate, 'from' | 'to' | 'revokedAt'>, day: string): MandateState {
  if (mandate.revokedAt) return 'revoked';
  if (day < mandate.from) return 'ahead';
  return day > mandate.to ? 'expired' : 'active';
}

/** Only what still opens something, or will, can be taken back. */
export const revocable = (state: MandateState): boolean => state === 'active' || state === 'ahead';

/** Why a mandate does not open a service on a day; undefined when it does. */
export function refusal(
  mandate: Pick<Mandate, 'from' | 'to' | 'revokedAt' | 'services'>,
  service: string,
  day: string,
): 'mandate-revoked' | 'mandate-ahead' | 'mandate-expired' | 'mandate-other-service' | undefined {
  const state = stateOn(mandate, day);
  if (state !== 'active') return `mandate-${state}`;
  return mandate.services.includes(service) ? undefined : 'mandate-other-service';
}

export interface MandatesDeps {
  identity: { actorOf(request: FastifyRequest): Actor };
}

export interface Mandates {
  /** Records what a document grants, in the transaction that issues it and as the portal. One per application: again changes nothing. */
  grant(tx: AnyCommand, grant: Grant): Promise<{ id: string }>;
  /** By the one who gave it, with what hangs on it, in one transaction. @throws Problem 404, 409 `mandate-ended`, 422 `reason-needed`. */
  revoke(actor: Actor, id: string, reason: string): Promise<Mandate>;
  /** Takes back the mandate that a document granted, in the transaction that revokes the document. */
  revokeOfDocument(tx: AnyCommand, document: string, reason: string): Promise<void>;
  /** Called inside the transaction that revokes a mandate. */
  onRevoked(listener: (tx: AnyCommand, mandate: Mandate, reason: string) => Promise<void>): void;
  /** A mandate under which the actor may act for `grantor` in `service` now; read from the database at every call. */
  mayAct(actor: Actor, grantor: string, service: string): Promise<Mandate | undefined>;
  /**
   * The same inside a command, by the mandate's id: it cannot be revoked before this command has ended.
   * @throws Problem 403 `mandate-revoked | mandate-expired | mandate-ahead | mandate-other-service`, 404 when it is nobody's or another's.
   */
  acting(tx: AnyCommand, id: string, service: string): Promise<Mandate>;
  /** Mandates received by the actor that open `service` now. */
  forService(actor: Actor, service: string): Promise<Mandate[]>;
  /** Given and received, newest first. */
  mine(actor: Actor): Promise<{ given: Mandate[]; received: Mandate[] }>;
  /** The mandate behind a document, as the portal itself needs it to verify and to draw. */
  ofDocument(document: string): Promise<Mandate | undefined>;
  /** `GET /api/v1/mandates`, `POST /api/v1/mandates/{id}/revoke`. */
  routes(app: FastifyInstance): void;
}
