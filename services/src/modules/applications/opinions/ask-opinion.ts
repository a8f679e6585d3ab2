import { answerText, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { conflict, unprocessable } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { type Context, today, words } from '../context.ts';
import { atWork, definitionAtDesk, ownCase, type Work } from '../desk/command.ts';
import type { Opinion } from '../model.ts';
import { move } from '../records.ts';

/** Asks an agency that the definition names; what it gets to see is what the officer chose, and nothing else. */
export const askOpinion =
  (context: Context) =>
  async (actor: Actor, agency: string, id: string, version: number, ask: { agency: string; question: string; fields: string[] }) => {
    const definition = await definitionAtDesk(context, actor, agency, id);
    const terms = definition.workflow.opinions?.find((one) => one.agency === ask.agency);
    if (!terms) throw unprocessable('opinion-agency', 'The service asks no opinion of this agency', { field: 'agency' });
    const question = words(ask.question, 'question');
    const asked = await context.deps.identity.holdersOf(ask.agency, 'officer');
    return atWork(context, actor, agency, id, version, async (room) => {
      ownCase(room);
      const { tx, row, officer, as, at } = room;
      const shared = sharedAnswers(definition, room, ask.fields, today(context));
      const due = context.days.dueOn(today(context), terms.workingDays);
      const { id: opinion } = await tx.sql
        .insertInto('applications.opinions')
        .values({
          application: row.id,
          number: row.number,
          owner: row.owner,
          service: row.service,
          asking: agency,
          agency: ask.agency,
          question,
          shared: JSON.stringify(shared.answers),
          files: shared.files,
          asked_by: officer.subject,
          asked_name: officer.name,
          asked_at: at,
          due_on: due ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await move(
        tx,
        row,
        'consult',
        as,
        { proposal: null },
        { type: 'application.opinion-requested', at, data: { opinion, of: ask.agency, ...(due ? { dueOn: due } : {}) } },
      );
      for (const to of asked) {
        await enqueueMessage(tx, {
          to,
          code: 'desk.opinion-asked',
          params: { number: row.number, service: row.service, agency, ...(due ? { dueOn: due } : {}) },
          link: `/account/desk/${ask.agency}/opinions`,
          cause: `opinion:${opinion}`,
        });
      }
    });
  };

/** Goes on without the answer that is still owed. */
export const recallOpinions = (context: Context) => async (actor: Actor, agency: string, id: string, version: number) =>
  atWork(context, actor, agency, id, version, async (room) => {
    ownCase(room);
    const { tx, row, as, at } = room;
    const { numUpdatedRows } = await tx.sql
      .updateTable('applications.opinions')
      .set({ recalled_at: at })
      .where('application', '=', row.id)
      .where('answered_at', 'is', null)
      .where('recalled_at', 'is', null)
      .executeTakeFirstOrThrow();
    // The answer came a moment ago and the portal is about to carry it over.
    if (row.state === 'consulting' && numUpdatedRows === 0n)
      throw conflict('opinion-given', 'The opinion is there', { version: row.version });
    await move(tx, row, 'recall-opinion', as, {}, { type: 'application.opinion-recalled', at });
  });

function sharedAnswers(
  definition: ServiceDefinition,
  { row }: Work,
  names: readonly string[],
  day: string,
): { answers: Opinion['shared']; files: string[] } {
  const visible = visibleFields(definition.form, row.answers, day).map(({ field }) => field);
  const unknown = names.filter((name) => !visible.some((field) => field.name === name));
  if (unknown.length > 0) throw unprocessable('fields-unknown', 'Choose fields of the form', { field: 'fields', unknown });
  const chosen = visible.filter(({ name }) => names.includes(name));
  return {
    files: chosen.filter(({ kind }) => kind === 'file').map(({ name }) => name),
    answers: chosen
      .filter(({ kind }) => kind !== 'file')
      .map((field) => ({
        name: field.name,
        label: field.label,
        value: answerText(definition.form, field, row.answers[field.name], row.lang),
      })),
  };
}
