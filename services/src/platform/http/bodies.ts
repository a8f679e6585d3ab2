import { isUtf8 } from 'node:buffer';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';

/** One field of a form that was sent: several values when its name came several times. */
export type FormBody = Record<string, string | string[]>;

const FILE_BYTES = 10 * 1024 * 1024;
/** A form without files is text that people type: no route takes more of it, whatever it takes of files. */
const FORM_BYTES = 1024 * 1024;
const FORM_FIELDS = 2_000;

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

/** Flat: `a=1&a=2&b=3` is `{a: ['1', '2'], b: '3'}`. @throws Problem 400 for text that is not UTF-8, 413 for too much of it. */
function parseForm(body: Buffer): FormBody {
  if (body.byteLength > FORM_BYTES) throw tooLarge();
  if (!isUtf8(body)) throw badEncoding();
  const form: FormBody = Object.create(null);
  const pairs = body.toString('utf8').split('&', FORM_FIELDS + 1);
  if (pairs.length > FORM_FIELDS) throw tooLarge();
  for (const pair of pairs) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    const value = cut < 0 ? '' : decode(pair.slice(cut + 1));
    const before = form[name];
    if (Array.isArray(before)) before.push(value);
    else form[name] = before === undefined ? value : [before, value];
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

const tooLarge = () => new Problem(413, 'too-large', 'The form holds more than anybody types');
const badEncoding = () => new Problem(400, 'bad-encoding', 'The text is not valid UTF-8');
