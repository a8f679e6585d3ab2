import { type Answers, type Lang, pruneAnswers, validateAnswers } from '@hukumat/contract';
import type { Actor } from '../../platform/actor.ts';
import { notFound, unprocessable } from '../../platform/problem.ts';
import { type Context, definitionOf, idOf, type Person, personOf, today } from './context.ts';
import { withoutUploads, withUploads } from './drafts.ts';
import type { AccessRow, Application } from './model.ts';
import { listApplications, loadApplication, lockApplication, move } from './records.ts';
import type { Tables } from './tables.ts';

/** The applicant's own applications, newest first, without answers' files and timeline. */
export const listMine = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, Application[]>(person, (db) => listApplications(db, { owner: person.subject }));
};

/** @throws Problem 404 for anybody but the applicant, an officer's own desk included: officers go through `inspect`. */
export const openMine = (context: Context) => async (actor: Actor, id: string) => mineOf(context, personOf(actor), id);

async function mineOf(context: Context, person: Person, id: string): Promise<Application> {
  const application = await context.platform.db.read<Tables, Application>(person, (db) => loadApplication(db, idOf(id)));
  if (application.owner !== person.subject) throw notFound('The application');
  return application;
}

export const withdrawApplication = (context: Context) => async (actor: Actor, id: string, version: number) => {
  const person = personOf(actor);
  await mineOf(context, person, id);
  return context.platform.db.write<Tables, Application>(person, async (tx) => {
    const row = await lockApplication(tx.sql, id, version);
    await move(tx, row, 'withdraw', 'applicant', { due_on: null }, { type: 'application.withdrawn', at: context.platform.clock.now() });
    return loadApplication(tx.sql, id);
  });
};

/** Answers a send-back: only the named fields change, the clock runs on, and it returns to the same officer. */
export const resubmitApplication = (context: Context) => async (actor: Actor, id: string, version: number, given: Answers, lang: Lang) => {
  const person = personOf(actor);
  const definition = await definitionOf(context)(await mineOf(context, person, id));
  const at = context.platform.clock.now();
  return context.platform.db.write<Tables, Application>(person, async (tx) => {
    const row = await lockApplication(tx.sql, id, version);
    const open = new Set(row.sent_back?.fields);
    const kept = Object.entries(row.answers).filter(([name]) => !open.has(name));
    const mended = Object.entries(given).filter(([name]) => open.has(name));
    const { uploads } = await loadApplication(tx.sql, id);
    const answers = withUploads(withoutUploads(definition, Object.fromEntries([...kept, ...mended])), uploads);
    const errors = validateAnswers(definition, answers, { lang, today: today(context) });
    if (errors.length > 0) throw unprocessable('answers-invalid', 'Some answers need attention', { errors });
    const due = row.days_left === null ? undefined : context.days.dueOn(today(context), row.days_left);
    const changed = [...open].filter((name) => JSON.stringify(row.answers[name]) !== JSON.stringify(answers[name]));
    const back = await move(
      tx,
      row,
      'resubmit',
      'applicant',
      {
        answers: JSON.stringify(pruneAnswers(definition.form, answers, today(context))),
        sent_back: null,
        due_on: due ?? null,
        days_left: null,
      },
      { type: 'application.resubmitted', at, data: { changed } },
    );
    // It goes on where it stopped: with the officer who asked.
    if (row.assignee) {
      await move(tx, back, 'claim', 'portal', {}, { type: 'application.assigned', at, data: { assignee: row.assignee } });
    }
    return loadApplication(tx.sql, id);
  });
};

/** Who looked at the person's applications, newest first. */
export const listAccesses = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, AccessRow[]>(person, async (db) => {
    const rows = await db
      .selectFrom('applications.accesses')
      .selectAll()
      .where('subject', '=', person.subject)
      .orderBy('at', 'desc')
      .limit(500)
      .execute();
    return rows.map((row) => ({ application: row.application, agency: row.agency, officerName: row.officer_name, at: row.at }));
  });
};
