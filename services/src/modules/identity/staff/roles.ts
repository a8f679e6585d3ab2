import type { Role } from '@hukumat/contract';
import { type Actor, holds } from '../../../platform/actor.ts';

/** The body that governs the portal. */
export const CENTRAL = 'innovation-agency';
const COUNTER = 'service-centre';

const EVERYWHERE: readonly Role[] = ['officer', 'supervisor', 'head', 'editor', 'approver', 'developer'];
const OF_THE_CENTRE: readonly Role[] = ['reviewer', 'registrar', 'release-manager', 'auditor'];

/** The roles that a body has, in the order they are shown. */
export function rolesOfBody(agency: string): readonly Role[] {
  if (agency === CENTRAL) return [...EVERYWHERE, ...OF_THE_CENTRE];
  return agency === COUNTER ? ['operator', ...EVERYWHERE.filter((role) => role !== 'officer')] : EVERYWHERE;
}

const PLAIN: readonly Role[] = ['officer', 'editor', 'developer', 'operator'];
/** A role that one person alone can give nobody. */
export const needsSecond = (role: Role): boolean => !PLAIN.includes(role);

const registers = (actor: Actor): boolean => holds(actor, 'registrar', CENTRAL);

/** May invite, give, take and remove: the head of the body, and the central Agency's registrar. */
export const manages = (actor: Actor, agency: string): boolean => holds(actor, 'head', agency) || registers(actor);
/** May be the second person. */
export const confirms = (actor: Actor, agency: string): boolean => manages(actor, agency) || holds(actor, 'head', CENTRAL);
/** May see who works where. */
export const readsStaff = (actor: Actor, agency: string): boolean => confirms(actor, agency) || holds(actor, 'auditor', CENTRAL);

/** What the actor may give or propose there: the registrar brings a body its head, everything else is for that head. */
export function offers(actor: Actor, agency: string): readonly Role[] {
  if (holds(actor, 'head', agency) || (agency === CENTRAL && registers(actor))) return rolesOfBody(agency);
  return registers(actor) ? ['head'] : [];
}

/** Roles of which a body must keep one holder: without it nobody could give roles any more. */
export const lastOne = (agency: string, role: Role): boolean => role === 'head' || (agency === CENTRAL && role === 'registrar');
