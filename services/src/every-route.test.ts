import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './modules/identity/testing.ts';
import { type Line, type WholePortal, wholePortal } from './testing.ts';

// Everything here is generated from the router: a route that is added tomorrow is judged without a line of test.

let portal: WholePortal;
beforeAll(async () => {
  portal = await wholePortal();
});
afterAll(() => portal?.stop());

/** Unsafe routes that others than our own pages may call, and why. Anything else in this list is a mistake. */
const OTHERS_MAY_CALL: Record<string, string> = {
  '/auth/back-channel': 'allowed because the logout token is signed by the provider',
  '/api/v1/payments/webhook': 'allowed because every delivery is signed by the payment provider',
  '/oidc/token': 'allowed because the client authenticates with its secret',
  '/oidc/token/revocation': 'allowed because the client authenticates with its secret',
  '/oidc/request': 'allowed because the client authenticates with its secret',
  '/oidc/me': 'allowed because the client authenticates with its secret',
};
const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const filled = ({ url }: Line): string =>
  url
    .replace(/:agency/g, 'mia')
    .replace(/:service/g, 'residence-note')
    .replace(/:version/g, '1.0.0')
    .replace(/:(id|draft|upload|uid)\b/g, '01980000-0000-7000-8000-000000000000')
    .replace(/:(\w+)/g, 'x')
    .replace(/\*$/, 'x');
