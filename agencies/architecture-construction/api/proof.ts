import { createHash } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import { errors, jwtVerify } from 'jose';

/** Who calls, as far as this agency may know. `name` is how this agency, and no other, knows the person. */
export interface Caller {
  name: string;
  roles: readonly string[];
}

export interface ProofRules {
  /** The gateway's public keys: `/.well-known/hukumat-gateway.json` of the portal. */
  keys: JWTVerifyGetKey;
  /** The portal's origin. */
  issuer: string;
  /** `{agency}.{scope}`: a proof for another back end opens nothing here. */
  audience: string;
  /** This server's own origin, as the registrar wrote it down. */
  address(): string;
  now?(): Date;
}

/** The proof is missing, or is not for this request. */
export class NoProof extends Error {}
/** The portal's keys cannot be had, so nothing can be judged. */
export class KeysAway extends Error {}

const SECONDS = 60;

/** Reads the gateway's proof of a request. Each proof opens one request, once, at one server, within a minute. */
export function proofReader(rules: ProofRules) {
  const seen = new Map<string, number>();

  return async (token: unknown, request: { method: string; url: string; body: Uint8Array }): Promise<Caller> => {
    if (typeof token !== 'string') throw new NoProof('no proof');
    const now = rules.now?.() ?? new Date();
    const { payload } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      typ: 'hukumat-proof+jwt',
      algorithms: ['ES256'],
      maxTokenAge: SECONDS,
      clockTolerance: 5,
      currentDate: now,
      requiredClaims: ['sub', 'jti', 'exp', 'htm', 'htu', 'digest'],
    }).catch((error: unknown) => {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw new KeysAway(String(error));
      throw new NoProof(error.message);
    });
    const digest = createHash('sha256').update(request.body).digest('base64url');
    if (payload.htm !== request.method) throw new NoProof('for another method');
    if (payload.htu !== rules.address() + request.url) throw new NoProof('for another address');
    if (payload.digest !== digest) throw new NoProof('for another body');

    const time = now.getTime() / 1000;
    for (const [id, until] of seen) if (until < time) seen.delete(id);
    const { jti = '', exp = 0, sub = '', roles } = payload;
    if (seen.has(jti)) throw new NoProof('used before');
    seen.set(jti, exp + 10);
    return { name: sub, roles: Array.isArray(roles) ? roles.map(String) : [] };
  };
}
