import type { Actor } from '../../../platform/actor.ts';
import { type Context, officerOf, words } from '../context.ts';
import type { Note } from '../model.ts';
import type { Tables } from '../tables.ts';
import { atDesk } from './command.ts';

/** A word among colleagues. The applicant never sees it; the journal says that it was written, not what. */
export const addNote = (context: Context) => async (actor: Actor, agency: string, id: string, given: string) => {
  const officer = officerOf(actor, agency);
  const text = words(given, 'text');
  const at = context.platform.clock.now();
  return context.platform.db.write<Tables, Note>(officer, async (tx) => {
    const { owner } = await atDesk(tx.sql, officer, agency, id);
    const row = await tx.sql
      .insertInto('applications.notes')
      .values({ application: id, agency, author: officer.subject, author_name: officer.name, text, at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.journal({ type: 'application.noted', agency, subject: owner, entity: `application:${id}`, data: { note: row.id } });
    return { id: row.id, authorName: officer.name, text, at };
  });
};

export const listNotes = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.read<Tables, Note[]>(officer, async (db) => {
    await atDesk(db, officer, agency, id);
    const rows = await db.selectFrom('applications.notes').selectAll().where('application', '=', id).orderBy('id').execute();
    return rows.map((row) => ({ id: row.id, authorName: row.author_name, text: row.text, at: row.at }));
  });
};
