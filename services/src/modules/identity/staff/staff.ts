import type { Role } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';

/** Days in which an invitation is taken and a proposal confirmed; then both are over. */
export const INVITATION_DAYS = 7;
export const PROPOSAL_DAYS = 14;

export interface Member {
  subject: string;
  name: string;
  roles: { role: Role; since?: Date }[];
}

/** A role that waits for a second person. */
export interface Proposal {
  id: string;
  subject: string;
  name: string;
  role: Role;
  by: string;
  byName: string;
  at: Date;
  until: Date;
}

export type InvitationState = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';

export interface Invitation {
  id: string;
  agency: string;
  /** As whoever invites wrote it. */
  name: string;
  roles: Role[];
  by: string;
  byName: string;
  at: Date;
  until: Date;
  state: InvitationState;
}

/** What happened to the staff of a body, from the journal. */
export interface StaffEvent {
  type: string;
  at: Date;
  byName: string;
  name?: string;
  role?: Role;
}

/** Everybody who works for one body, and what waits. */
export interface StaffOfBody {
  members: Member[];
  proposals: Proposal[];
  invitations: Invitation[];
  events: StaffEvent[];
}

export interface BodyFigures {
  agency: string;
  people: number;
  heads: number;
  waiting: number;
}

export interface NewInvitation {
  agency: string;
  surname: string;
  givenName: string;
  /** Series and number of the passport; only a keyed hash of it is kept. */
  passport: string;
  roles: readonly string[];
  /** Of the form, so that sending it twice invites once. */
  key: string;
}

/** Who works for which body. Every command is one person's; what needs two is two commands of two people. */
export interface Staff {
  /** @throws Problem 403 unless the actor is head there, or registrar, head or auditor of the central Agency. */
  of(actor: Actor, agency: string): Promise<StaffOfBody>;
  /** Bodies with their figures, for the central Agency. @throws Problem 403 */
  bodies(actor: Actor): Promise<BodyFigures[]>;
  invite(actor: Actor, wanted: NewInvitation): Promise<{ id: string }>;
  /** With its code while it is open, for those who may invite there. */
  invitation(actor: Actor, agency: string, id: string): Promise<Invitation & { code?: string }>;
  withdrawInvitation(actor: Actor, agency: string, id: string): Promise<void>;
  /**
   * The invitation of this code, for the person it names and for nobody else: which of its roles are theirs now and which wait.
   * @throws Problem 404 for another's and for none, 409 `invitation-over`.
   */
  invited(actor: Actor, code: string): Promise<Invitation & { given: Role[]; waiting: Role[] }>;
  /** Once. @throws Problem 409 `invitation-used`, `audits-alone`, and as `invited`. */
  accept(actor: Actor, code: string): Promise<{ agency: string; given: Role[]; waiting: Role[] }>;
  decline(actor: Actor, code: string): Promise<void>;
  /** Gives a role to somebody of the body, or proposes it when it needs a second person. Repeatable. */
  give(actor: Actor, agency: string, subject: string, role: string): Promise<'given' | 'proposed'>;
  /** Takes one role; it counts with the person's next request. Repeatable. */
  take(actor: Actor, agency: string, subject: string, role: string): Promise<void>;
  /** Takes every role and access token of the body, and withdraws what waits for the person or was asked by them. Repeatable. */
  remove(actor: Actor, agency: string, subject: string): Promise<void>;
  /** The second person's. @throws Problem 409 `proposal-own` for the one who proposed and the one it is for. */
  confirm(actor: Actor, agency: string, proposal: string): Promise<void>;
  /** The second person refuses it; who proposed takes it back. */
  refuse(actor: Actor, agency: string, proposal: string): Promise<void>;
}
