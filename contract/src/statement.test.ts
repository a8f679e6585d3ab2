import { createHmac, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkStatement, type StatedFacts, type StatementKey, writeStatement } from './statement.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const FACTS: StatedFacts = {
  address: 'https://hukumat.example/tg/verify/728TKTWN4F728TKTWN4F728TKT',
  number: 'JUSTICE-2026-000123',
  initials: 'Қ. Ҷ.',
  issuedOn: '2026-11-23',
  validUntil: '2027-11-22',
};

interface Pair {
  published: StatementKey;
  kid: string;
  sign(input: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
}
async function pair(kid: string, times: Partial<StatementKey> = {}): Promise<Pair> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', publicKey);
  return {
    published: { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid, x, y, signs_from: '2026-01-01T00:00:00Z', ...times },
    kid,
    sign: (input) => webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, input),
  };
}
let old: Pair;
let now: Pair;
let stranger: Pair;
let text = '';
let digest = '';
const AT = new Date('2026-12-01T06:00:00Z');
const published = (more: { revoked?: string[]; keys?: StatementKey[] } = {}) => ({
  keys: [old.published, now.published],
  revoked: [],
  ...more,
});

beforeAll(async () => {
  old = await pair('old-key1', { signs_until: '2026-06-30T18:59:59Z' });
  now = await pair('new-key1', { signs_from: '2026-06-01T00:00:00Z' });
  stranger = await pair('new-key1');
  ({ text, digest } = await writeStatement(FACTS, now));
});

test('says the number, the days and the initials, with no network', async () => {
  expect(await checkStatement(text, published(), AT)).toEqual({ result: 'valid', facts: FACTS, digest });
  expect(await checkStatement(`  ${text}\n`, published(), AT)).toMatchObject({ result: 'valid' });
  // Small enough for a square of 3.5 cm that a telephone reads.
  expect(text.length).toBeLessThan(460);
});

test('every changed letter is seen', async () => {
  const seen = new Map<string, number>();
  const kidAt = text.indexOf('#') + 1;
  const kidEnd = text.indexOf('.', kidAt);
  for (let at = 0; at < text.length; at++) {
    for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
      const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ bit) + text.slice(at + 1);
      if (changed.trim() === text) continue;
      const { result, facts } = await checkStatement(changed, published(), AT);
      seen.set(result, (seen.get(result) ?? 0) + 1);
      // In the header the name of the key may become that of another key.
      expect(at >= kidAt && at < kidEnd ? ['altered', 'foreign'] : ['altered'], `${at}/${bit}: ${changed}`).toContain(result);
      expect(facts).toBeUndefined();
    }
  }
  expect(seen.get('altered')).toBeGreaterThan(2000);
});

test('any other facts under the same signature are altered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('n', 'i', 'd', 'u', 'h'), fc.string(), async (claim, value) => {
      const [head = '', body = '', tail = ''] = text.slice(text.indexOf('#') + 1).split('.');
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
      fc.pre(claims[claim] !== value);
      const forged = Buffer.from(JSON.stringify({ ...claims, [claim]: value })).toString('base64url');
      const { result } = await checkStatement(`${FACTS.address}#${head}.${forged}.${tail}`, published(), AT);
      expect(result).toBe('altered');
    }),
    { numRuns: 50 },
  );
});

describe('keys', () => {
  test('one that has stopped signing still vouches for what it signed in its time', async () => {
    const { text: before } = await writeStatement({ ...FACTS, issuedOn: '2026-06-30' }, old);
    expect(await checkStatement(before, published(), AT)).toMatchObject({ result: 'valid' });
    const { text: after } = await writeStatement({ ...FACTS, issuedOn: '2026-07-01' }, old);
    expect(await checkStatement(after, published(), AT)).toMatchObject({ result: 'retired' });
    const { text: early } = await writeStatement({ ...FACTS, issuedOn: '2026-05-31' }, now);
    expect(await checkStatement(early, published(), AT)).toMatchObject({ result: 'retired' });
  });

  test('one that is not believed any more vouches for nothing', async () => {
    const keys = [{ ...now.published, believed_until: '2026-12-01T06:00:00Z' }];
    expect(await checkStatement(text, published({ keys }), AT)).toMatchObject({ result: 'valid' });
    expect(await checkStatement(text, published({ keys }), new Date(AT.getTime() + 1))).toMatchObject({ result: 'retired' });
  });

  test('a foreign one is none of ours, and our name on it does not help', async () => {
    const elsewhere = await pair('far-away');
    expect(await checkStatement((await writeStatement(FACTS, elsewhere)).text, published(), AT)).toEqual({ result: 'foreign' });
    expect(await checkStatement((await writeStatement(FACTS, stranger)).text, published(), AT)).toEqual({ result: 'altered' });
  });
});

