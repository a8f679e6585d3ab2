import { APPLICATION_STATES, slugSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Application } from '../model.ts';
import type { Faces } from './faces.ts';
import {
  asFile,
  change,
  dated,
  detail,
  id,
  inLang,
  letter,
  letterText,
  note,
  objection,
  objectionOf,
  summary,
  version,
  words,
} from './schemas.ts';

const flag = z.enum(['1', 'true', '0', 'false']).transform((given) => given === '1' || given === 'true');
const person = z.string().min(1).max(200);
const state = z.enum(APPLICATION_STATES);
const filter = z.object({
  state: state.optional(),
  service: slugSchema.optional(),
  mine: flag.optional(),
  unassigned: flag.optional(),
  assignee: person.optional(),
  overdue: flag.optional(),
  dueBefore: z.iso.date().optional(),
  text: z.string().max(100).optional(),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
const counts = z.object({ states: z.partialRecord(state, z.int()), overdue: z.int(), unassigned: z.int(), mine: z.int() });
const load = z.object({
  officers: z.array(z.object({ subject: z.string(), name: z.string(), open: z.int(), overdue: z.int(), decided: z.int() })),
  ageing: z.array(z.object({ upTo: z.int().optional(), count: z.int() })),
  open: z.int(),
  warned: z.int(),
  breached: z.int(),
  escalated: z.int(),
  opinionsOverdue: z.int(),
});
const items = z.array(z.strictObject({ id, version })).min(1).max(100);
const bulk = z.union([
  z.strictObject({ items, act: z.literal('claim') }),
  z.strictObject({ items, act: z.literal('reassign'), to: person }),
  z.strictObject({ items, act: z.literal('letter'), letter: letterText }),
  z.strictObject({ items, act: z.literal('approve'), note: words.optional() }),
]);
const bulkResult = z.union([
  z.object({ id, ok: z.literal(true), version, state }),
  z.object({ id, ok: z.literal(false), code: z.string() }),
]);

/** What an officer, a supervisor and the head do with the applications of their agency. */
export function deskRoutes(app: FastifyInstance, { applications, officer, reader, line, sheet }: Faces): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const desk = '/api/v1/agencies/:agency/applications';
  const tags = ['desk'];
  const params = z.object({ agency: slugSchema, id });
  const ofAgency = z.object({ agency: slugSchema });
  const shown = (application: Application, lang: 'tg' | 'ru' | 'en') =>
    sheet(application, lang, `/api/v1/agencies/${application.agency}/applications/${application.id}/uploads`);

  routes.get(
    desk,
    {
      schema: {
        summary: 'The queue of an agency, those due first on top',
        tags,
        params: ofAgency,
        querystring: filter,
        response: { 200: z.object({ items: z.array(summary), next: z.string().optional() }) },
      },
    },
    async (request, reply) => {
      const { agency } = request.params;
      reply.header('cache-control', 'no-store');
      const given = Object.fromEntries(Object.entries(request.query).filter(([, value]) => value !== undefined));
      const { items: found, ...rest } = await applications.queue(officer(request, agency), agency, given);
      return { items: found.map(line), ...rest };
    },
  );
  routes.get(
    `${desk}/counts`,
    { schema: { summary: 'How many stand where', tags, params: ofAgency, response: { 200: counts } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return applications.counts(officer(request, request.params.agency), request.params.agency);
    },
  );
  routes.get(
    `${desk}/load`,
    { schema: { summary: 'Load, ages and breaches, for supervisors', tags, params: ofAgency, response: { 200: load } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return applications.load(officer(request, request.params.agency), request.params.agency);
    },
  );
  routes.post(
    `${desk}/bulk`,
    {
      schema: {
        summary: 'The same act on many files; one result for each',
        tags,
        params: ofAgency,
        body: bulk,
        response: { 200: z.array(bulkResult) },
      },
    },
    async (request) => {
      const { agency } = request.params;
      const { items: chosen, ...act } = request.body;
      return applications.bulk(officer(request, agency), agency, chosen, act);
    },
  );

  routes.get(
    `${desk}/:id`,
    { schema: { summary: 'Open a file', tags, params, querystring: inLang, response: { 200: detail } } },
    async (request, reply) => {
      const { agency, id: application } = request.params;
      reply.header('cache-control', 'no-store');
      return shown(await applications.inspect(officer(request, agency), agency, application), request.query.lang);
    },
  );
  routes.get(
    `${desk}/:id/uploads/:upload`,
    { schema: { summary: 'A file of the applicant', tags, params: params.extend({ upload: id }) } },
    async (request, reply) => {
      const { agency, id: application, upload: wanted } = request.params;
      const actor = reader(request, agency);
      const opened = await applications.inspect(actor, agency, application);
      const { upload, content } = await applications.upload(actor, wanted, opened.id);
      return asFile(reply, upload, content);
    },
  );

  const acts = { tags, params, querystring: inLang, response: { 200: detail } };
  for (const [act, command, title] of [
    ['claim', applications.claim, 'Take a file'],
    ['release', applications.release, 'Give a file back into the queue'],
    ['recall-opinions', applications.recallOpinions, 'Go on without the opinions that are owed'],
  ] as const) {
    routes.post(`${desk}/:id/${act}`, { schema: { ...acts, summary: title, body: z.strictObject({ version }) } }, async (request) => {
      const { agency, id: application } = request.params;
      return shown(await command(officer(request, agency), agency, application, request.body.version), request.query.lang);
    });
  }
  for (const [act, command, title] of [
    ['close', applications.close, 'End without a decision'],
    ['reopen', applications.reopen, 'Take a decision back, by the head'],
  ] as const) {
    routes.post(
      `${desk}/:id/${act}`,
      { schema: { ...acts, summary: title, body: z.strictObject({ version, reason: words }) } },
      async (request) => {
        const { agency, id: application } = request.params;
        const { version: seen, reason } = request.body;
        return shown(await command(officer(request, agency), agency, application, seen, reason), request.query.lang);
      },
    );
  }
  routes.post(
    `${desk}/:id/reassign`,
    { schema: { ...acts, summary: 'Give a file to an officer', body: z.strictObject({ version, to: person }) } },
    async (request) => {
      const { agency, id: application } = request.params;
      const { version: seen, to } = request.body;
      return shown(await applications.reassign(officer(request, agency), agency, application, seen, to), request.query.lang);
    },
  );
  routes.post(
    `${desk}/:id/send-back`,
    {
      schema: {
        ...acts,
        summary: 'Ask the applicant to mend named fields',
        body: z.strictObject({ version, fields: z.array(z.string().max(48)).max(100), message: words }),
      },
    },
    async (request) => {
      const { agency, id: application } = request.params;
      const { version: seen, ...what } = request.body;
      return shown(await applications.sendBack(officer(request, agency), agency, application, seen, what), request.query.lang);
    },
  );
  routes.post(
    `${desk}/:id/decide`,
    {
      schema: {
        ...acts,
        summary: 'Approve, or refuse with a reason of the definition',
        body: z.union([
          z.strictObject({ version, approve: z.literal(true), note: words.optional() }),
          z.strictObject({ version, approve: z.literal(false), reason: slugSchema, note: words.optional() }),
        ]),
      },
    },
    async (request) => {
      const { agency, id: application } = request.params;
      const { version: seen, ...decision } = request.body;
      return shown(await applications.decide(officer(request, agency), agency, application, seen, decision), request.query.lang);
    },
  );

  for (const [path, list, title, schema] of [
    ['notes', applications.notes, 'Notes among colleagues', note],
    ['letters', applications.lettersAtDesk, 'Letters to the applicant', letter],
    ['changes', applications.changes, 'What corrections changed', change],
  ] as const) {
    app.get<{ Params: z.infer<typeof params> }>(
      `${desk}/:id/${path}`,
      { schema: { summary: title, tags, params, response: { 200: z.array(schema as typeof note) } } },
      async (request, reply) => {
        const { agency, id: application } = request.params;
        reply.header('cache-control', 'no-store');
        const actor = officer(request, agency);
        // What stands there is about the applicant as much as the file is: nobody reads it without being written down.
        await applications.inspect(actor, agency, application);
        const found: readonly { at: Date }[] = await list(actor, agency, application);
        return found.map(dated);
      },
    );
  }
  routes.post(
    `${desk}/:id/notes`,
    { schema: { summary: 'Write a note', tags, params, body: z.strictObject({ text: words }), response: { 200: note } } },
    async (request) => {
      const { agency, id: application } = request.params;
      return dated(await applications.note(officer(request, agency), agency, application, request.body.text));
    },
  );
  routes.post(
    `${desk}/:id/letters`,
    { schema: { summary: 'Write to the applicant', tags, params, body: letterText, response: { 200: letter } } },
    async (request) => {
      const { agency, id: application } = request.params;
      return dated(await applications.sendLetter(officer(request, agency), agency, application, request.body));
    },
  );
  routes.post(
    '/api/v1/agencies/:agency/objections/:id/answer',
    {
      schema: {
        summary: 'The head answers an objection',
        tags,
        params,
        body: z.strictObject({ text: words, granted: z.boolean() }),
        response: { 200: objection },
      },
    },
    async (request) => {
      const { agency, id: asked } = request.params;
      return objectionOf(await applications.answerObjection(officer(request, agency), agency, asked, request.body));
    },
  );
}
