import CircuitBreaker from 'opossum';
import { Problem } from '../../platform/problem.ts';
import { backendAway, backendBusy } from './faults.ts';

/** How many calls of one person a back end carries at once: nobody takes all its places. */
const PLACES_OF_ONE = 6;

export interface LineEvents {
  opened(): void;
  closed(): void;
}

/** The line to one back end: its own places and its own circuit breaker, so that what is slow there is slow there alone. */
export interface Line {
  /** @throws Problem 503 `backend-busy` without a free place, 503 `backend-away` while the breaker is open. */
  carry<T>(subject: string, call: () => Promise<T>): Promise<T>;
  close(): void;
}

export function openLine(places: number, resetMs: number, events: LineEvents): Line {
  const breaker = new CircuitBreaker((call: () => Promise<unknown>) => call(), {
    // Each call has its own deadline and is really ended by it.
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 5,
    rollingCountTimeout: 10_000,
    rollingCountBuckets: 10,
    resetTimeout: resetMs,
    enableSnapshots: false,
  });
  breaker.on('open', events.opened);
  breaker.on('close', events.closed);
  const busy = new Map<string, number>();
  let taken = 0;

  return {
    async carry<T>(subject: string, call: () => Promise<T>): Promise<T> {
      const own = busy.get(subject) ?? 0;
      if (taken >= places || own >= PLACES_OF_ONE) throw backendBusy();
      taken += 1;
      busy.set(subject, own + 1);
      try {
        return (await breaker.fire(call)) as T;
      } catch (error) {
        if (error instanceof Problem) throw error;
        const { code } = error as { code?: string };
        if (code === 'EOPENBREAKER' || code === 'ESHUTDOWN') throw backendAway(Math.ceil(resetMs / 1000));
        throw error;
      } finally {
        taken -= 1;
        const left = (busy.get(subject) ?? 1) - 1;
        if (left === 0) busy.delete(subject);
        else busy.set(subject, left);
      }
    },
    close: () => breaker.shutdown(),
  };
}
