import type { Answers, Lang, ServiceDefinition, Text } from '@hukumat/contract';
import type { Context } from '../context.ts';
import { labelOfDocument } from '../labels.ts';
import type { Labels } from '../model.ts';
import type { Writing } from '../records.ts';
import type { ApplicationRow } from '../tables.ts';

/** The words beside the list of the person's documents; without agreeing to them no document stays chosen. */
const CONSENT: Record<Lang, string> = {
  tg: 'Розӣ ҳастам, ки ин ҳуҷҷати ман ба мақомоти баррасикунандаи ариза дода шавад.',
  ru: 'Согласен, чтобы этот мой документ был передан органу, который рассмотрит заявление.',
  en: 'I agree that this document of mine is handed over to the agency that decides my application.',
};

/** Gives the documents that were chosen, and were not before, to the agency; one that may not be given ends the whole submission, with the error at its field. */
export async function handOverDocuments(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  { form }: ServiceDefinition,
  lang: Lang,
  before: Answers = {},
): Promise<Labels> {
  const labels: Record<string, Text> = {};
  for (const step of form.steps) {
    for (const { name, kind, from } of step.fields) {
      const document = row.answers[name];
      if (kind !== 'document' || !from || typeof document !== 'string' || document === '' || document === before[name]) continue;
      const { title, number } = await context.handOver(tx, {
        document,
        application: row.id,
        agency: row.agency,
        service: row.service,
        field: name,
        step: step.name,
        from,
        consent: CONSENT[lang],
        lang,
      });
      labels[document] = labelOfDocument(title, number);
    }
  }
  return labels;
}
