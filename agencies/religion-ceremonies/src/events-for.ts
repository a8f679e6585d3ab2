import { LIMITS } from './limits.ts';

export type EventKind = 'family-visit' | 'feast' | 'pilaf';
const KINDS: readonly EventKind[] = ['family-visit', 'feast', 'pilaf'];

/** The kinds of event that the law lets this many people attend, smallest first. */
export const eventsFor = (guests: number): EventKind[] => KINDS.filter((kind) => guests >= 1 && guests <= LIMITS[kind]);
