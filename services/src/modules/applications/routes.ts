import { type Answers, APPLICATION_STATES, langSchema, slugSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { fromScript, refuseScripts } from '../../platform/http/from-script.ts';
import { unprocessable } from '../../platform/problem.ts';
import type { Application, Applications, ApplicationsDeps, Upload } from './model.ts';
import { detailOf, summaryOf } from './summary.ts';

const row = z.record(z.string().max(48), z.union([z.string().max(10_000), z.number(), z.boolean()]));
const answer = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(50), z.array(row).max(50)]);
const answers: z.ZodType<Answers> = z.record(z.string().max(48), answer);
const id = z.uuid();
const version = z.int().min(1);
const inLang = z.object({ lang: langSchema.default('tg') });

const summary = z.object({
  id,
  number: z.string(),
  service: z.string(),
  agency: z.string(),
  applicant: z.string(),
  state: z.enum(APPLICATION_STATES),
  submittedAt: z.string(),
  dueOn: z.string().optional(),
  assignee: z.string().optional(),
  version,
});
const detail = summary.extend({
  answers,
  fields: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  uploads: z.array(z.object({ id, field: z.string(), name: z.string(), type: z.string(), bytes: z.int(), href: z.string() })),
  timeline: z.array(z.object({ at: z.string(), type: z.string(), actor: z.string(), note: z.string().optional() })),
});
const fault = z.object({ field: z.string(), step: z.string(), code: z.string(), message: z.string() });

