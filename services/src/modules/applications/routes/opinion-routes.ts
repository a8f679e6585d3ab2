import { slugSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Faces } from './faces.ts';
import { asFile, detail, id, inLang, opinion, opinionOf, version, words } from './schemas.ts';

/** Opinions: the desk that asks and the desk that is asked. */
export function opinionRoutes(app: FastifyInstance, { applications, officer, reader, sheet }: Faces): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['desk'];
  const params = z.object({ agency: slugSchema, id });
  const ofFile = '/api/v1/agencies/:agency/applications/:id/opinions';
  const asked = '/api/v1/agencies/:agency/opinions';
  const own = (agency: string, application: string) => `/api/v1/agencies/${agency}/applications/${application}/uploads`;
  const shared = (agency: string, one: string) => `/api/v1/agencies/${agency}/opinions/${one}/uploads`;

  routes.get(
    ofFile,
    { schema: { summary: 'Opinions asked for a file', tags, params, response: { 200: z.array(opinion) } } },
    async (request, reply) => {
      const { agency, id: application } = request.params;
      reply.header('cache-control', 'no-store');
      const actor = officer(request, agency);
      await applications.inspect(actor, agency, application);
      const found = await applications.opinions(actor, agency, application);
      return found.map((one) => opinionOf(one, own(agency, application)));
    },
  );
  routes.post(
    ofFile,
    {
      schema: {
        summary: 'Ask another agency',
        tags,
        params,
        querystring: inLang,
        body: z.strictObject({ version, agency: slugSchema, question: words, fields: z.array(z.string().max(48)).max(100) }),
        response: { 200: detail },
      },
    },
    async (request) => {
      const { agency, id: application } = request.params;
      const { version: seen, ...ask } = request.body;
      const consulting = await applications.askOpinion(officer(request, agency), agency, application, seen, ask);
      return sheet(consulting, request.query.lang, own(agency, application));
    },
  );
  routes.get(
    asked,
    {
      schema: {
        summary: 'Questions other agencies ask, without what they share',
        tags,
        params: z.object({ agency: slugSchema }),
        response: { 200: z.array(opinion) },
      },
    },
    async (request, reply) => {
      const { agency } = request.params;
      reply.header('cache-control', 'no-store');
      return (await applications.opinionsAsked(officer(request, agency), agency)).map((one) => opinionOf(one, shared(agency, one.id)));
    },
  );
  routes.get(
    `${asked}/:id`,
    { schema: { summary: 'One question with what was shared for it', tags, params, response: { 200: opinion } } },
    async (request, reply) => {
      const { agency, id: one } = request.params;
      reply.header('cache-control', 'no-store');
      return opinionOf(await applications.openOpinion(officer(request, agency), agency, one), shared(agency, one));
    },
  );
  routes.get(
    `${asked}/:id/uploads/:upload`,
    { schema: { summary: 'A file shared for a question', tags, params: params.extend({ upload: id }) } },
    async (request, reply) => {
      const { agency, id: one, upload: wanted } = request.params;
      const actor = reader(request, agency);
      const { application } = await applications.openOpinion(actor, agency, one);
      const { upload, content } = await applications.upload(actor, wanted, application);
      return asFile(reply, upload, content);
    },
  );
  routes.post(
    `${asked}/:id/answer`,
    {
      schema: {
        summary: 'Give the opinion',
        tags,
        params,
        body: z.strictObject({ text: words, favours: z.boolean() }),
        response: { 200: opinion },
      },
    },
    async (request) => {
      const { agency, id: one } = request.params;
      return opinionOf(await applications.answerOpinion(officer(request, agency), agency, one, request.body), shared(agency, one));
    },
  );
}
