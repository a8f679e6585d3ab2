import { slugSchema, versionSchema } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { notFound, Problem } from '../../platform/problem.ts';
import type { BundleFiles } from './bundle-files.ts';
import { NotTrusted } from './trust.ts';

/**
 * Files of live and formerly live releases at their immutable addresses. A waiting release has none.
 * The header table's line for bundles makes them immutable and lets none of them do anything when opened by itself.
 */
export function bundleRoutes(app: FastifyInstance, files: BundleFiles, log: Logger): void {
  app.get<{ Params: { agency: string; version: string; '*': string } }>(
    '/bundles/:agency/:version/*',
    { schema: { hide: true } },
    async (request, reply) => {
      const { agency, version, '*': asked } = request.params;
      // A browser keeps a module that failed for ever under its address: `~1/app.js` is another address of `app.js`.
      const path = asked.replace(/^~\d{1,2}\//, '');
      if (!slugSchema.safeParse(agency).success || !versionSchema.safeParse(version).success) throw notFound('The file');
      const file = await files.find(agency, version, path).catch((error: unknown) => {
        if (!(error instanceof NotTrusted)) throw error;
        log.error({ err: error, agency, version, path }, 'a file of a release is refused');
        throw new Problem(502, 'release-not-trusted', 'The file is not the one that was signed');
      });
      if (file === 'gone') throw new Problem(410, 'release-killed', 'The release was stopped');
      if (!file) throw notFound('The file');

      const etag = `"${file.sha384}"`;
      reply.header('etag', etag).header('vary', 'accept-encoding').type(file.type);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
      return file.brotli && takesBrotli ? reply.header('content-encoding', 'br').send(file.brotli) : reply.send(file.plain);
    },
  );
}
