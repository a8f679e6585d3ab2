import { sql } from 'kysely';
import { type Actor, system } from '../../../platform/actor.ts';
import { conflict, notFound } from '../../../platform/problem.ts';
import { lookedAt } from '../applicant/accesses.ts';
import { carryOn, errand } from '../carry-on.ts';
import { type Context, idOf, officerOf, type Person, words } from '../context.ts';
import { atDesk, notOwn } from '../desk/command.ts';
import type { Opinion } from '../model.ts';
import { columns, type Reading, uploadOf } from '../records.ts';
import type { ApplicationRow, OpinionRow, Tables } from '../tables.ts';
import { opinionOf, opinionRows } from './opinion-rows.ts';

/** Asked of this agency: the open ones first, by date. */
export const listOpinionsAsked = (context: Context) => async (actor: Actor, agency: string) =>
  context.platform.db.read<Tables, Opinion[]>(officerOf(actor, agency), async (db) => {
    const rows = await opinionRows(db)
      .where('agency', '=', agency)
      .where('recalled_at', 'is', null)
      .orderBy(sql`answered_at is not null`)
      // The column, not the text that is selected under its name.
      .orderBy(sql`opinions.due_on`)
      .orderBy('id')
      .limit(200)
      .execute();
    // Without the shared answers: those are looked at one by one, and that is written down.
    return rows.map((row) => ({ ...opinionOf(context, row, []), shared: [] }));
  });

/** Shows a question with what was shared for it, and writes down for the citizen that another agency looked. */
export const openOpinion = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.write<Tables, Opinion>(officer, async (tx) => {
    const row = await askedOf(tx.sql, agency, id);
    await lookedAt(context, tx, officer, {
      application: row.application,
      owner: row.owner,
      number: row.number,
      agency,
      capacity: 'opinion',
    });
    return shown(context, tx.sql, row);
  });
};

/** The opinion. The application goes back to the officer who asked, by the portal's own hand. */
export const answerOpinion =
  (context: Context) => async (actor: Actor, agency: string, id: string, answer: { text: string; favours: boolean }) => {
    const officer: Person = officerOf(actor, agency);
    const text = words(answer.text, 'text');
    await notAboutThem(context, officer, agency, id);
    const given = await context.platform.db.write<Tables, Opinion>(officer, async (tx) => {
      const row = await askedOf(tx.sql, agency, id);
      const at = context.platform.clock.now();
      const { numUpdatedRows } = await tx.sql
        .updateTable('applications.opinions')
        .set({ answer: text, favours: answer.favours, answered_by: officer.subject, answered_name: officer.name, answered_at: at })
        .where('id', '=', row.id)
        .where('answered_at', 'is', null)
        .where('recalled_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw conflict('opinion-closed', 'It was answered or is no longer asked');
      await tx.journal({
        type: 'application.opinion-given',
        agency,
        subject: row.owner,
        entity: `opinion:${row.id}`,
        data: { number: row.number, favours: answer.favours, asking: row.asking },
      });
      await errand(tx, row.application);
      return shown(context, tx.sql, await askedOf(tx.sql, agency, id));
    });
    await carryOn(context)(given.application);
    return given;
  };

/** Opinions this application asked for, as the asking desk sees them. */
export const listOpinions = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.read<Tables, Opinion[]>(officer, async (db) => {
    await atDesk(db, officer, agency, id);
    const rows = await opinionRows(db).where('application', '=', id).orderBy('id').execute();
    return Promise.all(rows.map((row) => shown(context, db, row)));
  });
};

/** The asked desk does not see the application, so the portal looks whether its officer is one of the people in it. */
async function notAboutThem(context: Context, officer: Person, agency: string, id: string): Promise<void> {
  const { db } = context.platform;
  const { application } = await db.read<Tables, OpinionRow>(officer, (reading) => askedOf(reading, agency, id));
  const row = await db.read<Tables, ApplicationRow>(system('opinion-about-oneself'), (reading) =>
    columns(reading).where('id', '=', application).executeTakeFirstOrThrow(),
  );
  notOwn(row, officer);
}

async function askedOf(db: Reading, agency: string, id: string): Promise<OpinionRow> {
  const row = await opinionRows(db).where('id', '=', idOf(id)).where('agency', '=', agency).executeTakeFirst();
  if (!row || row.recalled_at) throw notFound('The question');
  return row;
}

async function shown(context: Context, db: Reading, row: OpinionRow): Promise<Opinion> {
  const uploads =
    row.files.length === 0
      ? []
      : await db
          .selectFrom('applications.uploads')
          .selectAll()
          .where('application', '=', row.application)
          .where('field', 'in', row.files)
          .orderBy('id')
          .execute();
  return opinionOf(context, row, uploads.map(uploadOf));
}
