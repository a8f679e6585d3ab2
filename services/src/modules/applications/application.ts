import type { ApplicationState } from '@hukumat/contract';

/** What can happen to an application. */
export const ACTIONS = [
  'submit',
  'ask-party',
  'accept',
  'decline',
  'ask-payment',
  'settle',
  'claim',
  'release',
  'reassign',
  'send-back',
  'resubmit',
  'ask-party-again',
  'consult',
  'give-opinion',
  'recall-opinion',
  'propose',
  'approve',
  'reject',
  'close',
  'reopen',
  'withdraw',
  'expire',
  'issue',
  'revoke',
] as const;
export type Action = (typeof ACTIONS)[number];
/** Who may do it: the applicant, the second person, the agency's desk, its supervisor, its head, or the portal itself. */
export const PARTIES = ['applicant', 'party', 'desk', 'supervisor', 'head', 'portal'] as const;
export type Party = (typeof PARTIES)[number];

interface Move {
  from: readonly ApplicationState[];
  /** Where it leads; `stays` leaves the state as it is. */
  to: ApplicationState | 'stays';
  by: readonly Party[];
}

const DESK = ['desk', 'supervisor', 'head'] as const;

/** Every allowed move; whatever is not written here is refused. */
const MOVES: Record<Action, Move> = {
  // After the second person's signature or without one.
  submit: { from: ['draft', 'awaiting_party'], to: 'submitted', by: ['applicant', 'portal'] },
  'ask-party': { from: ['draft'], to: 'awaiting_party', by: ['applicant'] },
  accept: { from: ['awaiting_party'], to: 'stays', by: ['party'] },
  decline: { from: ['awaiting_party'], to: 'withdrawn', by: ['party'] },
  'ask-payment': { from: ['draft', 'awaiting_party'], to: 'awaiting_payment', by: ['applicant', 'portal'] },
  settle: { from: ['awaiting_payment'], to: 'submitted', by: ['portal'] },
  // A notification is taken up and answered by the portal itself.
  claim: { from: ['submitted'], to: 'in_review', by: [...DESK, 'portal'] },
  release: { from: ['in_review'], to: 'submitted', by: DESK },
  reassign: { from: ['submitted', 'in_review'], to: 'in_review', by: ['supervisor', 'head'] },
  'send-back': { from: ['in_review'], to: 'sent_back', by: DESK },
  resubmit: { from: ['sent_back'], to: 'submitted', by: ['applicant'] },
  // What the second person signed reads otherwise now.
  'ask-party-again': { from: ['sent_back'], to: 'awaiting_party', by: ['applicant'] },
  consult: { from: ['in_review'], to: 'consulting', by: DESK },
  // The answer is another agency's; the portal carries it over.
  'give-opinion': { from: ['consulting'], to: 'in_review', by: ['portal'] },
  'recall-opinion': { from: ['consulting'], to: 'in_review', by: DESK },
  propose: { from: ['in_review'], to: 'stays', by: DESK },
  approve: { from: ['in_review'], to: 'approved', by: [...DESK, 'portal'] },
  reject: { from: ['in_review'], to: 'rejected', by: DESK },
  close: { from: ['in_review'], to: 'closed_without_action', by: DESK },
  reopen: { from: ['approved', 'rejected', 'closed_without_action'], to: 'in_review', by: ['head'] },
  withdraw: {
    from: ['awaiting_party', 'awaiting_payment', 'submitted', 'in_review', 'sent_back'],
    to: 'withdrawn',
    by: ['applicant'],
  },
  // What was approved expires only while its fee for issuing is owed.
  expire: { from: ['draft', 'awaiting_party', 'awaiting_payment', 'sent_back', 'approved'], to: 'expired', by: ['portal'] },
  issue: { from: ['approved'], to: 'issued', by: ['portal'] },
  revoke: { from: ['issued'], to: 'revoked', by: DESK },
};

/** The state after `action` by `party`, or undefined when that is not allowed. */
export function next(state: ApplicationState, action: Action, party: Party): ApplicationState | undefined {
  const move = MOVES[action];
  if (!move.from.includes(state) || !move.by.includes(party)) return undefined;
  return move.to === 'stays' ? state : move.to;
}

/** What `party` may do now. */
export const allowed = (state: ApplicationState, party: Party): Action[] => ACTIONS.filter((action) => next(state, action, party));

/** It is over for the applicant; only the head, a fee for issuing or a revocation can still come. */
export const FINAL: readonly ApplicationState[] = [
  'approved',
  'rejected',
  'closed_without_action',
  'withdrawn',
  'expired',
  'issued',
  'revoked',
];
export const isFinal = (state: ApplicationState): boolean => FINAL.includes(state);
/** The desk has it and its clock may run. */
export const AT_DESK: readonly ApplicationState[] = ['submitted', 'in_review', 'consulting'];

/** Where a correction leads: whoever signed as second person signs anew when what they signed has changed. */
export const corrected = (signed: readonly { as: string; digest: string }[], digest: string): 'resubmit' | 'ask-party-again' =>
  signed.every((one) => one.as !== 'party' || one.digest === digest) ? 'resubmit' : 'ask-party-again';

export interface Step {
  action?: Action | undefined;
  party?: Party | undefined;
  state?: ApplicationState | undefined;
}

/** The state that the recorded moves lead to. @throws when one of them was not allowed or led elsewhere than recorded. */
export function replay(steps: readonly Step[]): ApplicationState {
  let state: ApplicationState = 'draft';
  for (const [at, { action, party, state: recorded }] of steps.entries()) {
    if (!action || !party) continue;
    const to = next(state, action, party);
    if (!to) throw new Error(`event ${at}: ${party} cannot ${action} what is ${state}`);
    if (recorded !== to) throw new Error(`event ${at}: recorded ${recorded}, but ${action} leads to ${to}`);
    state = to;
  }
  return state;
}
