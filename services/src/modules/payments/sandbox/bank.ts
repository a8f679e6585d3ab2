import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { system } from '../../../platform/actor.ts';
import type { Command, Platform } from '../../../platform/platform.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { keyFile } from '../../registry/index.ts';
import { checkSignature, type Provider, unsigned } from '../provider.ts';
import { deliver } from './deliver.ts';
import type { Tables } from './tables.ts';

/** The cards of the demonstration. There is no field for a number: nobody can type a real one. */
export const SANDBOX_CARDS = ['pays', 'declined', 'late'] as const;
export type SandboxCard = (typeof SANDBOX_CARDS)[number];

type Session = Selectable<Tables['sandbox_bank.sessions']>;

/** What the bank's page shows to whoever holds the session's address. */
export interface SandboxSession {
  reference: string;
  diram: number;
  state: Session['state'];
  returnTo: string;
}

export interface SandboxBank extends Provider {
  session(id: string): Promise<SandboxSession | undefined>;
  /** The customer's press on the bank's page; the second press changes nothing. @returns where the customer goes. */
  pay(id: string, choice: SandboxCard | 'leave'): Promise<{ returnTo: string }>;
}

const ACTOR = system('sandbox-bank');
const TELL = 'sandbox-bank-tell';
const DECIDE = 'sandbox-bank-decide';
const LATE_MS = 20_000;
/** After this the page is only good for going back. */
const OPEN_MS = 30 * 60_000;
/** With waits that double up to a quarter of an hour this is about a day. */
const TELL_TIMES = 100;

const eventSchema = z.strictObject({
  type: z.enum(['paid', 'declined']),
  session: z.string(),
  key: z.string(),
  diram: z.int().positive(),
  at: z.iso.datetime(),
});

/**
 * A bank for the demonstration that behaves as an outside one: its own tables, its own key, its own page, and signed
 * webhooks over HTTP that it repeats until they are accepted. It moves no money.
 */
export function createSandboxBank(platform: Platform): SandboxBank {
  const { db, clock, config, jobs, log } = platform;
  const privateKey = createPrivateKey(keyFile(join(config.dataDir, 'keys', 'sandbox-bank.pem')));
  const publicKey = createPublicKey(privateKey);

  jobs.handle(TELL, async (data) => tell(z.object({ event: z.string() }).parse(data).event), { retries: TELL_TIMES });
  jobs.handle(DECIDE, async (data) => {
    const { session } = z.object({ session: z.string() }).parse(data);
    await answer(session, (row) => (row.state === 'thinking' ? 'paid' : undefined));
  });

  /** Answers a session once and makes sure that the merchant hears of it: the job repeats, the first try is now. */
  async function answer(id: string, decide: (row: Session) => 'paid' | 'declined' | 'thinking' | undefined): Promise<Session> {
    const { row, event } = await db.write<Tables, { row: Session; event?: string }>(ACTOR, async (tx) => {
      const row = await tx.sql.selectFrom('sandbox_bank.sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) throw notFound('The payment');
      const state = decide(row);
      if (!state) return { row };
      const at = clock.now();
      await tx.sql.updateTable('sandbox_bank.sessions').set({ state, answered_at: at }).where('id', '=', id).execute();
      if (state === 'thinking') {
        await tx.enqueue(DECIDE, { session: id }, { startAfter: new Date(Date.now() + LATE_MS), singletonKey: id });
        return { row };
      }
      return { row, event: await record(tx, id, state, at) };
    });
    if (event) await tell(event).catch((error: unknown) => log.info({ err: error }, 'the merchant was not told at once; the job will'));
    return row;
  }

  async function record(tx: Command<Tables>, session: string, type: 'paid' | 'declined', at: Date): Promise<string> {
    const id = `evt_${randomBytes(16).toString('base64url')}`;
    await tx.sql.insertInto('sandbox_bank.events').values({ id, session, type, at, accepted_at: null }).execute();
    await tx.enqueue(TELL, { event: id }, { singletonKey: id });
    return id;
  }

  /** @throws when the merchant did not accept; the queue tries again later. */
  async function tell(id: string): Promise<void> {
    const event = await db.read<Tables, { body: string } | undefined>(ACTOR, async (sql) => {
      const row = await sql
        .selectFrom('sandbox_bank.events as e')
        .innerJoin('sandbox_bank.sessions as s', 's.id', 'e.session')
        .select(['e.type', 'e.session', 'e.at', 's.key', 's.diram'])
        .where('e.id', '=', id)
        .where('e.accepted_at', 'is', null)
        .executeTakeFirst();
      return row && { body: JSON.stringify({ ...row, at: row.at.toISOString() }) };
    });
    if (!event) return;
    const door = { port: config.port, origin: config.origin, path: '/api/v1/payments/webhook' };
    const status = await deliver(door, privateKey, { id, body: event.body }, clock.now());
    if (status < 200 || status > 299) throw new Error(`the merchant answered ${status}`);
    await db.write<Tables, unknown>(ACTOR, ({ sql }) =>
      sql.updateTable('sandbox_bank.events').set({ accepted_at: clock.now() }).where('id', '=', id).execute(),
    );
  }

  const lapsed = (row: Session): boolean => row.state === 'open' && clock.now().getTime() - row.opened_at.getTime() > OPEN_MS;

  return {
    async begin({ key, reference, diram, lang, returnTo }) {
      const row = await db.write<Tables, Session>(ACTOR, async ({ sql }) => {
        await sql
          .insertInto('sandbox_bank.sessions')
          .values({
            id: randomBytes(16).toString('base64url'),
            key,
            reference,
            diram,
            return_to: returnTo,
            state: 'open',
            opened_at: clock.now(),
            answered_at: null,
          })
          .onConflict((on) => on.column('key').doNothing())
          .execute();
        return sql.selectFrom('sandbox_bank.sessions').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
      });
      return { session: row.id, url: `${config.origin}/${lang}/pay/sandbox/${row.id}` };
    },
    read(headers, body) {
      const id = checkSignature(headers, body, publicKey, clock.now());
      const read = eventSchema.safeParse(parsed(body));
      if (!read.success) throw unsigned();
      return { id, ...read.data, at: new Date(read.data.at) };
    },
    async refund(session) {
      await db.write<Tables, void>(ACTOR, async ({ sql }) => {
        const row = await sql.selectFrom('sandbox_bank.sessions').select('state').where('id', '=', session).forUpdate().executeTakeFirst();
        if (row?.state === 'returned') return;
        if (row?.state !== 'paid') throw new Problem(409, 'not-paid', 'Nothing was paid here');
        await sql.updateTable('sandbox_bank.sessions').set({ state: 'returned' }).where('id', '=', session).execute();
      });
    },
    async session(id) {
      const found = await db.read<Tables, Session | undefined>(ACTOR, (sql) =>
        sql.selectFrom('sandbox_bank.sessions').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      // The page was left open too long: the merchant learns of it when somebody looks again.
      if (found && lapsed(found)) await answer(id, (row) => (lapsed(row) ? 'declined' : undefined));
      return (
        found && {
          reference: found.reference,
          diram: found.diram,
          state: lapsed(found) ? 'declined' : found.state,
          returnTo: found.return_to,
        }
      );
    },
    async pay(id, choice) {
      const decision = ({ pays: 'paid', declined: 'declined', leave: 'declined', late: 'thinking' } as const)[choice];
      const row = await answer(id, (one) => (one.state !== 'open' ? undefined : lapsed(one) ? 'declined' : decision));
      return { returnTo: row.return_to };
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
