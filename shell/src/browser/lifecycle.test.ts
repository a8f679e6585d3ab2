import { describe, expect, it } from 'vitest';
import { EVENTS, type Event, eventOf, FAILURES, hasFailed, next, STATES, type State } from './lifecycle.ts';

const walk = (from: State, ...events: Event[]): State | undefined =>
  events.reduce<State | undefined>((state, event) => (state ? next(state, event) : undefined), from);

describe('the life of a plugin in one document', () => {
  it('goes from the route data to the screen, aside and back', () => {
    expect(walk('listed', 'verify', 'load', 'start', 'mount', 'park', 'mount', 'park', 'stop')).toBe('stopped');
  });

  it('lets every failure be tried again from the beginning', () => {
    for (const failure of FAILURES) expect(next(failure, 'retry')).toBe('listed');
  });

  it('reaches every state, and every failure from a state where code runs', () => {
    const reached = new Set(STATES.flatMap((state) => EVENTS.map((event) => next(state, event))));
    for (const state of STATES.filter((one) => one !== 'listed')) expect(reached.has(state)).toBe(true);
    for (const failure of FAILURES.filter((one) => one !== 'refused')) expect(next('mounted', eventOf[failure])).toBe(failure);
  });

  it('can be killed at any time before its end', () => {
    for (const state of STATES.filter((one) => one !== 'stopped' && !hasFailed(one))) expect(next(state, 'kill')).toBe('killed');
  });

  it('never leaves its end, and never runs code that was not verified', () => {
    for (const event of EVENTS) expect(next('stopped', event)).toBeUndefined();
    expect(next('listed', 'load')).toBeUndefined();
    expect(next('listed', 'mount')).toBeUndefined();
  });
});
