import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGREEMENT_STATES,
  type AgreementState,
  type Check,
  CONDITIONS,
  type Evidence,
  isCorrection,
  MOVE_REFUSALS,
  type Move,
  nextStates,
  refusalOf,
} from './agreement.ts';

const TODAY = '2026-06-15';
const passed: Check = { verdict: 'passed', source: 'x' };
const GOOD: Evidence = { audit: passed, coverage: passed };
const move = (to: AgreementState, change: Partial<Move> = {}): Move => ({ to, on: TODAY, note: '', number: '12/2026', ...change });

test('from the invitation to the end in six moves, and then no further', () => {
  let state: AgreementState | undefined;
  for (const to of AGREEMENT_STATES) {
    expect(refusalOf(state && { state }, move(to), TODAY, GOOD)).toBeUndefined();
    state = to;
  }
  expect(nextStates('closed')).toEqual([]);
});

test.each<[string, AgreementState | undefined, Move, Evidence, (typeof MOVE_REFUSALS)[number]]>([
  ['nobody is signed without an invitation', undefined, move('signed'), GOOD, 'agreement-order'],
  ['nothing is skipped', 'signed', move('audited'), GOOD, 'agreement-order'],
  ['a state is not entered twice', 'signed', move('signed'), GOOD, 'agreement-order'],
  ['two steps back', 'audited', move('signed', { note: 'x' }), GOOD, 'agreement-order'],
  ['a day that is none', 'invited', move('signed', { on: '2026-02-30' }), GOOD, 'agreement-date'],
  ['no day', 'invited', move('signed', { on: '' }), GOOD, 'agreement-date'],
  ['tomorrow', 'invited', move('signed', { on: '2026-06-16' }), GOOD, 'agreement-date-ahead'],
  ['before the state it leaves', 'invited', move('signed', { on: '2026-05-31' }), GOOD, 'agreement-date-back'],
  ['a paper without a number', 'invited', move('signed', { number: ' ' }), GOOD, 'agreement-number'],
  ['a correction without a word', 'building', move('signed'), GOOD, 'agreement-note'],
  ['an audit that nobody made', 'building', move('audited'), { ...GOOD, audit: { verdict: 'unknown' } }, 'agreement-audit-unknown'],
  ['an audit that failed', 'building', move('audited'), { ...GOOD, audit: { verdict: 'failed', source: 'x' } }, 'agreement-audit-failed'],
  [
    'old addresses nobody counted',
    'audited',
    move('switched'),
    { ...GOOD, coverage: { verdict: 'unknown' } },
    'agreement-coverage-unknown',
  ],
  [
    'addresses that lead nowhere',
    'audited',
    move('switched'),
    { ...GOOD, coverage: { verdict: 'failed', source: 'x' } },
    'agreement-coverage-failed',
  ],
])('refused: %s', (_name, state, wanted, evidence, code) => {
  const standing = state && { state, ...(state === 'invited' ? { since: '2026-06-01' } : {}) };
  expect(refusalOf(standing, wanted, TODAY, evidence)).toBe(code);
});

describe('whatever anybody tries', () => {
  const verdicts = fc.constantFrom<Check>(passed, { verdict: 'failed', source: 'x' }, { verdict: 'unknown' });
  const attempts = fc.array(
    fc.record({
      move: fc.record({
        to: fc.constantFrom(...AGREEMENT_STATES),
        on: fc.constantFrom('2026-06-01', '2026-06-10', TODAY, '2026-06-16', 'x'),
        note: fc.constantFrom('', 'хато'),
        number: fc.constantFrom('', '1'),
      }),
      evidence: fc.record({ audit: verdicts, coverage: verdicts }),
    }),
    { maxLength: 60 },
  );

  test('no state is skipped, no date runs back, no condition is passed over, and nothing leaves the end', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        let standing: { state: AgreementState; since: string } | undefined;
        for (const { move: wanted, evidence } of all) {
          const refused = refusalOf(standing, wanted, TODAY, evidence);
          if (refused) {
            expect(MOVE_REFUSALS).toContain(refused);
            continue;
          }
          const [before, after] = [standing ? AGREEMENT_STATES.indexOf(standing.state) : -1, AGREEMENT_STATES.indexOf(wanted.to)];
          expect(Math.abs(after - before)).toBe(1);
          expect(standing?.state).not.toBe('closed');
          expect(wanted.on <= TODAY && wanted.on >= (standing?.since ?? '')).toBe(true);
          const condition = CONDITIONS[wanted.to];
          if (isCorrection(standing?.state, wanted.to)) expect(wanted.note).not.toBe('');
          else if (condition) expect(evidence[condition].verdict).toBe('passed');
          standing = { state: wanted.to, since: wanted.on };
        }
      }),
      { numRuns: 500 },
    );
  });
});
