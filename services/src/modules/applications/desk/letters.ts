import { type ServiceDefinition, type Text, textSchema } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { unprocessable } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { openMine } from '../applicant/standing.ts';
import { type Context, officerOf } from '../context.ts';
import type { Letter, LetterText } from '../model.ts';
import { happened, lockApplication } from '../records.ts';
import type { ApplicationRow, Tables } from '../tables.ts';
import { atDesk, definitionAtDesk } from './command.ts';

/** A letter to the applicant: by a template of the definition, or in the officer's own words. */
export const sendLetter = (context: Context) => async (actor: Actor, agency: string, id: string, letter: LetterText) => {
  const definition = await definitionAtDesk(context, actor, agency, id);
  const officer = officerOf(actor, agency);
  const at = context.platform.clock.now();
  return context.platform.db.write<Tables, Letter>(officer, async (tx) => {
    await atDesk(tx.sql, officer, agency, id);
    const row = await lockApplication(tx.sql, id);
    const { code, title, body } = written(definition, row, letter);
    const { id: made } = await tx.sql
      .insertInto('applications.letters')
      .values({
        application: id,
        owner: row.owner,
        agency,
        code: code ?? null,
        title: JSON.stringify(title),
        body: JSON.stringify(body),
        author: officer.subject,
        author_name: officer.name,
        at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await happened(tx, row, { type: 'application.letter-sent', at, data: { letter: made, ...(code ? { code } : {}) } });
    await enqueueMessage(tx, {
      to: row.acting ?? row.owner,
      code: 'application.letter',
      params: { number: row.number, service: row.service, agency },
      link: `/account/applications/${row.id}`,
      cause: `letter:${made}`,
    });
    return { id: made, title, body, authorName: officer.name, at, ...(code ? { code } : {}) };
  });
};

/** Letters of one application, for its applicant and for its desk. */
export const listLetters = (context: Context) => async (actor: Actor, id: string) => {
  const application = await openMine(context)(actor, id);
  return lettersOf(context, actor, application.id);
};
export const listLettersAtDesk = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  await definitionAtDesk(context, actor, agency, id);
  return lettersOf(context, actor, id);
};

const lettersOf = (context: Context, actor: Actor, id: string): Promise<Letter[]> =>
  context.platform.db.read<Tables, Letter[]>(actor, async (db) => {
    const rows = await db.selectFrom('applications.letters').selectAll().where('application', '=', id).orderBy('id').execute();
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      body: row.body,
      authorName: row.author_name,
      at: row.at,
      ...(row.code ? { code: row.code } : {}),
    }));
  });

function written(definition: ServiceDefinition, row: ApplicationRow, letter: LetterText): { code?: string; title: Text; body: Text } {
  if (!('code' in letter)) {
    const [title, body] = [textSchema.safeParse(letter.title), textSchema.safeParse(letter.body)];
    if (!title.success || !body.success) throw unprocessable('letter-words', 'A letter has a title and a text in Tajik', { field: 'body' });
    return { title: title.data, body: body.data };
  }
  const template = definition.workflow.letters?.find(({ code }) => code === letter.code);
  if (!template) throw unprocessable('letter-unknown', 'There is no such template', { field: 'code' });
  const filled = (text: Text): Text => {
    const fill = (words: string) => words.replaceAll('{number}', row.number).replaceAll('{applicant}', row.applicant);
    return Object.fromEntries(Object.entries(text).map(([lang, words]) => [lang, fill(words ?? '')])) as Text;
  };
  return { code: template.code, title: filled(template.title), body: filled(template.body) };
}
