import type { Answers, ServiceDefinition, Text } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import type { Context } from '../context.ts';
import { labelOfSlot } from '../labels.ts';
import type { Labels } from '../model.ts';
import type { Writing } from '../records.ts';
import type { ApplicationRow } from '../tables.ts';

const cause = (row: ApplicationRow): string => `application:${row.id}`;

/** The slots that were chosen are the applicant's from now on; one that is gone ends the whole submission. */
export async function bookAppointments(context: Context, tx: Writing, row: ApplicationRow, definition: ServiceDefinition): Promise<Labels> {
  const labels: Record<string, Text> = {};
  const { slots } = context.deps;
  if (!slots) return labels;
  for (const { slot, resource } of chosen(definition, row.answers)) {
    const { startsAt, centre } = await slots.book(tx, { slot, resource, holder: row.owner, cause: cause(row) });
    labels[slot] = labelOfSlot(dushanbeDate(startsAt), startsAt, slots.centre(centre)?.names);
  }
  return labels;
}

/** A correction may choose another time: the old one is free again in the same moment. */
export async function moveAppointments(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  definition: ServiceDefinition,
  before: Answers,
): Promise<Labels> {
  const slots = (answers: Answers) => chosen(definition, answers).map(({ slot }) => slot);
  if (slots(before).join() === slots(row.answers).join()) return {};
  await context.deps.slots?.release(tx, cause(row));
  return bookAppointments(context, tx, row, definition);
}

const chosen = ({ form }: ServiceDefinition, answers: Answers): { slot: string; resource: string }[] =>
  form.steps
    .flatMap((step) => step.fields)
    .flatMap(({ name, kind, resource }) => {
      const slot = answers[name];
      return kind === 'appointment' && resource && typeof slot === 'string' ? [{ slot, resource }] : [];
    });
