import type { Json } from '@hukumat/contract';
import type { HttpAnswer } from '@hukumat/contract/plugin';

/** Header that carries the page capability: which agency this document was issued for. */
const CAPABILITY = 'x-hukumat-capability';
const DEADLINE_MS = 30_000;

/** A refusal by the portal's server: an RFC 9457 problem. */
class CallRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: Json;
  constructor(answer: HttpAnswer) {
    const problem = (answer.body ?? {}) as { code?: string; title?: string; detail?: string };
    super(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
    this.status = answer.status;
    this.code = problem.code ?? String(answer.status);
    this.body = answer.body;
  }
}

export type Call = (path: string, init?: { method?: string; body?: Json; headers?: Record<string, string> }) => Promise<HttpAnswer>;

/** Calls below `/api/v1`, with the document's capability, plain data in and out, ended by the plugin's signal or after 30 s. */
export function portalCalls(capability: string | undefined, signal: AbortSignal): Call {
  return async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('accept', 'application/json');
    if (capability) headers.set(CAPABILITY, capability);
    if (init.body !== undefined) headers.set('content-type', 'application/json');
    const answer = await fetch(`/api/v1${path}`, {
      method: init.method ?? 'GET',
      headers,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    const text = await answer.text();
    const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: isJson && text ? (JSON.parse(text) as Json) : text };
  };
}

/** The body of a good answer. @throws CallRefused for any other */
export async function good<T>(answer: Promise<HttpAnswer>): Promise<T> {
  const got = await answer;
  if (got.status >= 400) throw new CallRefused(got);
  return got.body as T;
}
