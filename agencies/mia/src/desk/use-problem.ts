import type { Host } from '@hukumat/contract/plugin';
import { createElement, type ReactElement, useCallback, useState } from 'react';

/** Codes this desk has words for; any other is told with the incident number the portal gave it. */
const KNOWN = new Set(['stale-version', 'forbidden', 'not-found', 'offline', 'already-claimed', 'not-allowed']);

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Runs a call to the portal and keeps what went wrong as something to show; the next run clears it. */
export function useProblem(host: Host): [ReactElement | undefined, (work: () => Promise<void>) => Promise<boolean>] {
  const [message, setMessage] = useState<string>();
  const run = useCallback(
    async (work: () => Promise<void>) => {
      setMessage(undefined);
      try {
        await work();
        return true;
      } catch (error) {
        if (host.signal.aborted) return false;
        const code = codeOf(error);
        setMessage(
          code !== undefined && KNOWN.has(code)
            ? host.text(`problem.${code}`)
            : host.text('problem.unknown', { incident: host.report(error) }),
        );
        return false;
      }
    },
    [host],
  );
  return [message === undefined ? undefined : createElement('p', { className: 'hk-notice hk-tone-danger', role: 'alert' }, message), run];
}
