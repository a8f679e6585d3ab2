import type { Clock } from '../platform/clock.ts';

/** What somebody is going to do, by the moment at which they do it. The life's clock shows the moment of what happens now. */
export interface Agenda extends Clock {
  at(when: Date, act: () => Promise<void>): void;
  /** Does everything up to `end`, in order of time, and stands at `end` afterwards. */
  until(end: Date): Promise<void>;
  /** How much lies beyond `end` and is left undone. */
  left(): number;
}

interface Entry {
  when: number;
  /** Of two at one moment the one written down first comes first. */
  place: number;
  act(): Promise<void>;
}

export function agendaFrom(start: Date): Agenda {
  const heap: Entry[] = [];
  let now = start.getTime();
  let places = 0;
  const before = (a: Entry | undefined, b: Entry | undefined): boolean =>
    a !== undefined && (b === undefined || a.when < b.when || (a.when === b.when && a.place < b.place));
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as Entry, heap[a] as Entry];
  };

  function take(): Entry | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const least = before(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!before(heap[least], heap[at])) return first;
      swap(at, least);
      at = least;
    }
  }

  return {
    now: () => new Date(now),
    at(when, act) {
      // Nobody acts in the past: what was meant for it happens now.
      heap.push({ when: Math.max(when.getTime(), now), place: places++, act });
      for (let at = heap.length - 1; at > 0 && before(heap[at], heap[(at - 1) >> 1]); at = (at - 1) >> 1) swap(at, (at - 1) >> 1);
    },
    async until(end) {
      while (heap[0] && heap[0].when <= end.getTime()) {
        const entry = take();
        if (!entry) break;
        now = entry.when;
        await entry.act();
      }
      now = end.getTime();
    },
    left: () => heap.length,
  };
}
