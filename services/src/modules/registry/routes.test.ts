import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import type { Manifest } from '@hukumat/contract';
import { canonicalBytes, generateKey, packFiles, signManifest } from '@hukumat/contract/release';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import { createHttp } from '../../platform/http.ts';
import { forbidden } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createRegistry, type Registry } from './index.ts';
import { makeRelease, person } from './testing.ts';

const key = generateKey();
const people: Record<string, Actor> = {
  developer: person('mia', 'developer'),
  reviewer: person('innovation-agency', 'reviewer', '-1'),
  manager: person('innovation-agency', 'release-manager'),
  registrar: person('innovation-agency', 'registrar'),
  citizen: { kind: 'person', subject: 'citizen-1', name: 'citizen', loa: 'substantial', roles: [] },
};

let own: TestPlatform;
let app: FastifyInstance;
let registry: Registry;
let port: number;
beforeAll(async () => {
  own = await testPlatform();
  const { platform } = own;
  registry = createRegistry(platform, {
    agencies: () => ['mia', 'innovation-agency'],
    identity: {
      actorOf: (request) => people[String(request.headers['x-person'])] ?? ANONYMOUS,
      capability: {
        check: (request, agency) => {
          const page = request.headers['x-page'];
          if (page !== undefined && page !== agency) throw forbidden(`a page of ${page}`);
        },
      },
    },
  });
  await registry.start();
  app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  registry.routes(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
}, 60_000);
afterAll(async () => {
  await app?.close();
  await registry?.stop();
  await own?.stop();
});

const headersOf = (who: string, more: Record<string, string> = {}) => ({
  host: new URL(own.platform.config.origin).host,
  'sec-fetch-site': 'same-origin',
  'x-person': who,
  ...more,
});
const post = (who: string, url: string, payload: object | string, more: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, headers: headersOf(who, { 'content-type': 'application/json', ...more }), payload });
const read = (who: string, url: string, more: Record<string, string> = {}) => app.inject({ url, headers: headersOf(who, more) });
const body = (version: string, code?: string) => {
  const { manifest, files, signature } = makeRelease(key, 'mia', version, code ? { code } : {});
  return { manifest, files: packFiles(files), signature };
};
/** Signed by the agency's true key, and nested beyond what a recursive reader survives. */
const deeplySigned = () => {
  let schema = {};
  for (let level = 0; level < 20_000; level++) schema = { a: schema };
  const { manifest, files } = body('3.0.0');
  const deep = { ...(manifest as Manifest), slots: [{ name: 'mia.slot', schema, max: 1 }] };
  const text = new TextDecoder().decode(canonicalBytes(deep));
  return `{"manifest":${text},"files":${JSON.stringify(files)},"signature":${JSON.stringify(signManifest(deep, key.privateKeyPem))}}`;
};
const SCRIPT = `export default { start() { return { mount(view) { view.root.textContent = ${JSON.stringify('Салом, '.repeat(200))}; }, unmount() {} }; } };`;

test('from a key to a live release over HTTP', async () => {
  const keyed = await post('registrar', '/api/v1/agencies/mia/keys', { publicKey: key.publicKeyPem });
  expect(keyed.json()).toEqual({ keyId: key.keyId });

  const first = await post('developer', '/api/v1/agencies/mia/releases', body('1.0.0', SCRIPT));
  expect(first.statusCode).toBe(201);
  expect((await post('developer', '/api/v1/agencies/mia/releases', body('1.0.0', SCRIPT))).statusCode).toBe(200);
  const other = await post('developer', '/api/v1/agencies/mia/releases', body('1.0.0'));
  expect([other.statusCode, other.json().code]).toEqual([409, 'version-used']);

  expect((await read('reviewer', '/api/v1/releases?state=pending')).json().releases).toHaveLength(1);
  const detail = (await read('reviewer', '/api/v1/releases/mia/1.0.0')).json();
  expect(detail.files.map((file: { path: string }) => file.path)).toContain('section.js');

  const pending = await read('citizen', '/bundles/mia/1.0.0/section.js');
  expect([pending.statusCode, pending.headers['cache-control']]).toEqual([404, 'no-store']);

  const approved = await post('reviewer', '/api/v1/releases/mia/1.0.0/review', { verdict: 'approve', against: null });
  expect(approved.json()).toMatchObject({ state: 'live' });
});

test('files of a live release are immutable, packed, typed and harmless by themselves', async () => {
  const packed = await read('citizen', '/bundles/mia/1.0.0/section.js', { 'accept-encoding': 'gzip, br' });
  expect(packed.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'br',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-encoding',
  });
  expect(String(packed.headers['content-security-policy'])).toContain('sandbox');
  expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(SCRIPT);
  expect((await read('citizen', '/bundles/mia/1.0.0/section.js')).body).toBe(SCRIPT);
  const known = await read('citizen', '/bundles/mia/1.0.0/section.js', { 'if-none-match': String(packed.headers.etag) });
  expect(known.statusCode).toBe(304);

  for (const path of ['manifest.json', '..%2f1.0.0%2fsection.js', '__proto__', 'constructor', 'text', '']) {
    expect((await read('citizen', `/bundles/mia/1.0.0/${path}`)).statusCode, path).not.toBe(200);
  }
});

