import type { Actor } from '../../../platform/actor.ts';
import { conflict, unprocessable } from '../../../platform/problem.ts';
import { type Context, idOf, personOf } from '../context.ts';
import type { Rating } from '../model.ts';
import type { Tables } from '../tables.ts';
import { mineOf } from './standing.ts';

const OVER = ['approved', 'issued', 'rejected', 'closed_without_action', 'revoked'];

/** The owner's judgement of how they were served; once, and never seen beside a name by the desk. */
export const rateApplication =
  (context: Context) =>
  async (actor: Actor, id: string, { stars, comment }: { stars: number; comment?: string | undefined }) => {
    const person = personOf(actor);
    const application = await mineOf(context, person, id);
    if (!Number.isInteger(stars) || stars < 1 || stars > 5) throw unprocessable('stars-needed', 'Choose one to five', { field: 'stars' });
    if (application.owner !== person.subject || !OVER.includes(application.state))
      throw conflict('rating-refused', 'It can be rated once it is over', { state: application.state });
    const at = context.platform.clock.now();
    const text = comment?.trim().slice(0, 1000) || null;
    return context.platform.db.write<Tables, Rating>(person, async (tx) => {
      const { agency, service, owner } = application;
      const made = await tx.sql
        .insertInto('applications.ratings')
        .values({ application: application.id, owner, agency, service, stars, comment: text, at })
        .onConflict((on) => on.column('application').doNothing())
        .returning('stars')
        .executeTakeFirst();
      if (!made) throw conflict('already-rated', 'It was rated already');
      await tx.journal({ type: 'application.rated', agency, subject: owner, entity: `application:${application.id}`, data: { stars } });
      return { stars, at, ...(text ? { comment: text } : {}) };
    });
  };

export const ratingOf = (context: Context) => async (actor: Actor, id: string) =>
  context.platform.db.read<Tables, Rating | undefined>(personOf(actor), async (db) => {
    const row = await db.selectFrom('applications.ratings').selectAll().where('application', '=', idOf(id)).executeTakeFirst();
    return row && { stars: row.stars, at: row.at, ...(row.comment ? { comment: row.comment } : {}) };
  });

/** The person's words are taken back; how many stars it were stays in the figures. */
export const forgetComments = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.write<Tables, number>(person, async (tx) => {
    const gone = await tx.sql
      .updateTable('applications.ratings')
      .set({ comment: null })
      .where('owner', '=', person.subject)
      .where('comment', 'is not', null)
      .returning('application')
      .execute();
    for (const { application } of gone)
      await tx.journal({ type: 'application.rating-comment-deleted', subject: person.subject, entity: `application:${application}` });
    return gone.length;
  });
};
