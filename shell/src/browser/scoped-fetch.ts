import type { ScopedFetch } from '@hukumat/contract/plugin';
import type { Call } from './portal-calls.ts';
import type { RoutePlugin } from './route.ts';

/** Parts of the portal's API that a power opens. Paths are below `/api/v1`. The server judges again, by person and capability. */
const OPENED: Readonly<Record<string, readonly RegExp[]>> = {
  'releases.review': [/^\/releases(\/|$)/, /^\/agencies(\/[a-z0-9-]+(\/(releases|rollback|kill|keys|tier)(\/|$)|$)|$)/],
  'centre.counter': [/^\/agencies\/service-centre\/(queue|codes|sessions|load|audit)(\/|$)/],
};

/** Whether a plugin may ask for this: a path of a power, or a declared call below `/agencies/{agency}/calls/{scope}/`. */
export function isOpen(plugin: Pick<RoutePlugin, 'agency' | 'powers' | 'calls'>, path: string, method: string): boolean {
  if (!path.startsWith('/') || path.startsWith('//') || /[\\#]|%2f|%5c/i.test(path)) return false;
  const url = new URL(path, 'https://portal.invalid');
  if (url.host !== 'portal.invalid' || url.pathname !== path.split('?')[0]) return false;
  if (plugin.powers.some((power) => OPENED[power]?.some((opened) => opened.test(url.pathname)))) return true;
  return (plugin.calls ?? []).some(({ scope, methods }) => {
    const [owner, ...rest] = scope.split('.');
    const base = `/agencies/${owner}/calls/${rest.join('.')}/`;
    return owner === plugin.agency && methods.includes(method) && url.pathname.startsWith(base);
  });
}

/** `host.http`: absent for a plugin that declared no call and holds no power that opens one. */
export function scopedFetch(plugin: RoutePlugin, call: Call): ScopedFetch | undefined {
  if (!plugin.calls?.length && !plugin.powers.some((power) => OPENED[power])) return undefined;
  return async (path, init = {}) => {
    const own = path.replace(/^\/api\/v1(?=\/)/, '');
    const method = init.method ?? 'GET';
    if (!isOpen(plugin, own, method)) throw new Error(`${method} ${path} is not declared`);
    return call(own, method === 'GET' ? init : { ...init, headers: { 'idempotency-key': crypto.randomUUID(), ...init.headers } });
  };
}
