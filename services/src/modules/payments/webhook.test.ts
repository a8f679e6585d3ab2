import { createHmac, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '@hukumat/contract/release';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { system } from '../../platform/actor.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { CITIZEN } from '../applications/testing.ts';
import type { Settled } from './invoice.ts';
import { REFUND_JOB } from './refund-invoice.ts';
import { type PaymentStage, paymentStage } from './testing.ts';

let stage: PaymentStage;
const heard: Settled[] = [];
/** What the listener does instead of succeeding. */
let trouble: (() => Promise<void>) | undefined;
/** What the provider's begin does instead of answering. */
let down = false;

beforeAll(async () => {
  stage = await paymentStage((bank) => ({
    ...bank,
    begin: async (ask) => {
      if (down) throw new Error('connection refused');
      return bank.begin(ask);
    },
  }));
  stage.payments.onSettled(async (_tx, settled) => {
    await trouble?.();
    heard.push(settled);
  });
  await stage.platform.jobs.start();
});
afterAll(() => stage.stop());

const keyOf = async (session: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select id from payments.attempts where session = ${session}`.execute(stage.platform.db.owner);
  return rows[0]?.id ?? '';
};
const times = (application: string) => heard.filter((one) => one.application === application).length;
const entries = async (type: string, application: string): Promise<number> => {
  const invoice = await stage.look(application);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from platform.journal
    where type = ${type} and entity = ${`invoice:${invoice?.id}`}`.execute(stage.platform.db.owner);
  return rows[0]?.n ?? 0;
};

interface Sent {
  id?: string;
  at?: Date;
  key?: string;
  tamper?: (body: string) => string;
  timestamp?: number;
}
/** Sends what the bank would send, signed with the bank's own key unless told otherwise. */
async function send(event: Record<string, unknown>, { id = `evt_${randomUUID()}`, key, tamper, timestamp }: Sent = {}): Promise<number> {
  const { config, clock } = stage.platform;
  const pem = key ?? readFileSync(join(config.dataDir, 'keys', 'sandbox-bank.pem'), 'utf8');
  const body = JSON.stringify(event);
  const seconds = String(timestamp ?? Math.floor(clock.now().getTime() / 1000));
  const signature = sign(null, Buffer.from(`${id}.${seconds}.${body}`), createPrivateKey(pem)).toString('base64');
  const answer = await fetch(`${config.origin}/api/v1/payments/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1a,${signature}`,
    },
    body: tamper ? tamper(body) : body,
  });
  await answer.text();
  return answer.status;
}
async function paidEvent(session: string, more: Record<string, unknown> = {}) {
  return { type: 'paid', session, key: await keyOf(session), diram: 23_400, at: stage.clock.now().toISOString(), ...more };
}

describe('one payment', () => {
  test('is there with its receipt when the bank sends the person back', async () => {
    const { application, session } = await stage.begun();
    const { returnTo } = await stage.bank.pay(session, 'pays');
    expect(returnTo).toMatch(`/tg/account/applications/${application}/pay?back=1`);
    expect(await stage.look(application)).toMatchObject({ state: 'settled', receipt: expect.stringMatching(/^RCP-2026-\d{6}$/) });
    expect(times(application)).toBe(1);
    expect(await entries('payment.requested', application)).toBe(1);
    expect(await entries('payment.settled', application)).toBe(1);
  });

  test('told three times, one after another and at once, gives one receipt', async () => {
    const { application, session } = await stage.begun();
    const event = await paidEvent(session);
    const id = `evt_${randomUUID()}`;
    for (let n = 0; n < 3; n++) expect(await send(event, { id })).toBe(204);
    expect(await Promise.all(Array.from({ length: 10 }, () => send(event, { id })))).toEqual(Array(10).fill(204));
    // The same news under another id is still the same money.
    expect(await send(event)).toBe(204);
    expect(times(application)).toBe(1);
    expect(await entries('payment.settled', application)).toBe(1);
  });

  test('told under ten different ids at once settles once', async () => {
    const { application, session } = await stage.begun();
    const event = await paidEvent(session);
    expect(await Promise.all(Array.from({ length: 10 }, () => send(event)))).toEqual(Array(10).fill(204));
    expect(times(application)).toBe(1);
    expect(await entries('payment.settled', application)).toBe(1);
  });

  test('pressed twice, in two tabs and by two fingers, is one session at the bank', async () => {
    const application = randomUUID();
    await stage.charge(application);
    const all = await Promise.all(Array.from({ length: 8 }, () => stage.payments.begin(CITIZEN, application, 'ru')));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    const session = all[0]?.url.split('/').at(-1) ?? '';
    expect(await entries('payment.begun', application)).toBe(1);
    await Promise.all([stage.bank.pay(session, 'pays'), stage.bank.pay(session, 'declined'), stage.bank.pay(session, 'pays')]);
    await vi.waitFor(async () => expect((await stage.look(application))?.attempt).not.toBe('waiting'));
    expect(times(application)).toBeLessThanOrEqual(1);
  });
});

