import { createHash } from 'node:crypto';
import { type Answers, LOAS, pruneAnswers, type ServiceDefinition, validateAnswers } from '@hukumat/contract';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { conflict, notFound, Problem, unprocessable } from '../../../platform/problem.ts';
import { told } from '../applicant/standing.ts';
import { next } from '../application.ts';
import { payUntil, tellToPay } from '../carry-on.ts';
import { addDays, type Context, idOf, liveService, type Person, personOf, today } from '../context.ts';
import { readDraft, withoutUploads, withUploads } from '../drafts.ts';
import { keepLabels } from '../labels.ts';
import type { Application, LiveService, Submission } from '../model.ts';
import type { KnownPerson } from '../ports.ts';
import { happened, loadApplication, lockApplication, lockDraft, uploadsOfDraft, type Writing } from '../records.ts';
import { refuseUnconfirmed } from '../refuse-unconfirmed.ts';
import { refuseUnscanned } from '../scan-upload.ts';
import type { ApplicationRow, DraftRow, Tables, UploadRow } from '../tables.ts';
import { bookAppointments } from './appointments.ts';
import { type CounterFacts, confirmAtCounter } from './counter.ts';
import { handOverDocuments } from './documents.ts';
import { refuseDuplicate } from './duplicates.ts';
import { BEFORE_REVIEW, charge, linesOf } from './fees.ts';
import { actsFor, type Principal } from './principal.ts';
import { answerAtOnce, registration, tellRegistered } from './registration.ts';
import { askParty, secondPerson, signature } from './second-person.ts';

/** Takes an application in: state, journal, invoice, appointment and the idempotency key in one transaction; when it returns, it is durable. */
export const submitApplication = (context: Context) => async (actor: Actor, submission: Submission) => {
  const person = personOf(actor);
  const live = liveService(context, submission.service);
  refuseUnconfirmed(live.definition, context.platform.config.demo);
  checkLoa(person, live.definition);
  if (!/^[\w-]{8,100}$/.test(submission.key))
    throw unprocessable('idempotency-key-invalid', 'Send an Idempotency-Key of 8 to 100 letters, digits, _ or -');
  // People are found outside the transaction: the search takes a connection of its own.
  const party = live.definition.workflow.acceptance ? await partyOf(context, person, live.definition, submission) : undefined;

  const outcome = await context.platform.db.write<Tables, { application: Application; fresh: boolean }>(person, async (tx) => {
    const taken = await takeKey(tx, person, submission, context.platform.clock.now());
    if (taken.earlier) return { application: await loadApplication(tx.sql, taken.earlier), fresh: false };
    const draft = submission.draft && (await lockDraft(tx.sql, idOf(submission.draft.id)));
    // A page of one agency names its own service and could name a draft for another: nothing of it goes there.
    if (draft && draft.service !== live.definition.id) throw notFound('The draft');
    // Another key for the same draft: a second tab. It was submitted once and stays so.
    if (draft?.application) return { application: await loadApplication(tx.sql, draft.application), fresh: false };
    if (draft && draft.revision !== submission.draft?.revision)
      throw conflict('draft-changed', 'The draft was changed elsewhere; check it again', { revision: draft.revision });
    const principal = await actsFor(context, tx, live.definition, submission.onBehalfOf ?? draft?.mandate ?? undefined);
    const counter = await confirmAtCounter(context, tx, submission, { id: taken.id, service: live.definition.id }, draft);
    const uploads = draft ? await uploadsOfDraft(tx.sql, draft.id) : [];
    const answers = judged(context, live.definition, submission, draft, uploads);
    if (party && party.named !== namedIn(live.definition, answers))
      throw conflict('draft-changed', 'The draft was changed elsewhere; check it again', { revision: draft?.revision });
    refuseUnscanned(uploads);
    await refuseDuplicate(tx, live.definition, { id: taken.id, owner: principal?.subject ?? person.subject, answers });
    let row = await takeIn(context, tx, { person, live, submission, answers, id: taken.id, principal, party: party?.person, counter });
    if (draft) await settleDraft(tx, draft, row, uploads, live.definition, answers, context.platform.clock.now());
    const slots = await bookAppointments(context, tx, row, live.definition);
    const documents = await handOverDocuments(context, tx, row, live.definition, submission.lang);
    await keepLabels(tx, row, { ...slots, ...documents });
    if (row.state === 'submitted' && live.definition.workflow.kind === 'immediate')
      row = await answerAtOnce(context, tx, row, live.definition);
    return { application: await loadApplication(tx.sql, row.id), fresh: true };
  });

  const { application, fresh } = outcome;
  if (fresh && application.state === 'approved' && live.definition.output) await context.approved(application.id);
  return told(await context.platform.db.read<Tables, Application>(person, (db) => loadApplication(db, application.id)));
};

