import { type Answers, type Lang, pruneAnswers, validateAnswers } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { unprocessable } from '../../../platform/problem.ts';
import { type Context, definitionOf, personOf, today } from '../context.ts';
import { withoutUploads, withUploads } from '../drafts.ts';
import { moveAppointments } from '../hand-in/appointments.ts';
import { handOverDocuments } from '../hand-in/documents.ts';
import { refuseDuplicate } from '../hand-in/duplicates.ts';
import { keepLabels } from '../labels.ts';
import type { Application } from '../model.ts';
import { happened, loadApplication, move, type Writing } from '../records.ts';
import { refuseUnscanned } from '../scan-upload.ts';
import { resumed } from '../sla/clock.ts';
import type { ApplicationRow, Tables } from '../tables.ts';
import { lockMine, mineOf, told } from './standing.ts';

/** Answers a send-back: only the named fields change, the clock runs on, and it returns to the same officer. */
export const resubmitApplication = (context: Context) => async (actor: Actor, id: string, version: number, given: Answers, lang: Lang) => {
  const person = personOf(actor);
  const definition = await definitionOf(context)(await mineOf(context, person, id));
  const at = context.platform.clock.now();
  return context.platform.db.write<Tables, Application>(person, async (tx) => {
    const row = await lockMine(context, tx, person, id, version);
    const open = new Set(row.sent_back?.fields);
    const kept = Object.entries(row.answers).filter(([name]) => !open.has(name));
    const mended = Object.entries(given).filter(([name]) => open.has(name));
    const { uploads } = await loadApplication(tx.sql, id);
    const all = withUploads(withoutUploads(definition, Object.fromEntries([...kept, ...mended])), uploads);
    const errors = validateAnswers(definition, all, { lang, today: today(context) });
    if (errors.length > 0) throw unprocessable('answers-invalid', 'Some answers need attention', { errors });
    refuseUnscanned(uploads);
    const answers = pruneAnswers(definition.form, all, today(context));
    await refuseDuplicate(tx, definition, { id, owner: row.owner, answers });
    const changed = await keepChanges(tx, row, answers, at);
    const running = resumed(context.days, row, today(context), definition.workflow.clock);
    const back = await move(
      tx,
      row,
      'resubmit',
      'applicant',
      { answers: JSON.stringify(answers), sent_back: null, expires_on: null, ...running },
      { type: 'application.resubmitted', at, data: { changed } },
    );
    await happened(tx, back, { type: 'sla.resumed', at, data: back.due_on ? { dueOn: back.due_on } : {} });
    const slots = await moveAppointments(context, tx, back, definition, row.answers);
    const documents = await handOverDocuments(context, tx, back, definition, lang, row.answers);
    await keepLabels(tx, back, { ...slots, ...documents });
    // It goes on where it stopped: with the officer who asked.
    if (row.assignee) {
      await move(tx, back, 'claim', 'portal', {}, { type: 'application.assigned', at, data: { assignee: row.assignee } });
    }
    return told(await loadApplication(tx.sql, id));
  });
};

/** Keeps what was before and after, field by field; the journal holds the names alone. */
async function keepChanges(tx: Writing, row: ApplicationRow, answers: Answers, at: Date): Promise<string[]> {
  const names = [...new Set([...Object.keys(row.answers), ...Object.keys(answers)])];
  const changed = names.filter((name) => JSON.stringify(row.answers[name]) !== JSON.stringify(answers[name]));
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  for (const field of changed) {
    await tx.sql
      .insertInto('applications.changes')
      .values({ application: row.id, version: row.version, field, before: json(row.answers[field]), after: json(answers[field]), at })
      .execute();
  }
  return changed;
}