describe('order', () => {
  test('declined, then tried again and paid', async () => {
    const { application, session } = await stage.begun();
    await stage.bank.pay(session, 'declined');
    expect(await stage.look(application)).toMatchObject({ state: 'open', attempt: 'declined' });
    const { url } = await stage.payments.begin(CITIZEN, application, 'tg');
    const second = url.split('/').at(-1) ?? '';
    expect(second).not.toBe(session);
    await stage.bank.pay(second, 'pays');
    expect(await stage.look(application)).toMatchObject({ state: 'settled' });
  });

  test('a refusal that arrives after the money changes nothing; money that arrives after a refusal is taken', async () => {
    const one = await stage.begun();
    const first = await paidEvent(one.session);
    await send(first);
    expect(await send({ ...first, type: 'declined' })).toBe(204);
    expect(await stage.look(one.application)).toMatchObject({ state: 'settled' });
    const two = await stage.begun();
    const second = await paidEvent(two.session);
    await send({ ...second, type: 'declined' });
    expect(await stage.look(two.application)).toMatchObject({ state: 'open', attempt: 'declined' });
    await send(second);
    expect(await stage.look(two.application)).toMatchObject({ state: 'settled' });
  });

  test('money for a withdrawn application goes back by itself, and nobody is told that it settled', async () => {
    const { application, session } = await stage.begun();
    await stage.platform.db.write(CITIZEN, (tx) => stage.payments.cancel(tx, application));
    await stage.bank.pay(session, 'pays');
    await vi.waitFor(async () => expect((await stage.bank.session(session))?.state).toBe('returned'), { timeout: 10_000 });
    expect(await stage.look(application)).toMatchObject({ state: 'cancelled' });
    expect(times(application)).toBe(0);
    await vi.waitFor(async () => expect(await entries('payment.refunded', application)).toBe(1), { timeout: 10_000 });
  });

  test('money paid twice over two walks is kept once', async () => {
    const { application, session } = await stage.begun();
    const late = await paidEvent(session);
    await send({ ...late, type: 'declined' });
    const { url } = await stage.payments.begin(CITIZEN, application, 'tg');
    await stage.bank.pay(url.split('/').at(-1) ?? '', 'pays');
    await stage.bank.pay(session, 'pays');
    await vi.waitFor(async () => expect((await stage.bank.session(session))?.state).toBe('returned'), { timeout: 10_000 });
    expect(times(application)).toBe(1);
    expect(await stage.look(application)).toMatchObject({ state: 'settled' });
  });

  test('paid in the last minute and told after it counts; paid after it goes back', async () => {
    const { clock } = stage;
    clock.set('2026-12-30T06:00:00Z');
    const [one, two] = [await stage.begun(), await stage.begun()];
    clock.set('2027-01-01T06:00:00Z');
    await send(await paidEvent(one.session, { at: '2026-12-31T18:59:00.000Z' }));
    expect(await stage.look(one.application)).toMatchObject({ state: 'settled', receipt: expect.stringMatching(/^RCP-2026-/) });
    clock.set('2026-12-31T19:00:00Z');
    // Within the bank's half hour, beyond the year of the indicator.
    await send(await paidEvent(two.session));
    expect(await stage.look(two.application)).toMatchObject({ state: 'open' });
    expect(times(two.application)).toBe(0);
    expect(await entries('payment.unexpected', two.application)).toBe(1);
    clock.set('2026-11-23T06:00:00Z');
  });
});

