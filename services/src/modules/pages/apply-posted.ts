import type { RawForm } from '@hukumat/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../platform/problem.ts';
import type { Visit } from './visit.ts';

export interface PostedFile {
  field: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}
export interface Posted {
  fields: Record<string, string | string[]>;
  files: PostedFile[];
}

/** The largest file any definition may allow, and one byte more to tell that it was exceeded. */
const FILE_BYTES = 20_000_001;
const FILES = 10;
/** The largest body of a step: a few files of the usual size. */
export const STEP_BYTES = 32_000_000;

/**
 * Reads a posted form with or without files. A file that is too large is cut, never held whole: its size then tells.
 * Files of somebody who is not signed in are let go by unless `anybody` may send them.
 * @throws Problem 413 for more bytes than the route takes, before they are held.
 */
export async function posted(visit: Visit, anybody = false): Promise<Posted> {
  const { request } = visit;
  if (!request.isMultipart()) return { fields: visit.body, files: [] };
  const most = request.routeOptions.bodyLimit ?? STEP_BYTES;
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const welcome = anybody || visit.actor.kind === 'person';
  let held = 0;
  const fields: Record<string, string | string[]> = Object.create(null);
  const files: PostedFile[] = [];
  for await (const part of request.parts({ limits: { fileSize: FILE_BYTES, files: FILES }, throwFileSizeLimit: false } as Parameters<
    FastifyRequest['parts']
  >[0])) {
    if (part.type === 'file') {
      const chunks: Buffer[] = [];
      for await (const chunk of part.file as AsyncIterable<Buffer>) {
        held += chunk.byteLength;
        if (held > most) throw tooLarge();
        if (welcome) chunks.push(chunk);
      }
      // A browser sends an empty nameless part for a file input that was left alone.
      if (part.filename && welcome)
        files.push({ field: part.fieldname, name: part.filename, type: part.mimetype, bytes: Buffer.concat(chunks) });
    } else {
      const value = String(part.value);
      const before = fields[part.fieldname];
      fields[part.fieldname] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    }
  }
  return { fields, files };
}

const tooLarge = () => new Problem(413, 'too-large', 'The files are too large together');

/** The last value of a field: a checkbox is posted after its hidden twin. */
export const one = (fields: RawForm, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' ? value : value?.at(-1);
};

const parkedSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What was posted on a session that had run out, once the same person is back. Files are not parked. */
export const parkedFields = (body: unknown): Posted => ({ fields: parkedSchema.parse(body), files: [] });
