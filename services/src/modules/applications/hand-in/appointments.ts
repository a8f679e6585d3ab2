import type { Answers, ServiceDefinition } from '@hukumat/contract';
import type { Context } from '../context.ts';
import type { Writing } from '../records.ts';
import type { ApplicationRow } from '../tables.ts';

const cause = (row: ApplicationRow): string => `application:${row.id}`;

/** The slots that were chosen are the applicant's from now on; one that is gone ends the whole submission. */
export async function bookAppointments(context: Context, tx: Writing, row: ApplicationRow, definition: ServiceDefinition): Promise<void> {
  for (const { slot, resource } of chosen(definition, row.answers))
    await context.deps.slots?.book(tx, { slot, resource, holder: row.owner, cause: cause(row) });
}

/** A correction may choose another time: the old one is free again in the same moment. */
export async function moveAppointments(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  definition: ServiceDefinition,
  before: Answers,
): Promise<void> {
  const slots = (answers: Answers) => chosen(definition, answers).map(({ slot }) => slot);
  if (slots(before).join() === slots(row.answers).join()) return;
  await context.deps.slots?.release(tx, cause(row));
  await bookAppointments(context, tx, row, definition);
}

const chosen = ({ form }: ServiceDefinition, answers: Answers): { slot: string; resource: string }[] =>
  form.steps
    .flatMap((step) => step.fields)
    .flatMap(({ name, kind, resource }) => {
      const slot = answers[name];
      return kind === 'appointment' && resource && typeof slot === 'string' ? [{ slot, resource }] : [];
    });