describe('who tells', () => {
  test('nothing unsigned, signed by another, changed, old or from the future is believed', async () => {
    const { application, session } = await stage.begun();
    const event = await paidEvent(session);
    const now = Math.floor(stage.clock.now().getTime() / 1000);
    const refused: Sent[] = [
      { key: generateKey().privateKeyPem },
      { tamper: (body) => body.replace('paid', 'paid ') },
      { tamper: (body) => ` ${body}` },
      { tamper: () => '{}' },
      { timestamp: now - 301 },
      { timestamp: now + 301 },
      { id: '' },
    ];
    for (const how of refused) expect(await send(event, how), JSON.stringify(how)).toBe(401);
    const body = JSON.stringify(event);
    // The public key as a shared secret, the older scheme, no scheme, a thousand guesses in one header.
    const bank = createPublicKey(readFileSync(join(stage.platform.config.dataDir, 'keys', 'sandbox-bank.pem'), 'utf8'));
    const secret = bank.export({ type: 'spki', format: 'pem' });
    const shared = createHmac('sha256', secret).update(`x.${now}.${body}`).digest('base64');
    const guesses = ['v1a,', `v1,${shared}`, `v1a,${shared}`, 'none,', ',', `v1a,${'A'.repeat(86)}==`, 'v1a,AA '.repeat(1000)];
    const signed = (mark: string) => ({ 'webhook-id': 'x', 'webhook-timestamp': String(now), 'webhook-signature': mark });
    for (const headers of [{}, ...guesses.map(signed)]) {
      const answer = await fetch(`${stage.platform.config.origin}/api/v1/payments/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      expect(answer.status).toBe(401);
    }
    expect(await stage.look(application)).toMatchObject({ state: 'open', attempt: 'waiting' });
    expect(times(application)).toBe(0);
  });

  test('a signed word about another sum, another session or a payment of nobody settles nothing', async () => {
    const { application, session } = await stage.begun();
    expect(await send(await paidEvent(session, { diram: 1 }))).toBe(422);
    expect(await send(await paidEvent(session, { session: 'another' }))).toBe(404);
    expect(await send(await paidEvent(session, { key: randomUUID() }))).toBe(404);
    expect(await send(await paidEvent(session, { key: 'x' }))).toBe(404);
    expect(await send(await paidEvent(session, { type: 'cash' }))).toBe(401);
    expect(await stage.look(application)).toMatchObject({ state: 'open' });
  });
});

describe('a portal without a provider', () => {
  test('takes no payment, believes no webhook, and keeps the invoice open', async () => {
    const none = await paymentStage(() => undefined);
    try {
      const application = randomUUID();
      await none.charge(application);
      await expect(none.payments.begin(CITIZEN, application, 'tg')).rejects.toMatchObject({ code: 'payment-provider-away' });
      expect(await none.look(application)).toMatchObject({ state: 'open' });
      const answer = await none.app.inject({
        method: 'POST',
        url: '/api/v1/payments/webhook',
        headers: { host: new URL(none.platform.config.origin).host },
        payload: { type: 'paid' },
      });
      expect(answer.statusCode).toBe(401);
    } finally {
      await none.stop();
    }
  });
});

describe('time', () => {
  test('a bank that thinks answers later, and the waiting page has it at once', async () => {
    const { application, session } = await stage.begun();
    await stage.bank.pay(session, 'late');
    expect(await stage.bank.session(session)).toMatchObject({ state: 'thinking' });
    const waiting = stage.payments.awaitAnswer(CITIZEN, application, 10_000);
    // The bank's own alarm rings in twenty seconds; here it rings now.
    await stage.platform.db.write(system('test'), (tx) => tx.enqueue('sandbox-bank-decide', { session }));
    expect(await waiting).toMatchObject({ state: 'settled' });
  });

  test('what nobody paid in time expires with all that follows from it, and only that', async () => {
    const { clock, payments, platform } = stage;
    const [unpaid, paid] = [await stage.begun(), await stage.begun()];
    await stage.bank.pay(paid.session, 'pays');
    const over: string[] = [];
    let fail = true;
    payments.onExpired(async (_tx, { application }) => {
      if (application === unpaid.application && fail) {
        fail = false;
        throw new Error('killed before the commit');
      }
      over.push(application);
    });
    const ring = () => platform.db.write(system('test'), (tx) => tx.enqueue('expire-invoices', {}));
    clock.set('2026-12-24T06:00:00Z');
    await ring();
    await vi.waitFor(async () => expect(await stage.look(unpaid.application)).toMatchObject({ state: 'expired' }), 15_000);
    expect(fail).toBe(false);
    expect(over.filter((one) => one === unpaid.application)).toHaveLength(1);
    expect(await entries('payment.expired', unpaid.application)).toBe(1);
    expect(await stage.look(paid.application)).toMatchObject({ state: 'settled' });
    expect(over).not.toContain(paid.application);
    clock.set('2026-11-23T06:00:00Z');
  }, 20_000);

  test('a withdrawal and the money in the same moment: one of them comes first, and no money is lost', async () => {
    for (let n = 0; n < 15; n++) {
      const { application, session } = await stage.begun();
      await Promise.all([
        stage.bank.pay(session, 'pays'),
        stage.platform.db.write(CITIZEN, (tx) => stage.payments.cancel(tx, application)),
      ]);
      await vi.waitFor(async () => {
        const [invoice, held] = [await stage.look(application), await stage.bank.session(session)];
        expect(`${invoice?.state} ${held?.state}`).toMatch(/^(settled paid|cancelled returned)$/);
      }, 10_000);
    }
  }, 60_000);
});

test('whatever is told in whatever order, money is counted once and never kept for nothing', async () => {
  const word = fc.record({
    walk: fc.integer({ min: 0, max: 2 }),
    what: fc.constantFrom('paid' as const, 'declined' as const, 'again' as const, 'cancel' as const),
    copies: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
      const { application, session } = await stage.begun();
      const walks = [session];
      const paid = new Set<string>();
      for (const { walk, what, copies } of words) {
        const at = walks[walk % walks.length] ?? session;
        if (what === 'cancel') await stage.platform.db.write(CITIZEN, (tx) => stage.payments.cancel(tx, application));
        else if (what === 'again') {
          const next = await stage.payments.begin(CITIZEN, application, 'en').catch(() => undefined);
          const fresh = next?.url.split('/').at(-1);
          if (fresh && !walks.includes(fresh)) walks.push(fresh);
        } else {
          if (what === 'paid') paid.add(at);
          const event = await paidEvent(at, { type: what });
          const id = `evt_${randomUUID()}`;
          for (const status of await Promise.all(Array.from({ length: copies }, () => send(event, { id })))) expect(status).toBe(204);
        }
      }
      const invoice = await stage.look(application);
      expect(invoice?.diram).toBe(23_400);
      expect(times(application)).toBe(invoice?.state === 'settled' ? 1 : 0);
      expect(await entries('payment.settled', application)).toBe(times(application));
      // Each walk that was paid either settled the invoice or is on its way back.
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from payments.attempts a join payments.invoices i on i.id = a.invoice
        where i.application = ${application} and a.session = any(${[...paid]}) and (a.state = 'settled' or exists (
          select from pgboss.job j where j.name = 'return-payment' and j.data->>'attempt' = a.id::text))`.execute(stage.platform.db.owner);
      expect(rows[0]?.n).toBe(paid.size);
    }),
    { numRuns: 25 },
  );
}, 120_000);

describe('trouble', () => {
  test('what breaks between the webhook and the commit loses nothing: the bank tells again', async () => {
    const { application, session } = await stage.begun();
    let broken = 0;
    trouble = async () => {
      broken += 1;
      throw new Error('killed before the commit');
    };
    await stage.bank.pay(session, 'pays');
    expect(broken).toBe(1);
    expect(await stage.look(application)).toMatchObject({ state: 'open', attempt: 'waiting' });
    expect(await entries('payment.settled', application)).toBe(0);
    trouble = undefined;
    await vi.waitFor(async () => expect(await stage.look(application)).toMatchObject({ state: 'settled' }), { timeout: 15_000 });
    expect(times(application)).toBe(1);
    expect(await entries('payment.settled', application)).toBe(1);
  }, 20_000);

  test('the bank is away: the invoice stays open, and the next press goes on', async () => {
    const application = randomUUID();
    await stage.charge(application);
    down = true;
    await expect(stage.payments.begin(CITIZEN, application, 'tg')).rejects.toMatchObject({ status: 503, code: 'payment-provider-away' });
    down = false;
    expect(await stage.look(application)).toMatchObject({ state: 'open' });
    const { url } = await stage.payments.begin(CITIZEN, application, 'tg');
    await stage.bank.pay(url.split('/').at(-1) ?? '', 'pays');
    expect(await stage.look(application)).toMatchObject({ state: 'settled' });
  });

  test('a page that was left open too long is over, and a new one opens', async () => {
    const { application, session } = await stage.begun();
    stage.clock.advance(31 * 60_000);
    expect(await stage.bank.session(session)).toMatchObject({ state: 'declined' });
    expect(await stage.look(application)).toMatchObject({ attempt: 'declined' });
    expect((await stage.payments.begin(CITIZEN, application, 'tg')).url).not.toContain(session);
  });
});

describe('money that goes back', () => {
  test('is asked for once however often, and the citizen is told', async () => {
    const { application, session } = await stage.begun();
    await stage.bank.pay(session, 'pays');
    for (let n = 0; n < 3; n++)
      await stage.platform.db.write(CITIZEN, (tx) => stage.payments.refund(tx, application, 'Ариза бозпас гирифта шуд'));
    await vi.waitFor(async () => expect(await stage.look(application)).toMatchObject({ state: 'refunded' }), { timeout: 10_000 });
    expect(await stage.look(application)).toMatchObject({ refund: { reason: 'Ариза бозпас гирифта шуд' } });
    expect(await stage.bank.session(session)).toMatchObject({ state: 'returned' });
    expect(await entries('payment.refunded', application)).toBe(1);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pgboss.job
      where name = 'deliver-message' and data->>'code' = 'payment.refunded' and data->>'link' like ${`%${(await stage.look(application))?.id}`}`.execute(
      stage.platform.db.owner,
    );
    expect(rows[0]?.n).toBe(1);
  });

  test('is not taken from what was never paid', async () => {
    const { application } = await stage.begun();
    await stage.platform.db.write(CITIZEN, (tx) => stage.payments.refund(tx, application, 'x'));
    await vi.waitFor(async () => {
      const { rows } = await sql<{ state: string }>`select state from pgboss.job
        where name = ${REFUND_JOB} and data->>'application' = ${application}`.execute(stage.platform.db.owner);
      expect(rows[0]?.state).toBe('completed');
    }, 10_000);
    expect(await stage.look(application)).toMatchObject({ state: 'open' });
  });
});

test('after all of it the books agree: what the bank holds is what is settled here, and the journal is whole', async () => {
  const held = () =>
    sql<{ bank: number; portal: number }>`select
      (select coalesce(sum(diram), 0) from sandbox_bank.sessions where state = 'paid')::int as bank,
      (select coalesce(sum(diram), 0) from payments.invoices where state = 'settled')::int as portal`.execute(stage.platform.db.owner);
  // Events sent by these tests in the bank's name moved no money there.
  await sql`update sandbox_bank.sessions s set state = 'paid' from payments.invoices i where i.session = s.id and i.state = 'settled'`.execute(
    stage.platform.db.owner,
  );
  const { rows } = await held();
  expect(rows[0]?.bank).toBe(rows[0]?.portal);
  expect(rows[0]?.portal).toBeGreaterThan(0);
  expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
});
