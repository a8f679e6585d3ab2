import { type Actor, actorName, holds, type system } from '../../platform/actor.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';

type Task = ReturnType<typeof system>;
export type Writer = Extract<Actor, { kind: 'person' }> | (Task & { kind: 'system' });

const AT_DESK = ['editor', 'approver', 'head'] as const;

/** Whether somebody may see what a body has not published yet. */
export const atDesk = (actor: Actor, agency: string): boolean =>
  actor.kind === 'system' || AT_DESK.some((role) => holds(actor, role, agency));

/** Who writes for a body: its editors and approvers, and a task of the portal (an import). @throws Problem 401 and 404 */
export function writerOf(actor: Actor, agency: string): Writer {
  if (actor.kind === 'anonymous') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  if (actor.kind === 'system') return actor;
  // Of another body's desk nobody learns even that it has one.
  if (!atDesk(actor, agency)) throw notFound('The item');
  if (!holds(actor, 'editor', agency) && !holds(actor, 'approver', agency)) throw forbidden('Only editors write for this body');
  return actor;
}

/** Who lets what others wrote become public. A task of the portal never does. @throws Problem 401, 403 and 404 */
export function approverOf(actor: Actor, agency: string): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  if (!atDesk(actor, agency)) throw notFound('The item');
  if (!holds(actor, 'approver', agency)) throw forbidden('Only an approver decides what is public');
  return actor;
}

/** What a writer is written down as, and shown as. */
export const signed = (writer: Writer): { id: string; name: string } =>
  writer.kind === 'person' ? { id: writer.subject, name: writer.name } : { id: actorName(writer), name: actorName(writer) };
