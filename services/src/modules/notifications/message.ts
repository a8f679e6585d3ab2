import type { Lang } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';

/** What a message can be about. Its words are `message.<code>.title` and `.body` of the portal's texts. */
export const MESSAGE_CODES = [
  'application.submitted',
  'application.sent-back',
  'application.approved',
  'application.rejected',
  'application.party-asked',
  'application.party-declined',
  'application.awaiting-payment',
  'application.fee-due',
  'application.fee-expired',
  'application.closed',
  'application.reopened',
  'application.expired',
  'application.letter',
  'application.objection-answered',
  'desk.assigned',
  'desk.objection',
  'desk.opinion-asked',
  'desk.opinion-overdue',
  'desk.sla-warning',
  'desk.sla-breached',
  'desk.sla-escalated',
  'document.issued',
  'document.revoked',
  'mandate.granted',
  'mandate.revoked',
  'appointment.booked',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.missed',
  'appointment.reminder',
  'payment.settled',
  'payment.refunded',
  'assisted.started',
  'assisted.ended',
  'appeal.received',
  'appeal.forwarded',
  'appeal.extended',
  'appeal.answered',
  'standard.letter',
  'content.submitted',
  'content.returned',
  'content.overdue',
  'staff.invited',
  'staff.proposed',
  'staff.role-given',
  'staff.role-taken',
] as const;
export type MessageCode = (typeof MESSAGE_CODES)[number];

/** Ways out of the portal, beside the inbox. */
export const CHANNELS = ['email', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface MessageSettings {
  email: boolean;
  sms: boolean;
  /** Of what leaves the portal. */
  lang: Lang;
}

export interface InboxMessage {
  id: string;
  code: MessageCode;
  /** Values for the words: `number`, `service` (an id), `agency` (an id). Never sensitive contents. */
  params: Record<string, string>;
  /** Path without the language: `/account/applications/…`. */
  link?: string;
  at: Date;
  read: boolean;
}

/** A message to be delivered; `cause` names the event, so that it is delivered once. */
export interface Delivery {
  to: string;
  code: MessageCode;
  params: Record<string, string>;
  link?: string;
  cause: string;
}

/** What is needed to tell somebody outside the portal. */
export interface Outside {
  /** Addresses, for the job alone. */
  person(subject: string): Promise<{ email?: string; phone?: string } | undefined>;
  /** The words that leave the portal. They carry no personal data: no name, no answer, no number but an application's. */
  words(
    lang: Lang,
    message: { code: MessageCode; params: Readonly<Record<string, string>> },
  ): { subject: string; text: string; short: string };
  /** How an application stands for one of its people, `awaiting_payment` also while a fee for issuing is due. */
  stateOf(subject: string, application: string): Promise<string | undefined>;
}

export interface NotificationsDeps {
  identity: { actorOf(request: FastifyRequest): Actor };
  /** Absent where messages stay in the inbox. */
  outside?: Outside;
}

export interface Notifications {
  /** The person's messages, newest first, at most 200. */
  inbox(actor: Actor): Promise<InboxMessage[]>;
  unread(actor: Actor): Promise<number>;
  markRead(actor: Actor, ids: readonly string[] | 'all'): Promise<void>;
  /** Whoever has opened what a message leads to has read it. */
  markReadAbout(actor: Actor, link: string): Promise<void>;
  settings(actor: Actor): Promise<MessageSettings>;
  saveSettings(actor: Actor, settings: MessageSettings): Promise<void>;
  /** The ways out that this portal has; `embedded` ones keep messages as files and send nothing. */
  channels(): { channel: Channel; embedded: boolean }[];
  /** Deletes what has been kept long enough. Idempotent; runs by itself each night. */
  applyRetention(): Promise<void>;
  /** Deletes what the person has read. @returns how many. */
  deleteRead(actor: Actor): Promise<number>;
  /** `GET /api/v1/inbox`, `POST /api/v1/inbox/read`. */
  routes(app: FastifyInstance): void;
}