test('only those concerned read releases, and only from the right page may a browser act', async () => {
  for (const url of ['/api/v1/releases?state=pending', '/api/v1/agencies/mia/releases', '/api/v1/releases/mia/1.0.0']) {
    expect((await read('nobody', url)).statusCode).toBe(401);
    expect((await read('citizen', url)).statusCode).toBe(403);
    expect((await read('developer', url)).statusCode).toBe(200);
  }
  await post('developer', '/api/v1/agencies/mia/releases', body('1.1.0'));
  const review = (page: string) => post('reviewer', '/api/v1/releases/mia/1.1.0/review', { verdict: 'approve' }, { 'x-page': page });
  expect((await review('mia')).statusCode).toBe(403);
  expect((await review('innovation-agency')).statusCode).toBe(200);
  const rollback = (page: string) => post('developer', '/api/v1/agencies/mia/rollback', { reason: 'санҷиш' }, { 'x-page': page });
  expect((await rollback('innovation-agency')).statusCode).toBe(403);
  expect((await rollback('mia')).json()).toMatchObject({ version: '1.0.0', state: 'live' });
  expect((await read('citizen', '/bundles/mia/1.1.0/section.js')).statusCode).toBe(200);
});

test('a refused release answers with its findings', async () => {
  const { manifest, files, signature } = body('2.0.0');
  const extra = await post('developer', '/api/v1/agencies/mia/releases', {
    manifest,
    files: { ...files, 'extra.js': Buffer.from('export {}').toString('base64') },
    signature,
  });
  expect(extra.statusCode).toBe(422);
  expect(extra.json()).toMatchObject({ code: 'release-refused' });
  expect(extra.json().findings).toContainEqual(expect.objectContaining({ severity: 'error', place: 'extra.js' }));
});

test('broken, polluting, deep and oversized uploads are refused and change nothing', async () => {
  const upload = (payload: string) => post('developer', '/api/v1/agencies/mia/releases', payload);
  const { manifest, files, signature } = body('3.0.0');
  const rest = `"files":${JSON.stringify(files)},"signature":${JSON.stringify(signature)}`;
  const bad = [
    '{',
    '[]',
    'null',
    `{"manifest":null,${rest}}`,
    `{"manifest":${JSON.stringify(manifest)},${rest},"__proto__":{"polluted":1}}`,
    `{"manifest":{"__proto__":{"polluted":1}},${rest}}`,
    `{"manifest":{"constructor":{"prototype":{"polluted":1}}},${rest}}`,
    `{"manifest":${'['.repeat(300_000)}${']'.repeat(300_000)},${rest}}`,
    deeplySigned(),
    `{"manifest":${JSON.stringify(manifest)},"files":{"../a.js":""},"signature":${JSON.stringify(signature)}}`,
    `{"manifest":${JSON.stringify(manifest)},"files":{"a.js":"${'A'.repeat(12_000_000)}"},"signature":${JSON.stringify(signature)}}`,
  ];
  for (const payload of bad) {
    const { statusCode } = await upload(payload);
    expect([400, 422], payload.slice(0, 60)).toContain(statusCode);
  }
  expect((await upload(' '.repeat(31 * 1024 * 1024))).statusCode).toBe(413);
  expect((await post('reviewer', '/api/v1/releases/mia/1.0.0/review', ' '.repeat(2 * 1024 * 1024))).statusCode).toBe(413);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect((await registry.history(people.reviewer as Actor, 'mia')).map((release) => release.version)).not.toContain('3.0.0');
});

test('open shells hear of every change, and of what they missed', async () => {
  const stream = (since?: number) => {
    let heard = '';
    const request = get({
      host: '127.0.0.1',
      port,
      path: '/api/v1/live',
      headers: { host: headersOf('citizen').host, ...(since === undefined ? {} : { 'last-event-id': String(since) }) },
    });
    request.on('response', (response) => response.on('data', (chunk: Buffer) => (heard += chunk.toString())));
    request.on('error', () => undefined);
    return { heard: () => heard, end: () => request.destroy() };
  };
  const before = registry.snapshot().sequence;
  const open = stream();
  await expect.poll(open.heard).toContain('event: hello');
  await post('developer', '/api/v1/agencies/mia/releases', body('1.2.0'));
  await post('reviewer', '/api/v1/releases/mia/1.2.0/review', { verdict: 'approve' });
  const { sequence } = registry.snapshot();
  const event = `id: ${sequence}\nevent: live\ndata: {"agency":"mia","version":"1.2.0","sequence":${sequence}}\n\n`;
  await expect.poll(open.heard).toContain(event);
  open.end();

  const late = stream(before);
  await expect.poll(late.heard).toContain(event);
  late.end();
});

test('a killed release is gone: nothing is live, its files are not served', async () => {
  const killed = await post('manager', '/api/v1/agencies/mia/kill', { reason: 'хатари амният' });
  expect(killed.json()).toMatchObject({ version: '1.2.0', state: 'killed' });
  expect(registry.snapshot().releases.has('mia')).toBe(false);
  expect((await read('citizen', '/bundles/mia/1.2.0/section.js')).statusCode).toBe(410);
  expect((await read('citizen', '/bundles/mia/1.0.0/section.js')).statusCode).toBe(200);
  const reason = await post('manager', '/api/v1/agencies/mia/rollback', { reason: 'a\u0000b' });
  expect(reason.statusCode).toBe(400);
});

test('the tier is set by the central Agency', async () => {
  expect((await post('developer', '/api/v1/agencies/mia/tier', { tier: 'page' })).statusCode).toBe(403);
  expect((await post('manager', '/api/v1/agencies/mia/tier', { tier: 'page' })).json()).toEqual({ agency: 'mia', tier: 'page' });
});

test('the API describes itself', async () => {
  const described = (await read('citizen', '/api/openapi.json')).json();
  expect(Object.keys(described.paths)).toEqual(
    expect.arrayContaining(['/api/v1/agencies/{agency}/releases', '/api/v1/releases/{agency}/{version}/review', '/api/v1/live']),
  );
});
