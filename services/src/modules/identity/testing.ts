import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type fixedClock, systemClock } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createIdentity, type Identity } from './index.ts';

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface TestPortal extends TestPlatform {
  origin: string;
  identity: Identity;
  app: FastifyInstance;
}

/** A portal of sign-in alone, listening, with pages under `/tg/` that say who asks. */
export async function startPortal(
  options: { clock?: ReturnType<typeof fixedClock>; port?: number; env?: Record<string, string> } = {},
): Promise<TestPortal> {
  const port = options.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const env = { PORT: String(port), HUKUMAT_ORIGIN: origin, HUKUMAT_DEMO: '1', ...options.env };
  const test = await testPlatform({ clock: options.clock ?? systemClock, env });
  const { platform } = test;
  const app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  const identity = await createIdentity(platform);
  await identity.routes(app);
  app.get('/tg/me', async (request) => ({ who: identity.who(request), actor: identity.actorOf(request) }));
  app.get('/tg/high', async (request) => {
    identity.requireLoa(request, 'high');
    return { ok: true };
  });
  app.get('/tg/capability/:agency', async (request) => identity.capability.issue(request, (request.params as { agency: string }).agency));
  app.post('/api/v1/act/:agency', async (request) => {
    identity.capability.check(request, (request.params as { agency: string }).agency);
    return { ok: true };
  });
  app.get('/api/v1/agencies/mia/whoami', async (request) => identity.actorOf(request));
  app.post('/tg/park', async (request) => ({ id: await identity.parkPost(request, '/tg/park', request.body) }));
  app.get(
    '/tg/parked/:id',
    async (request) => (await identity.takeParked(request, (request.params as { id: string }).id)) ?? { gone: true },
  );
  await app.listen({ port, host: 'localhost' });
  return {
    ...test,
    origin,
    identity,
    app,
    async stop() {
      await app.close();
      await test.stop();
    },
  };
}

/** A browser as far as sign-in goes: keeps cookies, follows redirects when told to, remembers every byte it was sent. */
export class Browser {
  readonly origin: string;
  readonly cookies = new Map<string, { value: string; path: string }>();
  readonly seen: string[] = [];
  constructor(origin: string) {
    this.origin = origin;
  }

  async send(
    address: string,
    init: { method?: string; form?: Record<string, string> | [name: string, value: string][]; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const url = new URL(address, this.origin);
    const cookie = [...this.cookies]
      .filter(([key, c]) => key.startsWith(`${url.host} `) && url.pathname.startsWith(c.path))
      .map(([key, c]) => `${key.split(' ')[1]}=${c.value}`);
    const method = init.method ?? (init.form ? 'POST' : 'GET');
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(method === 'GET' ? { 'sec-fetch-dest': 'document' } : { origin: url.origin }),
        ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
        ...init.headers,
      },
      ...(init.form ? { body: new URLSearchParams(init.form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const cut = pair.indexOf('=');
      const path = attributes.find((a) => /^path=/i.test(a))?.slice(5) ?? '/';
      const over = attributes.some((a) => /^max-age=0$/i.test(a) || (/^expires=/i.test(a) && new Date(a.slice(8)) < new Date()));
      const key = `${url.host} ${pair.slice(0, cut)}`;
      if (over) this.cookies.delete(key);
      else this.cookies.set(key, { value: pair.slice(cut + 1), path });
    }
    this.seen.push(JSON.stringify([...answer.headers]), await answer.clone().text());
    return answer;
  }

  /** Follows redirects to the first answer that is none. @returns that answer and its address. */
  async open(address: string, init: { form?: Record<string, string> } = {}): Promise<{ answer: Response; url: string }> {
    let url = new URL(address, this.origin).href;
    let answer = await this.send(url, init);
    for (let hop = 0; hop < 12; hop++) {
      const location = answer.headers.get('location');
      if (!location) return { answer, url };
      url = new URL(location, url).href;
      answer = await this.send(url);
    }
    throw new Error(`too many redirects, last ${url}`);
  }

  async signIn(name: string, options: { returnTo?: string; loa?: string } = {}): Promise<{ answer: Response; url: string }> {
    const query = new URLSearchParams({ return: options.returnTo ?? '/tg/me', loa: options.loa ?? 'low' });
    const { url } = await this.open(`/auth/sign-in?${query}`);
    const next = await this.open(url, { form: { name, password: 'demo' } });
    return options.loa === 'high' ? this.enterCode(next) : next;
  }

  /** Types the code that the demonstration shows. */
  async enterCode(page: { answer: Response; url: string }): Promise<{ answer: Response; url: string }> {
    const code = /<output[^>]*>(\d{6})</.exec(await page.answer.text())?.[1] ?? '';
    return this.open(page.url, { form: { code } });
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(`${new URL(this.origin).host} ${name}`)?.value;
  }

  async me(): Promise<{ who: { signedIn: boolean; loa: string; name?: string }; actor: { subject?: string; roles?: unknown[] } }> {
    return (await this.send('/tg/me')).json() as never;
  }
}
