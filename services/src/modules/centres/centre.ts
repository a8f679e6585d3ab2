import type { Text } from '@hukumat/contract';
import type { Command } from '../../platform/platform.ts';

/** Monday is 1. Spans are `08:00-12:00`; a day that is not named is closed. */
export type Weekly = Readonly<Record<string, readonly string[]>>;

/** What a place can be booked for. */
export interface Resource {
  id: string;
  title: Text;
  /** Services it is for; a person who looks for one of them is led here. */
  services: readonly string[];
  /** First letter of its ticket numbers. */
  letter: string;
  weekly: Weekly;
  slotMinutes: number;
  /** How many people are received at once. */
  capacity: number;
}

/** A service centre, or a post that one agency keeps for its own work. */
export interface Centre {
  id: string;
  kind: 'centre' | 'post';
  agency: string;
  names: Text;
  city: string;
  cities: Text;
  address: Text;
  phone: string;
  latitude: number;
  longitude: number;
  desks: number;
  /** The address is made up for the demonstration. */
  sample: boolean;
  resources: readonly Resource[];
}

/** A time that can still be booked. Its id names place, resource and time: `vehicle-inspection.mia-post-dushanbe.20261126.0900`. */
export interface Slot {
  id: string;
  centre: string;
  resource: string;
  /** `yyyy-mm-dd` in Dushanbe. */
  day: string;
  startsAt: Date;
  endsAt: Date;
  /** Places left. */
  left: number;
}

export type AppointmentState = 'booked' | 'cancelled' | 'arrived' | 'missed';

export interface Appointment {
  id: string;
  slot: string;
  centre: string;
  resource: string;
  startsAt: Date;
  endsAt: Date;
  state: AppointmentState;
  holder: string;
  service?: string;
  /** `application:…` when it belongs to an application, `visit:…` when the person booked it alone. */
  cause: string;
  /** Said at the counter. */
  code: string;
}

/** Whose transaction it is does not matter here: only this module's tables are touched in it (decision 10). */
// biome-ignore lint/suspicious/noExplicitAny: a command of any other module, whose tables this one must not know.
export type AnyCommand = Command<any>;

/** What the id of a slot says. */
export interface SlotTime {
  centre: string;
  day: string;
  startsAt: Date;
}

export interface Booking {
  slot: string;
  resource: string;
  holder: string;
  /** What it is booked for: one thing holds one slot. */
  cause: string;
  service?: string;
}
