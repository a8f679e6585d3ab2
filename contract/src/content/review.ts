import { CONTENT_TYPES } from './types.ts';
import { vacancyState } from './vacancy-state.ts';
import type { Cadence, ContentTypeName, ContentValues } from './values.ts';

/** A renewal may come a little after its period has ended. */
const CADENCE_DAYS: Readonly<Record<Cadence, number>> = { daily: 3, weekly: 10, monthly: 40, quarterly: 110, yearly: 400 };

/**
 * The last day on which an item that was checked on `checkedOn` counts as looked after; nothing for what needs no second look.
 * @param today decides whether a competition is still open.
 */
export function reviewBy<Name extends ContentTypeName>(
  type: Name,
  values: Partial<ContentValues[Name]>,
  checkedOn: string,
  today: string,
): string | undefined {
  const { reviewEvery, ends } = CONTENT_TYPES[type];
  const all = values as Record<string, unknown>;
  if (reviewEvery === 'until') return ends && typeof all[ends] === 'string' ? all[ends] : undefined;
  if (type === 'vacancy' && vacancyState(all as { deadline: string }, today) !== 'open') return undefined;
  if (type === 'dataset') return later(checkedOn, CADENCE_DAYS[all.cadence as Cadence] ?? CADENCE_DAYS.yearly);
  return reviewEvery === undefined ? undefined : later(checkedOn, reviewEvery);
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
