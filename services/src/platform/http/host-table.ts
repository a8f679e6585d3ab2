import type { Config } from '../config.ts';

/** Whom a request is for, told by its Host header. */
export type Site = { kind: 'portal' } | { kind: 'frame'; agency: string } | { kind: 'old'; agency: string };
/** The body whose old site had this host, once it is switched; asked with every request, because hosts are switched while we run. */
export type OldHosts = (host: string) => string | undefined;
/** `loopback`: this machine by another name than the origin's; health checks come that way. */
export type HostAnswer = Site | { kind: 'loopback' } | undefined;

/**
 * Which hosts this process answers for: the origin's own; `{agency}.` below it for framed plugins; hosts of old
 * agency sites. Anything else is `undefined`.
 */
export function createHostTable(config: Pick<Config, 'origin' | 'port'>, oldHosts: OldHosts): (host: string | undefined) => HostAnswer {
  const origin = new URL(config.origin);
  const port = origin.port || (origin.protocol === 'https:' ? '443' : '80');
  // Behind a proxy the public port is not the one we listen on; health checks come to the latter.
  const loopback = new Set(['localhost', '127.0.0.1', '[::1]'].flatMap((name) => [`${name}:${port}`, `${name}:${config.port}`]));
  return (header) => {
    const host = withPort(header, origin.protocol);
    if (!host) return undefined;
    if (host === `${origin.hostname}:${port}`) return { kind: 'portal' };
    const frame = /^([a-z0-9][a-z0-9-]{0,62})\.(.+)$/.exec(host);
    if (frame?.[1] && frame[2] === `${origin.hostname}:${port}` && !/^[\d.]+$/.test(origin.hostname)) {
      return { kind: 'frame', agency: frame[1] };
    }
    const old = oldHosts(host.slice(0, host.lastIndexOf(':')));
    if (old) return { kind: 'old', agency: old };
    return loopback.has(host) ? { kind: 'loopback' } : undefined;
  };
}

function withPort(header: string | undefined, protocol: string): string | undefined {
  if (!header || !/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(header)) return undefined;
  const host = header.toLowerCase();
  return /:\d+$/.test(host) && !host.endsWith(']') ? host : `${host}:${protocol === 'https:' ? '443' : '80'}`;
}
