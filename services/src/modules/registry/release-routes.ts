import { tierSchema, versionSchema } from '@hukumat/contract';
import { unpackFiles, uploadSchema } from '@hukumat/contract/release';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Actor, holds } from '../../platform/actor.ts';
import { fromScript } from '../../platform/http/from-script.ts';
import { forbidden, Problem } from '../../platform/problem.ts';
import type { Registry, RegistryDeps } from './index.ts';
import { agencyParams, detail, reason, releaseParams, releases, summary } from './release-schemas.ts';
import { CENTRAL } from './roles.ts';

/** The largest upload taken, base64 and all. Every other route keeps the portal's small limit. */
const UPLOAD_BYTES = 30 * 1024 * 1024;

/** The registry's HTTP API: publishing, the queue, reviews and what follows from them. */
export function releaseRoutes(app: FastifyInstance, registry: Registry, identity: RegistryDeps['identity']): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['releases'];

  /** Who asks. A browser's call must come from a page of the agency it acts for, or from the central console. */
  const actingFor = (request: FastifyRequest, agency: string): Actor => {
    const actor = signedIn(request);
    identity.capability.check(request, isOf(actor, agency) ? agency : CENTRAL);
    return actor;
  };
  /** The same for reading, where a program with a session of its own need not hold a page's capability. */
  const readingOf = (request: FastifyRequest, agency: string): Actor =>
    fromScript(request) ? actingFor(request, agency) : signedIn(request);
  const signedIn = (request: FastifyRequest): Actor => {
    const actor = identity.actorOf(request);
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in, or send a token');
    return actor;
  };

  api.post(
    '/api/v1/agencies/:agency/releases',
    {
      bodyLimit: UPLOAD_BYTES,
      // Before thirty megabytes are read and parsed for somebody who may not send them.
      onRequest: async (request) => {
        const { agency } = request.params;
        if (!holds(actingFor(request, agency), 'developer', agency))
          throw forbidden('Only a developer of the agency publishes its releases');
      },
      schema: {
        tags,
        summary: 'Publish a release: it is checked and waits for review',
        params: agencyParams,
        // Judged by the checks, which name the place of each fault.
        body: uploadSchema.extend({ manifest: z.unknown() }),
        response: { 200: summary, 201: summary },
      },
    },
    async (request, reply) => {
      const { manifest, files, signature } = request.body;
      const upload = { manifest, files: unpackFiles(files), signature };
      const { created, release } = await registry.publishRelease(actingFor(request, request.params.agency), request.params.agency, upload);
      return reply.code(created ? 201 : 200).send(release);
    },
  );

  api.get(
    '/api/v1/agencies/:agency/releases',
    { schema: { tags, summary: 'Every release of an agency, newest first', params: agencyParams, response: { 200: releases } } },
    async (request) => ({ releases: await registry.history(readingOf(request, request.params.agency), request.params.agency) }),
  );

  api.get(
    '/api/v1/releases',
    {
      schema: {
        tags,
        summary: 'Releases waiting for review, oldest first',
        querystring: z.object({ state: z.literal('pending').default('pending') }),
        response: { 200: releases },
      },
    },
    async (request) => ({ releases: await registry.queue(readingOf(request, CENTRAL)) }),
  );

  api.get(
    '/api/v1/releases/:agency/:version',
    {
      schema: {
        tags,
        summary: 'One release with its findings, compared with what is live',
        params: releaseParams,
        response: { 200: detail },
      },
    },
    async (request) => registry.release(readingOf(request, request.params.agency), request.params.agency, request.params.version),
  );

  api.post(
    '/api/v1/releases/:agency/:version/review',
    {
      schema: {
        tags,
        summary: 'Approve a waiting release, and it goes live, or reject it',
        params: releaseParams,
        body: z.strictObject({
          verdict: z.enum(['approve', 'reject']),
          reason: reason.optional(),
          against: versionSchema.nullable().optional().describe('The live version that was compared; refused when it has changed'),
        }),
        response: { 200: summary },
      },
    },
    async (request) => registry.review(actingFor(request, CENTRAL), request.params.agency, request.params.version, request.body),
  );

  api.post(
    '/api/v1/agencies/:agency/rollback',
    {
      schema: {
        tags,
        summary: 'Go back to an earlier release',
        params: agencyParams,
        body: z.strictObject({ to: versionSchema.optional(), reason }),
        response: { 200: summary },
      },
    },
    async (request) => registry.rollBack(actingFor(request, request.params.agency), request.params.agency, request.body),
  );

  api.post(
    '/api/v1/agencies/:agency/kill',
    {
      schema: {
        tags,
        summary: 'Stop a release for good',
        params: agencyParams,
        body: z.strictObject({ version: versionSchema.optional(), reason }),
        response: { 200: summary },
      },
    },
    async (request) => registry.killRelease(actingFor(request, CENTRAL), request.params.agency, request.body),
  );

  api.post(
    '/api/v1/agencies/:agency/tier',
    {
      schema: {
        tags,
        summary: "Set how strongly an agency's plugin is separated",
        params: agencyParams,
        body: z.strictObject({ tier: tierSchema, reason: reason.optional() }),
        response: { 200: z.object({ agency: z.string(), tier: tierSchema }) },
      },
    },
    async (request) => {
      await registry.setTier(actingFor(request, CENTRAL), request.params.agency, request.body);
      return { agency: request.params.agency, tier: request.body.tier };
    },
  );

  api.post(
    '/api/v1/agencies/:agency/keys',
    {
      schema: {
        tags,
        summary: 'Register a public key with which an agency signs its releases',
        params: agencyParams,
        body: z.strictObject({ publicKey: z.string().max(2000).describe('Ed25519, PEM'), validTo: z.iso.datetime().optional() }),
        response: { 200: z.object({ keyId: z.string() }) },
      },
    },
    async (request) => registry.registerAgencyKey(actingFor(request, CENTRAL), { agency: request.params.agency, ...request.body }),
  );
}

const isOf = (actor: Actor, agency: string): boolean => holds(actor, 'developer', agency) || holds(actor, 'supervisor', agency);
