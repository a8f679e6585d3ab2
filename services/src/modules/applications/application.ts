import type { ApplicationState } from '@hukumat/contract';

/** What can happen to an application. */
export const ACTIONS = [
  'submit',
  'ask-payment',
  'settle',
  'claim',
  'send-back',
  'resubmit',
  'consult',
  'give-opinion',
  'approve',
  'reject',
  'close',
  'withdraw',
  'expire',
  'issue',
  'revoke',
] as const;
export type Action = (typeof ACTIONS)[number];
/** Who may do it: the applicant, the agency's desk, or the portal itself. */
export type Party = 'applicant' | 'desk' | 'portal';

interface Move {
  from: readonly ApplicationState[];
  to: ApplicationState;
  by: readonly Party[];
}

/** Every allowed move; whatever is not written here is refused. */
const MOVES: Record<Action, Move> = {
  submit: { from: ['draft'], to: 'submitted', by: ['applicant'] },
  'ask-payment': { from: ['draft'], to: 'awaiting_payment', by: ['applicant'] },
  settle: { from: ['awaiting_payment'], to: 'submitted', by: ['portal'] },
  // A notification is taken up and answered by the portal itself.
  claim: { from: ['submitted'], to: 'in_review', by: ['desk', 'portal'] },
  'send-back': { from: ['in_review'], to: 'sent_back', by: ['desk'] },
  resubmit: { from: ['sent_back'], to: 'submitted', by: ['applicant'] },
  consult: { from: ['in_review'], to: 'consulting', by: ['desk'] },
  'give-opinion': { from: ['consulting'], to: 'in_review', by: ['desk'] },
  approve: { from: ['in_review'], to: 'approved', by: ['desk', 'portal'] },
  reject: { from: ['in_review'], to: 'rejected', by: ['desk'] },
  close: { from: ['in_review'], to: 'closed_without_action', by: ['desk'] },
  withdraw: { from: ['submitted', 'in_review', 'sent_back'], to: 'withdrawn', by: ['applicant'] },
  expire: { from: ['draft', 'awaiting_payment', 'sent_back'], to: 'expired', by: ['portal'] },
  issue: { from: ['approved'], to: 'issued', by: ['portal'] },
  revoke: { from: ['issued'], to: 'revoked', by: ['desk'] },
};

/** The state after `action` by `party`, or undefined when that is not allowed. */
export function next(state: ApplicationState, action: Action, party: Party): ApplicationState | undefined {
  const move = MOVES[action];
  return move.from.includes(state) && move.by.includes(party) ? move.to : undefined;
}

/** What `party` may do now. */
export const allowed = (state: ApplicationState, party: Party): Action[] => ACTIONS.filter((action) => next(state, action, party));
