import { dushanbeDate } from '@hukumat/contract/locale';
import { sql as raw } from 'kysely';
import { z } from 'zod';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { writeAlarms } from './alarms.ts';
import type { Appeal, AppealAccess, AppealLine, AppealStatistics, Appeals, AppealsDeps } from './appeal.ts';
import { digest, readCode, sameDigest } from './codes.ts';
import { answerAppeal, deskAppeals, extendAppeal, forwardAppeal, openAppeal } from './desk-commands.ts';
import { appealRoutes } from './routes.ts';
import { sendAppeal } from './send-appeal.ts';
import { countTry, refuseBeyond } from './slow-down.ts';
import { appealRows, lastDay, lineOf, type Tables, withEvents } from './tables.ts';

const LIST = 200;

export function createAppeals(platform: Platform, deps: AppealsDeps): Appeals {
  const { db, clock } = platform;
  const count = countTry(platform);
  const refuse = refuseBeyond(platform);
  const warn = writeAlarms(platform);
  // At 6 in the morning in Dushanbe, before desks open.
  platform.jobs.schedule('appeal-alarms', '0 1 * * *', warn);
  const open = openAppeal(platform);
  const answer = answerAppeal(platform);
  const forward = forwardAppeal(platform, deps);
  const extend = extendAppeal(platform);

  const appeals: Appeals = {
    send: sendAppeal(platform, deps),
    async mine(actor) {
      const subject = subjectOf(actor);
      return db.read<Tables, AppealLine[]>(actor, async (sql) =>
        (await appealRows(sql).where('owner', '=', subject).orderBy('received_at', 'desc').limit(LIST).execute()).map(lineOf),
      );
    },
    async own(actor, number) {
      const subject = subjectOf(actor);
      return db.read<Tables, Appeal>(actor, async (sql) => {
        const row = await appealRows(sql).where('number', '=', number).where('owner', '=', subject).executeTakeFirst();
        if (!row) throw notFound('The appeal');
        return withEvents(sql, row);
      });
    },
    async accesses(actor) {
      const subject = subjectOf(actor);
      return db.read<Tables, AppealAccess[]>(actor, (sql) =>
        sql
          .selectFrom('appeals.accesses')
          .innerJoin('appeals.appeals', 'appeals.appeals.id', 'appeals.accesses.appeal')
          .select(['appeal', 'number', 'appeals.accesses.agency as agency', 'officer_name as officerName', 'at'])
          .where('subject', '=', subject)
          .where('owner', '=', subject)
          .orderBy('at', 'desc')
          .limit(500)
          .execute(),
      );
    },
    async lookUp(number, code, from) {
      await refuse('code', from);
      const found = await db.read<Tables, Appeal | undefined>(system('look-up-appeal'), async (sql) => {
        const row = await appealRows(sql).where('number', '=', number.trim().toUpperCase()).executeTakeFirst();
        // A number that nobody has costs the same as a wrong code, and is told in the same words.
        const right = sameDigest(row?.code ?? digest('no code'), digest(readCode(code)));
        return row && right ? withEvents(sql, row) : undefined;
      });
      // Right codes are not counted: a village may look up its answers behind one address.
      if (!found) await count('code', from);
      return found;
    },
    desk: deskAppeals(platform),
    open: async (actor, agency, id) => open(actor, agency, idOf(id)),
    answer: async (actor, agency, id, version, text) => answer(actor, agency, idOf(id), version, text),
    forward: async (actor, agency, id, version, to, reason) => forward(actor, agency, idOf(id), version, to, reason),
    extend: async (actor, agency, id, version, days, reason) => extend(actor, agency, idOf(id), version, days, reason),
    statistics: (agency) =>
      db.read<Tables, AppealStatistics>(system('appeal-statistics'), async (sql) => {
        const row = await sql
          .selectFrom('appeals.appeals')
          .select([
            raw<string>`count(*)`.as('received'),
            raw<string>`count(*) filter (where state = 'answered')`.as('answered'),
            raw<string>`count(*) filter (where on_time)`.as('on_time'),
            raw<string>`count(*) filter (where state = 'received' and ${lastDay} < ${dushanbeDate(clock.now())})`.as('overdue'),
          ])
          .where('agency', '=', agency)
          .executeTakeFirstOrThrow();
        return {
          received: Number(row.received),
          answered: Number(row.answered),
          onTime: Number(row.on_time),
          overdue: Number(row.overdue),
        };
      }),
    warn,
    routes: (app) => appealRoutes(app, appeals, deps),
  };
  return appeals;
}

function subjectOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  return actor.subject;
}

/** An id from an address; anything that is no id is simply not found. */
function idOf(text: string): string {
  if (!z.uuid().safeParse(text).success) throw notFound('The appeal');
  return text;
}
