import type { Loa, Role } from '@hukumat/contract';

/** Who acts. Every transaction carries one, and row-level security reads it. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'person'; subject: string; name: string; loa: Loa; roles: readonly AgencyRole[] }
  | { kind: 'system'; task: string };

/** A role held in one agency: `{ role: 'officer', agency: 'mia' }`. */
export interface AgencyRole {
  role: Role;
  agency: string;
}

export const ANONYMOUS: Actor = { kind: 'anonymous' };
export const system = (task: string): Actor => ({ kind: 'system', task });
export const holds = (actor: Actor, role: Role, agency: string): boolean =>
  actor.kind === 'person' && actor.roles.some((r) => r.role === role && r.agency === agency);
/** The stable text an actor is written down as: `person:citizen-1`, `system:issue-document`, `anonymous`. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'person' ? `person:${actor.subject}` : actor.kind === 'system' ? `system:${actor.task}` : 'anonymous';
