import type { Answers, Fee, Lang, ServiceDefinition, Text } from '@hukumat/contract';
import type { FastifyRequest } from 'fastify';
import type { Actor, AgencyRole } from '../../platform/actor.ts';
import type { Command } from '../../platform/platform.ts';
import type { Scanner } from '../files/index.ts';

/** A service as the live snapshot gives it. */
export interface LiveService {
  release: { agency: string; version: string };
  definition: ServiceDefinition;
}

/** The part of a person's record that is needed to find and name them. */
export interface KnownPerson {
  subject: string;
  name: string;
}

/** This module's open transaction, in which another writes its own tables (decision 10). */
// biome-ignore lint/suspicious/noExplicitAny: the other module must not know these tables, nor this one those.
export type Handed = Command<any>;

/** Invoices of an application. */
export interface PaymentsPort {
  charge(
    tx: Handed,
    bill: {
      application: string;
      number: string;
      owner: string;
      agency: string;
      service: string;
      occasion: 'hand-in' | 'issue';
      lines: { kind: Fee['kind']; label: Text; diram: number }[];
    },
  ): Promise<{ invoice: string; paid: boolean; fresh: boolean }>;
  cancel(tx: Handed, application: string): Promise<void>;
  refund(tx: Handed, application: string, reason: string, invoice?: string): Promise<void>;
  /** Called inside the settling transaction. */
  onSettled(listener: (tx: Handed, settled: { application: string; invoice: string }) => Promise<void>): void;
  /** Called inside the transaction that closes what was not paid in time. */
  onExpired(listener: (tx: Handed, expired: { application: string; invoice: string }) => Promise<void>): void;
}

/** Slots of a centre or of an agency's own resource. */
export interface SlotsPort {
  /** @throws Problem 409 `slot-taken`. */
  book(tx: Handed, booking: { slot: string; resource: string; holder: string; cause: string }): Promise<{ startsAt: Date; centre: string }>;
  centre(id: string): { names: Text } | undefined;
  /** Where and when a slot is, by its id alone. */
  timeOf(slot: string): { centre: string; day: string; startsAt: Date } | undefined;
  release(tx: Handed, cause: string): Promise<void>;
}

/** Sessions of help at a counter. */
export interface CounterPort {
  /** @throws Problem 403 `assisted-over | assisted-other-service`. */
  record(tx: Handed, change: { session: string; service: string; draft: string; before: Answers; after: Answers }): Promise<void>;
  /** @throws Problem 403 `code-needed`. */
  confirm(tx: Handed, change: { session: string; service: string; draft: string; application: string }): Promise<void>;
}

export interface MandatesPort {
  grant(
    tx: Handed,
    mandate: {
      grantor: string;
      grantorName: string;
      grantee: string;
      granteeName: string;
      services: readonly string[];
      from: string;
      to: string;
      agency: string;
      document: string;
      application: string;
    },
  ): Promise<unknown>;
  /** @throws Problem 403 when it does not hold for this service now, 404 when it is not the actor's. */
  acting(tx: Handed, id: string, service: string): Promise<{ id: string; grantor: string; grantorName: string }>;
  /** Whether `actor` may use `service` for `grantor` at this moment. */
  mayAct(actor: Actor, grantor: string, service: string): Promise<{ id: string } | undefined>;
}

/** A document of the person's own, given to the agency of an application in the transaction that submits it. */
export interface HandedDocument {
  document: string;
  application: string;
  agency: string;
  service: string;
  field: string;
  step: string;
  /** Services whose documents the field takes. */
  from: readonly string[];
  /** The words the person agreed to. */
  consent: string;
  lang: Lang;
}
/** Answers what the document is called. @throws Problem 422 `answers-invalid` with the error at the field. */
export type HandOver = (tx: Handed, handed: HandedDocument) => Promise<{ title: Text; number: string }>;

export interface ApplicationsDeps {
  registry: {
    serviceById(id: string): LiveService | undefined;
    definitionAt(agency: string, version: string, service: string): ServiceDefinition | undefined | Promise<ServiceDefinition | undefined>;
  };
  identity: {
    actorOf(request: FastifyRequest): Actor;
    capability: { check(request: FastifyRequest, agency: string): void };
    /** Names and finds people for commands; nothing of it reaches whoever asks. */
    nameOf(subject: string): Promise<string | undefined>;
    findPerson(by: { passport: string; surname: string }): Promise<KnownPerson | undefined>;
    rolesOf(subject: string): Promise<readonly AgencyRole[]>;
    holdersOf(agency: string, role: AgencyRole['role']): Promise<string[]>;
  };
  /** Looks at files; the embedded one without it. */
  scanner?: Scanner;
  /** Whether another module keeps the bytes of this name; without it bytes of deleted files stay in the store. */
  namedElsewhere?(sha256: string): Promise<boolean>;
  payments?: PaymentsPort;
  slots?: SlotsPort;
  mandates?: MandatesPort;
  counter?: CounterPort;
}