/** The HTTP face: what is the applicant's under `/api/v1/applications`, what is the desk's under the agency. */
export function applicationRoutes(app: FastifyInstance, applications: Applications, deps: ApplicationsDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { actorOf } = deps.identity;
  const detailed = async (application: Application, lang: 'tg' | 'ru' | 'en', base: string) =>
    detailOf(application, await applications.definitionOf(application), lang, base);
  const own = '/api/v1/applications/uploads';
  /** A person's own applications lie with many agencies; a script sees those of the one its document was issued for. */
  const within = (request: FastifyRequest, agency: string): void => {
    if (fromScript(request)) deps.identity.capability.check(request, agency);
  };
  const isWithin = (request: FastifyRequest, agency: string): boolean => {
    try {
      within(request, agency);
      return true;
    } catch {
      return false;
    }
  };

  routes.get(
    '/api/v1/applications',
    { schema: { summary: 'My applications', tags: ['applications'], response: { 200: z.array(summary) } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const mine = await applications.mine(actorOf(request));
      return mine.filter(({ agency }) => isWithin(request, agency)).map(summaryOf);
    },
  );

  routes.post(
    '/api/v1/applications',
    {
      schema: {
        summary: 'Submit an application; the Idempotency-Key header makes repeating safe',
        tags: ['applications'],
        headers: z.object({ 'idempotency-key': z.string() }),
        body: z.strictObject({
          service: slugSchema,
          lang: langSchema.default('tg'),
          answers: answers.optional(),
          draft: z.strictObject({ id, revision: z.int() }).optional(),
        }),
        response: { 201: detail },
      },
    },
    async (request, reply) => {
      const { service, lang, answers: given, draft } = request.body;
      if ((given === undefined) === (draft === undefined)) throw unprocessable('answers-or-draft', 'Send either answers or a draft');
      const offer = deps.registry.serviceById(service);
      if (offer) within(request, offer.release.agency);
      const application = await applications.submit(actorOf(request), {
        key: request.headers['idempotency-key'],
        service,
        lang,
        ...(given ? { answers: given } : {}),
        ...(draft ? { draft } : {}),
      });
      reply.code(201).header('location', `/api/v1/applications/${application.id}`).header('cache-control', 'no-store');
      return detailed(application, lang, own);
    },
  );

  routes.get(
    '/api/v1/applications/:id',
    {
      schema: {
        summary: 'One of my applications',
        tags: ['applications'],
        params: z.object({ id }),
        querystring: inLang,
        response: { 200: detail },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const application = await applications.open(actorOf(request), request.params.id);
      within(request, application.agency);
      return detailed(application, request.query.lang, own);
    },
  );

  routes.get(
    '/api/v1/applications/uploads/:upload',
    { onRequest: refuseScripts, schema: { summary: 'A file I attached', tags: ['applications'], params: z.object({ upload: id }) } },
    async (request, reply) => {
      const { upload, content } = await applications.upload(actorOf(request), request.params.upload);
      return asFile(reply, upload, content);
    },
  );

  routes.post(
    '/api/v1/services/:service/check',
    {
      schema: {
        summary: 'Judge answers without keeping them',
        tags: ['applications'],
        params: z.object({ service: slugSchema }),
        querystring: inLang,
        body: z.strictObject({ answers }),
        response: { 200: z.array(fault) },
      },
    },
    async (request) => applications.check(request.params.service, request.body.answers, request.query.lang),
  );

  deskRoutes(app, applications, deps);
}

function deskRoutes(app: FastifyInstance, applications: Applications, { identity }: ApplicationsDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const desk = '/api/v1/agencies/:agency/applications';
  const params = z.object({ agency: slugSchema, id });
  const shown = async (application: Application, lang: 'tg' | 'ru' | 'en') =>
    detailOf(
      application,
      await applications.definitionOf(application),
      lang,
      `/api/v1/agencies/${application.agency}/applications/${application.id}/uploads`,
    );
  /** The role is checked by each command; the document a browser calls from must have been issued for this agency. */
  const officer = (request: Parameters<typeof identity.actorOf>[0], agency: string) => {
    identity.capability.check(request, agency);
    return identity.actorOf(request);
  };

  routes.get(
    desk,
    {
      schema: {
        summary: 'The queue of an agency',
        tags: ['desk'],
        params: z.object({ agency: slugSchema }),
        querystring: z.object({ state: z.enum(APPLICATION_STATES).optional(), mine: z.enum(['1', 'true', '0', 'false']).optional() }),
        response: { 200: z.array(summary) },
      },
    },
    async (request, reply) => {
      const { state, mine } = request.query;
      reply.header('cache-control', 'no-store');
      const found = await applications.queue(officer(request, request.params.agency), request.params.agency, {
        ...(state ? { state } : {}),
        mine: mine === '1' || mine === 'true',
      });
      return found.map(summaryOf);
    },
  );

  routes.get(
    `${desk}/:id`,
    { schema: { summary: 'Open a file', tags: ['desk'], params, querystring: inLang, response: { 200: detail } } },
    async (request, reply) => {
      const { agency, id: application } = request.params;
      reply.header('cache-control', 'no-store');
      return shown(await applications.inspect(officer(request, agency), agency, application), request.query.lang);
    },
  );

  routes.get(
    `${desk}/:id/uploads/:upload`,
    { schema: { summary: 'A file of the applicant', tags: ['desk'], params: params.extend({ upload: id }) } },
    async (request, reply) => {
      const { agency, id: application, upload: wanted } = request.params;
      const actor = officer(request, agency);
      const opened = await applications.inspect(actor, agency, application);
      const { upload, content } = await applications.upload(actor, wanted, opened.id);
      return asFile(reply, upload, content);
    },
  );

  routes.post(
    `${desk}/:id/claim`,
    {
      schema: {
        summary: 'Take a file',
        tags: ['desk'],
        params,
        querystring: inLang,
        body: z.strictObject({ version }),
        response: { 200: detail },
      },
    },
    async (request) => {
      const { agency, id: application } = request.params;
      return shown(await applications.claim(officer(request, agency), agency, application, request.body.version), request.query.lang);
    },
  );

  routes.post(
    `${desk}/:id/send-back`,
    {
      schema: {
        summary: 'Ask the applicant to mend named fields',
        tags: ['desk'],
        params,
        querystring: inLang,
        body: z.strictObject({ version, fields: z.array(z.string().max(48)).max(100), message: z.string().max(2000) }),
        response: { 200: detail },
      },
    },
    async (request) => {
      const { agency, id: application } = request.params;
      const { version: seen, fields, message } = request.body;
      return shown(
        await applications.sendBack(officer(request, agency), agency, application, seen, { fields, message }),
        request.query.lang,
      );
    },
  );

  routes.post(
    `${desk}/:id/decide`,
    {
      schema: {
        summary: 'Approve, or refuse with a reason of the definition',
        tags: ['desk'],
        params,
        querystring: inLang,
        body: z.union([
          z.strictObject({ version, approve: z.literal(true), note: z.string().max(2000).optional() }),
          z.strictObject({ version, approve: z.literal(false), reason: slugSchema, note: z.string().max(2000).optional() }),
        ]),
        response: { 200: detail },
      },
    },
    async (request) => {
      const { agency, id: application } = request.params;
      const { version: seen, ...decision } = request.body;
      return shown(await applications.decide(officer(request, agency), agency, application, seen, decision), request.query.lang);
    },
  );
}

/** A stranger's file is never shown inside the portal: it is downloaded, and nothing in it may run. */
function asFile(reply: FastifyReply, upload: Upload, content: Uint8Array) {
  return reply
    .header('content-type', upload.type)
    .header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(upload.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(Buffer.from(content));
}
