import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { type ShellAssets, speculationRules } from '@hukumat/shell/document';
import type { FastifyInstance } from 'fastify';

const FOREVER = 'public, max-age=31536000, immutable';
const PACKED = /^(text\/|application\/(javascript|json)|image\/svg)/;

/** The neutral mark of the portal: a lozenge of the ornament in the portal's green. */
const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5d3b"/><path fill="#fff" d="M9 8h4v6h6V8h4v16h-4v-6h-6v6H9z"/></svg>`;

/** The shell's files, for ever under their hashed addresses and compressed once, and the few with fixed names. */
export function assetRoutes(app: FastifyInstance, assets: ShellAssets): void {
  const held = new Map([...assets.files].map(([url, file]) => [url, { ...file, bytes: readFileSync(file.path) }]));
  const packed = new Map<string, Buffer>();
  const pack = (url: string, bytes: Buffer): Buffer => {
    const known = packed.get(url);
    if (known) return known;
    const made = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    packed.set(url, made);
    return made;
  };
  app.get('/assets/*', async (request, reply) => {
    const [url = ''] = request.url.split('?', 1);
    const file = held.get(url);
    if (!file) return reply.status(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('not found');
    void reply
      .type(file.type)
      .headers({ 'cache-control': FOREVER, 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' });
    if (!PACKED.test(file.type)) return reply.send(file.bytes);
    void reply.header('vary', 'accept-encoding');
    if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(file.bytes);
    return reply.header('content-encoding', 'br').send(pack(url, file.bytes));
  });
  app.get('/assets/speculation-rules.json', async (_request, reply) =>
    reply.type('application/speculationrules+json').header('cache-control', 'public, max-age=3600').send(JSON.stringify(speculationRules)),
  );
  app.get('/favicon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(FAVICON),
  );
  app.get('/favicon.ico', async (_request, reply) => reply.redirect('/favicon.svg', 301));
}
