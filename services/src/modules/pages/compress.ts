import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compressed texts by their ETag: pages that everyone gets alike are compressed once. */
const kept = new Map<string, Buffer>();
const KEPT_BYTES = 32 * 1024 * 1024;
let keptBytes = 0;

const accepts = (request: FastifyRequest, coding: string): boolean =>
  String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .some((part) => part.trim().split(';')[0] === coding && !/;\s*q=0(\.0*)?$/.test(part.trim()));

async function encode(text: string, coding: 'br' | 'gzip'): Promise<Buffer> {
  const bytes = Buffer.from(text);
  if (coding === 'gzip') return zip(bytes, { level: 6 });
  return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

/**
 * Sends a text compressed as the browser asks. A text that everyone gets alike carries an ETag, is answered with 304 when
 * the browser has it, and is kept compressed.
 */
export async function compress(request: FastifyRequest, reply: FastifyReply, text: string, shared: boolean): Promise<unknown> {
  const coding = accepts(request, 'br') ? 'br' : accepts(request, 'gzip') ? 'gzip' : undefined;
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}${coding ? `-${coding}` : ''}"`;
  if (shared) {
    void reply.header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  }
  if (!coding) return reply.send(text);
  void reply.header('content-encoding', coding);
  if (!shared) return reply.send(await encode(text, coding));
  let bytes = kept.get(etag);
  if (!bytes) {
    bytes = await encode(text, coding);
    if (keptBytes + bytes.length > KEPT_BYTES) {
      kept.clear();
      keptBytes = 0;
    }
    kept.set(etag, bytes);
    keptBytes += bytes.length;
  }
  return reply.send(bytes);
}
