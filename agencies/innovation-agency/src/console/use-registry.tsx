import type { Host } from '@hukumat/contract/plugin';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type RegistryClient, RegistryRefusal, registryClient } from './registry-client.ts';

const KNOWN = new Set(['own-release', 'not-pending', 'live-changed', 'forbidden', 'not-found', 'reason-required', 'nothing-to-roll-back']);

/** The registry and what went wrong with the last call to it, in the reader's language. */
export function useRegistry(host: Host): {
  registry: RegistryClient | undefined;
  problem: ReactNode;
  run(work: () => Promise<void>): Promise<boolean>;
} {
  const registry = useMemo(() => registryClient(host), [host]);
  const [message, setMessage] = useState<string>();
  const run = useCallback(
    async (work: () => Promise<void>) => {
      setMessage(undefined);
      try {
        await work();
        return true;
      } catch (error) {
        if (host.signal.aborted) return false;
        setMessage(
          error instanceof RegistryRefusal && KNOWN.has(error.code)
            ? host.text(`problem.${error.code}`)
            : host.text('problem.unknown', { incident: host.report(error) }),
        );
        return false;
      }
    },
    [host],
  );
  const problem = message ? (
    <p className="hk-notice hk-tone-danger" role="alert">
      {message}
    </p>
  ) : null;
  return { registry, problem, run };
}
