import type { ServiceDefinition } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { conflict } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { addDays, type Context, definitionOf, idOf, personOf, today, words } from '../context.ts';
import type { Application, Objection } from '../model.ts';
import { happened, type Reading } from '../records.ts';
import type { ObjectionRow, Tables } from '../tables.ts';
import { lockMine, mineOf } from './standing.ts';

/** Days to object in, and working days to answer in, where the definition names none. */
const APPEAL_DAYS = 30;
const ANSWER_WORKING_DAYS = 15;
const DECIDED = ['rejected', 'closed_without_action', 'revoked'];

/** The last day to object to what was decided; undefined when there is nothing to object to. */
export function lastDayToObject({ state, decidedAt }: Pick<Application, 'state' | 'decidedAt'>, { workflow }: ServiceDefinition) {
  if (!DECIDED.includes(state) || !decidedAt) return undefined;
  return addDays(dushanbeDate(decidedAt), workflow.appealDays ?? APPEAL_DAYS);
}

/** Objects to a decision; the head of the body answers. */
export const appealDecision = (context: Context) => async (actor: Actor, id: string, text: string) => {
  const person = personOf(actor);
  const application = await mineOf(context, person, id);
  const definition = await definitionOf(context)(application);
  const body = words(text, 'text');
  const heads = await context.deps.identity.holdersOf(application.agency, 'head');
  return context.platform.db.write<Tables, Objection>(person, async (tx) => {
    const row = await lockMine(context, tx, person, id);
    const last = lastDayToObject({ state: row.state, ...(row.decided_at ? { decidedAt: row.decided_at } : {}) }, definition);
    if (!last || today(context) > last)
      throw conflict('appeal-refused', 'There is no decision to object to any more', {
        state: row.state,
        ...(last ? { until: last } : {}),
      });
    const open = await columns(tx.sql).where('application', '=', row.id).where('answered_at', 'is', null).executeTakeFirst();
    if (open) throw conflict('appeal-refused', 'An objection is being answered', { state: row.state });
    const at = context.platform.clock.now();
    const due = context.days.dueOn(today(context), ANSWER_WORKING_DAYS);
    const { id: objection } = await tx.sql
      .insertInto('applications.objections')
      .values({ application: row.id, owner: row.owner, agency: row.agency, text: body, filed_at: at, due_on: due ?? null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await happened(tx, row, { type: 'application.appealed', at, data: { objection, ...(due ? { dueOn: due } : {}) } });
    for (const to of heads) {
      await enqueueMessage(tx, {
        to,
        code: 'desk.objection',
        params: { number: row.number, service: row.service, agency: row.agency, ...(due ? { dueOn: due } : {}) },
        link: `/account/desk/${row.agency}/${row.id}`,
        cause: `objection:${objection}`,
      });
    }
    return objectionOf(await columns(tx.sql).where('id', '=', objection).executeTakeFirstOrThrow());
  });
};

/** Objections to the decisions on one application, as its owner or its desk may see them. */
export const listObjections = (context: Context) => async (actor: Actor, id: string) =>
  context.platform.db.read<Tables, Objection[]>(personOf(actor), async (db) =>
    (await columns(db).where('application', '=', idOf(id)).orderBy('id').execute()).map(objectionOf),
  );

export const columns = (db: Reading) =>
  db.selectFrom('applications.objections').selectAll().select(sql<string | null>`due_on::text`.as('due_on'));

export const objectionOf = (row: ObjectionRow): Objection => ({
  id: row.id,
  text: row.text,
  filedAt: row.filed_at,
  ...(row.due_on ? { dueOn: row.due_on } : {}),
  ...(row.answer ? { answer: row.answer } : {}),
  ...(row.granted === null ? {} : { granted: row.granted }),
  ...(row.answered_at ? { answeredAt: row.answered_at } : {}),
});
