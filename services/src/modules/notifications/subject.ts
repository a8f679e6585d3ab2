import type { Actor } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';

/** @throws Problem 401 when nobody is signed in. */
export function subjectOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  return actor.subject;
}
