import { APPLICATION_STATES } from '@hukumat/contract';
import { expect, test } from 'vitest';
import { isOpen, signaturesOf } from './signatures.ts';

test('the owner signs by sending, the agent by accepting', () => {
  expect(signaturesOf('draft')).toEqual({ owner: 'awaited', agent: 'none' });
  expect(signaturesOf('awaiting_party')).toEqual({ owner: 'signed', agent: 'awaited' });
  expect(signaturesOf('awaiting_payment')).toEqual({ owner: 'signed', agent: 'signed' });
  expect(signaturesOf('issued')).toEqual({ owner: 'signed', agent: 'signed' });
});

test('an agent who declined or let the days pass has signed nothing', () => {
  for (const state of ['withdrawn', 'expired'] as const) expect(signaturesOf(state).agent).toBe('none');
});

test('every state is either open or over, and a document that is issued is over', () => {
  expect(APPLICATION_STATES.filter(isOpen)).toEqual([
    'awaiting_party',
    'awaiting_payment',
    'submitted',
    'in_review',
    'sent_back',
    'consulting',
    'approved',
  ]);
});
