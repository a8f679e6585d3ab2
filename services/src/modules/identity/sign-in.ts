import { LOAS, type Loa } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import { system } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';
import { reaches } from './assurance.ts';
import type { BffDeps } from './bff.ts';
import { readCookie, setCookie } from './cookies.ts';
import type { Pending } from './relying-party.ts';
import { languageOf, returnAddress } from './return-address.ts';
import type { Tables } from './tables.ts';
import { randomText, sha256 } from './vault.ts';

/** What the callback needs of a sign-in under way; sealed in its row. */
export interface Login extends Pending {
  returnTo: string;
  loa: Loa;
}

const LOGIN_MS = 30 * 60_000;
/** Sign-ins are begun for a level; `none` needs no sign-in at all. */
const wantedLoa = (value: unknown): Loa => LOAS.find((loa) => loa === value && loa !== 'none') ?? 'low';

/** `GET /auth/sign-in?return=/tg/…&loa=high`: off to the provider, and back to the same address. */
export function signInRoute(app: FastifyInstance, { config, clock, db, log, vault, relyingParty, visitorOf }: BffDeps): void {
  app.get('/auth/sign-in', { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }, async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const returnTo = returnAddress(query.return, config.origin);
    const loa = wantedLoa(query.loa);
    void reply.header('cache-control', 'no-store');
    const { session } = visitorOf(request);
    if (session?.live && reaches(session.loa, loa)) return reply.redirect(returnTo, 303);
    const { url, pending } = await relyingParty.begin(loa, languageOf(returnTo)).catch((error: unknown) => {
      log.warn({ err: error }, 'sign-in cannot begin');
      throw new Problem(503, 'identity-away', 'The identity provider does not answer right now', { retryAfter: 15 });
    });
    // One browser, one secret; tabs that sign in at the same time each have a row of their own.
    const browser = readCookie(request, 'login') ?? randomText();
    const login: Login = { ...pending, returnTo, loa };
    await db.write<Tables, unknown>(system('sign-in'), ({ sql }) =>
      sql
        .insertInto('identity.logins')
        .values({
          state_hash: sha256(pending.state),
          browser_hash: sha256(browser),
          sealed: vault.seal('login', login),
          expires_at: new Date(clock.now().getTime() + LOGIN_MS),
        })
        .execute(),
    );
    setCookie(reply, 'login', browser);
    return reply.redirect(url, 303);
  });
}
