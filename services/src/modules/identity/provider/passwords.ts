import { hash, verify } from '@node-rs/argon2';
import { system } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Tables } from '../tables.ts';
import { randomText, sha256 } from '../vault.ts';

const TASK = system('password-check');
/** Wrong answers of one name from one address before it has to wait, and how long. */
const ALLOWED = 8;
const WAIT_MS = 10 * 60_000;

export const hashPassword = (password: string): Promise<string> => hash(password);

export type Verdict = { ok: true; subject: string } | { ok: false; why: 'wrong' | 'wait' };

/** Checks a name and a password. An unknown name costs the same time and gets the same answer as a wrong password. */
export function createPasswords({ db, clock }: Pick<Platform, 'db' | 'clock'>) {
  // Nobody has this password; it is only worked on.
  const decoy = hashPassword(randomText());
  decoy.catch(() => undefined);

  return async function check(name: string, password: string, address: string): Promise<Verdict> {
    const key = sha256(`${name.toLowerCase()}|${address}`);
    const since = new Date(clock.now().getTime() - WAIT_MS);
    const [row, tries] = await db.read<Tables, [{ password_hash: string | null } | undefined, { failures: number } | undefined]>(
      TASK,
      async (sql) => [
        await sql.selectFrom('identity.people').select('password_hash').where('subject', '=', name).executeTakeFirst(),
        await sql.selectFrom('identity.attempts').select('failures').where('key', '=', key).where('since', '>', since).executeTakeFirst(),
      ],
    );
    if ((tries?.failures ?? 0) >= ALLOWED) return { ok: false, why: 'wait' };
    const known = row?.password_hash;
    const right = await verify(known ?? (await decoy), password.slice(0, 200));
    if (known && right) {
      if (tries) await db.write<Tables, unknown>(TASK, ({ sql }) => sql.deleteFrom('identity.attempts').where('key', '=', key).execute());
      return { ok: true, subject: name };
    }
    await db.write<Tables, void>(TASK, async ({ sql, journal }) => {
      const failures = tries ? tries.failures + 1 : 1;
      const now = clock.now();
      await sql
        .insertInto('identity.attempts')
        .values({ key, failures, since: now })
        .onConflict((c) =>
          c.column('key').doUpdateSet(tries ? (e) => ({ failures: e('identity.attempts.failures', '+', 1) }) : { failures, since: now }),
        )
        .execute();
      await journal({ type: 'identity.sign-in-failed', ...(row ? { subject: name } : {}), entity: 'sign-in', data: { step: 'password' } });
    });
    return { ok: false, why: 'wrong' };
  };
}