describe('forgeries', () => {
  const parts = () => text.slice(text.indexOf('#') + 1).split('.') as [string, string, string];
  const encoded = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const judged = async (head: string, body: string, tail: string) =>
    (await checkStatement(`${FACTS.address}#${head}.${body}.${tail}`, published(), AT)).result;
  /** What the public key is written as, for whoever takes it for a shared secret. */
  const secrets = () => [now.published.x, now.published.x + now.published.y, JSON.stringify(now.published)];

  test('no other algorithm is taken for ours', async () => {
    const [, body, tail] = parts();
    for (const alg of ['none', 'None', 'NONE', '', 'HS256', 'HS384', 'RS256', 'PS256', 'ES384', 'EdDSA', 'es256'])
      for (const signature of [tail, 'AA', encoded('')])
        expect(await judged(encoded({ alg, kid: now.kid }), body, signature), alg).toBe('altered');
    for (const secret of secrets()) {
      const head = encoded({ alg: 'HS256', kid: now.kid });
      const mark = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
      expect(await judged(head, body, mark)).toBe('altered');
    }
  });

  test('a header brings no key of its own and says nothing twice', async () => {
    const [, body] = parts();
    const forge = async (header: string | object) => {
      const head = encoded(header);
      const mark = await stranger.sign(new TextEncoder().encode(`${head}.${body}`));
      return judged(head, body, Buffer.from(mark).toString('base64url'));
    };
    const { kid } = now;
    for (const more of [
      { jwk: stranger.published },
      { jku: 'https://evil.example/keys' },
      { x5c: ['AA'] },
      { crit: ['b64'], b64: false },
      { kid: ['new-key1'] },
      { alg: 'ES256', kid: '../new-key1' },
      { kid: '__proto__' },
    ])
      expect(['altered', 'foreign'], JSON.stringify(more)).toContain(await forge({ alg: 'ES256', kid, ...more }));
    expect(await forge(`{"alg":"ES256","alg":"ES256","kid":"${kid}"}`)).toBe('altered');
    expect(await forge(`{"alg":"ES256","kid":"far-away","kid":"${kid}"}`)).toBe('altered');
    expect(await forge(`{"kid":"${kid}","alg":"ES256"}`)).toBe('altered');
    expect(await forge(`{"alg":"ES256", "kid":"${kid}"}`)).toBe('altered');
  });

  test('a signature of zeros, of another length or written as ASN.1 is none', async () => {
    const [head, body, tail] = parts();
    const raw = Buffer.from(tail, 'base64url');
    const der = Buffer.concat([Buffer.from([0x30, 0x44, 0x02, 0x20]), raw.subarray(0, 32), Buffer.from([0x02, 0x20]), raw.subarray(32)]);
    for (const forged of [Buffer.alloc(64), Buffer.alloc(64, 255), raw.subarray(0, 63), Buffer.concat([raw, Buffer.alloc(1)]), der])
      expect(await judged(head, body, forged.toString('base64url'))).toBe('altered');
    expect(await judged(head, body, '')).toBe('altered');
  });

  test('a text without end costs nothing', async () => {
    for (const letters of ['.', '#', 'a.', '#.', '{'.repeat(50)])
      expect(['altered', 'unreadable']).toContain((await checkStatement(letters.repeat(500_000), published(), AT)).result);
  });
});

describe('time', () => {
  test('a clock may be a day behind, not more', async () => {
    expect(await checkStatement(text, published(), new Date('2026-11-22T06:00:00Z'))).toMatchObject({ result: 'valid' });
    expect(await checkStatement(text, published(), new Date('2026-11-21T06:00:00Z'))).toMatchObject({ result: 'ahead' });
  });

  test('the last day counts to its end in Dushanbe', async () => {
    expect(await checkStatement(text, published(), new Date('2027-11-22T18:59:59Z'))).toMatchObject({ result: 'valid' });
    expect(await checkStatement(text, published(), new Date('2027-11-22T19:00:00Z'))).toMatchObject({ result: 'expired' });
  });

  test('revoked wins over expired', async () => {
    const revoked = [digest];
    expect(await checkStatement(text, published({ revoked }), AT)).toMatchObject({ result: 'revoked', facts: { number: FACTS.number } });
    expect(await checkStatement(text, published({ revoked }), new Date('2028-01-01T00:00:00Z'))).toMatchObject({ result: 'revoked' });
  });
});

test.each(['', 'https://hukumat.example/tg/verify/728TKTWN4F728TKTWN4F728TKT', 'https://other.example/', 'салом'])(
  'what holds no statement is called so: %s',
  async (plain) => {
    expect(await checkStatement(plain, published(), AT)).toEqual({ result: 'unreadable' });
  },
);
