import { createHash } from 'node:crypto';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, type Problem, unprocessable } from '../../platform/problem.ts';
import type { BackendAnswer } from './exchange.ts';
import type { Backend } from './index.ts';
import type { Person } from './proof.ts';
import type { Tables } from './tables.ts';

const KEPT_MS = 24 * 60 * 60_000;
/** No call lasts so long: what is still under way then belongs to a process that is gone. */
const LOST_MS = 60_000;

export interface Kept extends BackendAnswer {
  /** It is an earlier call's answer. */
  replayed: boolean;
}
export type Once = (
  person: Person,
  backend: Backend,
  key: string,
  request: { method: string; target: string; type: string; body: Uint8Array },
  call: () => Promise<BackendAnswer>,
) => Promise<Kept>;

/** Every changing call is made once per key: a repetition gets the kept answer, one at the same time waits for it. */
export function openOnce({ db, clock }: Platform): Once {
  const underWay = new Map<string, { digest: string; answer: Promise<Kept> }>();

  return async (person, backend, key, { method, target, type, body }, call) => {
    if (!/^[\w-]{8,100}$/.test(key))
      throw unprocessable('idempotency-key-invalid', 'Send an Idempotency-Key of 8 to 100 letters, digits, _ or -');
    const digest = createHash('sha256').update(`${method} ${target}\n${type}\n`).update(body).digest('hex');
    const at = { owner: person.subject, agency: backend.agency, scope: backend.scope, key };
    const id = JSON.stringify(at);
    const same = underWay.get(id);
    if (same) {
      if (same.digest !== digest) throw reused();
      return { ...(await same.answer), replayed: true };
    }
    const answer = run();
    underWay.set(id, { digest, answer });
    try {
      return await answer;
    } finally {
      underWay.delete(id);
    }

    async function run(): Promise<Kept> {
      const earlier = await begin();
      if (earlier) return earlier;
      const own = (sql: Parameters<Parameters<typeof db.write<Tables, unknown>>[1]>[0]['sql']) => ({
        change: sql.updateTable('gateway.answers').where((is) => is.and(at)),
        drop: sql.deleteFrom('gateway.answers').where((is) => is.and(at)),
      });
      try {
        const { status, headers, body: bytes } = await call();
        await db.write<Tables, void>(person, async ({ sql, journal }) => {
          await own(sql)
            .change.set({ status, headers: JSON.stringify(headers), body: bytes })
            .execute();
          await journal({
            type: 'gateway.called',
            agency: backend.agency,
            subject: person.subject,
            entity: `backend:${backend.agency}.${backend.scope}`,
            data: { method, status },
          });
        });
        return { status, headers, body: bytes, replayed: false };
      } catch (error) {
        // Nothing is known to have happened: the same key may be tried again, and the back end sees that it is the same.
        await db.write<Tables, void>(person, async ({ sql }) => void (await own(sql).drop.execute()));
        throw error;
      }
    }

    /** Takes the key. @returns the answer that is already kept for it. */
    function begin(): Promise<Kept | undefined> {
      return db.write<Tables, Kept | undefined>(person, async ({ sql }) => {
        const now = clock.now();
        const taken = await sql
          .insertInto('gateway.answers')
          .values({ ...at, digest, started_at: now, status: null, headers: null, body: null })
          .onConflict((there) => there.doNothing())
          .returning('key')
          .executeTakeFirst();
        if (taken) return undefined;
        const row = await sql
          .selectFrom('gateway.answers')
          .selectAll()
          .where((is) => is.and(at))
          .forUpdate()
          .executeTakeFirst();
        if (row && row.digest !== digest) throw reused();
        if (row?.status && row.body)
          return { status: row.status, headers: row.headers as Record<string, string>, body: row.body, replayed: true };
        if (!row || now.getTime() - row.started_at.getTime() < LOST_MS)
          throw conflict('call-under-way', 'The same call is under way', { retryAfter: 1 });
        await sql
          .updateTable('gateway.answers')
          .set({ started_at: now })
          .where((is) => is.and(at))
          .execute();
        return undefined;
      });
    }
  };
}

/** Drops answers that are older than a day. */
export async function forgetAnswers({ db, clock }: Platform): Promise<void> {
  await db.write<Tables, void>(system('forget-answers'), async ({ sql }) => {
    await sql
      .deleteFrom('gateway.answers')
      .where('started_at', '<', new Date(clock.now().getTime() - KEPT_MS))
      .execute();
  });
}

const reused = (): Problem => unprocessable('idempotency-key-reused', 'This Idempotency-Key was used for another call');
