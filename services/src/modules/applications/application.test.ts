import { APPLICATION_STATES, type ApplicationState } from '@hukumat/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIONS, type Action, allowed, corrected, FINAL, next, PARTIES, type Party, replay, type Step } from './application.ts';

/** The agreed moves, written down a second time as a plain list of pairs. */
const AGREED: Record<ApplicationState, readonly ApplicationState[]> = {
  draft: ['awaiting_party', 'awaiting_payment', 'submitted', 'expired'],
  awaiting_party: ['awaiting_party', 'awaiting_payment', 'submitted', 'withdrawn', 'expired'],
  awaiting_payment: ['submitted', 'withdrawn', 'expired'],
  submitted: ['in_review', 'withdrawn'],
  in_review: ['in_review', 'submitted', 'sent_back', 'consulting', 'approved', 'rejected', 'closed_without_action', 'withdrawn'],
  sent_back: ['awaiting_party', 'submitted', 'withdrawn', 'expired'],
  consulting: ['in_review'],
  approved: ['issued', 'in_review', 'expired'],
  issued: ['revoked'],
  rejected: ['in_review'],
  closed_without_action: ['in_review'],
  withdrawn: [],
  expired: [],
  revoked: [],
};
const moves = fc.array(fc.tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...PARTIES)), { maxLength: 80 });

/** Plays random acts of random people and keeps what was allowed, as the timeline would. */
function play(actions: readonly (readonly [Action, Party])[]): { state: ApplicationState; steps: Step[] } {
  let state: ApplicationState = 'draft';
  const steps: Step[] = [];
  for (const [action, party] of actions) {
    const to = next(state, action, party);
    expect(allowed(state, party).includes(action)).toBe(to !== undefined);
    if (!to) continue;
    expect(AGREED[state], `${state} → ${to}`).toContain(to);
    state = to;
    steps.push({ action, party, state });
  }
  return { state, steps };
}

test('the machine has exactly the agreed moves', () => {
  for (const state of APPLICATION_STATES) {
    const reached = new Set(PARTIES.flatMap((party) => ACTIONS.map((action) => next(state, action, party))).filter(Boolean));
    expect([...reached].sort(), state).toEqual([...AGREED[state]].sort());
  }
});

test('random acts of random people never leave the agreed moves, and the timeline replays to the state', () => {
  fc.assert(
    fc.property(moves, (actions) => {
      const { state, steps } = play(actions);
      expect(replay(steps)).toBe(state);
      const reached = steps.map((step) => step.state);
      if (reached.includes('issued')) expect(reached).toContain('approved');
    }),
    { numRuns: 5000 },
  );
});

/** Every walk is allowed: each number picks one of what somebody may do now, so that walks go deep. */
const walks = fc.array(fc.nat(), { minLength: 2, maxLength: 40 }).map((picks) => {
  let state: ApplicationState = 'draft';
  const steps: Step[] = [];
  for (const pick of picks) {
    const open = PARTIES.flatMap((party) => allowed(state, party).map((action) => ({ action, party })));
    const chosen = open[pick % Math.max(1, open.length)];
    if (!chosen) break;
    state = next(state, chosen.action, chosen.party) ?? state;
    steps.push({ ...chosen, state });
  }
  return steps;
});

test('a timeline replays to its state; with one line forged it does not', () => {
  fc.assert(
    fc.property(walks, fc.nat(), fc.constantFrom(...APPLICATION_STATES), (steps, pick, other) => {
      expect(replay(steps)).toBe(steps.at(-1)?.state);
      const at = pick % steps.length;
      if (steps[at]?.state === other) return;
      expect(() => replay(steps.with(at, { ...steps[at], state: other }))).toThrow(`recorded ${other}`);
    }),
    { numRuns: 3000 },
  );
});

test('a correction goes back to the second person exactly when what they signed has changed, and comes to the desk only past them', () => {
  const signatures = fc.array(fc.record({ as: fc.constantFrom('applicant', 'party'), digest: fc.constantFrom('a', 'b') }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(signatures, fc.constantFrom('a', 'b', 'c'), (signed, digest) => {
      const action = corrected(signed, digest);
      expect(action === 'ask-party-again').toBe(signed.some((one) => one.as === 'party' && one.digest !== digest));
      // Nobody who signed nothing is asked again.
      expect(
        corrected(
          signed.filter(({ as }) => as === 'applicant'),
          digest,
        ),
      ).toBe('resubmit');
      expect(next('sent_back', action, 'applicant')).toBe(action === 'resubmit' ? 'submitted' : 'awaiting_party');
      for (const party of ['desk', 'supervisor', 'head'] as const) expect(allowed('awaiting_party', party)).toEqual([]);
    }),
  );
});

test('no dead end: a final state can be reached from every other, without the applicant and without the desk alike', () => {
  const reachable = (from: ApplicationState, parties: readonly Party[]): Set<ApplicationState> => {
    const seen = new Set([from]);
    for (const state of seen) for (const party of parties) for (const action of ACTIONS) seen.add(next(state, action, party) ?? state);
    return seen;
  };
  for (const state of APPLICATION_STATES.filter((one) => !FINAL.includes(one))) {
    expect(
      [...reachable(state, PARTIES)].some((one) => FINAL.includes(one)),
      state,
    ).toBe(true);
    // Whoever is waited for and stays silent holds nothing up for ever: the desk and the clock are enough.
    expect(
      [...reachable(state, ['desk', 'portal'])].some((one) => FINAL.includes(one)),
      `${state} without the applicant`,
    ).toBe(true);
  }
  for (const state of ['withdrawn', 'expired', 'revoked'] as const) expect([...reachable(state, PARTIES)]).toEqual([state]);
});

test('everybody keeps to their own: no applicant decides, no desk withdraws, only the head reopens, only the second person signs', () => {
  const who = (action: Action) => PARTIES.filter((party) => APPLICATION_STATES.some((state) => next(state, action, party)));
  expect(who('withdraw')).toEqual(['applicant']);
  expect(who('accept')).toEqual(['party']);
  expect(who('decline')).toEqual(['party']);
  expect(who('reopen')).toEqual(['head']);
  expect(who('reassign')).toEqual(['supervisor', 'head']);
  expect(who('reject')).toEqual(['desk', 'supervisor', 'head']);
  expect(who('settle')).toEqual(['portal']);
  for (const state of APPLICATION_STATES)
    expect(allowed(state, 'applicant').filter((action) => ['approve', 'reject', 'claim', 'issue', 'settle'].includes(action))).toEqual([]);
});
