import { createHash, createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Archive } from './archive.ts';
import { createPlanServer } from './server.ts';

const PORTAL = 'https://portal.example';
const gateway = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

let folder: string;
let archive: Archive;
let server: Server;
let address: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plans-'));
  archive = new Archive(folder);
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(gateway.publicKey)), kid: 'one', alg: 'ES256' }] });
  server = createPlanServer(archive, { keys, issuer: PORTAL, audience: 'architecture-construction.plans', address: () => address });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  archive?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Request {
  method?: string;
  path?: string;
  body?: Buffer | string;
  type?: string;
  key?: string;
}
const digest = (body: Buffer | string) => createHash('sha256').update(body).digest('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

/** A right proof of a request, with what `claims` changes in it; `undefined` takes a claim away. */
async function proof(
  { method = 'GET', path = '/plans?application=A-1', body = '' }: Request,
  claims: JWTPayload = {},
  { key = gateway.privateKey, typ = 'hukumat-proof+jwt' }: { key?: KeyObject; typ?: string } = {},
): Promise<string> {
  const now = seconds();
  const right = {
    iss: PORTAL,
    aud: 'architecture-construction.plans',
    sub: 'person-1',
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 60,
    htm: method,
    htu: address + path,
    digest: digest(body),
    loa: 'substantial',
    roles: ['officer'],
    ...claims,
  };
  return new SignJWT(right).setProtectedHeader({ alg: 'ES256', kid: 'one', typ }).sign(key);
}
async function send(request: Request, token: string | undefined): Promise<Response> {
  const { method = 'GET', path = '/plans?application=A-1', body, type = 'application/json', key = crypto.randomUUID() } = request;
  return fetch(address + path, {
    method,
    headers: { 'content-type': type, 'idempotency-key': key, ...(token === undefined ? {} : { 'hukumat-proof': token }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
}
const asked = async (request: Request, claims?: JWTPayload) => send(request, await proof(request, claims));

describe('the proof', () => {
  test('opens one request, once', async () => {
    const token = await proof({});
    expect((await send({}, token)).status).toBe(200);
    expect((await send({}, token)).status).toBe(401);
    const both = await proof({});
    const answers = await Promise.all([send({}, both), send({}, both), send({}, both)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  test.each<[string, () => Promise<string | undefined>]>([
    ['none', async () => undefined],
    ['nonsense', async () => 'abc'],
    ['another key', () => proof({}, {}, { key: stranger.privateKey })],
    ['another back end', () => proof({}, { aud: 'mia.records' })],
    ['another portal', () => proof({}, { iss: 'https://evil.example' })],
    ['another kind of token', () => proof({}, {}, { typ: 'JWT' })],
    ['expired', () => proof({}, { iat: seconds() - 120, exp: seconds() - 60 })],
    ['made to last', () => proof({}, { iat: seconds() - 3_600, exp: seconds() + 3_600 })],
    ['from the future', () => proof({}, { iat: seconds() + 600, exp: seconds() + 660 })],
    ['another method', () => proof({ method: 'DELETE' })],
    ['another path', () => proof({ path: '/plans/7/sheet' })],
    ['another query', () => proof({ path: '/plans?application=A-2' })],
    ['another body', () => proof({ body: '{}' })],
    ['another host', () => proof({}, { htu: 'https://elsewhere.example/plans?application=A-1' })],
    ...['sub', 'jti', 'exp', 'iat', 'htm', 'htu', 'digest', 'aud', 'iss'].map((claim): [string, () => Promise<string>] => [
      `no ${claim}`,
      () => proof({}, { [claim]: undefined }),
    ]),
    [
      'no algorithm',
      async () => {
        const [, payload] = (await proof({})).split('.');
        return `${Buffer.from('{"alg":"none","typ":"hukumat-proof+jwt"}').toString('base64url')}.${payload}.`;
      },
    ],
    [
      'the public key as a shared secret',
      async () => {
        const [, payload] = (await proof({})).split('.');
        const head = Buffer.from('{"alg":"HS256","kid":"one","typ":"hukumat-proof+jwt"}').toString('base64url');
        const secret = gateway.publicKey.export({ type: 'spki', format: 'pem' });
        return `${head}.${payload}.${createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')}`;
      },
    ],
    [
      'a changed claim',
      async () => {
        const [head, payload = '', mark] = (await proof({}, { roles: [] })).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
        return `${head}.${Buffer.from(JSON.stringify({ ...claims, roles: ['officer'] })).toString('base64url')}.${mark}`;
      },
    ],
  ])('refused: %s', async (_what, make) => {
    const answer = await send({}, await make());
    expect([answer.status, await answer.json()]).toEqual([401, { code: 'no-proof' }]);
  });

  test('a refused one is not used up, and no address opens without one', async () => {
    const token = await proof({});
    expect((await send({ path: '/plans?application=A-9' }, token)).status).toBe(401);
    expect((await send({}, token)).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/plans/1/sheet'],
      ['GET', '/plans/1/notes'],
      ['POST', '/plans/1/notes'],
      ['PUT', '/plans/A-1/u'],
      ['DELETE', '/plans/1/notes/1'],
      ['GET', '/'],
    ] as const)
      expect((await send({ method, path }, undefined)).status, path).toBe(401);
  });

  test('whoever is of no desk of the agency is refused', async () => {
    for (const roles of [[], ['developer'], undefined, 'officer']) expect((await asked({}, { roles })).status).toBe(403);
    for (const role of ['officer', 'supervisor', 'head']) expect((await asked({}, { roles: [role] })).status).toBe(200);
  });
});

describe('the archive', () => {
  const put = (path: string, body = PNG, type = 'image/png') => asked({ method: 'PUT', path, body, type });

  test('keeps a sheet once and gives the same bytes back', async () => {
    const first = await (await put('/plans/A-1/u-1?title=%D0%A2%D0%B0%D1%80%D2%B3')).json();
    expect(first).toMatchObject({ application: 'A-1', upload: 'u-1', title: 'Тарҳ', type: 'image/png', notes: 0 });
    expect(await (await put('/plans/A-1/u-1?title=other')).json()).toEqual(first);
    const { id } = first as { id: number };
    const sheet = await asked({ path: `/plans/${id}/sheet` });
    expect([sheet.headers.get('content-type'), Buffer.from(await sheet.arrayBuffer())]).toEqual(['image/png', PNG]);
    expect(((await (await asked({})).json()) as { plans: unknown[] }).plans).toHaveLength(1);
    expect(((await (await asked({ path: '/plans?application=A-2' })).json()) as { plans: unknown[] }).plans).toEqual([]);
  });

  test('takes pictures only, by their first bytes', async () => {
    expect((await put('/plans/A-1/u-2', Buffer.from('<svg/>'))).status).toBe(415);
    expect((await put('/plans/A-1/u-2', PNG, 'image/svg+xml')).status).toBe(415);
    expect((await put('/plans/A-1/u-2', PNG, 'image/jpeg')).status).toBe(415);
    expect((await put('/plans/A-1/u-2', Buffer.alloc(0))).status).toBe(415);
    expect((await put('/plans/..%2fA/u')).status).toBe(404);
  });

  test('keeps notes: once per key, own ones can be taken back, others’ cannot', async () => {
    const { id } = (await (await put('/plans/B-1/u-1')).json()) as { id: number };
    const path = `/plans/${id}/notes`;
    const note = (body: unknown, key?: string, sub = 'person-1') =>
      asked({ method: 'POST', path, body: JSON.stringify(body), ...(key === undefined ? {} : { key }) }, { sub });
    const right = { x: 0, y: 1, text: ' Зина танг аст ' };
    const [one, again] = [await (await note(right, 'k-1')).json(), await (await note(right, 'k-1')).json()];
    expect(one).toMatchObject({ x: 0, y: 1, text: 'Зина танг аст', own: true });
    expect(again).toEqual(one);
    await note(right, 'k-1', 'person-2');
    const all = (await (await asked({ path })).json()) as { notes: { id: number; own: boolean }[] };
    expect(all.notes.map(({ own }) => own)).toEqual([true, false]);
    expect(JSON.stringify(all)).not.toContain('person-');
    const remove = (i: number) => asked({ method: 'DELETE', path: `${path}/${all.notes[i]?.id}` });
    expect([(await remove(1)).status, (await remove(0)).status, (await remove(0)).status]).toEqual([404, 204, 404]);
    for (const wrong of [
      {},
      { ...right, x: 2 },
      { ...right, y: -1 },
      { ...right, x: '0' },
      { ...right, text: '  ' },
      { ...right, text: 'x'.repeat(1_001) },
      null,
    ])
      expect((await note(wrong)).status).toBe(422);
    expect((await asked({ method: 'POST', path, body: '{' })).status).toBe(400);
    expect((await note(right, '')).status).toBe(400);
    expect((await asked({ path: '/plans/999/notes' })).status).toBe(404);
  });
});
