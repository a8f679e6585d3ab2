import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { Vault } from '../vault.ts';

/** The second step of a sign-in: a one-time code that reaches the person by another way than this page. */
export interface SecondFactor {
  /** Sends the code of one attempt. `shown` is what the demonstration puts on the page, as the person's phone would. */
  send(attempt: string, subject: string): Promise<{ shown?: string }>;
  check(attempt: string, subject: string, code: string): Promise<boolean>;
}

const STEP_MS = 5 * 60_000;

/**
 * The demonstration's: a six-digit code for five minutes, bound to one attempt, shown on the page itself.
 * It proves nothing about a phone; a real portal puts a real sender behind the same door.
 */
export function demoSecondFactor(clock: Clock, vault: Vault): SecondFactor {
  const codeAt = (attempt: string, subject: string, stepsAgo: number): string => {
    const step = Math.floor(clock.now().getTime() / STEP_MS) - stepsAgo;
    const bytes = createHmac('sha256', vault.mark('second-factor', `${attempt} ${subject}`))
      .update(String(step))
      .digest();
    return String(bytes.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  };
  const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
  return {
    send: async (attempt, subject) => ({ shown: codeAt(attempt, subject, 0) }),
    async check(attempt, subject, code) {
      const typed = code.replaceAll(/\D/g, '');
      return [0, 1].some((ago) => same(codeAt(attempt, subject, ago), typed));
    },
  };
}
