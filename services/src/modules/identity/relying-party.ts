import type { Lang, Loa } from '@hukumat/contract';
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { Clock } from '../../platform/clock.ts';
import { loaOf } from './assurance.ts';
import type { Vouched } from './sessions.ts';

export interface RelyingPartySettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The portal's origin. */
  origin: string;
  clock: Clock;
  /** Reaches the provider's addresses; the network when absent. */
  fetch?: typeof fetch;
}

/** What a sign-in under way must remember until the callback. */
export interface Pending {
  state: string;
  nonce: string;
  verifier: string;
}

/** A provider that cannot vouch for longer is asked to sign the person in again after this long. */
const SHORT_SESSION = 60 * 60_000;

/** The portal as a client of one OpenID provider; what the provider can do is read from its metadata. */
export function createRelyingParty(settings: RelyingPartySettings) {
  const { issuer, origin } = settings;
  const redirectUri = `${origin}/auth/callback`;
  const reach = settings.fetch ?? fetch;
  const dueAt = (seconds: number | undefined) =>
    seconds === undefined ? undefined : new Date(settings.clock.now().getTime() + seconds * 1000);
  let known: Promise<oidc.Configuration> | undefined;
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  /** Found when first needed; a failure is forgotten, so that the next visitor tries again. */
  function discovered(): Promise<oidc.Configuration> {
    known ??= discover().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  }
  async function discover(): Promise<oidc.Configuration> {
    const url = new URL(issuer);
    const near = url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]';
    const auth = oidc.ClientSecretBasic(settings.clientSecret);
    return oidc.discovery(url, settings.clientId, undefined, auth, {
      [oidc.customFetch]: (address, options) => reach(address, options as RequestInit),
      timeout: 10,
      // Without TLS only on this machine itself: a demonstration, or a test.
      execute: url.protocol === 'http:' && near ? [oidc.allowInsecureRequests] : [],
    });
  }

  return {
    /** Where to send the browser, and what to remember. */
    async begin(loa: Loa, lang: Lang): Promise<{ url: string; pending: Pending }> {
      const config = await discovered();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const parameters = {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ui_locales: lang,
        acr_values: loa,
      };
      const pushes = config.serverMetadata().pushed_authorization_request_endpoint !== undefined;
      const url = pushes ? await oidc.buildAuthorizationUrlWithPAR(config, parameters) : oidc.buildAuthorizationUrl(config, parameters);
      return { url: url.href, pending };
    },

    /** Redeems the code of a callback. @throws when anything of it does not belong to `pending`. */
    async finish(callback: URL, pending: Pending): Promise<Vouched & { claims: Record<string, unknown> }> {
      const config = await discovered();
      const answer = await oidc.authorizationCodeGrant(config, callback, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      const profile = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, answer.access_token, claims.sub) : {};
      const told = config.serverMetadata().backchannel_logout_supported === true;
      return {
        subject: claims.sub,
        loa: loaOf(claims.acr),
        amr: Array.isArray(claims.amr) ? claims.amr.map(String) : [],
        opSid: typeof claims.sid === 'string' ? claims.sid : undefined,
        tokens: answer.refresh_token ? { refresh: answer.refresh_token } : {},
        refreshAt: answer.refresh_token ? dueAt(answer.expiresIn()) : undefined,
        ...(told || answer.refresh_token ? {} : { longest: SHORT_SESSION }),
        claims: { ...claims, ...profile },
      };
    },

    async refresh(token: string) {
      try {
        const answer = await oidc.refreshTokenGrant(await discovered(), token);
        return { tokens: { refresh: answer.refresh_token ?? token }, refreshAt: dueAt(answer.expiresIn()) };
      } catch (error) {
        return error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant' ? 'refused' : 'away';
      }
    },

    /** The provider's own sign-out address; undefined when it has none. It carries no token. */
    async endSessionUrl(): Promise<string | undefined> {
      const config = await discovered();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${origin}/auth/signed-out` }).href;
    },

    /** @throws when the logout token is not the provider's, not for us, too old, or not a logout token at all. */
    async readLogoutToken(token: string): Promise<{ sid?: string; subject?: string }> {
      const metadata = (await discovered()).serverMetadata();
      if (!metadata.jwks_uri) throw new Error('the provider publishes no keys');
      keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri), { [joseFetch]: (address, options) => reach(address, options) });
      const { payload } = await jwtVerify(token, keys, {
        issuer: metadata.issuer,
        audience: settings.clientId,
        typ: 'logout+jwt',
        algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'],
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: '2 minutes',
        clockTolerance: 10,
      });
      const events = payload.events as Record<string, unknown> | null;
      if (!events || !('http://schemas.openid.net/event/backchannel-logout' in events) || 'nonce' in payload) {
        throw new Error('this is no logout token');
      }
      const sid = typeof payload.sid === 'string' ? payload.sid : undefined;
      if (!sid && !payload.sub) throw new Error('the logout token names nobody');
      return { ...(sid ? { sid } : {}), ...(payload.sub ? { subject: payload.sub } : {}) };
    },
  };
}

export type RelyingParty = ReturnType<typeof createRelyingParty>;
