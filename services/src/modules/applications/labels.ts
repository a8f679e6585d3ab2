import { type Answer, answerText, type Field, type Lang, type ServiceDefinition, type Text } from '@hukumat/contract';
import { formatDate, formatTime, pick } from '@hukumat/contract/locale';
import type { Application, Labels } from './model.ts';
import type { SlotsPort } from './ports.ts';
import type { Writing } from './records.ts';
import type { ApplicationRow } from './tables.ts';

const inEvery = (say: (lang: Lang) => string): Text => ({ tg: say('tg'), ru: say('ru'), en: say('en') });

/** `чоршанбе, 2 декабри 2026, 10:20, Маркази Душанбе`. */
export const labelOfSlot = (day: string, startsAt: Date, place: Text | undefined): Text =>
  inEvery((lang) =>
    [formatDate(day, lang, 'weekday'), formatTime(startsAt), place ? pick(place, lang).text : ''].filter(Boolean).join(', '),
  );

export const labelOfDocument = (title: Text, number: string): Text => inEvery((lang) => `${pick(title, lang).text}, № ${number}`);

/** Keeps them with the application beside those of earlier choices, for who looks at what was changed. */
export async function keepLabels(tx: Writing, { id, labels }: ApplicationRow, more: Labels): Promise<void> {
  if (Object.keys(more).length === 0) return;
  await tx.sql
    .updateTable('applications.applications')
    .set({ labels: JSON.stringify({ ...labels, ...more }) })
    .where('id', '=', id)
    .execute();
}

/** An answer in the words of the form, the file's name, or what was chosen by the name it had. */
export function shownAnswer(
  { uploads, labels }: Pick<Application, 'uploads' | 'labels'>,
  { form }: Pick<ServiceDefinition, 'form'>,
  field: Field,
  answer: Answer | undefined,
  lang: Lang,
  slots?: Pick<SlotsPort, 'timeOf' | 'centre'>,
): string {
  if (field.kind === 'file')
    return uploads
      .filter((upload) => upload.field === field.name)
      .map(({ name }) => name)
      .join(', ');
  const choices = Object.fromEntries(Object.entries(labels).map(([value, label]) => [value, pick(label, lang).text]));
  // It was chosen before what is chosen was named; the slot itself still says when and where it is.
  const time = field.kind === 'appointment' && typeof answer === 'string' && !labels[answer] ? slots?.timeOf(answer) : undefined;
  if (time) return pick(labelOfSlot(time.day, time.startsAt, slots?.centre(time.centre)?.names), lang).text;
  return answerText(form, field, answer, lang, { choices });
}
