import { createHash, createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Actor } from '../../platform/actor.ts';
import type { Backend } from './index.ts';
import type { OwnKey } from './own-key.ts';

const PROOF_SECONDS = 60;
/** The header that carries the proof to a back end. */
export const PROOF_HEADER = 'hukumat-proof';

export type Person = Extract<Actor, { kind: 'person' }>;

/** The name by which one agency knows a person; another agency knows the same person by another name. */
const pairwiseName = (key: OwnKey, agency: string, subject: string): string =>
  createHmac('sha256', key.pairwise).update(`${agency} ${subject}`).digest('base64url');

/**
 * What a back end is told of whoever calls: a token for this one request and this one back end. It names the method, the
 * whole address and the body's digest, so it opens nothing else, and it says of the person only what that agency may know.
 */
export function proofFor(
  key: OwnKey,
  issuer: string,
  now: Date,
  backend: Backend,
  person: Person,
  request: { method: string; url: URL; body: Uint8Array },
): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  const roles = person.roles.filter(({ agency }) => agency === backend.agency).map(({ role }) => role);
  return new SignJWT({
    htm: request.method,
    htu: request.url.href,
    digest: createHash('sha256').update(request.body).digest('base64url'),
    loa: person.loa,
    roles,
    ...(backend.tellsName ? { name: person.name } : {}),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'hukumat-proof+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(`${backend.agency}.${backend.scope}`)
    .setSubject(pairwiseName(key, backend.agency, person.subject))
    .setJti(crypto.randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + PROOF_SECONDS)
    .sign(key.privateKey);
}
