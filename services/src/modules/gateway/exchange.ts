import { isUtf8 } from 'node:buffer';
import { lookup as resolveName } from 'node:dns';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Problem } from '../../platform/problem.ts';
import { backendAway, backendRefused, backendSlow } from './faults.ts';
import { hostOf, isPrivate } from './private-address.ts';

/** The largest answer that is passed on. */
const ANSWER_BYTES = 10 * 1024 * 1024;
/** Kinds of data that travel to and from a back end. None of them runs in a browser. */
export const TYPES = new Set([
  'application/json',
  'application/problem+json',
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
]);
/** Headers of an answer that are passed on besides its type. */
const PASSED = ['content-language', 'etag', 'last-modified', 'retry-after'];
const STATUSES = new Set([200, 201, 202, 204, 400, 403, 404, 409, 410, 412, 413, 415, 422, 423, 428, 429]);
const AWAY_SECONDS = 5;

export interface Outgoing {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Uint8Array;
}
export interface BackendAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The sockets to one back end. Changing calls get a fresh one each, so that none is sent into a closing connection. */
export interface Sockets {
  send(outgoing: Outgoing, deadlineMs: number): Promise<BackendAnswer>;
  close(): void;
}

export function openSockets(url: URL, places: number, allowPrivate: boolean): Sockets {
  const Kind = url.protocol === 'https:' ? SecureAgent : Agent;
  const kept = new Kind({ keepAlive: true, maxSockets: places, maxFreeSockets: 4 });
  const fresh = new Kind({ keepAlive: false, maxSockets: places });
  const ask = async (outgoing: Outgoing, deadlineMs: number): Promise<BackendAnswer> => {
    // The name is judged when it is resolved for the connection itself; an address in the URL is never resolved.
    if (!allowPrivate && isPrivate(hostOf(outgoing.url))) throw backendAway(AWAY_SECONDS);
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      return await exchange(outgoing, outgoing.method === 'GET' ? kept : fresh, deadline, allowPrivate ? undefined : publicOnly);
    } catch (error) {
      // Whatever the end of the time broke off, it was the time.
      if (deadline.aborted) throw backendSlow(deadlineMs);
      if (error instanceof Problem) throw error;
      const { code = '' } = error as NodeJS.ErrnoException;
      throw code.startsWith('HPE_') || code === 'ECONNRESET' ? backendRefused('protocol') : backendAway(AWAY_SECONDS);
    }
  };
  return {
    send: ask,
    close() {
      kept.destroy();
      fresh.destroy();
    },
  };
}

/** One request and its whole answer. Redirects are never followed and nothing is decoded. */
async function exchange(
  { method, url, headers, body }: Outgoing,
  agent: Agent | SecureAgent,
  signal: AbortSignal,
  lookup: LookupFunction | undefined,
): Promise<BackendAnswer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  for (let attempt = 1; ; attempt++) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const outgoing = send(url, { method, agent, signal, headers, maxHeaderSize: 16_384, ...(lookup ? { lookup } : {}) }, resolve);
    outgoing.once('error', reject);
    outgoing.once('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(backendRefused('protocol'));
    });
    outgoing.end(body);
    try {
      const answer = await promise;
      // Whatever comes after the head fails the reading below.
      outgoing.on('error', () => undefined);
      return await readAnswer(answer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The other side closed a kept connection just as it was used again: ask once more on another.
      if (attempt < 3 && outgoing.reusedSocket && code === 'ECONNRESET' && !signal.aborted) continue;
      throw error;
    }
  }
}

async function readAnswer(answer: IncomingMessage): Promise<BackendAnswer> {
  const refuse = (error: Problem): never => {
    answer.destroy();
    throw error;
  };
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) refuse(backendRefused('redirect'));
  if (status === 401) refuse(backendRefused('proof'));
  if (status === 503) refuse(backendAway(Number.parseInt(answer.headers['retry-after'] ?? '', 10) || AWAY_SECONDS));
  if (!STATUSES.has(status)) refuse(backendRefused('status'));
  if (answer.headers['content-encoding']) refuse(backendRefused('encoding'));
  if (Number(answer.headers['content-length'] ?? 0) > ANSWER_BYTES) refuse(backendRefused('size'));

  const body = await wholeBody(answer);
  const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const headers: Record<string, string> = {};
  if (body.byteLength > 0) {
    if (!TYPES.has(type)) throw backendRefused('type');
    const isText = type.startsWith('text/') || type.endsWith('json');
    if (isText && !isUtf8(body)) throw backendRefused('encoding');
    if (type.endsWith('json') && !isJson(body)) throw backendRefused('json');
    headers['content-type'] = isText ? `${type}; charset=utf-8` : type;
  }
  for (const name of PASSED) {
    const value = answer.headers[name];
    if (typeof value === 'string' && /^[\x20-\x7e]{1,200}$/.test(value)) headers[name] = value;
  }
  return { status, headers, body };
}

async function wholeBody(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      bytes += part.byteLength;
      if (bytes > ANSWER_BYTES) throw backendRefused('size');
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw backendRefused('length');
  }
  return Buffer.concat(parts);
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Resolves a name to public addresses only, at the moment of connecting, so that no later answer of the DNS can change it. */
const publicOnly: LookupFunction = (name, options, done) => {
  resolveName(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
      return done(Object.assign(new Error(`${name} is no public server`), { code: 'EPRIVATE' }), []);
    const [first] = found;
    return options.all || !first ? done(null, found) : done(null, first.address, first.family);
  });
};
