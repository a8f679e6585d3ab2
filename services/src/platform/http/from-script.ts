import type { FastifyRequest } from 'fastify';
import { forbidden } from '../problem.ts';

/**
 * Whether a script of a page asks, or anything else that a page pulls in, rather than a person by going there. Browsers
 * write this header themselves and no page can forge it; what sends none is no browser, and no plugin runs in it.
 */
export function fromScript(request: FastifyRequest): boolean {
  const destination = request.headers['sec-fetch-dest'];
  return destination !== undefined && destination !== 'document';
}

/** For what no code of any agency may see or do, even in the person's own browser. @throws Problem 403 */
export async function refuseScripts(request: FastifyRequest): Promise<void> {
  if (fromScript(request)) throw forbidden('This is for people and programs, not for scripts of a page');
}
