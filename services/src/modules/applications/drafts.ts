import { isDeepStrictEqual } from 'node:util';
import { type AnswerError, type Answers, type Lang, listOf, type ServiceDefinition, validateAnswers } from '@hukumat/contract';
import type { Actor } from '../../platform/actor.ts';
import { conflict, notFound, unprocessable } from '../../platform/problem.ts';
import { addDays, type Context, idOf, liveService, personOf, today } from './context.ts';
import { recordAtCounter } from './hand-in/counter.ts';
import { actsFor } from './hand-in/principal.ts';
import type { Draft } from './model.ts';
import { draftColumns, draftOf, EXPIRES_ON, lockDraft, uploadsOfDraft } from './records.ts';
import { refuseUnconfirmed } from './refuse-unconfirmed.ts';
import { askToForget } from './retention.ts';
import type { Tables, UploadRow } from './tables.ts';

/** Unfinished drafts one person may keep. */
const MAX_DRAFTS = 50;
const keptUntil = (context: Context, { workflow }: ServiceDefinition): string =>
  addDays(today(context), workflow.draftDays ?? context.platform.config.retention.drafts.days);

export const startDraft = (context: Context) => async (actor: Actor, service: string, answers: Answers, onBehalfOf?: string) => {
  const person = personOf(actor);
  const { release, definition } = liveService(context, service);
  refuseUnconfirmed(definition, context.platform.config.demo);
  const now = context.platform.clock.now();
  return context.platform.db.write<Tables, Draft>(person, async (tx) => {
    const open = await tx.sql
      .selectFrom('applications.drafts')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('owner', '=', person.subject)
      .where('application', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(open.count) >= MAX_DRAFTS) throw unprocessable('too-many-drafts', `Finish or delete a draft first: ${MAX_DRAFTS} are kept`);
    const principal = await actsFor(context, tx, definition, onBehalfOf);
    const row = await tx.sql
      .insertInto('applications.drafts')
      .values({
        owner: person.subject,
        agency: release.agency,
        service,
        release_version: release.version,
        definition_version: definition.version,
        answers: JSON.stringify(withoutUploads(definition, answers)),
        steps: JSON.stringify({}),
        created_at: now,
        updated_at: now,
        expires_on: keptUntil(context, definition),
        mandate: principal?.mandate ?? null,
        on_behalf_of: principal?.subject ?? null,
      })
      .returningAll()
      .returning(EXPIRES_ON)
      .executeTakeFirstOrThrow();
    await recordAtCounter(context, tx, row, {}, row.answers);
    await tx.journal({ type: 'application.draft-started', agency: release.agency, subject: person.subject, entity: `draft:${row.id}` });
    return draftOf(row, []);
  });
};

/**
 * Replaces the answers of one step and leaves all others alone: the last save of a step wins.
 * A page that was drawn before someone else saved the same step learns of it by `overwrote`.
 */
export const saveDraft =
  (context: Context) => async (actor: Actor, save: { draft: string; step: string; revision: number; answers: Answers; lang: Lang }) => {
    const person = personOf(actor);
    return context.platform.db.write<Tables, { draft: Draft; errors: AnswerError[]; overwrote: boolean }>(person, async (tx) => {
      const row = await lockDraft(tx.sql, idOf(save.draft));
      if (row.application) throw conflict('draft-submitted', 'This draft was already submitted', { application: row.application });
      const { release, definition } = liveService(context, row.service);
      const step = definition.form.steps.find(({ name }) => name === save.step);
      if (!step) throw notFound('The step');
      const uploads = await uploadsOfDraft(tx.sql, row.id);
      const names = new Set(step.fields.map(({ name }) => name));
      const kept = Object.entries(row.answers).filter(([name]) => !names.has(name));
      const given = Object.entries(save.answers).filter(([name]) => names.has(name));
      const answers = withoutUploads(definition, Object.fromEntries([...kept, ...given]));
      // The same once more, as a page sends it that is just being left, takes the ground from under no other page.
      const same = row.steps[step.name] !== undefined && isDeepStrictEqual(answers, row.answers);
      const revision = same ? row.revision : row.revision + 1;
      const saved = await tx.sql
        .updateTable('applications.drafts')
        .set({
          answers: JSON.stringify(answers),
          revision,
          steps: JSON.stringify(same ? row.steps : { ...row.steps, [step.name]: revision }),
          release_version: release.version,
          definition_version: definition.version,
          updated_at: context.platform.clock.now(),
          expires_on: keptUntil(context, definition),
        })
        .where('id', '=', row.id)
        .returningAll()
        .returning(EXPIRES_ON)
        .executeTakeFirstOrThrow();
      await recordAtCounter(context, tx, row, row.answers, saved.answers);
      const errors = validateAnswers(definition, withUploads(answers, uploads), {
        lang: save.lang,
        today: today(context),
        step: step.name,
      });
      return { draft: draftOf(saved, uploads), errors, overwrote: !same && (row.steps[step.name] ?? 0) > save.revision };
    });
  };

export const readDraft = (context: Context) => async (actor: Actor, id: string) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, Draft>(person, async (db) => {
    const row = await draftColumns(db).where('id', '=', idOf(id)).executeTakeFirst();
    if (!row) throw notFound('The draft');
    return draftOf(row, await uploadsOfDraft(db, row.id));
  });
};

/** Unsubmitted drafts, the last touched first. */
export const listDrafts = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, Draft[]>(person, async (db) => {
    const rows = await draftColumns(db)
      .where('owner', '=', person.subject)
      .where('application', 'is', null)
      .orderBy('updated_at', 'desc')
      .execute();
    return rows.map((row) => draftOf(row, []));
  });
};

export const discardDraft = (context: Context) => async (actor: Actor, id: string) => {
  const person = personOf(actor);
  await context.platform.db.write<Tables, void>(person, async (tx) => {
    const row = await lockDraft(tx.sql, idOf(id));
    if (row.application) throw conflict('draft-submitted', 'This draft was already submitted', { application: row.application });
    const files = await uploadsOfDraft(tx.sql, row.id);
    await tx.sql.deleteFrom('applications.drafts').where('id', '=', row.id).execute();
    await tx.journal({ type: 'application.draft-discarded', agency: row.agency, subject: person.subject, entity: `draft:${row.id}` });
    await askToForget(
      tx,
      files.map(({ sha256 }) => sha256),
    );
  });
};

/** A file answer is what was really uploaded, never what a request claims. */
export function withUploads(answers: Answers, uploads: readonly Pick<UploadRow, 'id' | 'field'>[]): Answers {
  const filled: Answers = { ...answers };
  for (const { id, field } of uploads) {
    filled[field] = [...listOf(filled[field]), id];
  }
  return filled;
}

export function withoutUploads(definition: Pick<ServiceDefinition, 'form'>, answers: Answers): Answers {
  const files = new Set(
    definition.form.steps.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'file').map(({ name }) => name)),
  );
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !files.has(name)));
}