const ask = (method: string, url: string, headers: Record<string, string> = {}, payload?: string | Buffer) =>
  portal.app.inject({
    method: method as 'GET',
    url,
    headers: { host: new URL(portal.origin).host, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
/** The three languages of a page are one line of its table. */
const inTajik = ({ url }: Line): boolean => !/^(\/_fragment)?\/(ru|en)\//.test(url);
const unsafe = () => portal.routes.filter(({ method }) => !SAFE.includes(method));

describe('who may send', () => {
  test('only the listed routes are open to others than our own pages, each with its reason', () => {
    const open = unsafe().filter(({ crossSite }) => crossSite);
    expect(Object.fromEntries(open.map(({ url, crossSite }) => [url, crossSite]))).toEqual(OTHERS_MAY_CALL);
    expect(unsafe().length).toBeGreaterThan(40);
  });

  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['same-site', { 'sec-fetch-site': 'same-site', origin: 'http://mia.localhost' }],
    ['none', { 'sec-fetch-site': 'none' }],
    ['silence', {}],
    ['a null origin', { origin: 'null' }],
    ['a lying pair', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  ])('%s is refused by every other unsafe route', async (_name, headers) => {
    const passed: string[] = [];
    for (const line of unsafe().filter(({ url }) => !(url in OTHERS_MAY_CALL))) {
      const { statusCode } = await ask(line.method, filled(line), headers as Record<string, string>);
      if (statusCode !== 403) passed.push(`${line.method} ${line.url} ${statusCode}`);
    }
    expect(passed).toEqual([]);
  });
});

describe('headers', () => {
  const kindOf = (url: string): 'page' | 'data' | 'file' =>
    /^\/(assets|bundles)\//.test(url) ? 'file' : /^\/(api|_fragment|content\/files)\/|^\/(healthz|readyz)$/.test(url) ? 'data' : 'page';

  function faults(url: string, headers: Record<string, unknown>): string[] {
    const said = (name: string) => String(headers[name] ?? '');
    const bad = (name: string, right: boolean) => (right ? [] : [`${url}: ${name}: ${said(name)}`]);
    const policy = said('content-security-policy');
    const kind = kindOf(url);
    return [
      ...bad('x-content-type-options', said('x-content-type-options') === 'nosniff'),
      ...bad('referrer-policy', said('referrer-policy') === 'same-origin'),
      ...bad('cross-origin-resource-policy', said('cross-origin-resource-policy') === 'same-origin'),
      ...bad('content-security-policy', policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'")),
      ...bad('content-security-policy', !/unsafe|nonce-|https?:|\*/.test(policy)),
      // The provider lets any site ask its userinfo address, which answers to an access token alone and never to a cookie.
      ...bad('access-control-allow-origin', url === '/oidc/me' || headers['access-control-allow-origin'] === undefined),
      ...bad('x-powered-by', headers['x-powered-by'] === undefined && headers.server === undefined),
      ...bad('cache-control', said('cache-control') !== ''),
      ...(kind === 'page'
        ? [
            ...bad('x-frame-options', said('x-frame-options') === 'DENY'),
            ...bad('cross-origin-opener-policy', said('cross-origin-opener-policy') === 'noopener-allow-popups'),
            ...bad('permissions-policy', said('permissions-policy').includes('camera=()')),
            ...bad('connection-allowlist', said('connection-allowlist').startsWith('(response-origin)')),
          ]
        : bad('content-security-policy', /; sandbox$/.test(policy))),
    ];
  }

  test('every route, asked by GET, HEAD and OPTIONS, carries those of its kind', async () => {
    const urls = [...new Set(portal.routes.map(filled)), '/healthz', '/readyz', '/api/openapi.json'].filter(
      (url) => url !== '/api/v1/live',
    );
    const wrong: string[] = [];
    for (const url of urls) {
      for (const method of SAFE) {
        const answer = await ask(method, url);
        if (answer.statusCode >= 500) wrong.push(`${method} ${url} ${answer.statusCode}`);
        wrong.push(...faults(url, answer.headers));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('refusals of every kind carry them too', async () => {
    const own = { origin: portal.origin, 'content-type': 'application/json' };
    const answers = [
      ['/nowhere', await ask('GET', '/nowhere')],
      ['/tg/nowhere/', await ask('GET', '/tg/nowhere/')],
      ['/_fragment/tg/nowhere/', await ask('GET', '/_fragment/tg/nowhere/')],
      ['/api/v1/nowhere', await ask('GET', '/api/v1/nowhere')],
      ['/api/v1/reports', await ask('POST', '/api/v1/reports', own, '{')],
      ['/api/v1/applications', await ask('POST', '/api/v1/applications')],
      ['/tg/%ff', await ask('GET', '/tg/%ff')],
      ['/bundles/mia/1.0.0/none.js', await ask('GET', '/bundles/mia/1.0.0/none.js')],
      ['/assets/none.js', await ask('GET', '/assets/none.js')],
      ['/tg/', await ask('PUT', '/tg/')],
      ['/tg/', await ask('DELETE', '/tg/', { origin: portal.origin })],
      ['/tg/', await ask('PROPFIND', '/tg/')],
      ['/settings', await ask('POST', '/settings', { ...own, 'content-type': 'text/plain' }, 'x')],
    ] as const;
    for (const [url, { statusCode, headers }] of answers) {
      expect(statusCode, url).toBeGreaterThanOrEqual(400);
      expect(statusCode, url).toBeLessThan(500);
      expect(faults(url, headers)).toEqual([]);
      expect(headers['cache-control'], url).toMatch(/no-store/);
    }
  });

  test('no page of a signed-in person may be kept by anybody, and no 304 answers with another', async () => {
    const browser = await portal.signedIn('citizen-1');
    const kept: string[] = [];
    const pages = portal.routes.filter(({ method, url }) => method === 'GET' && /^(\/_fragment)?\/tg\//.test(url));
    for (const url of new Set(pages.map(filled))) {
      const stranger = await ask('GET', url);
      const answer = await browser.send(url, { headers: { 'if-none-match': String(stranger.headers.etag ?? '"x"') } });
      if (answer.status === 304 || (answer.status !== 301 && !/no-store/.test(answer.headers.get('cache-control') ?? ''))) kept.push(url);
      if (answer.headers.get('etag')) kept.push(`${url} has an ETag`);
      if (stranger.headers.etag && !/cookie/.test(String(stranger.headers.vary))) kept.push(`${url} does not vary`);
    }
    expect(kept).toEqual([]);
  });

  test('signing out clears what the browser has kept', async () => {
    const browser = await portal.signedIn('citizen-2');
    const answer = await browser.send('/auth/sign-out', { form: { lang: 'ru' } });
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(browser.cookie('__Host-sid')).toBeUndefined();
  });
});

describe('a storm', () => {
  const deep = (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
  const json: [string, string][] = [
    ['nested objects', deep(20_000)],
    ['nested lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a poisoned prototype', '{"__proto__":{"polluted":1}}'],
    ['a poisoned constructor', '{"constructor":{"prototype":{"polluted":1}}}'],
    ['a hundred thousand keys', `{${Array.from({ length: 60_000 }, (_, i) => `"k${i}":0`).join()}}`],
    [
      'a zero byte',
      '{"service":"\\u0000","version":"\\u0000","reason":"\\u0000","answers":{"a":"\\u0000"},"name":"\\u0000","agency":"\\u0000"}',
    ],
    ['a lone surrogate', '{"reason":"\\ud800","answers":{"surname":"\\udfff"}}'],
    ['no object', 'null'],
    ['a number', '1e400'],
  ];

  test('every JSON route refuses every hostile body without failing', async () => {
    const wrong: string[] = [];
    for (const line of unsafe().filter(({ url }) => url.startsWith('/api/'))) {
      for (const [name, payload] of json) {
        const { statusCode } = await ask(line.method, filled(line), { origin: portal.origin, 'content-type': 'application/json' }, payload);
        if (statusCode < 400 || statusCode >= 500) wrong.push(`${line.method} ${line.url} with ${name}: ${statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('every form route takes every hostile form without failing, signed in or not', async () => {
    const browser = await portal.signedIn('citizen-1');
    const forms: Record<string, string>[] = [
      { surname: 'a\0b', back: '/\0', name: '\0', lang: '\0', _key: '\0', version: '\0', code: '\0' },
      { __proto__: 'x', constructor: 'y', toString: 'z', _remove: "' or 1=1", _upload: '__proto__', _shown: 'x'.repeat(10_000) },
      { surname: 'x'.repeat(900_000) },
      { version: '1e999', _revision: 'NaN', _key: '../..' },
    ];
    const wrong: string[] = [];
    for (const line of unsafe().filter((line) => inTajik(line) && !/^\/(api|oidc)\/|sign-out/.test(line.url))) {
      for (const [at, form] of forms.entries()) {
        const stranger = new Browser(portal.origin);
        for (const { status } of [await browser.send(filled(line), { form }), await stranger.send(filled(line), { form })])
          if (status >= 500) wrong.push(`${line.method} ${line.url} with form ${at}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no number of fields of one name keeps the process from answering others', async () => {
    // What would hold the process for minutes ends this test at its own limit.
    for (const url of ['/settings', '/tg/mia/residence-note/apply']) {
      const headers = { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' };
      expect((await ask('POST', url, headers, 'a&'.repeat(400_000))).statusCode).toBe(413);
      expect((await ask('POST', url, headers, 'a=1&'.repeat(1_500))).statusCode).toBe(303);
    }
  });

  test('a file without end of an expression is compared as quickly as any other', async () => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.alloc(9_900_000, 0x41)], { type: 'application/pdf' }), 'a.pdf');
    const answer = await fetch(`${portal.origin}/tg/verify`, { method: 'POST', headers: { origin: portal.origin }, body: form });
    expect(answer.status).toBe(200);
  });

  test('files beyond the size of a step are refused before they are held', async () => {
    const form = new FormData();
    for (let n = 0; n < 3; n++) form.append(`f${n}`, new Blob([Buffer.alloc(12_000_000)], { type: 'application/pdf' }), 'a.pdf');
    const address = `${portal.origin}/tg/mia/residence-note/apply`;
    const status = await fetch(address, { method: 'POST', redirect: 'manual', headers: { origin: portal.origin }, body: form }).then(
      (answer) => answer.status,
      // The refusal may close the connection while we are still sending.
      () => 413,
    );
    expect(status).toBe(413);
    expect((await fetch(`${portal.origin}/healthz`)).status).toBe(200);
  });

  test.each([
    'GET // HTTP/1.1',
    'GET /tg/?%ff HTTP/1.1',
    'GET /_fragment//tg/ HTTP/1.1',
    'GET /_fragment/tg/%2e%2e/%2e%2e/ HTTP/1.1',
    'GET /tg/mia/desk/..;/ HTTP/1.1',
    'GET /bundles/mia/1.0.0/../../../etc/passwd HTTP/1.1',
    'GET /bundles/mia/1.0.0/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1',
    'GET /assets/..%c0%af..%c0%afetc HTTP/1.1',
    'GET http://evil.example/tg/ HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'TRACE /tg/ HTTP/1.1',
    'GET /oidc/../tg/ HTTP/1.1',
    'GET /tg/account/applications/%00 HTTP/1.1',
  ])('%s is answered and is no failure of ours', async (line) => {
    const answer = await raw(`${line}\r\nHost: ${new URL(portal.origin).host}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    expect(answer).not.toMatch(/root:x|at \w+ \(|node_modules/);
  });

  test('two requests on one connection get two answers, each its own', async () => {
    const host = `Host: ${new URL(portal.origin).host}\r\n`;
    const both = await raw(`GET /nowhere HTTP/1.1\r\n${host}\r\nGET /api/v1/who HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
    expect(both.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port, hostname } = new URL(portal.origin);
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(bytes);
    });
});

describe('ways out', () => {
  const ELSEWHERE = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/%09/evil.example',
    '/tg/\r\nset-cookie: a=b',
    '/.//evil.example',
    '/tg/..//evil.example',
    '//%65vil.example',
    '/%2f%2fevil.example',
    ' //evil.example',
    '/@evil.example',
    'http:evil.example',
  ];
  const leads = (location: string | null | undefined) => new URL(String(location), portal.origin);

  test('no address that a page hands back leads to another origin or adds a header', async () => {
    const signedIn = await portal.signedIn('citizen-3');
    for (const back of ELSEWHERE) {
      const settings = await signedIn.send('/settings', { form: { back, contrast: 'x\r\nset-cookie: a=b' } });
      expect(leads(settings.headers.get('location')).origin, back).toBe(portal.origin);
      expect(settings.headers.getSetCookie()).toHaveLength(1);
      const query = new URLSearchParams({ return: back });
      const signIn = await signedIn.send(`/auth/sign-in?${query}`);
      expect(leads(signIn.headers.get('location')).origin, back).toBe(portal.origin);
      const out = await ask(
        'POST',
        '/auth/sign-out',
        { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' },
        `lang=${encodeURIComponent(back)}&return=${encodeURIComponent(back)}`,
      );
      expect(out.headers.location, back).toBe('/auth/signed-out?lang=tg');
      const twin = await ask('GET', `/tg/services/?${query}`);
      expect(leads(twin.headers.location as string).origin).toBe(portal.origin);
    }
  });
});
