import type { Host } from '@hukumat/contract/plugin';
import { type ReactNode, useCallback, useState } from 'react';

/** Codes there are words for; any other is told with the incident number the portal gave it. */
const KNOWN = new Set([
  'backend-away',
  'backend-busy',
  'backend-refused',
  'backend-slow',
  'forbidden',
  'no-picture',
  'not-found',
  'not-of-the-desk',
]);

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Runs a call and keeps what went wrong as something to show; the next run clears it. */
export function useProblem(host: Host): [ReactNode, (work: () => Promise<void>) => Promise<boolean>] {
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
        setMessage(KNOWN.has(code) ? host.text(`problem.${code}`) : host.text('problem.unknown', { incident: host.report(error) }));
        return false;
      }
    },
    [host],
  );
  const shown = message ? (
    <p className="hk-notice hk-tone-danger" role="alert">
      {message}
    </p>
  ) : null;
  return [shown, run];
}
