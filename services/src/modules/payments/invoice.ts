import type { Fee, Lang, Text } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Command } from '../../platform/platform.ts';
import type { Provider } from './provider.ts';

export const INVOICE_STATES = ['open', 'settled', 'refunded', 'cancelled', 'expired'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];
export type InvoiceMove = 'settle' | 'refund' | 'cancel' | 'expire';

const MOVES: Record<InvoiceState, Partial<Record<InvoiceMove, InvoiceState>>> = {
  open: { settle: 'settled', cancel: 'cancelled', expire: 'expired' },
  settled: { refund: 'refunded' },
  refunded: {},
  cancelled: {},
  expired: {},
};

/** Where a move leads, or nothing when it may not be made. Money that has come is only ever given back. */
export const next = (state: InvoiceState, move: InvoiceMove): InvoiceState | undefined => MOVES[state][move];

/** One line of an invoice: a fee by its kind, in the words of the service's definition. Whole diram, more than none. */
export interface InvoiceLine {
  kind: Fee['kind'];
  label: Text;
  diram: number;
}

/** What a citizen is asked to pay for one application. Days are `yyyy-mm-dd` in Dushanbe. */
export interface Invoice {
  id: string;
  /** `INV-2026-000123`. */
  number: string;
  application: string;
  /** `EGOV-2026-000123`. */
  applicationNumber: string;
  occasion: Occasion;
  agency: string;
  service: string;
  lines: InvoiceLine[];
  diram: number;
  state: InvoiceState;
  createdAt: Date;
  /** The last day of payment: a sum belongs to the year of its indicator. */
  payableUntil: string;
  /** `RCP-2026-000123`, once it is paid. */
  receipt?: string;
  settledAt?: Date;
  refund?: { at: Date; reason: string };
  /** How the last walk to the bank stands, while the invoice is open. */
  attempt?: 'waiting' | 'declined';
}

/** When money is asked for: before the desk begins, or before what was approved is issued. */
export type Occasion = 'hand-in' | 'issue';

/** What `charge` is told. A service that is free is not charged for. */
export interface Charge {
  application: string;
  number: string;
  owner: string;
  agency: string;
  service: string;
  occasion: Occasion;
  lines: readonly InvoiceLine[];
}

export interface Settled {
  application: string;
  invoice: string;
}

export interface PaymentsDeps {
  /** Who takes the money; absent where none is set up yet, and then nothing can be paid. */
  provider: Provider | undefined;
  identity: { actorOf(request: FastifyRequest): Actor };
}

export interface Payments {
  /**
   * Asks the owner of an application to pay, in the caller's transaction. Once per application and occasion, however often it is
   * called; `paid` tells that nothing is owed for it any more, `fresh` that this call made the invoice. One whose last day is over
   * gives way to a new one.
   */
  charge<T>(tx: Command<T>, charge: Charge): Promise<{ invoice: string; paid: boolean; fresh: boolean }>;
  /** The application no longer waits for money: what is open is closed, in the caller's transaction. */
  cancel<T>(tx: Command<T>, application: string): Promise<void>;
  /**
   * Asks for the money to be given back, in the caller's transaction; a job does it. Does nothing for what was not paid.
   * All that was paid for the application, or one invoice of it.
   */
  refund<T>(tx: Command<T>, application: string, reason: string, invoice?: string): Promise<void>;
  /** The invoice of an application, for its owner: the open one, else the last. */
  ofApplication(actor: Actor, application: string): Promise<Invoice | undefined>;
  /** An invoice by its own id, for its owner. @throws Problem 404 */
  invoice(actor: Actor, id: string): Promise<Invoice>;
  /**
   * Opens the bank's page for the owner's open invoice; pressed twice it is the same page.
   * @throws Problem 409 `invoice-not-open`, 503 `payment-provider-away` with the invoice left open.
   */
  begin(actor: Actor, application: string, lang: Lang): Promise<{ url: string }>;
  /** The invoice once the bank has answered the walk that is under way, or as it is when the time is over. */
  awaitAnswer(actor: Actor, application: string, ms: number): Promise<Invoice | undefined>;
  /** Whether the invoice of an application is paid, for the desk of its agency: not what for, not how much. */
  stateAtDesk(actor: Actor, application: string): Promise<InvoiceState | undefined>;
  /** Called when money has come, inside the settling transaction: what the listener does commits with the payment. */
  onSettled(listener: (tx: Command<unknown>, settled: Settled) => Promise<void>): void;
  /** Called when the last day of payment has gone by, inside the transaction that closes the invoice. */
  onExpired(listener: (tx: Command<unknown>, expired: Settled) => Promise<void>): void;
  /** The person's own invoices, newest first. */
  mine(actor: Actor): Promise<Invoice[]>;
  /** `GET /api/v1/payments`, and the provider's door `POST /api/v1/payments/webhook`. */
  routes(app: FastifyInstance): Promise<void>;
}
