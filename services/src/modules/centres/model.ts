import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { AnyCommand, Appointment, Booking, Centre, Slot } from './centre.ts';

export interface CentresDeps {
  identity: { actorOf(request: FastifyRequest): Actor };
}

export interface Centres {
  /** Loads the places, those of the demonstration first; call before the first request. */
  start(): Promise<void>;
  /** Every place: service centres first, then posts of agencies. */
  all(): readonly Centre[];
  centre(id: string): Centre | undefined;
  /** Times that can be booked on `days` days from `from` (`yyyy-mm-dd`), at one place or at all that offer the resource. */
  freeSlots(resource: string, from: string, days: number, centre?: string): Promise<Slot[]>;
  /** Whether the calendar of a day's year is published; on other days nothing can be booked. */
  isPublished(day: string): boolean;
  /**
   * Takes a place in a slot in the caller's transaction; the same cause again is the same appointment.
   * @throws Problem 409 `slot-taken | slot-past | calendar-unpublished | appointment-limit | appointment-same-day`, 422 `slot-unknown`.
   */
  book(tx: AnyCommand, booking: Booking): Promise<Appointment>;
  /** Gives back what was booked for a cause. */
  release(tx: AnyCommand, cause: string): Promise<void>;
  appointments: {
    /** Books for oneself; `key` makes a double press one appointment. */
    visit(actor: Actor, wanted: { slot: string; resource: string; service?: string; key: string }): Promise<Appointment>;
    /** The person's own, those ahead first. */
    mine(actor: Actor): Promise<Appointment[]>;
    /** @throws Problem 404 for anybody but the holder. */
    open(actor: Actor, id: string): Promise<Appointment>;
    cancel(actor: Actor, id: string): Promise<Appointment>;
    move(actor: Actor, id: string, slot: string): Promise<Appointment>;
  };
  routes(app: FastifyInstance): void;
}
