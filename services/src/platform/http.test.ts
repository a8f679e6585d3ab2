import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readConfig } from './config.ts';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';
import { conflict } from './problem.ts';

const logged: string[] = [];
let app: FastifyInstance;
let healthy = true;

async function start(env: Record<string, string> = {}): Promise<FastifyInstance> {
  const config = readConfig({ HUKUMAT_ORIGIN: 'http://localhost', ...env });
  const log = createLog('info', { write: (line) => logged.push(line) });
  const http = await createHttp({
    config,
    log,
    ready: async () => (healthy ? undefined : Promise.reject(new Error('away'))),
    oldHosts: (host) => (host === 'old.example.tj' ? 'mia' : undefined),
  });
  const typed = http.withTypeProvider<ZodTypeProvider>();
  http.get('/tg/', async (_request, reply) => reply.type('text/html').send('<p>Хуш омадед</p>'));
  typed.post('/api/v1/echo', { schema: { body: z.strictObject({ text: z.string().max(5) }) } }, async (request) => request.body);
  http.post('/form', async (request) => ({ body: request.body }));
  http.post('/api/v1/upload', async (request) => {
    const file = await request.file();
    return { bytes: (await file?.toBuffer())?.length, name: file?.filename };
  });
  http.post('/oidc/token', { config: { crossSite: 'allowed because the client authenticates with its secret' } }, async () => ({}));
  http.get('/api/v1/conflict', async () => {
    throw conflict('already-decided', 'It was decided already', { decidedAt: '2026-01-01' });
  });
  http.get('/api/v1/broken', async () => {
    throw Object.assign(new Error('duplicate key value (phone)=(+992900000000)'), { code: '23505', severity: 'ERROR', constraint: 'one' });
  });
  http.get('/assets/a-1.js', async (_request, reply) => reply.type('text/javascript').send('1'));
  http.get('/api/v1/events', async (_request, reply) => {
    http.openEventStream(reply).send('hello', { text: 'Салом' });
  });
  http.get('/_host/frame/:agency/hello', async (request) => request.site);
  http.get('/_host/old/:agency', async (request) => ({ ...request.site, asked: request.originalUrl }));
  http.get('/own', async (_request, reply) => reply.header('content-security-policy', "script-src 'self'").send(''));
  await http.ready();
  return http;
}

beforeEach(async () => {
  logged.length = 0;
  healthy = true;
  app = await start();
});
afterEach(() => app.close());

const own = { 'sec-fetch-site': 'same-origin' };

test.each([
  ['localhost', '/tg/', 200],
  ['LOCALHOST:80', '/tg/', 200],
  ['evil.example', '/tg/', 421],
  ['localhost:81', '/tg/', 421],
  ['localhost@evil', '/tg/', 421],
  ['127.0.0.1', '/healthz', 200],
  ['127.0.0.1', '/tg/', 307],
  ['mia.localhost', '/hello', 200],
  ['mia.localhost', '/tg/', 421],
  ['x.mia.localhost', '/hello', 421],
  ['old.example.tj', '/%zz/\\..%00?a=%', 200],
  ['OLD.example.tj:8080', '/_host/frame/mia/hello', 200],
  ['x.old.example.tj', '/', 421],
  ['localhost', '/_host/frame/mia/hello', 404],
  ['localhost', '/_host/unknown', 421],
])('host %s asking %s is answered %i', async (host, url, status) => {
  expect((await app.inject({ url, headers: { host } })).statusCode).toBe(status);
});

test('another name of this machine leads to the address of the portal, never elsewhere', async () => {
  const answer = await app.inject({ url: '/tg/?q=1', headers: { host: '127.0.0.1' } });
  expect(answer.headers.location).toBe('http://localhost/tg/?q=1');
  const tricked = await app.inject({ url: '//evil.example/', headers: { host: '127.0.0.1' } });
  expect(tricked.headers.location).toBe('http://localhost/');
});

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost' }, 200],
  [{ origin: 'http://localhost' }, 200],
  [{}, 403],
  [{ 'sec-fetch-site': 'none' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'http://localhost.evil.example' }, 403],
  [{ origin: 'http://mia.localhost', 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, 403],
] as [Record<string, string>, number][])('a post with %j is answered %i', async (headers, status) => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/echo', headers, payload: { text: 'a' } });
  expect(answer.statusCode).toBe(status);
});

test('a route that authenticates otherwise says so and is open', async () => {
  expect((await app.inject({ method: 'POST', url: '/oidc/token' })).statusCode).toBe(200);
});

