import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { readBodies } from './http/bodies.ts';
import { createEventStreams, type OpenEventStream } from './http/event-stream.ts';
import { createHostTable, type OldHosts, type Site } from './http/host-table.ts';
import { answerProblem, asProblem, type ProblemPage, problemBody } from './http/problems.ts';
import { fromOurPages } from './http/same-origin.ts';
import { type HeaderKind, kindOf, strictHeaders } from './http/strict-headers.ts';
import { forbidden, notFound, Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which line of the header table applies; by default told by the address. */
    headers?: HeaderKind;
    /** Why this unsafe route may be called by others than our own pages: it authenticates otherwise. */
    crossSite?: `allowed because ${string}`;
    /** A person's own page, and one that only a person who goes there is answered. */
    personal?: boolean;
    navigatedOnly?: boolean;
  }
  interface FastifyInstance {
    /** Draws problems as pages; set once by the module that draws pages. */
    problemPage: { render: ProblemPage | undefined };
    openEventStream: OpenEventStream;
  }
  interface FastifyRequest {
    site: Site;
  }
}

/**
 * Addresses of requests for frame hosts, `/_host/frame/{agency}/…`, and for old hosts, `/_host/old/{agency}`: an old site may have
 * had any address, so it is read from the request itself. Routes below it answer them.
 */
const HOST_PREFIX = '/_host';

const UNKNOWN_HOST = `${HOST_PREFIX}/unknown`;
const BODY_BYTES = 1024 * 1024;

export interface HttpDeps {
  config: Config;
  log: Logger;
  /** Answers when this process can serve; rejects otherwise. */
  ready(): Promise<void>;
  oldHosts?: OldHosts;
}

/**
 * The HTTP server before any module's routes: host table, strict headers, same-origin guard, bodies, problems, health,
 * the API's description. Routes are typed with zod (`app.withTypeProvider<ZodTypeProvider>()`).
 */
export async function createHttp({ config, log, ready, oldHosts = () => undefined }: HttpDeps): Promise<FastifyInstance> {
  const siteOf = createHostTable(config, oldHosts);
  const tables = strictHeaders(config);
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 300 },
    genReqId: () => crypto.randomUUID(),
    // A slow sender is dropped while it is still sending its head, before it costs more than a socket.
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    rewriteUrl: (request) => {
      const url = request.url ?? '/';
      const site = siteOf(request.headers.host);
      if (!site || namesTwoHosts(request.rawHeaders)) return UNKNOWN_HOST;
      if (site.kind === 'portal') return url;
      if (site.kind === 'loopback') return url === '/healthz' || url === '/readyz' ? url : UNKNOWN_HOST;
      if (site.kind === 'old') return `${HOST_PREFIX}/old/${site.agency}`;
      return `${HOST_PREFIX}/frame/${site.agency}${url}`;
    },
    frameworkErrors: (error, request, reply) => {
      for (const [name, value] of Object.entries(tables[kindOf(request.url)])) reply.raw.setHeader(name, value);
      void answerProblem(request, reply, asProblem(error), app.problemPage.render);
    },
    clientErrorHandler: answerBrokenRequest,
  });
  app.server.maxConnections = 4_000;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorate('problemPage', { render: undefined });
  app.decorate('openEventStream', createEventStreams(app));
  app.decorateRequest('site');

  app.addHook('onRequest', async (request, reply) => {
    const kind = request.is404 ? kindOf(request.url) : (request.routeOptions.config.headers ?? kindOf(request.url));
    // On the raw answer, so that answers written past fastify (streams, the OpenID provider) carry them too.
    for (const [name, value] of Object.entries(tables[kind])) reply.raw.setHeader(name, value);
    const site = siteOf(request.headers.host);
    if (!site || request.url === UNKNOWN_HOST) {
      if (site?.kind === 'loopback' && request.method === 'GET' && !namesTwoHosts(request.raw.rawHeaders))
        return reply.redirect(`${config.origin}${pathOf(request.originalUrl)}`, 307);
      throw new Problem(421, 'unknown-host', 'This host is not served here');
    }
    request.site = site.kind === 'loopback' ? { kind: 'portal' } : site;
    if (site.kind === 'old') {
      // What holds for the portal's own hosts and all below them was never said of this one.
      reply.raw.removeHeader('strict-transport-security');
      return;
    }
    if (site.kind === 'portal' && request.originalUrl.startsWith(`${HOST_PREFIX}/`)) throw notFound('This address');
    if (/%00|^[^?]*(\\|%5c)/i.test(request.originalUrl)) throw new Problem(400, 'bad-address', 'No address of ours holds such characters');
    if (request.is404) return;
    if (!request.routeOptions.config.crossSite && !fromOurPages(request.method, request.headers, config.origin)) {
      throw forbidden('This may only be sent from a page of the portal itself');
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions?.url ?? 'none';
    request.log.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  app.setNotFoundHandler((request) => {
    if (request.site.kind === 'frame') throw new Problem(421, 'unknown-host', 'This host does not serve this address');
    throw notFound('This address');
  });
  app.setErrorHandler((error: Error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions?.url, incident: request.id }, 'request failed');
    // A page of ours on an old host would look for its files there.
    return answerProblem(request, reply, problem, request.site?.kind === 'old' ? undefined : app.problemPage.render);
  });

  await readBodies(app);
  await app.register(cookie);
  await app.register(rateLimit, { global: false, max: 60, timeWindow: '1 minute', errorResponseBuilder: tooMany });
  await describeApi(app, config);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    await ready().catch(() => {
      throw new Problem(503, 'not-ready', 'The database does not answer right now');
    });
    return { status: 'ready' };
  });
  return app;
}

async function describeApi(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'HUKUMAT.TJ', version: '1', description: 'Refusals are RFC 9457 problems with a stable `code`.' },
      servers: [{ url: config.origin }],
    },
    transform: ({ schema, url, ...rest }) => {
      if (!url.startsWith('/api/v1/')) return { schema: { ...schema, hide: true }, url };
      return jsonSchemaTransform({ schema, url, ...rest });
    },
  });
  app.get('/api/openapi.json', async () => app.swagger());
}

function tooMany(_request: unknown, context: { ttl: number }): Problem {
  return new Problem(429, 'too-many-requests', 'Too many requests, please wait a little', { retryAfter: Math.ceil(context.ttl / 1000) });
}

/** What node refuses before there is a request: garbage, heads that are too large or too slow. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(
    problemBody(new Problem(status, status === 431 ? 'too-large' : 'bad-request', STATUS_CODES[status] ?? ''), ''),
  );
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json',
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Two Host headers mean different things to us and to what stands before us, so such a request is for nobody. */
function namesTwoHosts(rawHeaders: readonly string[] = []): boolean {
  let seen = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === 'host') seen += 1;
  return seen > 1;
}

/** The path of a request target, which may also come with a scheme and host of the sender's choice. */
function pathOf(target: string): string {
  return target.startsWith('/') && !target.startsWith('//') ? target : '/';
}
