import type { Loa, Role } from '@hukumat/contract';

/** Who acts. Every transaction carries one, and row-level security reads it. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'person'; subject: string; name: string; loa: Loa; roles: readonly AgencyRole[]; assisted?: Assistance }
  | { kind: 'system'; task: string };

/** The person acts through another, who types for them: rights are the person's own, the deed is written down as the other's. */
export interface Assistance {
  session: string;
  by: string;
}

/** A role held in one agency: `{ role: 'officer', agency: 'mia' }`. */
export interface AgencyRole {
  role: Role;
  agency: string;
}

export const ANONYMOUS: Actor = { kind: 'anonymous' };
export const system = (task: string): Actor => ({ kind: 'system', task });
export const holds = (actor: Actor, role: Role, agency: string): boolean =>
  actor.kind === 'person' && actor.roles.some((r) => r.role === role && r.agency === agency);
/**
 * The stable text an actor is written down as: `person:citizen-1`, `person:service-centre-operator for person:citizen-1`,
 * `system:issue-document`, `anonymous`.
 */
export function actorName(actor: Actor): string {
  if (actor.kind === 'system') return `system:${actor.task}`;
  if (actor.kind === 'anonymous') return 'anonymous';
  return `${actor.assisted ? `person:${actor.assisted.by} for ` : ''}person:${actor.subject}`;
}