async function partyOf(context: Context, person: Person, definition: ServiceDefinition, { draft, answers }: Submission) {
  const given = draft ? (await readDraft(context)(person, draft.id)).answers : (answers ?? {});
  return { person: await secondPerson(context, definition, given, person.subject), named: namedIn(definition, given) };
}

/** Whom the answers name, to see that it is still the one who was looked for. */
const namedIn = ({ workflow: { acceptance } }: ServiceDefinition, answers: Answers): string =>
  JSON.stringify(acceptance ? [answers[acceptance.passport] ?? '', answers[acceptance.surname] ?? ''] : []);

function checkLoa(person: Person, { needs }: ServiceDefinition): void {
  if (LOAS.indexOf(person.loa) < LOAS.indexOf(needs)) throw new Problem(403, 'step-up-needed', 'A stronger sign-in is needed', { needs });
}

/** The key is taken inside the transaction: fifty at once wait for the first and then find it. */
async function takeKey(
  tx: Writing,
  person: Person,
  { key, service, draft, answers, onBehalfOf }: Submission,
  now: Date,
): Promise<{ id: string; earlier?: string }> {
  const digest = createHash('sha256')
    .update(canonicalize({ service, draft: draft ?? null, answers: answers ?? null, onBehalfOf: onBehalfOf ?? null }) ?? '')
    .digest('hex');
  const mine = await tx.sql
    .insertInto('applications.idempotency')
    .values({ owner: person.subject, key, digest, application: sql<string>`uuidv7()`, created_at: now })
    .onConflict((on) => on.columns(['owner', 'key']).doNothing())
    .returning('application')
    .executeTakeFirst();
  if (mine) return { id: mine.application };
  const earlier = await tx.sql
    .selectFrom('applications.idempotency')
    .select(['application', 'digest'])
    .where('owner', '=', person.subject)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.digest !== digest) throw unprocessable('idempotency-key-reused', 'This Idempotency-Key was used for another submission');
  return { id: earlier.application, earlier: earlier.application };
}

/** The answers that are kept: only those the person was asked. @throws Problem 422 `answers-invalid` with every error. */
function judged(
  context: Context,
  definition: ServiceDefinition,
  { answers, lang }: Submission,
  draft: DraftRow | undefined,
  uploads: readonly UploadRow[],
): Answers {
  const { form } = definition;
  const date = today(context);
  const known = new Set(form.steps.flatMap(({ fields }) => fields.map(({ name }) => name)));
  // A draft may hold answers of an older version of the form; those questions are no longer asked.
  const given = draft ? Object.fromEntries(Object.entries(draft.answers).filter(([name]) => known.has(name))) : (answers ?? {});
  const all = withUploads(withoutUploads(definition, given), uploads);
  const errors = validateAnswers(definition, all, { lang, today: date });
  if (errors.length > 0) throw unprocessable('answers-invalid', 'Some answers need attention', { errors });
  return pruneAnswers(form, all, date);
}

interface Intake {
  person: Person;
  live: LiveService;
  submission: Submission;
  answers: Answers;
  id: string;
  principal: Principal | undefined;
  party: KnownPerson | undefined;
  counter: CounterFacts;
}

