/** Chance that repeats itself: the same seed makes the same choices. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** True in `share` of the cases. */
  of(share: number): boolean;
  /** A whole number between both ends, ends included. */
  whole(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  /** One of the choices by their weights. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
  /** A skewed spread around `middle`: mostly near it, now and then several times as much. */
  around(middle: number, spread?: number): number;
}

/** Mulberry32: small and good enough for a story. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const chance: Chance = {
    next,
    of: (share) => next() < share,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick(choices) {
      const choice = choices[Math.floor(next() * choices.length)];
      if (choice === undefined) throw new Error('there is nothing to choose from');
      return choice;
    },
    weighted(choices) {
      let at = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        at -= weight;
        if (at < 0) return choice;
      }
      return chance.pick(choices)[1];
    },
    around(middle, spread = 0.6) {
      // Box and Muller; the exponent makes it a log-normal whose median is `middle`.
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return middle * Math.exp(spread * normal);
    },
  };
  return chance;
}
