import { leaseServer } from './testing.ts';

/** Vitest's global setup: holds the shared PostgreSQL for the whole run, so that test files find it warm. */
export async function setup(): Promise<() => Promise<void>> {
  const lease = await leaseServer();
  return lease.end;
}
