import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, startPortal, type TestPortal } from './testing.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());
const visitor = () => new Browser(portal.origin);

test('a citizen signs in and comes back to the same address, query included', async () => {
  const browser = visitor();
  const { answer, url } = await browser.signIn('citizen-1', { returnTo: '/tg/me?a=1&b=%D0%BE' });
  expect(answer.status).toBe(200);
  expect(url).toBe(`${portal.origin}/tg/me?a=1&b=%D0%BE`);
  expect((await browser.me()).who).toMatchObject({ signedIn: true, loa: 'substantial', name: 'Раҳимзода Фирӯза Саидовна' });
});

test('roles come with the sign-in of an officer', async () => {
  const browser = visitor();
  await browser.signIn('mia-officer');
  expect((await browser.me()).actor).toMatchObject({ subject: 'mia-officer', roles: [{ agency: 'mia', role: 'officer' }] });
});

test('step-up leads through a code back to the same address, under a new session id', async () => {
  const browser = visitor();
  await browser.signIn('citizen-2');
  const before = browser.cookie('__Host-sid');
  const refused = await browser.send('/tg/high', { headers: { accept: 'application/problem+json' } });
  expect(refused.status).toBe(403);
  const problem = (await refused.json()) as { code: string; location: string };
  expect(problem.code).toBe('step-up-needed');
  const page = await browser.open(problem.location);
  const wrong = await browser.open(page.url, { form: { code: '1' } });
  expect(wrong.answer.status).toBe(422);
  const { answer, url } = await browser.enterCode(wrong);
  expect([answer.status, url]).toEqual([200, `${portal.origin}/tg/high`]);
  expect((await browser.me()).who.loa).toBe('high');
  expect(browser.cookie('__Host-sid')).not.toBe(before);
  const old = await fetch(`${portal.origin}/tg/me`, { headers: { cookie: `__Host-sid=${before}` } });
  expect(((await old.json()) as { who: { signedIn: boolean } }).who.signedIn).toBe(false);
});

test('a session id planted before sign-in is worth nothing after it', async () => {
  const browser = visitor();
  const planted = 'A'.repeat(43);
  browser.cookies.set(`${new URL(portal.origin).host} __Host-sid`, { value: planted, path: '/' });
  await browser.signIn('citizen-1');
  expect(browser.cookie('__Host-sid')).not.toBe(planted);
});

test('unknown name and wrong password get one answer, in the language of the visit; the name stays typed, the password does not', async () => {
  const pages = [];
  for (const name of ['citizen-1', 'nobody-here']) {
    const browser = visitor();
    const { url } = await browser.open('/auth/sign-in?return=/ru/me');
    const { answer } = await browser.open(url, { form: { name, password: 'wrong-secret' } });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('Имя пользователя или пароль неверны');
    expect(html).toContain(`value="${name}"`);
    expect(html).not.toContain('wrong-secret');
    pages.push(html.replaceAll(name, ''));
  }
  expect(pages[0]?.length).toBeGreaterThan(500);
  expect(pages[0]?.split('<section')[0]).toBe(pages[1]?.split('<section')[0]);
});

test('guessing one name from one address has to wait', async () => {
  const browser = visitor();
  const { url } = await browser.open('/auth/sign-in?return=/tg/me');
  for (let i = 0; i < 8; i++) await browser.open(url, { form: { name: 'citizen-3', password: `guess-${i}` } });
  expect((await browser.open(url, { form: { name: 'citizen-3', password: 'demo' } })).answer.status).toBe(429);
});

test('sign-out ends the session on the server and at the provider', async () => {
  const browser = visitor();
  await browser.signIn('citizen-1');
  const sid = browser.cookie('__Host-sid');
  const { answer, url } = await browser.open('/auth/sign-out', { form: { lang: 'en' } });
  expect([answer.status, url]).toEqual([200, `${portal.origin}/auth/signed-out?lang=en`]);
  const replayed = await fetch(`${portal.origin}/tg/me`, { headers: { cookie: `__Host-sid=${sid}` } });
  expect(((await replayed.json()) as { who: { signedIn: boolean } }).who.signedIn).toBe(false);
  const again = await browser.open('/auth/sign-in?return=/tg/me');
  expect(await again.answer.text()).toContain('type="password"');
});

