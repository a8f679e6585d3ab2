import type { IncomingHttpHeaders } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether this request may change anything: it was sent by one of our own pages. Browsers say so themselves
 * (`Sec-Fetch-Site`, which no page can forge); older ones say only `Origin`. Silence is a refusal.
 */
export function fromOurPages(method: string, headers: IncomingHttpHeaders, origin: string): boolean {
  if (SAFE.has(method)) return true;
  const site = headers['sec-fetch-site'];
  const sender = headers.origin;
  if (site !== undefined) return site === 'same-origin' && (sender === undefined || sender === 'null' || sender === origin);
  return sender === origin;
}
