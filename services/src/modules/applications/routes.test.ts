import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http.ts';
import { forbidden } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { createApplications } from './index.ts';
import { CITIZEN, exampleDeps, FILLED, OFFICER, OTHER, PNG, STRANGER } from './testing.ts';

let stage: TestPlatform;
let app: FastifyInstance;
let detailPath: string;
let applicationId: string;

beforeAll(async () => {
  stage = await testPlatform({ clock: fixedClock('2026-11-23T06:00:00Z') });
  const deps = exampleDeps([CITIZEN, OTHER, OFFICER, STRANGER]);
  // A document that was not issued for this agency: the browser's header names another one.
  deps.identity.capability.check = (request, agency) => {
    if (request.headers['x-document-of'] !== agency) throw forbidden('Another document');
  };
  const { platform } = stage;
  app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  createNotifications(platform, deps).routes(app);
  const applications = createApplications(platform, deps);
  applications.routes(app);
  const { id } = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
  await applications.attachUpload(CITIZEN, { draft: id, field: 'proof', name: 'нома «1».png', declaredType: 'image/png', bytes: PNG });
  const sent = await call(
    'citizen-1',
    'POST',
    '/api/v1/applications',
    { service: 'residence-note', draft: { id, revision: 1 } },
    { 'idempotency-key': 'routes-test-1' },
  );
  expect(sent.statusCode).toBe(201);
  applicationId = sent.json<{ id: string }>().id;
  detailPath = `/api/v1/agencies/mia/applications/${applicationId}`;
});
afterAll(async () => {
  await app.close();
  await stage.stop();
});

const call = (actor: string | undefined, method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method,
    url,
    headers: {
      host: new URL(stage.platform.config.origin).host,
      origin: stage.platform.config.origin,
      'x-document-of': 'mia',
      ...(actor ? { 'x-actor': actor } : {}),
      ...headers,
    },
    ...(body ? { payload: body as object } : {}),
  });

test('the same key again answers the same application, another body 422, no key 400', async () => {
  const body = { service: 'event-notice', answers: { surname: 'Раҳимзода', guests: 5 } };
  const key = { 'idempotency-key': 'routes-test-2' };
  const [first, second] = await Promise.all([
    call('citizen-1', 'POST', '/api/v1/applications', body, key),
    call('citizen-1', 'POST', '/api/v1/applications', body, key),
  ]);
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(first.json<{ id: string }>().id).toBe(second.json<{ id: string }>().id);
  const other = await call('citizen-1', 'POST', '/api/v1/applications', { ...body, answers: { surname: 'Раҳимзода', guests: 6 } }, key);
  expect(other.statusCode).toBe(422);
  expect(other.json()).toMatchObject({ code: 'idempotency-key-reused' });
  expect((await call('citizen-1', 'POST', '/api/v1/applications', body)).statusCode).toBe(400);
  // The key belongs to the person: another's key is another's.
  const stranger = await call('citizen-2', 'POST', '/api/v1/applications', body, key);
  expect(stranger.json<{ id: string }>().id).not.toBe(first.json<{ id: string }>().id);
});

test('wrong answers are named by field and step', async () => {
  const check = await call('citizen-1', 'POST', '/api/v1/services/event-notice/check?lang=ru', {
    answers: { surname: 'Раҳимзода', guests: 21 },
  });
  expect(check.json()).toMatchObject([{ field: 'guests', step: 'event', code: 'maximum' }]);
  const sent = await call(
    'citizen-1',
    'POST',
    '/api/v1/applications',
    { service: 'event-notice', answers: { guests: 'x'.repeat(10_001) } },
    { 'idempotency-key': 'routes-test-3' },
  );
  expect(sent.statusCode).toBe(400);
});

test('every route by every kind of visitor: only the parties get an answer', async () => {
  const upload =
    (await call('citizen-1', 'GET', `/api/v1/applications/${applicationId}`)).json<{ uploads: { href: string }[] }>().uploads[0]?.href ??
    '';
  const deskUpload = upload.replace('/api/v1/applications/', `${detailPath}/`);
  const rows: [string, Record<string, number>][] = [
    [`/api/v1/applications/${applicationId}`, { 'citizen-1': 200, 'citizen-2': 404, 'mia-officer': 404, 'justice-officer': 404, '': 401 }],
    [detailPath, { 'citizen-1': 403, 'citizen-2': 403, 'mia-officer': 200, 'justice-officer': 403, '': 401 }],
    // The desk has its own address, which writes down who looked; the owner's address is the owner's alone.
    [upload, { 'citizen-1': 200, 'citizen-2': 404, 'mia-officer': 404, 'justice-officer': 404, '': 401 }],
    [deskUpload, { 'citizen-1': 403, 'citizen-2': 403, 'mia-officer': 200, 'justice-officer': 403, '': 401 }],
    ['/api/v1/agencies/mia/applications', { 'citizen-1': 403, 'mia-officer': 200, 'justice-officer': 403, '': 401 }],
  ];
  for (const [url, expected] of rows) {
    for (const [actor, status] of Object.entries(expected))
      expect((await call(actor || undefined, 'GET', url)).statusCode, `${url} as ${actor}`).toBe(status);
  }
  // The role alone is not enough: the document must have been issued for this agency.
  expect((await call('mia-officer', 'GET', detailPath, undefined, { 'x-document-of': 'justice' })).statusCode).toBe(403);
});

test('a stranger’s file is handed over as a download in which nothing runs', async () => {
  const { uploads } = (await call('mia-officer', 'GET', detailPath)).json<{ uploads: { href: string; name: string }[] }>();
  const file = await call('mia-officer', 'GET', uploads[0]?.href ?? '');
  expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(file.headers['content-security-policy']).toContain('sandbox');
  expect(decodeURIComponent(String(file.headers['content-disposition']))).toBe("attachment; filename*=UTF-8''нома «1».png");
});

test('claim, send back and decide over HTTP with the lock', async () => {
  const claimed = await call('mia-officer', 'POST', `${detailPath}/claim?lang=ru`, { version: 1 });
  expect(claimed.json()).toMatchObject({
    state: 'in_review',
    version: 2,
    fields: expect.arrayContaining([{ name: 'purpose', label: 'Для чего?', value: 'Для работы' }]),
  });
  const late = await call('mia-officer', 'POST', `${detailPath}/claim`, { version: 1 });
  expect(late.statusCode).toBe(409);
  expect(late.json()).toMatchObject({ code: 'version-changed', state: 'in_review', version: 2 });
  expect((await call('mia-officer', 'POST', `${detailPath}/decide`, { version: 2, approve: false })).statusCode).toBe(400);
  const back = await call('mia-officer', 'POST', `${detailPath}/send-back`, {
    version: 2,
    fields: ['purpose'],
    message: 'Мақсадро аниқ кунед',
  });
  expect(back.json()).toMatchObject({ state: 'sent_back', version: 3 });
  const mine = await call('citizen-1', 'GET', '/api/v1/applications');
  expect(mine.json<{ id: string; state: string }[]>().find((a) => a.id === applicationId)?.state).toBe('sent_back');
});
