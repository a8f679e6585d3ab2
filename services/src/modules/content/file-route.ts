import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import type { ContentDeps } from './edition.ts';
import { FILES } from './file-address.ts';
import type { Tables } from './tables.ts';

const FOREVER = 'public, max-age=31536000, immutable';
/** A browser's own reader of documents does not open in a sandbox; nothing else of the document may load or run. */
const READER = "default-src 'none'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Files of texts: to everybody while something published names them, before that to the body's own desk. Which of the two it is,
 * the database decides; what somebody may not see is as if it were not there.
 */
export function fileRoute(app: FastifyInstance, { db, objects }: Platform, { actorOf }: ContentDeps): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    `${FILES}:file/:name`,
    // Anything else than the address of a file is nothing that was found, and no mistake of whoever asks.
    { schema: { hide: true, params: z.object({ file: z.string(), name: z.string() }) } },
    async (request, reply) => {
      const { file, name } = request.params;
      if (!/^[0-9a-f]{64}$/.test(file)) throw notFound('The file');
      const found = await db.read<Tables, { media_type: string; shown: boolean } | undefined>(actorOf(request), (db) =>
        db
          .selectFrom('content.files')
          .select(['media_type', sql<boolean>`content.shows(agency, file)`.as('shown')])
          .where('file', '=', file)
          .where('name', '=', name.toWellFormed().replaceAll('\0', ''))
          .orderBy('shown', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      const bytes = found && (await objects.get(file));
      if (!bytes) throw notFound('The file');
      const { media_type: type, shown } = found;
      const asName = `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
      const inline = type.startsWith('image/') || type === 'application/pdf';
      if (type === 'application/pdf') void reply.header('content-security-policy', READER);
      // What others may keep says nothing to one browser.
      if (shown) void reply.removeHeader('set-cookie');
      return reply
        .type(type.startsWith('text/') ? `${type}; charset=utf-8` : type)
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `${inline ? 'inline' : 'attachment'}; ${asName}`)
        .header('cache-control', shown ? FOREVER : 'private, no-store')
        .send(Buffer.from(bytes));
    },
  );
}
