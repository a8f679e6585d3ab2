import type { Lang } from '@hukumat/contract';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/actor.ts';

export const APPEAL_KINDS = ['application', 'request', 'proposal', 'complaint'] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];
/** How the sender wants the answer. */
export const REPLIES = ['electronic', 'written'] as const;
export type Reply = (typeof REPLIES)[number];

/**
 * Days a body has, counted from the day after the appeal came, and the most it may add once. The law (No. 1339 of 23.07.2016)
 * is known to name 15 and 30 days; which kind has which is not confirmed.
 */
export const TERMS = {
  days: { application: 15, request: 15, proposal: 30, complaint: 30 } satisfies Record<AppealKind, number>,
  extension: 30,
  source: 'mmih.tj DocumentId=20099',
  sample: true,
} as const;
/** Days before the last one on which the desk is warned. */
export const WARN_DAYS = 3;

/** `yyyy-mm-dd` so many calendar days later. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const dueOn = (kind: AppealKind, receivedOn: string): string => daysAfter(receivedOn, TERMS.days[kind]);

export interface AppealEvent {
  at: Date;
  /** `appeal.forwarded`, `appeal.extended`, `appeal.due-soon`, `appeal.overdue`, `appeal.answered`. */
  type: string;
  actorName: string;
  /** The body whose act it was. */
  agency: string;
  note?: string;
}

export interface Appeal {
  id: string;
  number: string;
  kind: AppealKind;
  reply: Reply;
  lang: Lang;
  text: string;
  senderName: string;
  address?: string;
  phone?: string;
  email?: string;
  /** The body that has to answer now. */
  agency: string;
  bodies: string[];
  receivedAt: Date;
  /** Last day to answer, extension included. */
  dueOn: string;
  extended: boolean;
  state: 'received' | 'answered';
  answer?: string;
  answeredAt?: Date;
  onTime?: boolean;
  version: number;
  events: AppealEvent[];
}

/** Nothing of the sender but the name: what a list needs. */
export type AppealLine = Pick<Appeal, 'id' | 'number' | 'kind' | 'senderName' | 'receivedAt' | 'dueOn' | 'state' | 'extended' | 'agency'>;

export interface Sending {
  agency: string;
  kind: AppealKind;
  reply: Reply;
  lang: Lang;
  text: string;
  senderName: string;
  address?: string;
  phone?: string;
  email?: string;
  /** Made with the form, at least 128 bits: the same form sent twice is one appeal. */
  key: string;
  /** Address the request came from; kept only as a digest, to slow machines. */
  from: string;
}

export interface Sent {
  number: string;
  dueOn: string;
  /** Opens the answer; only for who was not signed in. */
  code?: string;
}

/** One reading of an appeal by an officer of the body that has it. */
export interface AppealAccess {
  appeal: string;
  number: string;
  agency: string;
  officerName: string;
  at: Date;
}

export interface AppealStatistics {
  received: number;
  answered: number;
  onTime: number;
  /** Waiting beyond its last day. */
  overdue: number;
}

export interface AppealsDeps {
  /** Bodies that exist: an appeal goes to no other. */
  agencies(): readonly string[];
}

export interface Appeals {
  /** By anybody, signed in or not. @throws Problem 404 for a body that does not exist, 429 `too-many-appeals`. */
  send(actor: Actor, sending: Sending): Promise<Sent>;
  /** Own appeals of a signed-in person, newest first. */
  mine(actor: Actor): Promise<AppealLine[]>;
  /** Own appeal by number. @throws Problem 404 for anybody but the owner. */
  own(actor: Actor, number: string): Promise<Appeal>;
  /** Who read the person's appeals, newest first. */
  accesses(actor: Actor): Promise<AppealAccess[]>;
  /** By number and code; undefined when the two do not belong together. @throws Problem 429 `too-many-tries`. */
  lookUp(number: string, code: string, from: string): Promise<Appeal | undefined>;

  /** Of a body's desk: what waits first, by its last day; then what was answered. @throws Problem 403 for other roles. */
  desk(actor: Actor, agency: string): Promise<AppealLine[]>;
  /** Reads one, which is written down. @throws Problem 404 when the body has never had it. */
  open(actor: Actor, agency: string, id: string): Promise<Appeal>;
  /** @throws Problem 409 `appeal-changed | appeal-answered`, 422 `answer-needed`. */
  answer(actor: Actor, agency: string, id: string, version: number, text: string): Promise<void>;
  /** Hands it on to the body that can answer; its term goes on. @throws Problem 409, 422 `reason-needed | same-body`. */
  forward(actor: Actor, agency: string, id: string, version: number, to: string, reason: string): Promise<void>;
  /** Makes the term longer, once. @throws Problem 409 `appeal-extended`, 422 `reason-needed | extension-too-long`. */
  extend(actor: Actor, agency: string, id: string, version: number, days: number, reason: string): Promise<void>;

  /** Counts of one body, for everybody. */
  statistics(agency: string): Promise<AppealStatistics>;
  /** Writes the alarms of today: due soon, overdue. Each once. The daily job calls it. */
  warn(): Promise<void>;
  /** `GET /api/v1/agencies/{agency}/appeals/statistics`. */
  routes(app: FastifyInstance): void;
}
