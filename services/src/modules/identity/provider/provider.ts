import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Context, interactionPolicy } from 'oidc-provider';
import { system } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { loaOf, reaches } from '../assurance.ts';
import { person } from '../people.ts';
import type { Tables } from '../tables.ts';
import { randomText, sha256, type Vault } from '../vault.ts';
import { createAdapter } from './adapter.ts';

/** The name of the portal as a client of its own provider. */
export const CLIENT_ID = 'portal';

interface Keys {
  jwk: Record<string, unknown>;
  cookies: string[];
  clientSecret: string;
}

/** The provider's keys, made on the first start and the same for every instance. */
export const providerKeys = (vault: Vault): Promise<Keys> =>
  vault.secret('provider-keys', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomText().slice(0, 12) };
    return { jwk, cookies: [randomText()], clientSecret: randomText() };
  });

export interface ProviderDeps {
  vault: Vault;
  keys: Keys;
  /** Reaches the portal itself, for back-channel notices. */
  fetch: typeof fetch;
  showError(ctx: Context): Promise<void>;
}

/** The embedded OpenID provider under `${origin}/oidc`, with one client: the portal. */
export function createProvider(platform: Platform, { vault, keys, fetch, showError }: ProviderDeps): Provider {
  const { config, db } = platform;
  const { origin } = config;
  const policy = interactionPolicy.base();
  // Whoever is signed in too weakly for what is asked proves more.
  policy.get('login').checks.add(
    new interactionPolicy.Check('loa', 'a stronger sign-in is needed', ({ oidc }) => {
      const asked = oidc.params?.acr_values?.split(' ')[0];
      return asked !== undefined && !reaches(loaOf(oidc.acr), loaOf(asked));
    }),
  );
  const provider: Provider = new Provider(`${origin}/oidc`, {
    adapter: createAdapter(platform, vault),
    jwks: { keys: [keys.jwk] },
    cookies: {
      keys: keys.cookies,
      names: { session: '__Host-op', interaction: '__Secure-op-step', resume: '__Secure-op-resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: keys.clientSecret,
        redirect_uris: [`${origin}/auth/callback`],
        post_logout_redirect_uris: [`${origin}/auth/signed-out`],
        backchannel_logout_uri: `${origin}/auth/back-channel`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
        require_auth_time: true,
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    scopes: ['openid', 'profile'],
    claims: {
      openid: ['sub'],
      profile: ['family_name', 'given_name', 'middle_name'],
      acr: null,
      amr: null,
      auth_time: null,
      iss: null,
      sid: null,
    },
    acrValues: ['low', 'substantial', 'high'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
      userinfo: { enabled: true },
    },
    interactions: { policy, url: (_ctx: Context, interaction: { uid: string }) => `/oidc/interaction/${interaction.uid}` },
    findAccount: async (_ctx: Context, subject: string) => {
      const known = await person(db, subject);
      if (!known) return undefined;
      const claims = { sub: subject, family_name: known.surname, given_name: known.givenName, middle_name: known.patronymic };
      return { accountId: subject, claims: async () => claims };
    },
    // The only client is the portal itself: there is nobody to whom consent would be given.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ accountId: oidc.account.accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    expiresWithSession: async () => false,
    // As long as a session of the portal idles: whoever comes back after that proves again who they are.
    ttl: { Session: 1800, Interaction: 1800, Grant: 32_400, RefreshToken: 32_400, AccessToken: 3600, AuthorizationCode: 60, IdToken: 600 },
    fetch,
    renderError: showError,
  });
  provider.proxy = true;
  // Browsers take `Secure` cookies from localhost too, where the demonstration has no TLS.
  Object.defineProperty(provider.request, 'secure', { get: () => true });
  provider.on('server_error', (_ctx, err) => platform.log.error({ err }, 'the OpenID provider failed'));
  return provider;
}

/** Ends the provider's own session in this browser, by the value of its cookie. */
export async function endProviderSession({ db }: Pick<Platform, 'db'>, cookie: string | undefined): Promise<void> {
  if (!cookie) return;
  await db.write<Tables, unknown>(system('sign-out'), ({ sql }) =>
    sql.deleteFrom('identity.oidc').where('model', '=', 'Session').where('id', '=', sha256(cookie)).execute(),
  );
}
