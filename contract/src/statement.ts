// The signed statement in the QR of a document: what it says, and how anybody checks it without a network.
import { dushanbeDate } from './locale.ts';

/** What a statement vouches for. Days are `yyyy-mm-dd`. */
export interface StatedFacts {
  /** The address before the `#`: where the document is checked online. It ends with the document's code. */
  address: string;
  number: string;
  initials: string;
  issuedOn: string;
  validUntil?: string;
}

/** A public key of the issuer: a JWK with the time in which it signs, and the end of all trust in it. */
export interface StatementKey {
  kty: 'EC';
  crv: 'P-256';
  alg: 'ES256';
  use: 'sig';
  kid: string;
  x: string;
  y: string;
  /** First and last moment at which it signs, ISO 8601. Without an end it still signs. */
  signs_from: string;
  signs_until?: string;
  /** From here on nothing that it ever signed is believed. */
  believed_until?: string;
}

/** What the issuer publishes for checking without a network: keys, and what was revoked up to `at`. */
export interface PublishedStatements {
  issuer: string;
  at: string;
  keys: StatementKey[];
  /** Digests of the facts of revoked documents that have not expired by themselves. */
  revoked: string[];
  /** Certificate of the authority behind the seal of the files, PEM. */
  authority: string;
}

export type StatementResult =
  | 'valid'
  | 'expired'
  | 'revoked'
  /** Signed, but dated after today by more than a clock may be wrong. */
  | 'ahead'
  | 'altered'
  /** Signed by a key that the issuer has not published. */
  | 'foreign'
  /** Signed by a key outside the time in which it may sign, or that is not believed any more. */
  | 'retired'
  /** There is no statement in the text. */
  | 'unreadable';

export interface CheckedStatement {
  result: StatementResult;
  /** Present when the signature holds. */
  facts?: StatedFacts;
  /** Digest of the facts. */
  digest?: string;
}

/** A clock may be wrong by a day and time zones differ: nothing dated tomorrow is called false. */
const SKEW_MS = 86_400_000;
const LONGEST = 4000;

interface Claims {
  n: string;
  i: string;
  d: string;
  u?: string;
  /** SHA-256 of the canonical facts, the address among them. */
  h: string;
}

/** SHA-256 of the facts in their canonical form, base64url. */
export async function factsDigest({ address, number, initials, issuedOn, validUntil }: StatedFacts): Promise<string> {
  const canonical = JSON.stringify({ address, initials, issuedOn, number, ...(validUntil === undefined ? {} : { validUntil }) });
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical))));
}

/** Makes the text of a QR: the address, and behind `#`, which no browser sends, the statement as a compact JWS. */
export async function writeStatement(
  facts: StatedFacts,
  key: { kid: string; sign(input: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> },
): Promise<{ text: string; digest: string }> {
  const digest = await factsDigest(facts);
  const signed = `${encode({ alg: 'ES256', kid: key.kid })}.${encode(claimsOf(facts, digest))}`;
  const signature = await key.sign(new TextEncoder().encode(signed));
  return { text: `${facts.address}#${signed}.${toBase64(new Uint8Array(signature))}`, digest };
}

/** Checks the text of a QR against published keys at `now`. Never asks the network. */
export async function checkStatement(
  text: string,
  published: Pick<PublishedStatements, 'keys' | 'revoked'>,
  now: Date,
): Promise<CheckedStatement> {
  const trimmed = text.trim();
  const at = trimmed.indexOf('#');
  if (at < 0 && trimmed.split('.').length < 4) return { result: 'unreadable' };
  if (at < 0 || trimmed.length > LONGEST) return { result: 'altered' };
  const [head = '', body = '', tail = '', ...more] = trimmed.slice(at + 1).split('.');
  const header = decode<{ alg: string; kid: string }>(head);
  const claims = decode<Claims>(body);
  const signature = fromBase64(tail);
  if (more.length > 0 || !header || !claims || !signature || header.alg !== 'ES256') return { result: 'altered' };
  const key = published.keys.find(({ kid }) => kid === header.kid);
  if (!key) return { result: 'foreign' };
  const facts: StatedFacts = {
    address: trimmed.slice(0, at),
    number: claims.n,
    initials: claims.i,
    issuedOn: claims.d,
    ...(claims.u === undefined ? {} : { validUntil: claims.u }),
  };
  const digest = await factsDigest(facts);
  // Written anew it must be the same letters: no second spelling of the same statement.
  const same = encode({ alg: 'ES256', kid: key.kid }) === head && encode(claimsOf(facts, digest)) === body;
  if (!same || !(await verified(key, `${head}.${body}`, signature))) return { result: 'altered' };
  const today = dushanbeDate(now);
  const result: StatementResult = outside(key, claims.d, now)
    ? 'retired'
    : published.revoked.includes(digest)
      ? 'revoked'
      : claims.u !== undefined && claims.u < today
        ? 'expired'
        : claims.d > dushanbeDate(new Date(now.getTime() + SKEW_MS))
          ? 'ahead'
          : 'valid';
  return { result, facts, digest };
}

const claimsOf = ({ number, initials, issuedOn, validUntil }: StatedFacts, digest: string): Claims => ({
  n: number,
  i: initials,
  d: issuedOn,
  ...(validUntil === undefined ? {} : { u: validUntil }),
  h: digest,
});

function outside(key: StatementKey, issuedOn: string, now: Date): boolean {
  if (key.believed_until !== undefined && now.getTime() > Date.parse(key.believed_until)) return true;
  if (issuedOn < dushanbeDate(new Date(key.signs_from))) return true;
  return key.signs_until !== undefined && issuedOn > dushanbeDate(new Date(key.signs_until));
}

async function verified({ x, y }: StatementKey, input: string, signature: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, new TextEncoder().encode(input));
}

const encode = (value: unknown): string => toBase64(new TextEncoder().encode(JSON.stringify(value)));

/** An object whose every value is text; undefined for anything else. */
function decode<T>(text: string): T | undefined {
  const bytes = fromBase64(text);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const plain = typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
    return plain ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** Only the one spelling of each value: the unused bits of the last letter are zero. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
