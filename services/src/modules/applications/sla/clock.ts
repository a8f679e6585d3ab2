import type { WorkingDays } from '../../calendar/index.ts';
import type { ApplicationRow } from '../tables.ts';

/** Share of the term after which the desk is warned. */
const WARNED_AT = 0.8;

type Clock = Pick<ApplicationRow, 'clock_from' | 'term' | 'worked_before' | 'due_on'>;
interface Running {
  clock_from: string;
  term: number;
  worked_before: number;
  due_on: string | null;
  warn_on: string | null;
  days_left: null;
}

/** The term begins; its first day is the working day after `from`. An unpublished calendar gives no date, never a guessed one. */
export const started = (days: WorkingDays, from: string, term: number): Running => run(days, from, term, 0);

/** The clock stands; what was used of the term stays used. Days of an unpublished calendar are not counted against anybody. */
export function stopped(days: WorkingDays, clock: Clock, today: string) {
  const used = clock.worked_before + (workedSince(days, clock, today) ?? 0);
  return { ...NO_ALARM, due_on: null, worked_before: used, days_left: clock.term === null ? null : Math.max(0, clock.term - used) };
}

/** Nobody waits for the desk any more and nothing was decided. */
export const NO_CLOCK = { clock_from: null, warn_on: null, due_on: null, days_left: null };
const NO_ALARM = { clock_from: null, warn_on: null };

/** It runs on with what is left, or from the beginning where the definition says so. */
export function resumed(
  days: WorkingDays,
  clock: Pick<ApplicationRow, 'term' | 'worked_before'>,
  today: string,
  policy: 'continue' | 'reset' = 'continue',
): Running & { warned_at?: null; breached_at?: null; escalated_at?: null } {
  const term = clock.term ?? 0;
  if (policy === 'continue') return run(days, today, term, clock.worked_before);
  return { ...run(days, today, term, 0), warned_at: null, breached_at: null, escalated_at: null };
}

/** What a decision leaves behind: the working days it took and whether it came in time; neither is guessed. */
export function ended(days: WorkingDays, clock: Clock, today: string) {
  const last = workedSince(days, clock, today);
  const used = clock.worked_before + (last ?? 0);
  return {
    ...NO_ALARM,
    worked_before: used,
    worked_days: last === undefined ? null : used,
    on_time: last === undefined || clock.term === null ? null : used <= clock.term,
  };
}

function run(days: WorkingDays, from: string, term: number, used: number): Running {
  const warnAfter = Math.max(0, Math.ceil(term * WARNED_AT) - used);
  return {
    clock_from: from,
    term,
    worked_before: used,
    due_on: days.dueOn(from, Math.max(0, term - used)) ?? null,
    warn_on: days.dueOn(from, warnAfter) ?? null,
    days_left: null,
  };
}

const workedSince = (days: WorkingDays, { clock_from }: Clock, today: string): number | undefined =>
  clock_from ? days.between(clock_from, today) : 0;
