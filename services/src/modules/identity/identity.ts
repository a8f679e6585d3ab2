import { LANGS, type Loa } from '@hukumat/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { createAccessTokens } from './access-tokens.ts';
import { reaches } from './assurance.ts';
import { backChannelRoute } from './back-channel.ts';
import { callbackRoute } from './callback.ts';
import { createCapability } from './capability.ts';
import { addDemoPeople, demoPeople, seedDemoPeople } from './demo-people.ts';
import { inProcess } from './in-process.ts';
import type { Identity, IdentityDeps, PlainPage } from './index.ts';
import { Markup, markup } from './markup.ts';
import { createParkedPosts } from './parked-posts.ts';
import { findPerson, holdersOf, nameOf, person, rolesOf } from './people.ts';
import { interactionRoutes } from './provider/interaction.ts';
import { mountProvider, requestOf } from './provider/mount.ts';
import { createPasswords, hashPassword } from './provider/passwords.ts';
import { CLIENT_ID, createProvider, providerKeys } from './provider/provider.ts';
import { demoSecondFactor } from './provider/second-factor.ts';
import { brokenPage } from './provider/sign-in-page.ts';
import { createRelyingParty } from './relying-party.ts';
import { returnAddress } from './return-address.ts';
import { createSessions } from './sessions.ts';
import { signInRoute } from './sign-in.ts';
import { signOutRoutes } from './sign-out.ts';
import { createStaff } from './staff/index.ts';
import { tokenRoutes } from './token-routes.ts';
import { openVault } from './vault.ts';
import { visitorOf, watchVisitors } from './visitor.ts';
import { whoRoute } from './who-route.ts';

/** Sign-in, sessions, people and roles. Declares the job `identity.sweep`. */
export async function createIdentity(platform: Platform, deps: IdentityDeps = {}): Promise<Identity> {
  const { config, clock, db, jobs } = platform;
  const { origin } = config;
  const vault = openVault(platform);
  const sessions = createSessions(platform, vault);
  const tokens = createAccessTokens(platform);
  const capability = createCapability(clock, vault, visitorOf);
  const parked = createParkedPosts(platform, vault, visitorOf);
  const people = () => (config.demo ? demoPeople(db) : Promise.resolve([]));
  let root: FastifyInstance | undefined;
  const here = inProcess(origin, () => {
    if (!root) throw new Error('the portal has no routes yet');
    return root;
  });
  const keys = config.oidc ? undefined : await providerKeys(vault);
  const relyingParty = createRelyingParty(
    keys
      ? { issuer: `${origin}/oidc`, clientId: CLIENT_ID, clientSecret: keys.clientSecret, origin, clock, fetch: here }
      : { ...(config.oidc ?? { issuer: '', clientId: '', clientSecret: '' }), origin, clock },
  );
  if (config.demo && keys) await seedDemoPeople(db, () => hashPassword('demo'));
  jobs.schedule('identity.sweep', '*/15 * * * *', sessions.sweep);

  async function draw(request: FastifyRequest, page: PlainPage): Promise<{ html: string; headers: Record<string, string> }> {
    if (deps.renderPage) return deps.renderPage(request, page);
    const html = markup`<!doctype html>
<html lang="${page.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title} · HUKUMAT.TJ</title></head>
<body><header><p>HUKUMAT.TJ</p></header><main>${new Markup(page.main)}</main></body></html>`;
    return { html: html.text, headers: { 'content-language': page.lang } };
  }
  async function show(request: FastifyRequest, reply: FastifyReply, status: number, page: PlainPage): Promise<unknown> {
    const { html, headers } = await draw(request, page);
    return reply.code(status).header('cache-control', 'no-store').headers(headers).type('text/html; charset=utf-8').send(html);
  }
  const who: Identity['who'] = (request) => {
    const { actor, session } = visitorOf(request);
    if (actor.kind !== 'person') return { signedIn: false, loa: 'none' };
    return { signedIn: true, loa: actor.loa, name: actor.name, ...(session ? { expiresAt: session.expiresAt } : {}) };
  };
  const signInAddress: Identity['signInAddress'] = (request, loa = 'low', returnTo = request.url) =>
    `/auth/sign-in?${new URLSearchParams({ return: returnAddress(returnTo, origin), loa })}`;
  const subjectOf = (request: FastifyRequest): string => {
    const { actor } = visitorOf(request);
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to see this', { location: signInAddress(request) });
    return actor.subject;
  };

  return {
    actorOf: (request) => visitorOf(request).actor,
    who,
    requireLoa(request: FastifyRequest, loa: Loa) {
      if (loa === 'none') return;
      const { actor } = visitorOf(request);
      const location = signInAddress(request, loa);
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to do this', { location, needs: loa });
      if (!reaches(actor.loa, loa)) throw new Problem(403, 'step-up-needed', 'This needs a stronger sign-in', { location, needs: loa });
    },
    signInAddress,
    capability,
    person: (subject) => person(db, subject),
    rolesOf: (subject) => rolesOf(db, subject),
    nameOf: (subject) => nameOf(db, subject),
    findPerson: (by) => findPerson(db, by),
    holdersOf: (agency, role) => holdersOf(db, agency, role),
    staff: createStaff(platform, vault),
    expired: (request) => visitorOf(request).session?.live === false,
    parkPost: parked.park,
    takeParked: parked.take,
    async sessionsOf(request) {
      const rows = await sessions.list(subjectOf(request));
      const current = visitorOf(request).session?.id;
      return rows.map((row) => ({
        id: row.id,
        loa: row.acr as Loa,
        signedInAt: row.signed_in_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        current: row.id === current,
      }));
    },
    async endSession(request, id) {
      await sessions.end({ id, subject: subjectOf(request) }, 'ended-by-person');
    },
    tokens,
    demoPeople: people,
    async addDemoPeople(added) {
      if (!config.demo || !keys) throw new Error('fictional people belong to a demonstration with its own sign-in');
      return addDemoPeople(db, added);
    },
    async routes(app) {
      root = app;
      watchVisitors(app, { sessions, tokens, relyingParty });
      const bff = { ...platform, vault, sessions, relyingParty, foreign: !keys, visitorOf, show };
      signInRoute(app, bff);
      callbackRoute(app, bff);
      signOutRoutes(app, bff);
      backChannelRoute(app, bff);
      tokenRoutes(app, tokens, (request) => visitorOf(request).actor);
      whoRoute(app, who, (request) => visitorOf(request).actor);
      if (!keys) return;
      const provider = createProvider(platform, {
        vault,
        keys,
        fetch: here,
        async showError(ctx) {
          const lang = LANGS.find((l) => l === ctx.oidc?.params?.ui_locales) ?? 'tg';
          const { html, headers } = await draw(requestOf(ctx.req), brokenPage(lang, 'over'));
          ctx.set(headers);
          ctx.type = 'html';
          ctx.body = html;
        },
      });
      interactionRoutes(app, platform, {
        provider,
        passwords: createPasswords(platform),
        secondFactor: config.demo ? demoSecondFactor(clock, vault) : undefined,
        demoPeople: people,
        show,
      });
      await mountProvider(app, origin, provider.callback());
    },
  };
}
