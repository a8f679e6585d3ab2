import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { Agent, request } from 'undici';
import { hostOf, isPrivate } from '../gateway/index.ts';
import { oldHostOf } from './old-address.ts';

export interface Answer {
  status: number;
  /** Where it came from in the end. */
  address: string;
  type: string;
  bytes: Uint8Array;
}
/** @returns undefined when nothing usable came: no answer in time, too large, another host. */
export type AskOutside = (address: string, limit: number) => Promise<Answer | undefined>;

type Lookup = (host: string, answer: (error: Error | null, found: LookupAddress[]) => void) => void;
const publicly: Lookup = (host, answer) =>
  systemLookup(host, { all: true }, (error, found) => {
    if (error) answer(error, []);
    else if (found.length === 0 || found.some(({ address }) => isPrivate(address))) answer(new Error('a private address'), []);
    else answer(null, found);
  });

const DEADLINE_MS = 20_000;
const REDIRECTS = 5;

/**
 * Asks an old site as any visitor would. A connection goes to the very address that was looked up and judged; none leads into
 * a private network, and no redirect to another host is followed.
 */
export function createAskOutside(lookup: Lookup = publicly): { ask: AskOutside; close(): Promise<void> } {
  const agent = new Agent({
    connect: { timeout: DEADLINE_MS, lookup: (host, _options, answer) => lookup(host, (error, found) => answer(error, found as never)) },
    headersTimeout: DEADLINE_MS,
    bodyTimeout: DEADLINE_MS,
    connections: 2,
  });
  const ask: AskOutside = async (address, limit) => {
    const host = oldHostOf(new URL(address).host);
    for (let hop = 0, next = address; hop <= REDIRECTS; hop++) {
      const url = new URL(next);
      if (!/^https?:$/.test(url.protocol) || oldHostOf(url.host) !== host || isPrivate(hostOf(url))) return undefined;
      const answer = await request(url, {
        dispatcher: agent,
        headers: { 'user-agent': 'HUKUMAT.TJ move', accept: '*/*' },
        signal: AbortSignal.timeout(DEADLINE_MS),
      }).catch(() => undefined);
      if (!answer) return undefined;
      const { statusCode, headers, body } = answer;
      const location = [headers.location].flat()[0];
      if (statusCode >= 300 && statusCode < 400 && location && URL.canParse(location, url.href)) {
        await body.dump().catch(() => undefined);
        next = new URL(location, url.href).href;
        continue;
      }
      const bytes = await within(body, limit);
      return bytes && { status: statusCode, address: url.href, type: [headers['content-type']].flat()[0] ?? '', bytes };
    }
    return undefined;
  };
  return { ask, close: () => agent.destroy() };
}

async function within(body: AsyncIterable<Buffer> & { destroy(): void }, limit: number): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > limit) {
        body.destroy();
        return undefined;
      }
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts);
}
