import { createHash } from 'node:crypto';
import type { FetchedPage } from '@hukumat/contract/standard';
import type { FastifyInstance } from 'fastify';

/** An answer with its bytes, which are what is stored. */
export interface Answered {
  page: Omit<FetchedPage, 'role' | 'lang'>;
  bytes: Uint8Array;
}
/** Asks one address; never throws. */
export type Ask = (url: string) => Promise<Answered>;

const TEXT = /^(text\/|application\/(json|xml|[\w.+-]*\+(xml|json)))/;

/** What came, in the form the rules read. The text follows from the bytes and the headers alone. */
function answered(url: string, status: number, headers: Readonly<Record<string, string>>, bytes: Uint8Array, fault?: string): Answered {
  return {
    page: {
      url,
      status,
      headers,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.byteLength,
      body: textOf(bytes, headers),
      ...(fault ? { fault } : {}),
    },
    bytes,
  };
}

export function textOf(bytes: Uint8Array, headers: Readonly<Record<string, string>>): string {
  const type = headers['content-type'] ?? '';
  return TEXT.test(type) ? new TextDecoder(charsetOf(type)).decode(bytes) : '';
}

function charsetOf(type: string): string {
  const named = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return 'utf-8';
  }
}

/** Pages of this portal, asked in the process itself: no network, no cache, nobody signed in. */
export function ownPages(app: FastifyInstance, origin: string): Ask {
  const { host } = new URL(origin);
  return async (url) => {
    const response = await app.inject({ method: 'GET', url: url.slice(origin.length), headers: { host } }).catch(() => undefined);
    if (!response) return answered(url, 0, {}, new Uint8Array(), 'refused');
    const headers = Object.fromEntries(
      Object.entries(response.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    // Neither says anything of the page, and both would make another piece of evidence of the same answer.
    delete headers.date;
    delete headers.connection;
    return answered(url, response.statusCode, headers, response.rawPayload);
  };
}