test('every answer carries the strict headers of its kind, and a route may set its own policy', async () => {
  const page = await app.inject('/tg/');
  expect(page.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'noopener-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'connection-allowlist': '(response-origin);redirects=allow',
    'cache-control': 'no-store',
  });
  expect(page.headers['permissions-policy']).toContain('camera=()');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['strict-transport-security']).toBeUndefined();
  for (const url of ['/nowhere', '/api/v1/nowhere', '/api/v1/broken', '/%ff', '/assets/a-1.js', '/healthz']) {
    const answer = await app.inject(url);
    expect(answer.headers['x-content-type-options'], url).toBe('nosniff');
    expect(answer.headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
  }
  expect((await app.inject('/assets/a-1.js')).headers['cache-control']).toContain('immutable');
  expect((await app.inject('/assets/gone.js')).headers['cache-control']).toBe('no-store');
  const secure = await start({ HUKUMAT_ORIGIN: 'https://hukumat.example' });
  const answer = await secure.inject({ url: '/own', headers: { host: 'hukumat.example' } });
  expect(answer.headers['strict-transport-security']).toContain('max-age=');
  expect(answer.headers['content-security-policy']).toBe("script-src 'self'");
  await secure.close();
});

test('refusals are RFC 9457 problems with a stable code', async () => {
  const answer = await app.inject('/api/v1/conflict');
  expect(answer.statusCode).toBe(409);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toEqual({
    type: '/problems/already-decided',
    title: expect.any(String),
    status: 409,
    code: 'already-decided',
    detail: 'It was decided already',
    decidedAt: '2026-01-01',
  });
  const invalid = await app.inject({ method: 'POST', url: '/api/v1/echo', headers: own, payload: { text: 'too long', more: 1 } });
  expect(invalid.json()).toMatchObject({ status: 400, code: 'invalid', errors: [{ pointer: '/text' }, { pointer: '' }] });
});

test('what breaks inside stays inside: neither the answer nor the log holds its text', async () => {
  const answer = await app.inject({ url: '/api/v1/broken?phone=%2B992900000000', headers: { cookie: 'sid=secret' } });
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal', incident: expect.any(String) });
  expect(answer.body).not.toContain('duplicate');
  expect(logged.join('')).toContain(answer.json().incident);
  expect(logged.join('')).not.toMatch(/992900|secret/);
});

test('people get the page that the drawing module makes, and a plain line when even that fails', async () => {
  app.problemPage.render = async (_request, problem) => ({ html: `<h1>${problem.code}</h1>`, headers: { 'content-language': 'tg' } });
  const page = await app.inject('/tg/nowhere');
  expect([page.statusCode, page.body, page.headers['content-language']]).toEqual([404, '<h1>not-found</h1>', 'tg']);
  app.problemPage.render = async () => Promise.reject(new Error('cannot draw'));
  const plain = await app.inject('/tg/nowhere');
  expect([plain.statusCode, plain.body]).toEqual([404, '404 not-found\n']);
});

