import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyJournal } from '../../platform/journal.ts';
import { callPath } from './call-path.ts';
import { forgetAnswers } from './once.ts';
import { isPrivate } from './private-address.ts';
import { people, rawBackend, type TestBackend, type TestGateway, testBackend, testGateway } from './testing.ts';

let stage: TestGateway;
const opened: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  stage = await testGateway({ resetMs: 300 });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});
afterAll(() => stage?.stop());

async function backend(answer: Parameters<typeof testBackend>[0], scope = 'records', more = {}): Promise<TestBackend> {
  const made = await testBackend(answer);
  opened.push(made);
  await stage.register('mia', scope, made.url, more);
  return made;
}
const json =
  (status: number, body: unknown): Parameters<typeof testBackend>[0] =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const RECORDS = '/api/v1/agencies/mia/calls/records';
const codeOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as { code: string }).code}`;
let keys = 0;
const fresh = () => ({ 'idempotency-key': `key-number-${++keys}` });

describe('what reaches a back end', () => {
  test('the address as it was sent, the body, and no cookie, token or header of anybody’s choice', async () => {
    const there = await backend(json(200, { ok: true }));
    const answer = await stage.call(`${RECORDS}/cases/%D0%B0%20b?q=1&r=%2Fx`, {
      method: 'POST',
      body: '{"a":"ҳ"}',
      headers: {
        ...fresh(),
        cookie: 'hukumat_session=secret',
        'x-forwarded-for': '6.6.6.6',
        'x-forwarded-host': 'evil.example',
        'x-hukumat-capability': 'secret',
        'hukumat-proof': 'forged',
        forwarded: 'for=6.6.6.6',
        'proxy-authorization': 'Basic c2VjcmV0',
        'x-anything': 'secret',
        referer: 'https://hukumat.tj/tg/mia/desk/7',
        'accept-language': 'ru',
        'if-match': '"3"',
      },
    });
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    const [got] = there.received;
    expect(got?.url).toBe('/cases/%D0%B0%20b?q=1&r=%2Fx');
    expect(got?.body.toString()).toBe('{"a":"ҳ"}');
    expect(Object.keys(got?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-language',
      'connection',
      'content-length',
      'content-type',
      'host',
      'hukumat-proof',
      'idempotency-key',
      'if-match',
      'user-agent',
      'x-request-id',
    ]);
    expect(got?.headers.host).toBe(new URL(there.url).host);
    expect(JSON.stringify(got?.headers)).not.toMatch(/secret|6\.6\.6\.6|evil|forged|citizen-1/);
  });

  test.each([
    '/../../../who',
    '/a/../../b',
    '/a/./b',
    '/a//b',
    '/a/%2e%2e/b',
    '/a%2fb',
    '/a%5Cb',
    '/a;b=1',
    '/a%0d%0aX:1',
    '/a%252f',
    '/a%zz',
    `/${'a'.repeat(1_600)}`,
  ])('never the path %s', async (rest) => {
    const there = await backend(json(200, {}));
    expect((await stage.call(`${RECORDS}${rest}`)).status).toBeGreaterThanOrEqual(400);
    expect(there.received).toEqual([]);
  });

  test('a header with a line break in it does not even come this far', async () => {
    await expect(stage.call(`${RECORDS}/a`, { headers: { 'accept-language': 'ru\r\nx-evil: 1' } })).rejects.toThrow(/Invalid character/);
    const there = await backend(json(200, {}));
    await stage.call(`${RECORDS}/a`, { headers: { 'accept-language': 'ru, x', 'if-match': 'W/"1", *' } });
    expect(there.received[0]?.headers).not.toHaveProperty('accept-language');
    expect(there.received[0]?.headers).not.toHaveProperty('if-match');
  });

  test('only data that no browser runs, and only so much of it', async () => {
    const there = await backend(json(200, {}));
    const post = (type: string, body: string) =>
      stage.call(`${RECORDS}/a`, { method: 'POST', body, headers: { ...fresh(), 'content-type': type } });
    expect(await codeOf(await post('text/html', '<p>'))).toBe('422 unsupported-type');
    const large = await stage.app.inject({
      method: 'POST',
      url: `${RECORDS}/a`,
      headers: {
        host: new URL(stage.origin).host,
        'sec-fetch-site': 'same-origin',
        'x-person': 'citizen',
        'x-page': 'mia',
        'content-type': 'application/json',
      },
      payload: 'x'.repeat(8 * 1024 * 1024 + 1),
    });
    expect([large.statusCode, large.json().code]).toEqual([413, 'too-large']);
    expect(there.received).toEqual([]);
    expect((await post('application/pdf', '%PDF-')).status).toBe(200);
  });
});

describe('who may call', () => {
  const ask = (path: string, init: Parameters<TestGateway['call']>[1]) => stage.call(path, init).then(codeOf);
  test('a person on a page of that very agency, with what its live release declares', async () => {
    const there = await backend(json(200, {}));
    await stage.register('justice', 'deeds', there.url);
    await stage.register('mia', 'undeclared', there.url);
    await stage.register('customs', 'records', there.url);
    await stage.register('mia', 'read', there.url);
    expect(await ask(`${RECORDS}/a`, { who: 'nobody' })).toBe('401 sign-in-needed');
    expect(await ask(`${RECORDS}/a`, { page: 'justice' })).toBe('403 forbidden');
    expect(await ask('/api/v1/agencies/justice/calls/deeds/a', { page: 'mia' })).toBe('403 forbidden');
    expect(await ask(`${RECORDS}/a`, { who: 'developer', headers: { authorization: 'Bearer abc' } })).toBe('403 forbidden');
    expect(await ask('/api/v1/agencies/mia/calls/undeclared/a', {})).toBe('404 not-found');
    expect(await ask('/api/v1/agencies/mia/calls/deeds/a', {})).toBe('404 not-found');
    expect(await ask('/api/v1/agencies/customs/calls/records/a', { page: 'customs' })).toBe('404 not-found');
    expect(await ask('/api/v1/agencies/mia/calls/read/a', { method: 'DELETE', headers: fresh() })).toBe('405 method-not-declared');
    expect(await ask(`${RECORDS}/a`, { method: 'POST', headers: { ...fresh(), 'sec-fetch-site': 'cross-site' } })).toBe('403 forbidden');
    expect(there.received).toEqual([]);
    expect((await stage.call('/api/v1/agencies/justice/calls/deeds/a', { page: 'justice' })).status).toBe(200);
    await stage.gateway.withdrawBackend(people.registrar, 'justice', 'deeds');
    expect(await ask('/api/v1/agencies/justice/calls/deeds/a', { page: 'justice' })).toBe('503 backend-away');
  });
});

describe('the proof', () => {
  const proofOf = (there: TestBackend, i = 0) => String(there.received[i]?.headers['hukumat-proof']);
  const jwks = async () => createLocalJWKSet((await (await stage.call('/.well-known/hukumat-gateway.json')).json()) as never);

  test('says to this back end alone who calls, for this one request, as anybody can verify', async () => {
    const there = await backend(json(200, {}));
    await stage.call(`${RECORDS}/a?b=1`, { who: 'officer', method: 'PUT', body: '{"x":1}', headers: fresh() });
    const { payload, protectedHeader } = await jwtVerify(proofOf(there), await jwks(), {
      audience: 'mia.records',
      issuer: stage.origin,
      typ: 'hukumat-proof+jwt',
      algorithms: ['ES256'],
    });
    expect(protectedHeader.kid).toBeTruthy();
    expect(payload).toMatchObject({
      htm: 'PUT',
      htu: `${there.url}/a?b=1`,
      digest: createHash('sha256').update('{"x":1}').digest('base64url'),
      loa: 'substantial',
      roles: ['officer'],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(Object.keys(payload).sort()).toEqual(['aud', 'digest', 'exp', 'htm', 'htu', 'iat', 'iss', 'jti', 'loa', 'roles', 'sub']);
    await expect(jwtVerify(proofOf(there), await jwks(), { audience: 'mia.slow' })).rejects.toThrow(/aud/);
  });

  test('names a person differently to each agency, and by name only where that was allowed', async () => {
    const there = await backend(json(200, {}), 'records', { tellsName: true });
    await stage.register('justice', 'deeds', there.url);
    const claims = async (i: number) => (await jwtVerify(proofOf(there, i), await jwks())).payload;
    await stage.call(`${RECORDS}/a`);
    await stage.call(`${RECORDS}/b`);
    await stage.call('/api/v1/agencies/justice/calls/deeds/a', { page: 'justice', who: 'citizen' });
    await stage.call(`${RECORDS}/a`, { who: 'other' });
    const [one, again, elsewhere, other] = [await claims(0), await claims(1), await claims(2), await claims(3)];
    expect(again.sub).toBe(one.sub);
    expect(again.jti).not.toBe(one.jti);
    expect(new Set([one.sub, elsewhere.sub, other.sub, 'citizen-1']).size).toBe(4);
    expect([one.name, elsewhere.name]).toEqual(['Раҳимзода Фирӯза', undefined]);
    // Roles of other agencies are nobody's business.
    await stage.call('/api/v1/agencies/justice/calls/deeds/a', { page: 'justice', who: 'officer' });
    expect((await claims(4)).roles).toEqual([]);
  });
});

describe('what comes back', () => {
  test('is passed on with its status, its kind and nothing else', async () => {
    await backend((_request, response) => {
      response.writeHead(404, {
        'content-type': 'application/json; charset=windows-1251',
        'set-cookie': 'hukumat_session=evil',
        'x-evil': '1',
        'access-control-allow-origin': '*',
        'content-security-policy': "default-src 'unsafe-inline'",
        'clear-site-data': '"*"',
        location: 'https://evil.example/',
        etag: '"7"',
        'retry-after': '3',
      });
      response.end('{"code":"no-such-plan"}');
    });
    const answer = await stage.call(`${RECORDS}/a`);
    expect([answer.status, await answer.json()]).toEqual([404, { code: 'no-such-plan' }]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect([answer.headers.get('etag'), answer.headers.get('retry-after')]).toEqual(['"7"', '3']);
    for (const name of ['set-cookie', 'x-evil', 'access-control-allow-origin', 'clear-site-data', 'location'])
      expect(answer.headers.get(name), name).toBeNull();
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a file is the same file, an empty answer is empty', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
    await backend((request, response) =>
      request.url === '/none' ? response.writeHead(204).end() : response.writeHead(200, { 'content-type': 'image/png' }).end(bytes),
    );
    const file = await stage.call(`${RECORDS}/sheet`);
    expect([file.headers.get('content-type'), Buffer.from(await file.arrayBuffer())]).toEqual(['image/png', bytes]);
    expect((await stage.call(`${RECORDS}/none`)).status).toBe(204);
  });

  test.each<[string, Parameters<typeof testBackend>[0]]>([
    ['redirect', (_q, r) => r.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()],
    ['type', (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<script>x</script>')],
    ['type', (_q, r) => r.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg/>')],
    ['type', (_q, r) => r.writeHead(200).end('what is this')],
    ['json', (_q, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"a":')],
    ['encoding', (_q, r) => r.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('x')],
    ['encoding', (_q, r) => r.writeHead(200, { 'content-type': 'text/plain' }).end(Buffer.from([0xff, 0xfe]))],
    ['size', (_q, r) => r.writeHead(200, { 'content-type': 'text/plain', 'content-length': '99999999' }).end('x')],
    [
      'size',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'text/plain' });
        const more = () => {
          while (!r.destroyed && r.write('x'.repeat(65_536)));
          if (!r.destroyed) r.once('drain', more);
        };
        more();
      },
    ],
    ['status', (_q, r) => r.writeHead(500, { 'content-type': 'application/json' }).end('{"stack":"at secret.js:1"}')],
    ['status', (_q, r) => r.writeHead(418).end()],
    ['proof', (_q, r) => r.writeHead(401).end()],
  ])('never: %s', async (why, answer) => {
    await backend(answer);
    const got = await stage.call(`${RECORDS}/a`);
    expect([got.status, got.headers.get('retry-after')]).toEqual([502, '30']);
    expect(await got.json()).toMatchObject({ code: 'backend-refused', why });
  });

  test.each([
    ['length', 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 50\r\n\r\nonly this', true],
    ['length', 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n', true],
    ['json', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5\r\n\r\n{"a":{"b":1}}', true],
    ['protocol', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', true],
    ['protocol', 'HTTP/1.1 200 OK\r\nx-a: 1\r\n bad fold: \u0000\r\n\r\n', true],
    ['protocol', 'SSH-2.0-OpenSSH_9.6\r\n', true],
    ['protocol', `HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`, true],
    ['protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', true],
    ['protocol', '', true],
  ])('never a lie about itself: %s %s', async (why, bytes, end) => {
    const there = await rawBackend(bytes, { end });
    opened.push(there);
    await stage.register('mia', 'records', there.url);
    expect(await (await stage.call(`${RECORDS}/a`)).json()).toMatchObject({ status: 502, code: 'backend-refused', why });
  });
});

describe('time', () => {
  const SLOW = '/api/v1/agencies/mia/calls/slow';

  test('a call ends at its deadline, be it the head or the body that does not come', async () => {
    await backend(() => undefined, 'slow', { deadlineMs: 150 });
    const head = await stage.call(`${SLOW}/a`);
    expect([head.headers.get('retry-after'), await codeOf(head)]).toEqual(['5', '504 backend-slow']);
    await backend((_q, r) => void r.writeHead(200, { 'content-type': 'text/plain' }).write('a little'), 'slow', { deadlineMs: 150 });
    expect(await codeOf(await stage.call(`${SLOW}/a`))).toBe('504 backend-slow');
  });

  test('a back end that is not there is away', async () => {
    const gone = await backend(json(200, {}));
    await gone.stop();
    opened.length = 0;
    const answer = await stage.call(`${RECORDS}/a`);
    expect([answer.headers.get('retry-after'), await codeOf(answer)]).toEqual(['5', '503 backend-away']);
  });

  test('one that hangs holds its own places and no other back end’s', async () => {
    const held: (() => void)[] = [];
    const slow = await backend((q, r) => void held.push(() => json(200, {})(q, r)), 'slow', { deadlineMs: 30_000, places: 4 });
    const quick = await backend(json(200, { quick: true }));
    const order: string[] = [];
    const people = ['citizen', 'other', 'officer'] as const;
    const hanging = Array.from({ length: 4 }, (_, i) =>
      stage.call(`${SLOW}/${i}`, { who: people[i % 3] ?? 'citizen' }).then((answer) => void order.push(`slow ${answer.status}`)),
    );
    await expect.poll(() => slow.received.length).toBe(4);
    // No place is left there, and whoever asks is told at once.
    expect(await codeOf(await stage.call(`${SLOW}/more`))).toBe('503 backend-busy');
    for (let i = 0; i < 50; i++) order.push(`quick ${(await stage.call(`${RECORDS}/${i}`)).status}`);
    expect(order).toEqual(Array(50).fill('quick 200'));
    expect([slow.received.length, quick.received.length]).toEqual([4, 50]);
    for (const release of held) release();
    await Promise.all(hanging);
    expect(order.slice(50)).toEqual(Array(4).fill('slow 200'));
  });

  test('nobody takes all the places', async () => {
    const held: (() => void)[] = [];
    const there = await backend((q, r) => void held.push(() => json(200, {})(q, r)), 'slow', { deadlineMs: 30_000 });
    const mine = Array.from({ length: 6 }, (_, i) => stage.call(`${SLOW}/${i}`));
    await expect.poll(() => there.received.length).toBe(6);
    expect(await codeOf(await stage.call(`${SLOW}/7`))).toBe('503 backend-busy');
    const others = stage.call(`${SLOW}/other`, { who: 'other' });
    await expect.poll(() => there.received.length).toBe(7);
    for (const release of held) release();
    expect((await Promise.all([...mine, others])).map(({ status }) => status)).toEqual(Array(7).fill(200));
  });

  test('one that keeps failing is left alone, then tried by one call, and then trusted again', async () => {
    let well = false;
    const there = await backend((q, r) => (well ? json(200, {})(q, r) : r.writeHead(500).end()));
    for (let i = 0; i < 5; i++) expect(await codeOf(await stage.call(`${RECORDS}/${i}`))).toBe('502 backend-refused');
    const away = await stage.call(`${RECORDS}/6`);
    expect([away.headers.get('retry-after'), await codeOf(away)]).toEqual(['1', '503 backend-away']);
    expect(there.received.length).toBe(5);
    well = true;
    await expect.poll(async () => (await stage.call(`${RECORDS}/again`)).status, { timeout: 5_000 }).toBe(200);
    expect(there.received.length).toBe(6);
  });

  test('what the person did wrong does not count against the back end', async () => {
    const there = await backend(json(422, { code: 'no' }));
    for (let i = 0; i < 12; i++) expect((await stage.call(`${RECORDS}/${i}`)).status).toBe(422);
    expect(there.received.length).toBe(12);
  });
});

describe('once', () => {
  const post = (key: string, body: string, who: 'citizen' | 'other' = 'citizen') =>
    stage.call(`${RECORDS}/notes`, { method: 'POST', who, body, headers: { 'idempotency-key': key } });

  test('a repetition gets the kept answer and the back end hears nothing of it', async () => {
    let n = 0;
    const there = await backend((q, r) => json(201, { n: ++n })(q, r));
    const [first, again] = [await post('key-of-one-1', '{"a":1}'), await post('key-of-one-1', '{"a":1}')];
    expect([first.status, await first.json(), first.headers.get('idempotency-replayed')]).toEqual([201, { n: 1 }, null]);
    expect([again.status, await again.json(), again.headers.get('idempotency-replayed')]).toEqual([201, { n: 1 }, 'true']);
    expect(await codeOf(await post('key-of-one-1', '{"a":2}'))).toBe('422 idempotency-key-reused');
    expect(there.received.length).toBe(1);
    expect(there.received[0]?.headers['idempotency-key']).toBe('key-of-one-1');
    // Another person's key of the same letters is another key.
    expect(await (await post('key-of-one-1', '{"a":1}', 'other')).json()).toEqual({ n: 2 });
    expect(await codeOf(await post('short', '{}'))).toBe('422 idempotency-key-invalid');
    expect(await codeOf(await stage.call(`${RECORDS}/notes`, { method: 'DELETE' }))).toBe('422 idempotency-key-invalid');
  });

  test('at the same time it is one call and equal answers', async () => {
    let n = 0;
    const held: (() => void)[] = [];
    const there = await backend((q, r) => void held.push(() => json(200, { n: ++n })(q, r)));
    const all = Array.from({ length: 20 }, () => post('key-at-once-1', '{"a":1}'));
    await expect.poll(() => held.length).toBe(1);
    held[0]?.();
    const answers = await Promise.all((await Promise.all(all)).map((answer) => answer.json()));
    expect(answers).toEqual(Array(20).fill({ n: 1 }));
    expect(there.received.length).toBe(1);
  });

  test('a call that failed may be tried again with its key', async () => {
    let well = false;
    const there = await backend((q, r) => (well ? json(200, { ok: 1 })(q, r) : r.writeHead(503, { 'retry-after': '2' }).end()));
    const away = await post('key-retried-1', '{}');
    expect([away.headers.get('retry-after'), await codeOf(away)]).toEqual(['2', '503 backend-away']);
    well = true;
    expect(await (await post('key-retried-1', '{}')).json()).toEqual({ ok: 1 });
    expect(there.received.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-retried-1', 'key-retried-1']);
  });

  test('a key that another process holds is under way; one whose process is gone is taken over', async () => {
    const there = await backend(json(200, { ok: 1 }));
    const digest = createHash('sha256').update('POST notes\napplication/json\n{}').digest('hex');
    await sql`insert into gateway.answers (owner, agency, scope, key, digest, started_at)
      values ('citizen-1', 'mia', 'records', 'key-elsewhere-1', ${digest}, now())`.execute(stage.platform.db.owner);
    const busy = await post('key-elsewhere-1', '{}');
    expect([busy.headers.get('retry-after'), await codeOf(busy)]).toEqual(['1', '409 call-under-way']);
    expect(await codeOf(await post('key-elsewhere-1', '{"b":1}'))).toBe('422 idempotency-key-reused');
    expect(there.received).toEqual([]);
    await sql`update gateway.answers set started_at = now() - interval '2 minutes' where key = 'key-elsewhere-1'`.execute(
      stage.platform.db.owner,
    );
    expect(await (await post('key-elsewhere-1', '{}')).json()).toEqual({ ok: 1 });
  });

  test('kept answers are forgotten after a day', async () => {
    const there = await backend(json(200, { ok: 1 }));
    await post('key-forgotten-1', '{}');
    await forgetAnswers(stage.platform);
    await post('key-forgotten-1', '{}');
    expect(there.received.length).toBe(1);
    await sql`update gateway.answers set started_at = now() - interval '25 hours'`.execute(stage.platform.db.owner);
    await forgetAnswers(stage.platform);
    await post('key-forgotten-1', '{}');
    expect(there.received.length).toBe(2);
  });

  test('changing calls and the register stand in the journal, without an address or a body', async () => {
    await backend(json(200, {}));
    await post('key-journal-1', '{"secret":1}');
    const { rows } = await stage.platform.db.owner
      .selectFrom('platform.journal' as never)
      .selectAll()
      .execute()
      .then((all) => ({ rows: all as { type: string; entity: string; data: object; subject: string | null }[] }));
    expect(rows.findLast(({ type }) => type === 'gateway.called')).toMatchObject({
      entity: 'backend:mia.records',
      subject: 'citizen-1',
      data: { method: 'POST', status: 200 },
    });
    expect(rows.some(({ type }) => type === 'gateway.backend-registered')).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/secret|\/notes/);
    expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
  });
});

describe('the register of back ends', () => {
  const address = '/api/v1/agencies/mia/backends/records';
  const put = (who: keyof typeof people, body: object, page = 'innovation-agency') =>
    stage.call(address, { method: 'PUT', who, page, body: JSON.stringify(body) });

  test('is written by the registrar alone, from the central console', async () => {
    const right = { url: 'https://records.mia.example/v1/' };
    expect(await codeOf(await put('developer', right))).toBe('403 forbidden');
    expect(await codeOf(await put('registrar', right, 'mia'))).toBe('403 forbidden');
    expect(await (await put('registrar', right)).json()).toMatchObject({ agency: 'mia', scope: 'records', deadlineMs: 5000, places: 20 });
    const list = (who: keyof typeof people) => stage.call('/api/v1/agencies/mia/backends', { who });
    expect(((await (await list('developer')).json()) as { backends: { url: string }[] }).backends.map(({ url }) => url)).toContain(
      'https://records.mia.example/v1',
    );
    expect(await codeOf(await list('citizen'))).toBe('403 forbidden');
    expect((await stage.call(address, { method: 'DELETE', who: 'registrar', page: 'innovation-agency' })).status).toBe(200);
    expect(await codeOf(await stage.call(address, { method: 'DELETE', who: 'registrar', page: 'innovation-agency' }))).toBe(
      '404 not-found',
    );
    await expect(stage.register('nowhere', 'records', 'https://x.example')).rejects.toMatchObject({ status: 404 });
  });

  test('another instance hears of a change', async () => {
    const there = await backend(json(200, { first: true }));
    const second = await testBackend(json(200, { second: true }));
    opened.push(second);
    await stage.platform.db.owner.transaction().execute(async (trx) => {
      await trx
        .updateTable('gateway.backends' as never)
        .set({ url: second.url } as never)
        .where('scope' as never, '=', 'records' as never)
        .execute();
      await sql`select pg_notify('gateway_backends', 'mia.records')`.execute(trx);
    });
    await expect.poll(async () => (await stage.call(`${RECORDS}/a`)).json()).toEqual({ second: true });
    expect(there.received.every(({ url }) => url === '/a')).toBe(true);
  });

  test('takes no address of a private network, by number or by name, unless it was told to', async () => {
    const strict = await testGateway({ env: { HUKUMAT_PRIVATE_BACKENDS: '0' } });
    opened.push(strict);
    for (const url of [
      'http://records.example',
      'https://127.0.0.1:9000',
      'https://10.0.0.5',
      'https://169.254.169.254/latest',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://localhost:5432',
      'https://db.localhost',
    ])
      await expect(strict.register('mia', 'records', url), url).rejects.toMatchObject({ code: 'backend-private' });
    for (const url of ['ftp://x.example', 'https://u:p@x.example', 'https://x.example/?q=1', 'nonsense'])
      await expect(strict.register('mia', 'records', url), url).rejects.toMatchObject({ code: 'backend-address' });
    // A name that leads to this machine is found out when it is resolved.
    const here = await backend(json(200, {}), 'slow');
    await strict.platform.db.owner
      .insertInto('gateway.backends' as never)
      .values({
        agency: 'mia',
        scope: 'records',
        url: here.url.replace('127.0.0.1', 'localhost'),
        deadline_ms: 2000,
        places: 5,
        tells_name: false,
        registered_by: 'x',
        registered_at: new Date(),
      } as never)
      .execute();
    await sql`select pg_notify('gateway_backends', '')`.execute(strict.platform.db.owner);
    await expect.poll(async () => codeOf(await strict.call(`${RECORDS}/a`, { page: 'mia' }))).toBe('503 backend-away');
    expect(here.received).toEqual([]);
  });
});

test('tells private addresses from public ones', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
    '169.254.1.1',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2001::1',
    'fec0::1',
    '0.0.0.0',
    '255.255.255.255',
  ])
    expect(isPrivate(address), address).toBe(true);
  for (const address of ['8.8.8.8', '172.32.0.1', '193.168.0.1', '2606:4700::1111', 'records.example', ''])
    expect(isPrivate(address), address).toBe(false);
});

test('reads the rest of an address as it stands', () => {
  const rest = (tail: string) => callPath(`${RECORDS}/${tail}`);
  expect(['', 'a', 'a/', 'a/b?x=/../', 'a%20b?q=%2e%2e%2f'].map(rest)).toEqual(['', 'a', 'a/', 'a/b?x=/../', 'a%20b?q=%2e%2e%2f']);
});
