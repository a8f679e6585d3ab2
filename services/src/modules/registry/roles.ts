import { type Actor, holds } from '../../platform/actor.ts';
import { forbidden } from '../../platform/problem.ts';

/** The central Agency, which governs what goes live. */
export const CENTRAL = 'innovation-agency';

/** The subject of a person. @throws Problem 403: software and strangers do not publish, review or roll back. */
export function subjectOf(actor: Actor): string {
  if (actor.kind !== 'person') throw forbidden('Sign in to do this');
  return actor.subject;
}

export const isCentral = (actor: Actor): boolean =>
  holds(actor, 'reviewer', CENTRAL) || holds(actor, 'release-manager', CENTRAL) || holds(actor, 'auditor', CENTRAL);

/** May see the releases of `agency`, the waiting ones too: its own people who build or lead, and the central Agency. */
export const mayRead = (actor: Actor, agency: string): boolean =>
  isCentral(actor) || holds(actor, 'developer', agency) || holds(actor, 'supervisor', agency);

/** May take `agency` back to an earlier release. */
export const mayRollBack = (actor: Actor, agency: string): boolean =>
  holds(actor, 'release-manager', CENTRAL) ||
  holds(actor, 'reviewer', CENTRAL) ||
  holds(actor, 'developer', agency) ||
  holds(actor, 'supervisor', agency);
