import type { FastifyInstance } from 'fastify';
import { system } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';
import { reaches } from './assurance.ts';
import type { BffDeps } from './bff.ts';
import { clearCookie, readCookie, setCookie } from './cookies.ts';
import { rememberPerson } from './people.ts';
import { languageOf } from './return-address.ts';
import type { Login } from './sign-in.ts';
import type { Tables } from './tables.ts';
import { sha256 } from './vault.ts';

/** `GET /auth/callback`: takes the sign-in's row (once), redeems the code, opens a session under a new id. */
export function callbackRoute(app: FastifyInstance, deps: BffDeps): void {
  const { config, db, log, relyingParty, sessions } = deps;
  app.get('/auth/callback', { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const query = request.query as Record<string, unknown>;
    const login = await takeLogin(deps, query.state, readCookie(request, 'login'));
    if (!login) throw refused('This sign-in has run out, was finished already, or was begun in another browser');
    if (query.error === 'access_denied') return reply.redirect(`/${languageOf(login.returnTo)}/`, 303);
    const vouched = await relyingParty.finish(new URL(request.originalUrl, config.origin), login).catch(async (error: unknown) => {
      log.warn({ err: error }, 'a sign-in was refused');
      await db.write(system('sign-in'), ({ journal }) =>
        journal({ type: 'identity.sign-in-failed', entity: 'sign-in', data: { step: 'callback' } }),
      );
      throw refused('The answer of the identity provider does not belong to this sign-in');
    });
    if (!reaches(vouched.loa, login.loa)) {
      throw new Problem(403, 'loa-not-reached', 'The identity provider did not confirm you at the level this needs', { needs: login.loa });
    }
    if (!/^[A-Za-z0-9._:@-]{1,128}$/.test(vouched.subject))
      throw refused('The identity provider names people in a way that is not understood here');
    if (deps.foreign) await rememberPerson(db, vouched.subject, vouched.claims);
    setCookie(reply, 'session', await sessions.open(vouched, readCookie(request, 'session')));
    clearCookie(reply, 'login');
    return reply.redirect(login.returnTo, 303);
  });
}

const refused = (why: string) => new Problem(400, 'sign-in-refused', why);

async function takeLogin({ db, clock, vault }: BffDeps, state: unknown, browser: string | undefined): Promise<Login | undefined> {
  if (typeof state !== 'string' || !browser) return undefined;
  const row = await db.write<Tables, Tables['identity.logins'] | undefined>(system('sign-in'), ({ sql }) =>
    sql
      .deleteFrom('identity.logins')
      .where('state_hash', '=', sha256(state))
      .where('browser_hash', '=', sha256(browser))
      .returningAll()
      .executeTakeFirst(),
  );
  return row && row.expires_at > clock.now() ? (vault.open('login', row.sealed) as Login) : undefined;
}
