import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import Provider, { type Context } from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, freePort, startPortal, type TestPortal } from './testing.ts';

const SECRET = 'a-secret-of-forty-characters-for-the-test';
let issuer: string;
let server: Server;
let portal: TestPortal;
let privateKey: CryptoKey;

/** Somebody else's provider: no PAR, its own words for nothing, signs everybody in as `national-1`. */
async function startForeign(portalOrigin: string, port: number): Promise<Server> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  privateKey = pair.privateKey;
  const provider: Provider = new Provider(`http://localhost:${port}`, {
    jwks: { keys: [{ ...(await exportJWK(pair.privateKey)), alg: 'ES256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['for-the-test'] },
    clients: [
      {
        client_id: 'hukumat',
        client_secret: SECRET,
        redirect_uris: [`${portalOrigin}/auth/callback`],
        post_logout_redirect_uris: [`${portalOrigin}/auth/signed-out`],
        backchannel_logout_uri: `${portalOrigin}/auth/back-channel`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    claims: { openid: ['sub'], profile: ['family_name', 'given_name'], acr: null, sid: null },
    acrValues: ['low', 'substantial'],
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      backchannelLogout: { enabled: true },
    },
    // The library's own way refuses addresses of this machine, which is where the portal under test is.
    fetch: (url: URL, { method, headers, body }: RequestInit) =>
      fetch(url, { method: method ?? 'GET', headers: headers ?? {}, body: body ?? null }),
    interactions: { url: (_ctx: Context, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx: Context, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, family_name: 'Намунавӣ', given_name: 'Хориҷ' }),
    }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ accountId: oidc.account.accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  const listening = createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    const login = { accountId: 'national-1', acr: 'substantial', amr: ['hwk'] };
    response.writeHead(303, { location: await provider.interactionResult(request, response, { login }) }).end();
  });
  await new Promise<void>((resolve) => listening.listen(port, 'localhost', resolve));
  return listening;
}

beforeAll(async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  issuer = `http://localhost:${providerPort}`;
  // The portal starts first: a provider that is away stops nobody from reading pages.
  portal = await startPortal({ port, env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'hukumat', OIDC_CLIENT_SECRET: SECRET } });
  expect((await fetch(`${portal.origin}/auth/sign-in`, { redirect: 'manual' })).status).toBe(503);
  server = await startForeign(portal.origin, providerPort);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await portal.stop();
});

async function signedIn(): Promise<Browser> {
  const browser = new Browser(portal.origin);
  const { url } = await browser.open('/auth/sign-in?return=/tg/me');
  expect(url).toBe(`${portal.origin}/tg/me`);
  return browser;
}

test('another provider, known by its settings alone, signs people in', async () => {
  const browser = await signedIn();
  expect((await browser.me()).who).toMatchObject({ signedIn: true, loa: 'substantial', name: 'Намунавӣ Хориҷ' });
  expect(await portal.identity.person('national-1')).toMatchObject({ surname: 'Намунавӣ' });
});

test('a level the provider did not reach is refused, not asked for forever', async () => {
  const browser = new Browser(portal.origin);
  const { answer } = await browser.open('/auth/sign-in?return=/tg/me&loa=high');
  expect(answer.status).toBe(403);
  expect((await browser.me()).who.signedIn).toBe(false);
});

test('a sign-out at the provider reaches the portal by its back channel', async () => {
  const browser = await signedIn();
  const page = await browser.send(`${issuer}/session/end?client_id=hukumat`);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  await browser.send(`${issuer}/session/end/confirm`, { form: { xsrf, logout: 'yes' } });
  expect((await browser.me()).who.signedIn).toBe(false);
});

test('a logout token that is forged, stale or something else ends nothing', async () => {
  const browser = await signedIn();
  const { rows } = await sql<{ op_sid: string }>`select op_sid from identity.sessions order by id desc limit 1`.execute(
    portal.platform.db.owner,
  );
  const sid = rows[0]?.op_sid ?? '';
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const make = (over: { claims?: Record<string, unknown>; key?: CryptoKey; typ?: string; iss?: string; aud?: string; at?: number }) =>
    new SignJWT({ sid, jti: crypto.randomUUID(), events, ...over.claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: over.typ ?? 'logout+jwt' })
      .setIssuer(over.iss ?? issuer)
      .setAudience(over.aud ?? 'hukumat')
      .setIssuedAt(over.at)
      .sign(over.key ?? privateKey);
  const stranger = (await generateKeyPair('ES256')).privateKey;
  const hour = Math.floor(Date.now() / 1000) - 3600;
  const bad = [
    { key: stranger },
    { typ: 'JWT' },
    { iss: 'https://evil.example' },
    { aud: 'other' },
    { at: hour },
    { claims: { nonce: 'n' } },
    { claims: { events: {} } },
  ];
  const send = async (logout_token: string) =>
    (await fetch(`${portal.origin}/auth/back-channel`, { method: 'POST', body: new URLSearchParams({ logout_token }) })).status;
  for (const over of bad) expect(await send(await make(over))).toBe(400);
  expect(await send('x')).toBe(400);
  expect((await browser.me()).who.signedIn).toBe(true);
  expect(await send(await make({}))).toBe(200);
  expect((await browser.me()).who.signedIn).toBe(false);
});

test('sign-out of the portal leads on to the provider, without a token in the address', async () => {
  const browser = await signedIn();
  const answer = await browser.send('/auth/sign-out', { form: {} });
  const target = new URL(answer.headers.get('location') ?? '');
  expect(target.origin).toBe(issuer);
  expect([...target.searchParams.keys()].sort()).toEqual(['client_id', 'post_logout_redirect_uri']);
  expect((await browser.me()).who.signedIn).toBe(false);
});
