import { langSchema, slugSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseScripts } from '../../../platform/http/from-script.ts';
import { unprocessable } from '../../../platform/problem.ts';
import type { Faces } from './faces.ts';
import {
  answers,
  asFile,
  dated,
  detail,
  fault,
  id,
  inLang,
  letter,
  objection,
  objectionOf,
  rating,
  summary,
  version,
  words,
} from './schemas.ts';

const own = '/api/v1/applications';
const files = `${own}/uploads`;

/** What the applicant, their agent and the second person do. */
export function applicantRoutes(app: FastifyInstance, { applications, deps, within, line, sheet }: Faces): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { actorOf } = deps.identity;
  const tags = ['applications'];
  const params = z.object({ id });
  const isWithin = (request: FastifyRequest, agency: string): boolean => {
    try {
      within(request, agency);
      return true;
    } catch {
      return false;
    }
  };

  const lists = [
    ['', applications.mine, 'My applications'],
    ['/represented', applications.represented, 'Applications I handed in for others'],
    ['/asked', applications.asked, 'Applications that ask for my signature'],
  ] as const;
  for (const [path, list, title] of lists) {
    routes.get(`${own}${path}`, { schema: { summary: title, tags, response: { 200: z.array(summary) } } }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return (await list(actorOf(request))).filter(({ agency }) => isWithin(request, agency)).map(line);
    });
  }

  const submission = z.strictObject({
    service: slugSchema,
    lang: langSchema.default('tg'),
    answers: answers.optional(),
    draft: z.strictObject({ id, revision: z.int() }).optional(),
    onBehalfOf: id.optional(),
  });
  routes.post(
    own,
    {
      schema: {
        summary: 'Submit an application; the Idempotency-Key header makes repeating safe',
        tags,
        headers: z.object({ 'idempotency-key': z.string() }),
        body: submission,
        response: { 201: detail },
      },
    },
    async (request, reply) => {
      const { service, lang, answers: given, draft, onBehalfOf } = request.body;
      if ((given === undefined) === (draft === undefined)) throw unprocessable('answers-or-draft', 'Send either answers or a draft');
      const offer = deps.registry.serviceById(service);
      if (offer) within(request, offer.release.agency);
      const application = await applications.submit(actorOf(request), {
        key: request.headers['idempotency-key'],
        service,
        lang,
        ...(given ? { answers: given } : {}),
        ...(draft ? { draft } : {}),
        ...(onBehalfOf ? { onBehalfOf } : {}),
      });
      reply.code(201).header('location', `${own}/${application.id}`).header('cache-control', 'no-store');
      return sheet(application, lang, files);
    },
  );

  routes.get(
    `${own}/:id`,
    { schema: { summary: 'One of my applications', tags, params, querystring: inLang, response: { 200: detail } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const application = await applications.open(actorOf(request), request.params.id);
      within(request, application.agency);
      return sheet(application, request.query.lang, files);
    },
  );

  // What changes an application, and what was written about it, is for the portal's own pages and for programs.
  const closed = { onRequest: refuseScripts };
  routes.get(
    `${files}/:upload`,
    { ...closed, schema: { summary: 'A file I attached', tags, params: z.object({ upload: id }) } },
    async (request, reply) => {
      const { upload, content } = await applications.upload(actorOf(request), request.params.upload);
      return asFile(reply, upload, content);
    },
  );

  const acts = { tags, params, querystring: inLang, response: { 200: detail } };
  for (const [act, command, title] of [
    ['withdraw', applications.withdraw, 'Take it back'],
    ['accept', applications.accept, 'Sign as the second person'],
  ] as const) {
    routes.post(
      `${own}/:id/${act}`,
      { ...closed, schema: { ...acts, summary: title, body: z.strictObject({ version }) } },
      async (request) => sheet(await command(actorOf(request), request.params.id, request.body.version), request.query.lang, files),
    );
  }
  routes.post(
    `${own}/:id/decline`,
    { ...closed, schema: { ...acts, summary: 'Refuse to sign', body: z.strictObject({ version, reason: words }) } },
    async (request) => {
      const { version: seen, reason } = request.body;
      return sheet(await applications.decline(actorOf(request), request.params.id, seen, reason), request.query.lang, files);
    },
  );
  routes.post(
    `${own}/:id/resubmit`,
    { ...closed, schema: { ...acts, summary: 'Mend what was sent back', body: z.strictObject({ version, answers }) } },
    async (request) => {
      const { lang } = request.query;
      const { version: seen, answers: given } = request.body;
      return sheet(await applications.resubmit(actorOf(request), request.params.id, seen, given, lang), lang, files);
    },
  );
  routes.post(
    `${own}/:id/appeal`,
    {
      ...closed,
      schema: { summary: 'Object to the decision', tags, params, body: z.strictObject({ text: words }), response: { 200: objection } },
    },
    async (request) => objectionOf(await applications.appeal(actorOf(request), request.params.id, request.body.text)),
  );
  routes.post(
    `${own}/:id/rating`,
    {
      ...closed,
      schema: {
        summary: 'Rate how it went, once',
        tags,
        params,
        body: z.strictObject({ stars: z.int().min(1).max(5), comment: z.string().max(1000).optional() }),
        response: { 200: rating },
      },
    },
    async (request) => dated(await applications.rate(actorOf(request), request.params.id, request.body)),
  );
  routes.get(
    `${own}/:id/letters`,
    { ...closed, schema: { summary: 'Letters about it', tags, params, response: { 200: z.array(letter) } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return (await applications.letters(actorOf(request), request.params.id)).map(dated);
    },
  );

  routes.post(
    '/api/v1/services/:service/check',
    {
      schema: {
        summary: 'Judge answers without keeping them',
        tags,
        params: z.object({ service: slugSchema }),
        querystring: inLang,
        body: z.strictObject({ answers }),
        response: { 200: z.array(fault) },
      },
    },
    async (request) => applications.check(request.params.service, request.body.answers, request.query.lang),
  );
}
