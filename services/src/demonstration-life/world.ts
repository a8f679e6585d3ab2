import type { App } from '../app.ts';
import type { WorkingDays } from '../modules/calendar/index.ts';
import { Problem } from '../platform/problem.ts';
import type { Agenda } from './agenda.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { afterOfficeHours, later } from './hours.ts';

/** What happened how often; the closing line tells it. */
export const TOLD = [
  'applications',
  'drafts',
  'payments',
  'decisions',
  'send-backs',
  'opinions',
  'objections',
  'ratings',
  'appeals',
  'appointments',
  'assisted',
] as const;
export type Told = (typeof TOLD)[number];

/** Everything a story needs: the portal, the time, the people, and chance. */
export interface World {
  app: App;
  agenda: Agenda;
  chance: Chance;
  cast: Cast;
  days: WorkingDays;
  counts: Record<Told, number>;
  /** How often the portal refused somebody, by its code. */
  refused: Map<string, number>;
}

/** What people meet now and then and live with: the time was taken, another was quicker, the year's price is not out. */
const LIVED_WITH = new Set([
  'slot-taken',
  'slot-past',
  'appointment-limit',
  'appointment-same-day',
  'calendar-unpublished',
  'version-changed',
  'move-refused',
  'invoice-not-open',
  'fee-unpublished',
  'too-many-appeals',
  'desk-busy',
]);

/** Puts an act on the agenda. A refusal that people live with ends its story; any other is a fault and ends the life. */
export function plan(world: World, when: Date, act: () => Promise<void>): void {
  world.agenda.at(when, async () => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!LIVED_WITH.has(error.code))
        throw new Error(`${when.toISOString()}: ${error.code} ${JSON.stringify(error.details)}`, { cause: error });
      world.refused.set(error.code, (world.refused.get(error.code) ?? 0) + 1);
    }
  });
}

/** In so many hours of a clock on the wall: what people do at home. */
export const inHours = (world: World, hours: number): Date => later(world.agenda.now(), hours);
/** In so many hours of office time. */
export const inOfficeHours = (world: World, hours: number): Date => afterOfficeHours(world.days, world.agenda.now(), hours);
