import { APPLICATION_STATES, type ApplicationState } from '@hukumat/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIONS, allowed, next, type Party } from './application.ts';

/** The agreed moves, written down a second time as a plain list of pairs. */
const AGREED: Record<ApplicationState, readonly ApplicationState[]> = {
  draft: ['awaiting_payment', 'submitted', 'expired'],
  awaiting_party: [],
  awaiting_payment: ['submitted', 'expired'],
  submitted: ['in_review', 'withdrawn'],
  in_review: ['sent_back', 'consulting', 'approved', 'rejected', 'closed_without_action', 'withdrawn'],
  sent_back: ['submitted', 'withdrawn', 'expired'],
  consulting: ['in_review'],
  approved: ['issued'],
  issued: ['revoked'],
  rejected: [],
  closed_without_action: [],
  withdrawn: [],
  expired: [],
  revoked: [],
};
const PARTIES: Party[] = ['applicant', 'desk', 'portal'];

test('the machine has exactly the agreed moves', () => {
  for (const state of APPLICATION_STATES) {
    const reached = new Set(PARTIES.flatMap((party) => ACTIONS.map((action) => next(state, action, party))).filter(Boolean));
    expect([...reached].sort(), state).toEqual([...AGREED[state]].sort());
  }
});

test('random actions never leave the agreed moves', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...PARTIES)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (actions) => {
      let state: ApplicationState = 'draft';
      let issued = false;
      let approved = false;
      for (const [action, party] of actions) {
        const to = next(state, action, party);
        expect(allowed(state, party).includes(action)).toBe(to !== undefined);
        if (!to) continue;
        expect(AGREED[state]).toContain(to);
        state = to;
        approved ||= state === 'approved';
        issued ||= state === 'issued';
        if (issued) expect(approved).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('an applicant never decides and the desk never withdraws', () => {
  for (const state of APPLICATION_STATES) {
    expect(allowed(state, 'applicant').filter((a) => a === 'approve' || a === 'reject' || a === 'claim')).toEqual([]);
    expect(allowed(state, 'desk')).not.toContain('withdraw');
  }
});