/** Writes the row in the state it begins in: with the second person, at the cashier, or at the desk. */
async function takeIn(context: Context, tx: Writing, intake: Intake): Promise<ApplicationRow> {
  const { person, live, submission, answers, id, principal, party, counter } = intake;
  const { release, definition } = live;
  const { acceptance, workingDays } = definition.workflow;
  const now = context.platform.clock.now();
  const date = today(context);
  const lines = context.deps.payments && !acceptance ? linesOf(definition, answers, date, BEFORE_REVIEW) : [];
  const action = acceptance ? 'ask-party' : lines.length > 0 ? 'ask-payment' : 'submit';
  const state = next('draft', action, 'applicant');
  if (!state) throw conflict('move-refused', 'It cannot be submitted');
  await tx.sql
    .insertInto('applications.applications')
    .values({
      id,
      number: await nextNumber(tx, Number(date.slice(0, 4))),
      owner: principal?.subject ?? person.subject,
      applicant: principal?.name ?? person.name,
      ...(principal ? { acting: person.subject, acting_name: person.name, mandate: principal.mandate } : {}),
      agency: release.agency,
      service: definition.id,
      release_version: release.version,
      definition_version: definition.version,
      lang: submission.lang,
      ...counter,
      answers: JSON.stringify(answers),
      signatures: JSON.stringify([signature(person, answers, 'applicant', now)]),
      party: party?.subject ?? null,
      party_name: party?.name ?? null,
      state,
      submitted_at: now,
      term: workingDays,
      ...(state === 'submitted'
        ? registration(context, workingDays)
        : { expires_on: acceptance ? addDays(date, acceptance.days) : payUntil(date) }),
    })
    .execute();
  const row = await lockApplication(tx.sql, id);
  const data = {
    service: row.service,
    release: row.release_version,
    definition: row.definition_version,
    channel: row.channel,
    ...(row.due_on ? { dueOn: row.due_on } : {}),
    ...(row.expires_on ? { until: row.expires_on } : {}),
  };
  await happened(tx, row, { type: 'application.submitted', at: now, data }, { action, party: 'applicant', state });
  if (state === 'submitted') await tellRegistered(tx, row);
  if (state === 'awaiting_payment') {
    await charge(context, tx, row, lines, 'hand-in');
    await tellToPay(tx, row);
  }
  await askParty(tx, row);
  return row;
}

/** `EGOV-2026-000123`: counted per year in the same transaction, so that no number is lost to a refusal. */
async function nextNumber(tx: Writing, year: number): Promise<string> {
  const { last } = await tx.sql
    .insertInto('applications.counters')
    .values({ year, last: 1 })
    .onConflict((on) => on.column('year').doUpdateSet({ last: sql`counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `EGOV-${year}-${String(last).padStart(6, '0')}`;
}

/** The files move to the application; the draft stays as a pointer, so that an old tab finds the receipt. */
async function settleDraft(
  tx: Writing,
  draft: DraftRow,
  { id: application, owner }: ApplicationRow,
  uploads: readonly UploadRow[],
  definition: ServiceDefinition,
  answers: Answers,
  now: Date,
): Promise<void> {
  const asked = new Set(
    definition.form.steps.flatMap(({ fields }) => fields.map(({ name }) => name)).filter((name) => answers[name] !== undefined),
  );
  for (const { id, field } of uploads) {
    if (asked.has(field))
      await tx.sql.updateTable('applications.uploads').set({ application, owner, draft: null }).where('id', '=', id).execute();
    // A file of a question that is no longer asked is not handed to the agency.
    else await tx.sql.deleteFrom('applications.uploads').where('id', '=', id).execute();
  }
  await tx.sql
    .updateTable('applications.drafts')
    .set({ application, answers: JSON.stringify({}), updated_at: now })
    .where('id', '=', draft.id)
    .execute();
}
