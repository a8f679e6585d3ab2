import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import { Problem } from '../../platform/problem.ts';
import type { Vault } from './vault.ts';
import type { Visitor } from './visitor.ts';

const LASTS_MS = 8 * 60 * 60_000;

/**
 * Binds one document to one agency: an HMAC over session, agency and expiry, which the document's scripts send along.
 * It says nothing about the person; without the session's cookie it opens nothing.
 */
export function createCapability(clock: Clock, vault: Vault, visitorOf: (request: FastifyRequest) => Visitor) {
  const holder = (request: FastifyRequest) => visitorOf(request).session?.id ?? 'anonymous';
  const sign = (session: string, agency: string, until: string) => vault.mark('page-capability', `${session} ${agency} ${until}`);

  return {
    issue(request: FastifyRequest, agency: string): string {
      // A script can fetch a page's text, but cannot pass that off as a navigation: browsers write this header themselves.
      if (request.headers['sec-fetch-dest'] !== 'document') return '';
      const until = (clock.now().getTime() + LASTS_MS).toString(36);
      return `${until}.${sign(holder(request), agency, until)}`;
    },
    check(request: FastifyRequest, agency: string, given: unknown = request.headers['x-hukumat-capability']): void {
      if (visitorOf(request).program) return;
      const [until = '', mark = ''] = typeof given === 'string' ? given.split('.') : [];
      const right = Buffer.from(sign(holder(request), agency, until));
      const shown = Buffer.from(mark);
      const fresh = Number.parseInt(until, 36) > clock.now().getTime();
      if (!fresh || shown.length !== right.length || !timingSafeEqual(shown, right)) {
        throw new Problem(403, 'capability', 'This page may not act for this agency; open the page again');
      }
    },
  };
}
