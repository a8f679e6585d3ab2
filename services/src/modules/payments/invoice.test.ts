import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INVOICE_STATES, type InvoiceMove, type InvoiceState, next } from './invoice.ts';

const MOVES: InvoiceMove[] = ['settle', 'refund', 'cancel', 'expire'];

test('money comes once, goes back once, and what is closed stays closed, whatever is tried in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MOVES), { maxLength: 30 }), (tried) => {
      let state: InvoiceState = 'open';
      const done: InvoiceMove[] = [];
      for (const move of tried) {
        const to = next(state, move);
        if (!to) continue;
        done.push(move);
        state = to;
      }
      expect(done.filter((move) => move === 'settle').length).toBeLessThanOrEqual(1);
      expect(done.filter((move) => move === 'refund').length).toBeLessThanOrEqual(done.filter((move) => move === 'settle').length);
      expect(done.length).toBeLessThanOrEqual(2);
      // What is held by the portal is the citizen's exactly while the state says so.
      const held = done.reduce((sum, move) => sum + (move === 'settle' ? 1 : move === 'refund' ? -1 : 0), 0);
      expect(held).toBe(state === 'settled' ? 1 : 0);
    }),
    { numRuns: 1_000 },
  );
});

test('every state is reached and only these moves are there', () => {
  const all = INVOICE_STATES.flatMap((from) => MOVES.flatMap((move) => (next(from, move) ? [`${from} ${move} ${next(from, move)}`] : [])));
  expect(all).toEqual(['open settle settled', 'open cancel cancelled', 'open expire expired', 'settled refund refunded']);
});
