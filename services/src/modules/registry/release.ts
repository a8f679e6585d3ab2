/** States of one release. `rejected` and `killed` are final; a version is never used again whatever became of it. */
export const RELEASE_STATES = [
  'uploaded',
  'checked',
  'pending',
  'approved',
  'live',
  'superseded',
  'rejected',
  'rolled-back',
  'killed',
] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

export const RELEASE_MOVES = [
  'pass-checks',
  'ask-review',
  'approve',
  'reject',
  'go-live',
  'supersede',
  'roll-back',
  'restore',
  'kill',
] as const;
export type ReleaseMove = (typeof RELEASE_MOVES)[number];

const allowed: Record<ReleaseState, Partial<Record<ReleaseMove, ReleaseState>>> = {
  uploaded: { 'pass-checks': 'checked' },
  checked: { 'ask-review': 'pending' },
  pending: { approve: 'approved', reject: 'rejected', kill: 'killed' },
  approved: { 'go-live': 'live', kill: 'killed' },
  live: { supersede: 'superseded', 'roll-back': 'rolled-back', kill: 'killed' },
  superseded: { restore: 'live', kill: 'killed' },
  'rolled-back': { restore: 'live', kill: 'killed' },
  rejected: {},
  killed: {},
};

/** The state after `move`, or `undefined` when a release in `state` cannot be moved so. */
export const moved = (state: ReleaseState, move: ReleaseMove): ReleaseState | undefined => allowed[state][move];

/** States whose files anyone may fetch: a tab opened on an old version keeps working. */
export const isPublic = (state: ReleaseState): boolean => state === 'live' || state === 'superseded' || state === 'rolled-back';
