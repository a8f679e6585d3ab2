import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp } from '../../platform/http.ts';
import { forbidden } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createUnfinishedFiles } from '../files/index.ts';
import type { Applications } from './index.ts';
import { createApplications } from './index.ts';
import { CITIZEN, exampleDeps, FILLED, OTHER, PNG } from './testing.ts';

let stage: TestPlatform;
let app: FastifyInstance;
let applications: Applications;
let origin: string;
let draft: string;

/** A picture as large as the field allows, so that it comes in several pieces. */
const BIG = Buffer.concat([PNG, Buffer.alloc(150_000, 'а')]);
const PIECE = 64 * 1024;

beforeAll(async () => {
  stage = await testPlatform();
  const deps = exampleDeps([CITIZEN, OTHER]);
  deps.identity.capability.check = (request, form) => {
    if (request.headers['x-hukumat-capability'] !== `pass of ${form}`) throw forbidden('Another document');
  };
  app = await createHttp({ config: stage.platform.config, log: stage.platform.log, ready: async () => undefined });
  applications = createApplications(stage.platform, deps);
  applications.routes(app);
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  draft = (await applications.startDraft(CITIZEN, 'residence-note', FILLED)).id;
});
afterAll(async () => {
  await app.close();
  await stage.stop();
});

const HOST = 'localhost';
const headersFor = (actor: string | undefined, more: Record<string, string> = {}): Record<string, string> => ({
  host: HOST,
  origin: stage.platform.config.origin,
  'tus-resumable': '1.0.0',
  ...(actor ? { 'x-actor': actor } : {}),
  ...more,
});
const ask = (
  method: 'GET' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE',
  url: string,
  actor: string | undefined,
  headers: Record<string, string> = {},
  payload?: Buffer,
) => app.inject({ method, url, headers: headersFor(actor, headers), ...(payload ? { payload } : {}) });
const metadata = (about: Record<string, string>): string =>
  Object.entries(about)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const begin = (size: number, about: Record<string, string> = {}, actor = 'citizen-1', headers: Record<string, string> = {}) =>
  ask('POST', '/api/v1/uploads', actor, {
    'upload-length': String(size),
    'upload-metadata': metadata({ draft, field: 'proof', name: 'нома.png', type: 'image/png', ...about }),
    ...headers,
  });
const piece = (url: string, offset: number, bytes: Buffer, actor = 'citizen-1', headers: Record<string, string> = {}) =>
  ask('PATCH', url, actor, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...headers }, bytes);
const offsetOf = async (url: string): Promise<number> => Number((await ask('HEAD', url, 'citizen-1')).headers['upload-offset']);
const left = async (): Promise<string[]> => readdir(join(stage.platform.config.objectDir, 'unfinished'));

