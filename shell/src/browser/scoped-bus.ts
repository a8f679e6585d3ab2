import type { Json } from '@hukumat/contract';
import type { ScopedBus } from '@hukumat/contract/plugin';

/** Events between plugins of one document, by the names that the manifest declared. Details are copied, never shared. */
export function scopedBus(events: EventTarget, emits: readonly string[], hears: readonly string[], signal: AbortSignal): ScopedBus {
  const allow = (names: readonly string[], name: string): void => {
    if (!names.includes(name)) throw new Error(`the event ${name} is not declared`);
  };
  return Object.freeze<ScopedBus>({
    emit(name, detail) {
      allow(emits, name);
      events.dispatchEvent(new CustomEvent(name, { detail: structuredClone(detail) }));
    },
    on(name, listener) {
      allow(hears, name);
      const stop = new AbortController();
      const hear = (event: Event): void => listener(structuredClone((event as CustomEvent<Json>).detail));
      events.addEventListener(name, hear, { signal: AbortSignal.any([signal, stop.signal]) });
      return () => stop.abort();
    },
  });
}
