import type { FastifyInstance } from 'fastify';
import { Problem } from '../../platform/problem.ts';
import type { BffDeps } from './bff.ts';

/** `POST /auth/back-channel`: the provider says that a sign-in ended elsewhere (OpenID Connect Back-Channel Logout). */
export function backChannelRoute(app: FastifyInstance, { log, relyingParty, sessions }: BffDeps): void {
  const config = {
    crossSite: 'allowed because the logout token is signed by the provider',
    headers: 'api',
    rateLimit: { max: 600, timeWindow: '1 minute' },
  } as const;
  app.post('/auth/back-channel', { config }, async (request, reply) => {
    const token = (request.body as Record<string, unknown> | null)?.logout_token;
    if (typeof token !== 'string') throw new Problem(400, 'bad-logout-token', 'There is no logout token');
    const ended = await relyingParty.readLogoutToken(token).catch((error: unknown) => {
      log.warn({ err: error }, 'a logout token was refused');
      throw new Problem(400, 'bad-logout-token', 'The logout token is not valid');
    });
    if (ended.sid) await sessions.end({ opSid: ended.sid }, 'back-channel');
    else if (ended.subject) await sessions.end({ everyOneOf: ended.subject }, 'back-channel');
    return reply.header('cache-control', 'no-store').send('');
  });
}