test('a file comes in pieces over a connection that breaks, and is whole to the byte', async () => {
  const begun = await begin(BIG.length);
  expect(begun.statusCode).toBe(201);
  const url = String(begun.headers.location);
  expect(url).toMatch(/^\/api\/v1\/uploads\/[0-9a-f]{32}-[0-9a-f-]{36}$/);
  expect((await piece(url, 0, BIG.subarray(0, PIECE))).statusCode).toBe(204);
  expect(await offsetOf(url)).toBe(PIECE);

  // The second piece is cut off in its middle by a connection that is lost.
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  await new Promise((connected) => socket.once('connect', connected));
  const head = Object.entries(
    headersFor('citizen-1', {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(PIECE),
      'content-length': String(PIECE),
    }),
  );
  socket.write(`PATCH ${url} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  socket.write(BIG.subarray(PIECE, PIECE + 30_000));
  const id = url.split('/').at(-1) ?? '';
  await expect
    .poll(async () => (await stat(join(stage.platform.config.objectDir, 'unfinished', id))).size, { timeout: 5_000 })
    .toBeGreaterThan(PIECE);
  socket.destroy();
  const arrived = await offsetOf(url);
  expect(arrived).toBeLessThanOrEqual(PIECE + 30_000);

  // A piece for another place is refused and changes nothing; then exactly what is missing.
  expect((await piece(url, 0, BIG.subarray(0, 10))).statusCode).toBe(409);
  const done = await piece(url, arrived, BIG.subarray(arrived));
  expect(done.statusCode).toBe(200);
  const upload = done.json<{ id: string }>();
  expect(done.json()).toMatchObject({ field: 'proof', name: 'нома.png', bytes: BIG.length, scan: 'clean' });
  const { content } = await applications.upload(CITIZEN, upload.id);
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(digest(content)).toBe(digest(BIG));
  expect((await ask('HEAD', url, 'citizen-1')).statusCode).toBe(404);
  expect(await left()).toEqual([]);
  const list = await ask('GET', `/api/v1/uploads?draft=${draft}`, 'citizen-1');
  expect(list.json()).toEqual([{ id: upload.id, field: 'proof', name: 'нома.png', bytes: BIG.length, scan: 'clean' }]);
  await applications.removeUpload(CITIZEN, upload.id);
});

test('whoever did not begin it finds nothing there, and another page has no pass', async () => {
  expect((await begin(100, {}, '')).statusCode).toBe(401);
  expect((await begin(100, {}, 'citizen-2')).statusCode).toBe(404);
  const url = String((await begin(100)).headers.location);
  const nothing = await ask('HEAD', '/api/v1/uploads/no-such', 'citizen-1');
  expect(nothing.statusCode).toBe(404);
  expect((await ask('HEAD', url, 'citizen-2')).statusCode).toBe(404);
  expect((await piece(url, 0, PNG as Buffer, 'citizen-2')).statusCode).toBe(404);
  expect((await ask('DELETE', url, 'citizen-2')).statusCode).toBe(404);
  expect((await ask('GET', `/api/v1/uploads?draft=${draft}`, 'citizen-2')).statusCode).toBe(404);
  const script = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' };
  const page = { ...script, 'x-hukumat-capability': 'pass of mia form' };
  expect((await begin(100, {}, 'citizen-1', script)).statusCode).toBe(403);
  expect((await ask('HEAD', url, 'citizen-1', script)).statusCode).toBe(403);
  expect((await ask('GET', `/api/v1/uploads?draft=${draft}`, 'citizen-1', script)).statusCode).toBe(403);
  expect((await ask('HEAD', url, 'citizen-1', { ...script, 'x-hukumat-capability': 'pass of mia' })).statusCode).toBe(403);
  expect((await ask('HEAD', url, 'citizen-1', page)).statusCode).toBe(200);
  const foreign = await ask('DELETE', url, 'citizen-1', { origin: 'https://evil.example' });
  expect(foreign.statusCode).toBe(403);
  expect((await ask('DELETE', url, 'citizen-1', page)).statusCode).toBe(204);
  expect(await left()).toEqual([]);
});

test('the last byte meets the same checks as a file that came at once', async () => {
  expect((await begin(200_001)).json()).toMatchObject({ code: 'upload-too-large', maxBytes: 200_000 });
  expect((await begin(0)).json()).toMatchObject({ code: 'upload-empty' });
  expect((await begin(10, { field: 'surname' })).statusCode).toBe(404);
  expect((await begin(10, { owner: 'citizen-2' })).json()).toMatchObject({ code: 'upload-unknown' });
  const text = Buffer.from('a text that calls itself a picture');
  const url = String((await begin(text.length)).headers.location);
  expect((await piece(url, 0, text)).json()).toMatchObject({ status: 422, code: 'upload-type' });
  expect(await left()).toEqual([]);
  // More bytes than were announced are never taken.
  const short = String((await begin(10)).headers.location);
  expect((await piece(short, 0, Buffer.alloc(11))).statusCode).toBeGreaterThanOrEqual(400);
  expect((await ask('DELETE', short, 'citizen-1')).statusCode).toBe(204);
});

test('one person leaves only so many unended, and they are let go of after their time', async () => {
  const urls: string[] = [];
  for (let n = 0; n < 20; n++) urls.push(String((await begin(10)).headers.location));
  expect((await begin(10)).json()).toMatchObject({ code: 'upload-unfinished' });
  expect(await createUnfinishedFiles(join(stage.platform.config.objectDir, 'unfinished'), '/api/v1/uploads').dropExpired()).toBe(0);
  await expect
    .poll(() => createUnfinishedFiles(join(stage.platform.config.objectDir, 'unfinished'), '/api/v1/uploads', 1).dropExpired())
    .toBeGreaterThan(0);
  expect((await ask('HEAD', urls[0] ?? '', 'citizen-1')).statusCode).toBe(404);
  expect((await begin(10)).statusCode).toBe(201);
});
