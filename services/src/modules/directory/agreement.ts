/** How a body moves to the portal, in this order. A body that nobody has invited has none of them. */
export const AGREEMENT_STATES = ['invited', 'signed', 'building', 'audited', 'switched', 'closed'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** What another part of the portal knows of a condition. `unknown` is never a yes. */
export type Check = { verdict: 'passed' | 'failed'; source: string } | { verdict: 'unknown' };

/** What a move is judged by, beside what it says itself. */
export interface Evidence {
  /** Whether the section meets the standard. */
  audit: Check;
  /** Whether the addresses of the former site lead on. */
  coverage: Check;
}

export interface Move {
  to: AgreementState;
  /** `yyyy-mm-dd`, in Dushanbe. */
  on: string;
  note: string;
  /** Of the agreement's paper; needed when it is signed. */
  number: string;
}

export const MOVE_REFUSALS = [
  'agreement-order',
  'agreement-date',
  'agreement-date-ahead',
  'agreement-date-back',
  'agreement-number',
  'agreement-note',
  'agreement-audit-unknown',
  'agreement-audit-failed',
  'agreement-coverage-unknown',
  'agreement-coverage-failed',
] as const;
export type MoveRefusal = (typeof MOVE_REFUSALS)[number];

const place = (state: AgreementState | undefined): number => (state ? AGREEMENT_STATES.indexOf(state) : -1);

/** One step forward, or one back to correct; a closed agreement stays closed. */
export function nextStates(state: AgreementState | undefined): readonly AgreementState[] {
  if (state === 'closed') return [];
  const at = place(state);
  return AGREEMENT_STATES.filter((_one, i) => i === at + 1 || (i === at - 1 && at > 0));
}

export const isCorrection = (from: AgreementState | undefined, to: AgreementState): boolean => place(to) < place(from);

/** What the state asks for before anybody may enter it. */
export const CONDITIONS: Partial<Record<AgreementState, keyof Evidence>> = { audited: 'audit', switched: 'coverage' };

/** Why this move is refused; undefined when it is not. `since` is the day of the state it leaves. */
export function refusalOf(
  standing: { state: AgreementState; since?: string } | undefined,
  move: Move,
  today: string,
  evidence: Evidence,
): MoveRefusal | undefined {
  if (!nextStates(standing?.state).includes(move.to)) return 'agreement-order';
  if (!isDay(move.on)) return 'agreement-date';
  if (move.on > today) return 'agreement-date-ahead';
  if (standing?.since && move.on < standing.since) return 'agreement-date-back';
  if (isCorrection(standing?.state, move.to)) return move.note.trim() ? undefined : 'agreement-note';
  if (move.to === 'signed' && !move.number.trim()) return 'agreement-number';
  const condition = CONDITIONS[move.to];
  const verdict = condition ? evidence[condition].verdict : 'passed';
  return condition && verdict !== 'passed' ? `agreement-${condition}-${verdict}` : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
