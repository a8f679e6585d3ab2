import type { Answers, Lang } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { unprocessable } from '../../../platform/problem.ts';
import { corrected } from '../application.ts';
import { backToOfficer } from '../carry-on.ts';
import { addDays, type Context, definitionOf, personOf, today } from '../context.ts';
import { withoutUploads, withUploads } from '../drafts.ts';
import { moveAppointments } from '../hand-in/appointments.ts';
import { handOverDocuments } from '../hand-in/documents.ts';
import { refuseDuplicate } from '../hand-in/duplicates.ts';
import { askParty, signature } from '../hand-in/second-person.ts';
import { keepLabels } from '../labels.ts';
import type { Application } from '../model.ts';
import { happened, loadApplication, move, type Writing } from '../records.ts';
import { refuseUnscanned } from '../scan-upload.ts';
import { resumed } from '../sla/clock.ts';
import type { ApplicationRow, Tables } from '../tables.ts';
import { daysOfFields, judgeCorrection } from './judge-correction.ts';
import { lockMine, mineOf, told } from './standing.ts';

/**
 * Answers a send-back: only the named fields change, the clock runs on, and it returns to the same officer, past a second person
 * who signed something else.
 */
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
    const handedIn = await daysOfFields(tx.sql, row);
    const { errors, kept: answers } = judgeCorrection({ definition, answers: all, open, handedIn, today: today(context), lang });
    if (errors.length > 0) throw unprocessable('answers-invalid', 'Some answers need attention', { errors });
    refuseUnscanned(uploads);
    await refuseDuplicate(tx, definition, { id, owner: row.owner, answers });
    const changed = await keepChanges(tx, row, answers, at);
    const signed = signature(person, answers, 'applicant', at);
    const action = corrected(row.signatures, signed.digest);
    const again = action === 'ask-party-again';
    const back = await move(
      tx,
      row,
      action,
      'applicant',
      {
        answers: JSON.stringify(answers),
        signatures: JSON.stringify([signed, ...row.signatures.filter((one) => one.as === 'party' && !again)]),
        sent_back: null,
        // The clock stands until the second person has signed what it says now.
        ...(again
          ? { expires_on: addDays(today(context), definition.workflow.acceptance?.days ?? 0) }
          : { expires_on: null, ...resumed(context.days, row, today(context), definition.workflow.clock) }),
      },
      { type: 'application.resubmitted', at, data: { changed } },
    );
    if (again) await askParty(tx, back);
    else await happened(tx, back, { type: 'sla.resumed', at, data: back.due_on ? { dueOn: back.due_on } : {} });
    const slots = await moveAppointments(context, tx, back, definition, row.answers);
    const documents = await handOverDocuments(context, tx, back, definition, lang, row.answers);
    await keepLabels(tx, back, { ...slots, ...documents });
    if (!again) await backToOfficer(tx, back, at);
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
