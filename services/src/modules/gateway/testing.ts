import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import { createHttp } from '../../platform/http.ts';
import { forbidden } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { freePort } from '../identity/testing.ts';
import { type Backend, createGateway, type Gateway } from './index.ts';

/** What a back end of the test was sent. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A real server of an agency. `answer` runs when the whole request has come. */
export interface TestBackend {
  url: string;
  received: Received[];
  stop(): Promise<void>;
}

export async function testBackend(answer: RequestListener): Promise<TestBackend> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
      received.push(one);
      answer(request, response);
    });
  });
  return { ...(await listening(server)), received };
}

/** A server that says `bytes` to whatever comes, for answers that no honest server gives. */
export async function rawBackend(bytes: string, options: { end: boolean }): Promise<Omit<TestBackend, 'received'>> {
  const open = new Set<Socket>();
  const server = createSocketServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => (options.end ? socket.end(bytes) : socket.write(bytes)));
  });
  const { url, stop } = await listening(server as Server);
  return {
    url,
    async stop() {
      for (const socket of open) socket.destroy();
      await stop();
    },
  };
}

async function listening(server: Server): Promise<{ url: string; stop(): Promise<void> }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections?.();
      server.close();
      await once(server, 'close');
    },
  };
}

const person = (
  subject: string,
  name: string,
  roles: { agency: string; role: 'officer' | 'registrar' | 'developer' | 'auditor' }[] = [],
): Actor => ({
  kind: 'person',
  subject,
  name,
  loa: 'substantial',
  roles,
});
export const people = {
  citizen: person('citizen-1', 'Раҳимзода Фирӯза'),
  other: person('citizen-2', 'Каримов Далер'),
  officer: person('mia-officer', 'Шоқодирова Гулбаҳор', [{ agency: 'mia', role: 'officer' }]),
  architect: person('architecture-construction-officer', 'Санъатӣ Моҳира', [{ agency: 'architecture-construction', role: 'officer' }]),
  developer: person('mia-developer', 'Намунаев Фирдавс', [{ agency: 'mia', role: 'developer' }]),
  registrar: person('innovation-agency-registrar', 'Тахайюлӣ Мунира', [{ agency: 'innovation-agency', role: 'registrar' }]),
} satisfies Record<string, Actor>;

export interface TestGateway extends TestPlatform {
  gateway: Gateway;
  app: FastifyInstance;
  origin: string;
  register(agency: string, scope: string, url: string, more?: Partial<Backend>): Promise<void>;
  /** As a page of `mia` would, unless `headers` say otherwise. */
  call(
    path: string,
    init?: {
      method?: string;
      who?: keyof typeof people | 'nobody';
      page?: string;
      headers?: Record<string, string>;
      body?: string | Buffer;
    },
  ): Promise<Response>;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A gateway behind the real server, in which `mia` declares `records`, `slow` and `read` and `justice` declares `deeds`. */
export async function testGateway(options: { env?: Record<string, string>; resetMs?: number } = {}): Promise<TestGateway> {
  const port = await freePort();
  const env = { PORT: String(port), HUKUMAT_ORIGIN: `http://localhost:${port}`, HUKUMAT_PRIVATE_BACKENDS: '1', ...options.env };
  const own = await testPlatform({ env });
  const { platform } = own;
  const calls = (agency: string, ...scopes: string[]) => scopes.map((scope) => ({ scope: `${agency}.${scope}`, methods: METHODS }));
  const releases = new Map([
    ['mia', { manifest: { calls: [...calls('mia', 'records', 'slow'), { scope: 'mia.read', methods: ['GET'] }] } }],
    ['justice', { manifest: { calls: calls('justice', 'deeds') } }],
    ['customs', { manifest: {} }],
    ['architecture-construction', { manifest: { calls: calls('architecture-construction', 'plans') } }],
  ]);
  const gateway = await createGateway(platform, {
    identity: {
      actorOf: (request) => people[String(request.headers['x-person']) as keyof typeof people] ?? ANONYMOUS,
      capability: {
        check: (request, agency) => {
          if (request.headers['x-page'] !== agency) throw forbidden(`not a page of ${agency}`);
        },
      },
    },
    registry: { snapshot: () => ({ releases }) },
    agencies: () => ['mia', 'justice', 'customs', 'architecture-construction'],
    ...(options.resetMs ? { resetMs: options.resetMs } : {}),
  });
  await gateway.start();
  const app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  await gateway.routes(app);
  await app.listen({ port, host: 'localhost' });
  const { origin } = platform.config;
  return {
    ...own,
    gateway,
    app,
    origin,
    register: (agency, scope, url, more = {}) =>
      gateway.registerBackend(people.registrar, { agency, scope, url, deadlineMs: 5_000, places: 20, tellsName: false, ...more }),
    async call(path, { method = 'GET', who = 'citizen', page = 'mia', headers = {}, body } = {}) {
      const outgoing = request({
        host: 'localhost',
        port,
        method,
        // As it stands: nothing between here and the gateway tidies it up.
        path,
        headers: {
          host: new URL(origin).host,
          'sec-fetch-site': 'same-origin',
          'x-person': who,
          'x-page': page,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      outgoing.end(body);
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      const status = answer.statusCode ?? 0;
      const bytes = await buffer(answer);
      return new Response(status === 204 ? null : new Uint8Array(bytes), {
        status,
        headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
      });
    },
    async stop() {
      await app.close();
      await own.stop();
    },
  };
}
