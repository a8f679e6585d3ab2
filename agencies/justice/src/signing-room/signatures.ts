import type { ApplicationState } from '@hukumat/contract';

export type Signature = 'signed' | 'awaited' | 'none';

const SETTLED: readonly ApplicationState[] = [
  'awaiting_payment',
  'submitted',
  'in_review',
  'sent_back',
  'consulting',
  'approved',
  'rejected',
  'issued',
  'revoked',
];

/** Who has signed a power of attorney, as its state tells: the owner signs by sending it, the agent by accepting it. */
export function signaturesOf(state: ApplicationState): { owner: Signature; agent: Signature } {
  if (state === 'draft') return { owner: 'awaited', agent: 'none' };
  if (state === 'awaiting_party') return { owner: 'signed', agent: 'awaited' };
  return SETTLED.includes(state) ? { owner: 'signed', agent: 'signed' } : { owner: 'signed', agent: 'none' };
}

/** Whether anything is still to come: signatures, a payment, the notary. */
export const isOpen = (state: ApplicationState): boolean =>
  ['awaiting_party', 'awaiting_payment', 'submitted', 'in_review', 'sent_back', 'consulting', 'approved'].includes(state);
