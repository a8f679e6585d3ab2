import { readSettings, type Settings } from '@hukumat/shell/document';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { local } from './local-address.ts';

/** Not secret and read by no script; `__Host-` keeps another host from writing it. */
const COOKIE = '__Host-look';
const YEAR = 365 * 86_400;

/** How this browser wants pages to look; undefined when it never said so. */
export function settingsOf(request: FastifyRequest): Settings | undefined {
  const cookie = String(request.headers.cookie ?? '')
    .split('; ')
    .find((pair) => pair.startsWith(`${COOKIE}=`));
  return cookie ? readSettings(Object.fromEntries(new URLSearchParams(cookie.slice(COOKIE.length + 1)))) : undefined;
}

/** `POST /settings`: writes the cookie and returns to the page it was sent from, never to another site. */
export function settingsRoute(app: FastifyInstance): void {
  app.post('/settings', async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const value = new URLSearchParams({ ...readSettings(body) });
    void reply.header('set-cookie', `${COOKIE}=${value}; Path=/; Max-Age=${YEAR}; Secure; HttpOnly; SameSite=Lax`);
    return reply.header('cache-control', 'no-store').redirect(local(typeof body.back === 'string' ? body.back : '/'), 303);
  });
}
