import { type Actor, holds } from '../../../platform/actor.ts';
import { conflict, forbidden, notFound } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { columns, objectionOf } from '../applicant/objections.ts';
import { type Context, definitionOf, idOf, officerOf, words } from '../context.ts';
import type { Objection } from '../model.ts';
import { happened, lockApplication, type Writing } from '../records.ts';
import type { ApplicationRow, Tables } from '../tables.ts';
import { atDesk, notOwn } from './command.ts';
import { reopen } from './end-and-reopen.ts';

/** Whoever made the last decision, and whoever proposed it. */
async function decidedBy(tx: Writing, application: string): Promise<string[]> {
  const last = await tx.sql
    .selectFrom('applications.events')
    .select(['actor', 'data'])
    .where('application', '=', application)
    .where('type', 'in', ['application.decided', 'application.closed', 'document.revoked'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? [last.actor.replace(/^person:/, ''), String(last.data.proposedBy ?? '')] : [];
}

/** The head answers an objection, to their own decision only where nobody else can. Granting it takes the decision back in the same transaction. */
export const answerObjection =
  (context: Context) => async (actor: Actor, agency: string, id: string, answer: { text: string; granted: boolean }) => {
    const officer = officerOf(actor, agency);
    if (!holds(officer, 'head', agency)) throw forbidden('Only the head of the body answers an objection');
    const text = words(answer.text, 'text');
    const { db, clock } = context.platform;
    const seen = await db.read<Tables, ApplicationRow>(officer, async (reading) => {
      const objection = await columns(reading).where('id', '=', idOf(id)).where('agency', '=', agency).executeTakeFirst();
      if (!objection) throw notFound('The objection');
      return atDesk(reading, officer, agency, objection.application);
    });
    const { workflow } = await definitionOf(context)({ agency, releaseVersion: seen.release_version, service: seen.service });
    const heads = await context.deps.identity.holdersOf(agency, 'head');
    return db.write<Tables, Objection>(officer, async (tx) => {
      const row = await lockApplication(tx.sql, seen.id);
      notOwn(row, officer);
      const others = heads.filter((head) => ![officer.subject, row.owner, row.acting, row.party].includes(head));
      if (others.length > 0 && (await decidedBy(tx, row.id)).includes(officer.subject))
        throw conflict('own-decision', 'Another head of the body answers an objection to your decision');
      const at = clock.now();
      const { numUpdatedRows } = await tx.sql
        .updateTable('applications.objections')
        .set({ answer: text, granted: answer.granted, answered_by: officer.subject, answered_name: officer.name, answered_at: at })
        .where('id', '=', id)
        .where('answered_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw conflict('objection-answered', 'It was answered already');
      await happened(tx, row, { type: 'application.appeal-answered', at, note: text, data: { objection: id, granted: answer.granted } });
      if (answer.granted) await reopen(context, { tx, row, officer, as: 'head', at }, text, workflow.clock);
      await enqueueMessage(tx, {
        to: row.acting ?? row.owner,
        code: 'application.objection-answered',
        params: { number: row.number, service: row.service, agency },
        link: `/account/applications/${row.id}`,
        cause: `objection:${id}:answered`,
      });
      return objectionOf(await columns(tx.sql).where('id', '=', id).executeTakeFirstOrThrow());
    });
  };
