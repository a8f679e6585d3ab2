import { silenceWatch } from './deadline.ts';
import { PluginFailure } from './lifecycle.ts';

/** URL path → `sha384-…` */
export type Hashes = Readonly<Record<string, string>>;

const linked = new Map<string, Promise<void>>();

/**
 * Brings scripts into the module map under their hashes, so that a later `import()` may run them.
 *
 * First each file is fetched as a stream into the browser's cache. Only a stream tells a slow download from a dead one,
 * and only a fetch can be aborted: an address that hangs inside the module map hangs for the life of the document.
 * Then a `modulepreload` link with the hash takes it from the cache; without that link the integrity policy blocks it.
 *
 * @param silence milliseconds without a byte of any of the files after which the download counts as dead
 * @throws PluginFailure `refused` (`status`, `not-script`, `integrity`, `unreachable`) or `timed-out` (`no-bytes`)
 */
export async function bring(scripts: Hashes, silence: number, signal?: AbortSignal): Promise<void> {
  const missing = Object.entries(scripts).filter(([url]) => !linked.has(url));
  const stop = new AbortController();
  const watch = silenceWatch(silence, () => new PluginFailure('timed-out', 'no-bytes'));
  const together = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  try {
    await Promise.race([Promise.all(missing.map(([url]) => stream(url, watch.heard, together))), watch.quiet]);
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    watch.stop();
  }
  await Promise.all(Object.entries(scripts).map(([url, integrity]) => preload(url, integrity)));
}

async function stream(url: string, heard: () => void, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { signal }).catch((error: unknown) => {
    throw signal.aborted ? error : new PluginFailure('refused', 'unreachable', error);
  });
  heard();
  if (!answer.ok) throw new PluginFailure('refused', 'status', answer.status);
  if (!/^(text|application)\/javascript\b/.test(answer.headers.get('content-type') ?? '')) throw new PluginFailure('refused', 'not-script');
  const reader = answer.body?.getReader();
  while (reader) {
    const { done } = await reader.read().catch((error: unknown) => {
      throw signal.aborted ? error : new PluginFailure('refused', 'unreachable', error);
    });
    if (done) return;
    heard();
  }
}

function preload(url: string, integrity: string): Promise<void> {
  const known = linked.get(url);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.integrity = integrity;
    link.href = url;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      linked.delete(url);
      reject(new PluginFailure('refused', 'integrity', url));
    };
    document.head.append(link);
  });
  linked.set(url, loading);
  return loading;
}
