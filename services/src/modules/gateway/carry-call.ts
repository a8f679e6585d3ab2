import type { Platform } from '../../platform/platform.ts';
import { unprocessable } from '../../platform/problem.ts';
import type { Backends } from './backends.ts';
import { type BackendAnswer, TYPES } from './exchange.ts';
import { backendAway } from './faults.ts';
import { countCalls } from './metrics.ts';
import type { Kept, Once } from './once.ts';
import type { OwnKey } from './own-key.ts';
import { type Person, PROOF_HEADER, proofFor } from './proof.ts';

/** What of a browser's call reaches the back end; nothing else of it does, no cookie and no token. */
export interface Call {
  agency: string;
  scope: string;
  method: string;
  /** The address below the back end's own, with its query. */
  path: string;
  type: string;
  body: Uint8Array;
  key: string;
  language: string;
  ifMatch: string;
  id: string;
}
export type Carry = (person: Person, call: Call) => Promise<Kept>;

const NOWHERE_SECONDS = 60;

/** Carries one declared call to the agency's own server, with a proof of who calls, and brings its answer. */
export function carryCall(platform: Platform, { key, backends, once }: { key: OwnKey; backends: Backends; once: Once }): Carry {
  const { config, clock } = platform;

  return async (person, call) => {
    const found = backends.find(call.agency, call.scope);
    if (!found) throw backendAway(NOWHERE_SECONDS);
    const { backend, line, sockets } = found;
    const { method, body } = call;
    if (body.byteLength > 0 && !TYPES.has(call.type)) throw unprocessable('unsupported-type', 'Calls carry JSON, text, pictures and PDF');
    const url = new URL(`${backend.url}/${call.path}`);
    const send = (): Promise<BackendAnswer> =>
      countCalls(`${backend.agency}.${backend.scope}`, method, () =>
        line.carry(person.subject, async () => {
          const headers = {
            accept: 'application/json, image/*, application/pdf, text/*',
            'user-agent': 'hukumat-gateway/1',
            'x-request-id': call.id,
            'content-length': String(body.byteLength),
            [PROOF_HEADER]: await proofFor(key, config.origin, clock.now(), backend, person, { method, url, body }),
            ...(body.byteLength > 0 ? { 'content-type': call.type } : {}),
            ...(/^(tg|ru|en)$/.test(call.language) ? { 'accept-language': call.language } : {}),
            ...(/^"[\x21\x23-\x7e]{1,100}"$/.test(call.ifMatch) ? { 'if-match': call.ifMatch } : {}),
            ...(method === 'GET' ? {} : { 'idempotency-key': call.key }),
          };
          return sockets.send({ method, url, headers, body }, backend.deadlineMs);
        }),
      );
    if (method === 'GET') return { ...(await send()), replayed: false };
    return once(person, backend, call.key, { method, target: call.path, type: call.type, body }, send);
  };
}
