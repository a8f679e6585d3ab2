import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Asked } from '../../files/index.ts';
import { passOfForm } from '../pass-of-form.ts';
import { UPLOADS } from '../send-upload.ts';
import type { Faces } from './faces.ts';
import { id } from './schemas.ts';

const TAGS = ['uploads'];
const file = z.object({ id, field: z.string(), name: z.string(), bytes: z.int(), scan: z.enum(['pending', 'clean', 'infected']) });

/** Files of a form that arrive in pieces, by tus 1.0, and what was found in them. For the portal's own forms and for programs. */
export function fileRoutes(app: FastifyInstance, { applications, deps, within }: Faces): void {
  const { actorOf } = deps.identity;
  /** Only the page of this form carries its pass. */
  const formOf = (request: FastifyRequest) => (agency: string) => within(request, passOfForm(agency));

  // The pieces are read as they come, and only here.
  app.register(async (scope) => {
    const routes = scope.withTypeProvider<ZodTypeProvider>();
    scope.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => done(null, payload));

    routes.get(
      UPLOADS,
      {
        schema: {
          summary: 'The files of a draft or application',
          tags: TAGS,
          querystring: z.union([z.strictObject({ draft: id }), z.strictObject({ application: id })]),
          response: { 200: z.array(file) },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const { agency, uploads } = await applications.listUploads(actorOf(request), request.query);
        formOf(request)(agency);
        return uploads;
      },
    );

    const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const { upload } = request.params as { upload?: string };
      const asked: Asked = {
        method: request.method as Asked['method'],
        headers: request.headers,
        ...(upload ? { id: upload } : {}),
        ...(request.body instanceof Readable ? { body: Readable.toWeb(request.body) as ReadableStream<Uint8Array> } : {}),
      };
      const told = await applications.sendUpload(actorOf(request), asked, formOf(request));
      reply.headers({ ...told.headers, 'cache-control': 'no-store' });
      if (told.upload) return reply.code(200).send(file.parse(told.upload));
      return reply.code(told.status).type('text/plain; charset=utf-8').send(told.text);
    };
    routes.post(UPLOADS, { schema: { summary: 'Begin a file in pieces (tus)', tags: TAGS } }, pass);
    const piece = { tags: TAGS, params: z.object({ upload: z.string().max(100) }) };
    routes.head(`${UPLOADS}/:upload`, { schema: { ...piece, summary: 'How much of it has arrived (tus)' } }, pass);
    routes.patch(`${UPLOADS}/:upload`, { schema: { ...piece, summary: 'The next piece of it (tus)' } }, pass);
    routes.delete(`${UPLOADS}/:upload`, { schema: { ...piece, summary: 'Let go of it (tus)' } }, pass);
  });
}
