/** A session ends after this time without a deed of the operator … */
export const IDLE_MS = 15 * 60_000;
/** … and after this time whatever happens. */
export const LASTS_MS = 60 * 60_000;

export interface SessionTimes {
  seenAt: Date;
  until: Date;
  endedAt?: Date;
}

/** Why a session is over at a moment; undefined while it lives. */
export function over({ seenAt, until, endedAt }: SessionTimes, now: Date): 'ended' | 'idle' | 'time' | undefined {
  if (endedAt) return 'ended';
  if (now >= until) return 'time';
  return now.getTime() - seenAt.getTime() >= IDLE_MS ? 'idle' : undefined;
}

/** The moment a session ends if nothing more is done in it. */
export const endsAt = ({ seenAt, until }: Pick<SessionTimes, 'seenAt' | 'until'>): Date =>
  new Date(Math.min(until.getTime(), seenAt.getTime() + IDLE_MS));