test('a form is flat, and a name that comes twice becomes a list', async () => {
  const post = (payload: string | Buffer) =>
    app.inject({
      method: 'POST',
      url: '/form',
      headers: { ...own, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
  expect((await post('name=%D2%B2%D0%B0%D1%84%D0%B8%D0%B7%D0%B0+A&tag=1&tag=2&tag=3&empty=&__proto__=x')).body).toBe(
    '{"body":{"name":"Ҳафиза A","tag":["1","2","3"],"empty":"","__proto__":"x"}}',
  );
  expect((await post('a=%ff')).json()).toMatchObject({ status: 400, code: 'bad-encoding' });
  expect((await post(Buffer.from([0x61, 0x3d, 0xff]))).json()).toMatchObject({ status: 400, code: 'bad-encoding' });
});

test('a form of more fields than anybody types is refused before it costs anything', async () => {
  const post = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/form',
      headers: { ...own, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
  expect((await post('a&'.repeat(400_000))).json()).toMatchObject({ status: 413, code: 'too-large' });
  expect((await post('a=1&'.repeat(1_900))).json().body.a).toHaveLength(1_900);
});

test.each([
  ['broken JSON', 'application/json', '{', 400],
  ['JSON that is not UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 400],
  ['JSON that poisons', 'application/json', '{"__proto__": {"x": 1}}', 400],
  ['no JSON', 'application/json', '', 400],
  ['another kind', 'text/plain', 'x', 415],
  ['XML', 'application/xml', '<a/>', 415],
  ['too much', 'application/json', `"${'x'.repeat(1_100_000)}"`, 413],
])('a body with %s is refused', async (_what, type, payload, status) => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/echo', headers: { ...own, 'content-type': type }, payload });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test.each([
  '/%ff',
  '/%',
  '/%c0%af',
  '/a%00b',
  '/..%5c..%5cetc',
  `/${'a'.repeat(5000)}`,
  '//',
  '///',
  '//evil.example/',
  '/%2f%2fevil',
  '/?%ff',
])('%s is answered with a clean refusal', async (url) => {
  const { statusCode } = await app.inject(url);
  expect([400, 404, 414]).toContain(statusCode);
});

test('readiness follows the database, health does not', async () => {
  healthy = false;
  expect((await app.inject('/readyz')).statusCode).toBe(503);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
});

test('the API describes itself as OpenAPI 3.1 and hides what is not API', async () => {
  const api = (await app.inject('/api/openapi.json')).json();
  expect(api.openapi).toBe('3.1.0');
  expect(Object.keys(api.paths).sort()).toEqual(['/api/v1/broken', '/api/v1/conflict', '/api/v1/echo', '/api/v1/events', '/api/v1/upload']);
  expect(api.paths['/api/v1/echo'].post.requestBody.content['application/json'].schema.properties).toHaveProperty('text');
});

async function raw(bytes: string | Buffer): Promise<string> {
  const address = app.server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return new Promise((resolve) => {
    const socket = connect(address.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.write(bytes);
    socket.end();
  });
}

test('a storm of hostile bytes gets refusals and the process goes on answering', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const get = (target: string, extra = '') => `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${extra}\r\n`;
  const refused = (line: string) => expect(line).toMatch(/^HTTP\/1\.1 4\d\d /);
  refused(await raw(get('//')));
  refused(await raw(get('/%ff')));
  refused(await raw(get('*')));
  refused(await raw(get('http://evil.example/')));
  refused(
    await raw(
      Buffer.concat([
        Buffer.from('GET /'),
        Buffer.from([0xff, 0xfe, 0xc0]),
        Buffer.from(' HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
      ]),
    ),
  );
  refused(await raw('GET /tg/ HTTP/1.1\r\n\r\n'));
  refused(await raw(get('/tg/', 'Host: evil.example\r\n')));
  refused(await raw(get('/', Array.from({ length: 100_000 }, (_, n) => `X-${n}: 1\r\n`).join(''))));
  refused(await raw(get('/', `X: ${'x'.repeat(100_000)}\r\n`)));
  refused(await raw('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'));
  refused(await raw('GARBAGE\r\n\r\n'));
  refused(await raw(Buffer.alloc(4096, 0)));
  refused(await raw('POST /api/v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'));
  refused(
    await raw(
      'POST /form HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n',
    ),
  );
  refused(await raw('POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'));
  refused(await raw('TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'));
  await raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await raw(get('/tg/', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'));
  await Promise.all(Array.from({ length: 50 }, () => raw('GET /tg/ HTTP/1.1\r\nHost: localhost\r\n')));
  expect(await raw(get('/tg/'))).toBe('HTTP/1.1 200 OK');
});

test('a sender that never finishes its head is dropped', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  const socket = connect(address.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write('GET /tg/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  await new Promise((resolve) => socket.once('close', resolve));
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

test('open event streams end when the server closes, and its answers under way are finished', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  const socket = connect(address.port, '127.0.0.1');
  let received = '';
  const first = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      received += chunk;
      if (received.includes('Салом')) resolve();
    });
  });
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  socket.write('GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await first;
  expect(received).toMatch(/content-type: text\/event-stream/i);
  expect(received).toMatch(/x-content-type-options: nosniff/i);
  expect(received).toContain('event: hello\ndata: {"text":"Салом"}\n\n');
  await app.close();
  await ended;
});

test('one address holds two hundred event streams and no more; another still gets one, and a closed one makes room', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  const open = (from: string) =>
    new Promise<{ status: string; end(): Promise<void> }>((resolve) => {
      const socket = connect(address.port, '127.0.0.1');
      const end = () => new Promise<void>((ended) => socket.once('close', () => ended()).destroy());
      socket.once('data', (chunk) => resolve({ status: chunk.toString().slice(9, 12), end }));
      socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${from}\r\n\r\n`);
    });
  const many = await Promise.all(Array.from({ length: 210 }, () => open('192.0.2.1')));
  expect(many.filter(({ status }) => status === '200')).toHaveLength(200);
  expect(many.filter(({ status }) => status === '503')).toHaveLength(10);
  expect((await open('192.0.2.2')).status).toBe('200');
  await many.find(({ status }) => status === '200')?.end();
  await vi.waitFor(async () => expect((await open('192.0.2.1')).status).toBe('200'));
});
