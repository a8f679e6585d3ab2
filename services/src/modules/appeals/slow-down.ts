import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { digest } from './codes.ts';
import type { Tables } from './tables.ts';

const TASK = system('count-tries');

/** Whole offices and villages share one address, so the limits are wide: they stop machines, not people. */
export const LIMITS = {
  sent: { tries: 40, hours: 1, code: 'too-many-appeals' },
  person: { tries: 20, hours: 24, code: 'too-many-appeals' },
  code: { tries: 10, hours: 1, code: 'too-many-tries' },
} as const;

/** @throws Problem 429 when `who` has tried so often that not even a right guess is heard for a while. */
export const refuseBeyond =
  ({ db, clock }: Platform) =>
  async (what: keyof typeof LIMITS, who: string): Promise<void> => {
    const limit = LIMITS[what];
    const since = new Date(clock.now().getTime() - limit.hours * 3_600_000);
    const row = await db.read<Tables, { tries: number } | undefined>(TASK, (sql) =>
      sql.selectFrom('appeals.attempts').select('tries').where('key', '=', digest(what, who)).where('since', '>', since).executeTakeFirst(),
    );
    if (row && row.tries > limit.tries) throw tooMany(limit.code);
  };

/** Counts one try of `who`. @throws Problem 429 beyond the limit. */
export const countTry =
  ({ db, clock }: Platform) =>
  async (what: keyof typeof LIMITS, who: string): Promise<void> => {
    const limit = LIMITS[what];
    const now = clock.now();
    const since = new Date(now.getTime() - limit.hours * 3_600_000);
    const key = digest(what, who);
    const tries = await db.write<Tables, number>(TASK, async ({ sql }) => {
      await sql
        .deleteFrom('appeals.attempts')
        .where('since', '<', new Date(now.getTime() - 86_400_000))
        .execute();
      const row = await sql
        .insertInto('appeals.attempts')
        .values({ key, tries: 1, since: now })
        .onConflict((on) =>
          on.column('key').doUpdateSet((e) => ({
            tries: e
              .case()
              .when('appeals.attempts.since', '>', since)
              .then(e('appeals.attempts.tries', '+', 1))
              .else(1)
              .end(),
            since: e.case().when('appeals.attempts.since', '>', since).then(e.ref('appeals.attempts.since')).else(now).end(),
          })),
        )
        .returning('tries')
        .executeTakeFirstOrThrow();
      return row.tries;
    });
    if (tries > limit.tries) throw tooMany(limit.code);
  };

const tooMany = (code: string) => new Problem(429, code, 'Too many at once; please try again later');
