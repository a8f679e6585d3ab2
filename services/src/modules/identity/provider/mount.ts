import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/problem.ts';

type Callback = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const FROM_CLIENTS = 'allowed because the client authenticates with its secret' as const;

const handed = new WeakMap<IncomingMessage, FastifyRequest>();
/** The request that the provider is working on. */
export function requestOf(raw: IncomingMessage): FastifyRequest {
  const request = handed.get(raw);
  if (!request) throw new Error('this request was not handed to the provider');
  return request;
}

/** Hands `/oidc/…` to the provider, which reads bodies and writes answers itself. */
export async function mountProvider(root: FastifyInstance, origin: string, callback: Callback): Promise<void> {
  const { host, protocol } = new URL(origin);
  await root.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _body, done) => done(null));
    const hand = async (request: FastifyRequest, reply: FastifyReply) => {
      const { raw } = request;
      // What the provider says about its own addresses follows the settings, never what a request claims.
      raw.headers.host = host;
      raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      delete raw.headers['x-forwarded-host'];
      const target = raw as IncomingMessage & { originalUrl?: string };
      target.originalUrl = request.url;
      target.url = request.url.slice('/oidc'.length);
      if (!target.url.startsWith('/')) throw notFound('This address');
      handed.set(raw, request);
      reply.hijack();
      await callback(raw, reply.raw);
    };
    app.get('/oidc/*', hand);
    for (const path of ['token', 'token/revocation', 'request', 'me']) {
      app.post(`/oidc/${path}`, { config: { crossSite: FROM_CLIENTS, headers: 'oidc' } }, hand);
    }
  });
}
