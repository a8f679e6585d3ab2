import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';
import type { AccessTokens } from './access-tokens.ts';
import { clearCookie, readCookie } from './cookies.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Session, Sessions } from './sessions.ts';

/** Who sent a request, and how that is known. */
export interface Visitor {
  actor: Actor;
  session?: Session;
  /** The caller is a program with an access token: no browser, no pages. */
  program: boolean;
}

const NOBODY: Visitor = { actor: ANONYMOUS, program: false };
/** Files carry nobody's data and cost no look at the database. */
const FILES = /^\/(assets|bundles|oidc)\/|^\/(healthz|readyz)$/;
/** Where an access token opens anything. */
const FOR_PROGRAMS = /^\/api\/v1\/(agencies|releases)(\/|\?|$)/;

export function watchVisitors(app: FastifyInstance, deps: { sessions: Sessions; tokens: AccessTokens; relyingParty: RelyingParty }): void {
  const { sessions, tokens, relyingParty } = deps;
  app.addHook('onRequest', async (request, reply) => {
    if (FILES.test(request.url)) return;
    const bearer = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer && FOR_PROGRAMS.test(request.url)) {
      const actor = await tokens.actor(bearer);
      if (!actor) throw new Problem(401, 'bad-token', 'The access token is unknown, expired or revoked');
      visitors.set(request, { actor, program: true });
      return;
    }
    const sid = readCookie(request, 'session');
    if (!sid) return;
    const session = await sessions.find(sid);
    if (!session) return clearCookie(reply, 'session');
    const stands = session.live && (!session.refreshDue || (await sessions.refresh(session.id, relyingParty.refresh)));
    const { subject, name, loa, roles } = session;
    visitors.set(request, {
      actor: stands ? { kind: 'person', subject, name, loa, roles } : ANONYMOUS,
      session: { ...session, live: stands },
      program: false,
    });
  });
}

const visitors = new WeakMap<FastifyRequest, Visitor>();
export const visitorOf = (request: FastifyRequest): Visitor => visitors.get(request) ?? NOBODY;
