import type { Text } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Assist, Session } from './assist.ts';
import type { AnyCommand, Appointment, Booking, Centre, Slot, SlotTime } from './centre.ts';
import type { OfferedCode } from './codes.ts';
import type { Figures } from './figures.ts';
import type { Load } from './load.ts';
import type { Post } from './post.ts';
import type { Queue } from './queue.ts';

export interface CentresDeps {
  identity: {
    actorOf(request: FastifyRequest): Actor;
    capability: { check(request: FastifyRequest, agency: string): void };
    /** Whether somebody was found is never told to whoever asked. */
    findPerson(by: { passport: string; surname: string }): Promise<{ subject: string; name: string } | undefined>;
  };
  registry: { serviceById(id: string): { definition: { id: string; title: Text } } | undefined };
}

export interface Centres {
  /** Loads the places, those of the demonstration first; call before the first request. */
  start(): Promise<void>;
  /** Every place: service centres first, then posts of agencies. */
  all(): readonly Centre[];
  centre(id: string): Centre | undefined;
  /** Times that can be booked on `days` days from `from` (`yyyy-mm-dd`), at one place or at all that offer the resource. */
  freeSlots(resource: string, from: string, days: number, centre?: string): Promise<Slot[]>;
  /** Where and when a slot is, by its id alone, whether it can still be booked or not. */
  timeOf(slot: string): SlotTime | undefined;
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
  queue: Queue;
  post: Post;
  /** What a supervisor sees of one of their centres. */
  load(actor: Actor, centre?: string): Promise<Load>;
  /** What anybody may know of how a centre worked of late; undefined while too few have come. */
  figures(centre: string): Promise<Figures | undefined>;
  /** Told with the place's id when its queue or appointments change. */
  onChange(listener: (centre: string) => void): () => void;
  codes: {
    /** The citizen's word that an operator of this centre may fill in this service for them: eight digits, ten minutes, once. */
    offer(actor: Actor, wanted: { centre: string; service: string }): Promise<OfferedCode>;
  };
  /** Begins a session at the counter by the citizen's code. @throws Problem 403 `code-wrong`, 429 `too-many-attempts`. */
  begin(actor: Actor, code: string, centre?: string): Promise<Session>;
  assisted: Assist;
  routes(app: FastifyInstance): void;
}
