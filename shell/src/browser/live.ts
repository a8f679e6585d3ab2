import type { Live } from '@hukumat/contract/plugin';

/** A live value and the way to change it. */
export function createLive<T>(first: T): { live: Live<T>; set(value: T): void } {
  let value = first;
  const listeners = new Set<(value: T) => void>();
  return {
    live: {
      get value() {
        return value;
      },
      subscribe(listener) {
        listeners.add(listener);
        listener(value);
        return () => listeners.delete(listener);
      },
    },
    set(fresh) {
      value = fresh;
      for (const listener of [...listeners]) listener(value);
    },
  };
}
