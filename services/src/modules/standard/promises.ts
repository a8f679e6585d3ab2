import { dushanbeDate } from '@hukumat/contract/locale';
import { isRuleId, mayPlan, type RuleId, STANDARD } from '@hukumat/contract/standard';
import { type Actor, ANONYMOUS, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, unprocessable } from '../../platform/problem.ts';
import type { Tables } from './tables.ts';

/** Planned work is announced this long ahead, and is not longer than that. */
const AHEAD_MS = 24 * 3_600_000;
const LONGEST_MS = 24 * 3_600_000;

export interface Plan {
  rule: RuleId;
  madeOn: string;
  until: string;
  text: string;
}
export interface Downtime {
  from: Date;
  until: Date;
  text: string;
}

/** Whether somebody may promise in the name of a body. */
export const answersFor = (actor: Actor, agency: string): boolean => holds(actor, 'head', agency) || holds(actor, 'supervisor', agency);

const wordsOf = (text: string): string => {
  const words = text.trim().slice(0, 500);
  if (!words) throw unprocessable('promise-words', 'Say what will be done');
  return words;
};

/** What bodies promise: to mend by a day, and when they will be down for planned work. Both are public at once. */
export function createPromises({ db, clock }: Platform) {
  return {
    async planFix(actor: Actor, agency: string, plan: { rule: string; until: string; text: string }): Promise<void> {
      if (!answersFor(actor, agency)) throw forbidden('Only who answers for the body promises in its name');
      const madeOn = dushanbeDate(clock.now());
      const rule = isRuleId(plan.rule) ? STANDARD.find(({ id }) => id === plan.rule) : undefined;
      if (!rule || rule.severity === 'B') throw unprocessable('plan-blocking', 'A blocking rule is not put off');
      const until = /^\d{4}-\d{2}-\d{2}$/.test(plan.until) ? plan.until : '';
      if (!until || Number.isNaN(Date.parse(until)) || !mayPlan(rule, { rule: rule.id, madeOn, until }))
        throw unprocessable('plan-too-long', 'A plan ends within ninety days');
      const text = wordsOf(plan.text);
      await db.write<Tables, void>(actor, async ({ sql, journal }) => {
        await sql.insertInto('standard.plans').values({ agency, rule: rule.id, made_on: madeOn, until, text }).execute();
        await journal({ type: 'standard.fix-planned', agency, entity: `rule:${rule.id}`, data: { until } });
      });
    },
    async announceDowntime(actor: Actor, agency: string, downtime: Downtime): Promise<void> {
      if (!answersFor(actor, agency)) throw forbidden('Only who answers for the body announces its planned work');
      const now = clock.now();
      const [from, until] = [downtime.from.getTime(), downtime.until.getTime()];
      if (!(from - now.getTime() >= AHEAD_MS)) throw unprocessable('downtime-too-late', 'Planned work is announced a day ahead');
      if (!(until > from && until - from <= LONGEST_MS)) throw unprocessable('downtime-too-long', 'Planned work ends within a day');
      const text = wordsOf(downtime.text);
      await db.write<Tables, void>(actor, async ({ sql, journal }) => {
        await sql
          .insertInto('standard.downtimes')
          .values({ agency, announced_at: now, starts_at: downtime.from, ends_at: downtime.until, text })
          .execute();
        await journal({
          type: 'standard.downtime-announced',
          agency,
          entity: `section:${agency}`,
          data: { from: downtime.from.toISOString(), until: downtime.until.toISOString() },
        });
      });
    },
    /** Plans that still run and planned work that is not over. */
    promises: (agency: string): Promise<{ plans: Plan[]; downtimes: Downtime[] }> =>
      db.read<Tables, { plans: Plan[]; downtimes: Downtime[] }>(ANONYMOUS, async (sql) => {
        const now = clock.now();
        const plans = await sql
          .selectFrom('standard.plans')
          .selectAll()
          .where('agency', '=', agency)
          .where('until', '>=', dushanbeDate(now))
          .orderBy('until')
          .execute();
        const downtimes = await sql
          .selectFrom('standard.downtimes')
          .selectAll()
          .where('agency', '=', agency)
          .where('ends_at', '>', now)
          .orderBy('starts_at')
          .execute();
        return {
          plans: plans.map(({ rule, made_on, until, text }) => ({ rule, madeOn: made_on, until, text })),
          downtimes: downtimes.map(({ starts_at, ends_at, text }) => ({ from: starts_at, until: ends_at, text })),
        };
      }),
  };
}
export type Promises = ReturnType<typeof createPromises>;
