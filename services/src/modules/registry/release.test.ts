import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublic, moved, RELEASE_MOVES, RELEASE_STATES, type ReleaseState } from './release.ts';

const moves = fc.array(fc.constantFrom(...RELEASE_MOVES), { maxLength: 40 });

/** The states a new release passes when `sequence` is tried on it; impossible moves change nothing. */
function walk(sequence: readonly (typeof RELEASE_MOVES)[number][]): ReleaseState[] {
  const states: ReleaseState[] = ['uploaded'];
  for (const move of sequence) {
    const next = moved(states.at(-1) as ReleaseState, move);
    if (next) states.push(next);
  }
  return states;
}

describe('the life of a release', () => {
  test('nothing becomes public without checks, a review request and an approval, in that order', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const states = walk(sequence);
        const first = states.findIndex(isPublic);
        if (first !== -1) expect(states.slice(0, first)).toEqual(['uploaded', 'checked', 'pending', 'approved']);
      }),
    );
  });

  test('a rejected or killed release never moves again', () => {
    for (const state of ['rejected', 'killed'] as const) {
      for (const move of RELEASE_MOVES) expect(moved(state, move)).toBeUndefined();
    }
  });

  test('whatever was ever live can be killed from every state it reaches', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const states = walk(sequence);
        const last = states.at(-1) as ReleaseState;
        if (states.includes('live') && last !== 'killed') expect(moved(last, 'kill')).toBe('killed');
      }),
    );
  });

  test('only a release that stopped being live comes back by itself', () => {
    const restorable = RELEASE_STATES.filter((state) => moved(state, 'restore') === 'live');
    expect(restorable).toEqual(['superseded', 'rolled-back']);
  });

  test('every state is reached', () => {
    const reached = new Set<ReleaseState>(['uploaded']);
    for (let grown = 0; grown !== reached.size; ) {
      grown = reached.size;
      for (const state of [...reached]) {
        for (const move of RELEASE_MOVES) {
          const next = moved(state, move);
          if (next) reached.add(next);
        }
      }
    }
    expect([...reached].sort()).toEqual([...RELEASE_STATES].sort());
  });
});
