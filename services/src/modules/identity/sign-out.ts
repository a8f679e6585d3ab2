import { LANGS } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { BffDeps } from './bff.ts';
import { clearCookie, readCookie } from './cookies.ts';
import { endProviderSession } from './provider/provider.ts';
import { signedOutPage } from './provider/sign-in-page.ts';

/** `POST /auth/sign-out`: here at once, then at the provider; `GET /auth/signed-out` says so. */
export function signOutRoutes(app: FastifyInstance, deps: BffDeps): void {
  const { db, sessions, relyingParty } = deps;
  app.post('/auth/sign-out', async (request, reply) => {
    const sid = readCookie(request, 'session');
    if (sid) await sessions.end({ sid }, 'sign-out');
    clearCookie(reply, 'session');
    clearCookie(reply, 'login');
    void reply.header('cache-control', 'no-store').header('clear-site-data', '"cache", "storage"');
    const lang = LANGS.find((l) => l === (request.body as Record<string, unknown> | null)?.lang) ?? 'tg';
    const here = `/auth/signed-out?lang=${lang}`;
    // The embedded provider lives in this process: its session is ended directly, without a tour of the browser.
    if (!deps.foreign) {
      await endProviderSession({ db }, request.cookies['__Host-op']);
      return reply.redirect(here, 303);
    }
    const elsewhere = await relyingParty.endSessionUrl().catch(() => undefined);
    return reply.redirect(elsewhere ?? here, 303);
  });

  app.get('/auth/signed-out', async (request, reply) => {
    const lang = LANGS.find((l) => l === (request.query as Record<string, unknown>).lang) ?? 'tg';
    return deps.show(request, reply, 200, signedOutPage(lang));
  });
}
