import type { Json } from '@hukumat/contract';
import type { HttpAnswer, ScopedFetch } from '@hukumat/contract/plugin';

/** Header that carries the page capability: which agency this document was issued for. */
const CAPABILITY = 'x-hukumat-capability';
const DEADLINE_MS = 30_000;

/** A refusal by the portal's server: an RFC 9457 problem. */
class CallRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: HttpAnswer['body'];
  constructor(answer: HttpAnswer) {
    const problem = (answer.body ?? {}) as { code?: string; title?: string; detail?: string };
    super(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
    this.status = answer.status;
    this.code = problem.code ?? String(answer.status);
    this.body = answer.body;
  }
}

export type Call = ScopedFetch;

/** Calls below `/api/v1`, with the document's capability, plain data in and out, ended by the plugin's signal or after 30 s. */
export function portalCalls(capability: string | undefined, signal: AbortSignal): Call {
  return async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('accept', 'application/json');
    if (capability) headers.set(CAPABILITY, capability);
    const file = init.body instanceof Blob ? init.body : undefined;
    if (init.body !== undefined) headers.set('content-type', file ? file.type : 'application/json');
    const answer = await fetch(`/api/v1${path}`, {
      method: init.method ?? 'GET',
      headers,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      ...(init.body === undefined ? {} : { body: file ?? JSON.stringify(init.body) }),
    });
    const { status } = answer;
    const type = answer.headers.get('content-type') ?? '';
    const told = Object.fromEntries(answer.headers);
    if (type !== '' && !/\bjson\b|^text\//.test(type)) return { status, headers: told, body: await answer.blob() };
    const text = await answer.text();
    return { status, headers: told, body: /\bjson\b/.test(type) && text ? (JSON.parse(text) as Json) : text };
  };
}

/** The body of a good answer. @throws CallRefused for any other */
export async function good<T>(answer: Promise<HttpAnswer>): Promise<T> {
  const got = await answer;
  if (got.status >= 400) throw new CallRefused(got);
  return got.body as T;
}
