import { isUtf8 } from 'node:buffer';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';

/** One field of a form that was sent: several values when its name came several times. */
export type FormBody = Record<string, string | string[]>;

const FILE_BYTES = 10 * 1024 * 1024;

/** The three kinds of body that are read: JSON, an HTML form, an HTML form with files. */
export async function readBodies(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  const json = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (!isUtf8(body)) done(badEncoding(), undefined);
    else json(request, body.toString('utf8'), done);
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    parseForm(body),
  );
  await app.register(multipart, {
    limits: { fileSize: FILE_BYTES, files: 20, fields: 500, fieldSize: 100_000, parts: 520, headerPairs: 50 },
    throwFileSizeLimit: true,
  });
}

/** Flat: `a=1&a=2&b=3` is `{a: ['1', '2'], b: '3'}`. @throws Problem 400 for text that is not UTF-8. */
export function parseForm(body: Buffer): FormBody {
  if (!isUtf8(body)) throw badEncoding();
  const form: FormBody = Object.create(null);
  for (const pair of body.toString('utf8').split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    const value = cut < 0 ? '' : decode(pair.slice(cut + 1));
    const before = form[name];
    form[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return form;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badEncoding();
  }
}

const badEncoding = () => new Problem(400, 'bad-encoding', 'The text is not valid UTF-8');