test('a sign-out from another site is refused', async () => {
  const browser = visitor();
  await browser.signIn('citizen-1');
  const answer = await browser.send('/auth/sign-out', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
  expect(answer.status).toBe(403);
  expect((await browser.me()).who.signedIn).toBe(true);
});

/** A finished provider visit whose callback was not followed. */
async function atCallback(browser: Browser): Promise<URL> {
  const { url } = await browser.open('/auth/sign-in?return=/tg/me');
  let answer = await browser.send(url, { form: { name: 'citizen-1', password: 'demo' } });
  for (;;) {
    const next = new URL(answer.headers.get('location') ?? '', portal.origin);
    if (next.pathname === '/auth/callback') return next;
    answer = await browser.send(next.href);
  }
}
const changed = (name: string, value: string | undefined) => (url: URL) => {
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
};

test.each<[string, (url: URL, browser: Browser) => void]>([
  ['another state', changed('state', 'x'.repeat(43))],
  ['no state', changed('state', undefined)],
  ['an empty state', changed('state', '')],
  ['state twice', (url) => url.searchParams.append('state', 'x')],
  ['another code', changed('code', 'x'.repeat(43))],
  ['no code', changed('code', undefined)],
  ['code twice', (url) => url.searchParams.append('code', 'x')],
  ['another issuer', changed('iss', 'https://evil.example')],
  ['no issuer', changed('iss', undefined)],
  ['an error beside the code', changed('error', 'server_error')],
  ['another browser', (_url, browser) => browser.cookies.clear()],
  [
    'another browser that began a sign-in too',
    (url, browser) => {
      const key = `${url.host} __Host-login`;
      browser.cookies.set(key, { value: 'B'.repeat(43), path: '/' });
    },
  ],
])('a callback with %s is refused', async (_what, tamper) => {
  const browser = visitor();
  const url = await atCallback(browser);
  tamper(url, browser);
  const answer = await browser.send(url.href);
  expect(answer.status).toBe(400);
  expect(browser.cookie('__Host-sid')).toBeUndefined();
});

test('a callback works once', async () => {
  const browser = visitor();
  const url = await atCallback(browser);
  expect((await browser.send(url.href)).status).toBe(303);
  expect((await browser.send(url.href)).status).toBe(400);
});

test('no token ever reaches the browser, and every page of sign-in is locked down', async () => {
  const browser = visitor();
  await browser.signIn('citizen-1', { loa: 'high' });
  await browser.me();
  expect(browser.seen.join('\n')).not.toMatch(/eyJ[\w-]+\.|access_token|refresh_token|id_token/);
  const { answer } = await visitor().open('/auth/sign-in?return=/tg/me');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(await answer.text()).not.toMatch(/<script|style=/);
});

test('a capability is for one agency, one session, and navigations alone', async () => {
  const browser = visitor();
  await browser.signIn('mia-officer');
  const capability = await (await browser.send('/tg/capability/mia')).text();
  const act = async (who: Browser, agency: string, text: string) =>
    (await who.send(`/api/v1/act/${agency}`, { method: 'POST', headers: { 'x-hukumat-capability': text } })).status;
  expect(await act(browser, 'mia', capability)).toBe(200);
  expect(await act(browser, 'justice', capability)).toBe(403);
  expect(await act(browser, 'mia', '')).toBe(403);
  expect(await act(browser, 'mia', `${capability}A`)).toBe(403);
  expect(await act(visitor(), 'mia', capability)).toBe(403);
  const fetched = await browser.send('/tg/capability/mia', { headers: { 'sec-fetch-dest': 'empty' } });
  expect(await fetched.text()).toBe('');
});

test('an access token opens its agency to a program and nothing else', async () => {
  const browser = visitor();
  await browser.signIn('mia-developer');
  const form = { agency: 'mia', name: 'laptop' };
  const made = await browser.send('/api/v1/tokens', { form });
  expect(made.status).toBe(201);
  const { id, token } = (await made.json()) as { id: string; token: string };
  const program = (path: string) => fetch(portal.origin + path, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await program('/api/v1/agencies/mia/whoami')).json()).toMatchObject({ subject: 'mia-developer' });
  expect(await (await program('/tg/me')).json()).toMatchObject({ who: { signedIn: false } });
  expect((await browser.send('/api/v1/tokens', { form, headers: { 'sec-fetch-dest': 'empty' } })).status).toBe(403);
  expect((await browser.send('/api/v1/tokens', { form: { ...form, agency: 'justice' } })).status).toBe(403);
  expect((await browser.send(`/api/v1/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await program('/api/v1/agencies/mia/whoami')).status).toBe(401);
});

test('an address of the provider that belongs to no sign-in answers a page that leads on', async () => {
  const answer = await visitor().send('/oidc/auth?client_id=nobody&ui_locales=ru', { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('/auth/sign-in');
  expect((await visitor().send('/oidc/interaction/none?lang=en')).status).toBe(410);
});

test('the journal knows of sign-ins without names or secrets', async () => {
  const browser = visitor();
  await browser.signIn('citizen-1');
  const { rows } = await sql<{ type: string; text: string }>`select type, data::text as text from platform.journal`.execute(
    portal.platform.db.owner,
  );
  expect(rows.map((row) => row.type)).toContain('identity.signed-in');
  expect(rows.map((row) => row.text).join()).not.toMatch(/Раҳимзода|demo"|argon2/);
});
