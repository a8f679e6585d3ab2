import { verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Lang } from '@hukumat/contract';
import { Problem } from '../../platform/problem.ts';

/** What a payment provider tells us, once its signature is checked. */
export interface ProviderEvent {
  /** The same event always carries the same id, however often it is sent. */
  id: string;
  type: 'paid' | 'declined';
  session: string;
  /** The key that `begin` was given. */
  key: string;
  diram: number;
  /** When the bank answered its customer, not when it told us. */
  at: Date;
}

/** The port to whoever takes the money: a bank or a national payment gateway. Cards only: no method of this port is cash. */
export interface Provider {
  /** Opens a payment page. The same `key` opens the same session. */
  begin(ask: {
    key: string;
    /** What the payer reads on the statement: the number of the invoice. */
    reference: string;
    diram: number;
    lang: Lang;
    /** Absolute address to which the payer is sent back, whatever the answer was. */
    returnTo: string;
  }): Promise<{ session: string; url: string }>;
  /** Reads a webhook. @throws Problem 401 for anything that this provider did not sign just now. */
  read(headers: IncomingHttpHeaders, body: Buffer): ProviderEvent;
  /** Gives back the whole sum of a paid session. The same session again changes nothing. */
  refund(session: string): Promise<void>;
}

/** How far apart the clocks may stand, and how long a recorded delivery is worth anything. */
const TOLERANCE_SECONDS = 300;

/**
 * Checks a delivery by the rules of Standard Webhooks, asymmetric scheme: `webhook-id`, `webhook-timestamp`, and
 * `webhook-signature: v1a,<Ed25519, base64>` over `id.timestamp.body`. @throws Problem 401
 */
export function checkSignature(headers: IncomingHttpHeaders, body: Buffer, publicKey: Parameters<typeof verify>[2], now: Date): string {
  const id = single(headers['webhook-id']);
  const timestamp = single(headers['webhook-timestamp']);
  const signatures = single(headers['webhook-signature']).split(' ');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) throw unsigned();
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const good = signatures.some((one) => {
    const [scheme, value = ''] = one.split(',', 2);
    return scheme === 'v1a' && verify(null, signed, publicKey, Buffer.from(value, 'base64'));
  });
  if (!id || !good) throw unsigned();
  return id;
}

const single = (header: string | string[] | undefined): string => (typeof header === 'string' ? header : '');
export const unsigned = () => new Problem(401, 'signature-invalid', 'This was not signed by the payment provider just now');
