import { createHash } from 'node:crypto';
import { type Answers, LOAS, type ServiceDefinition } from '@hukumat/contract';
import canonicalize from 'canonicalize';
import type { Actor } from '../../../platform/actor.ts';
import { conflict, notFound, Problem } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { carryOn, errand } from '../carry-on.ts';
import { type Context, definitionOf, idOf, type Person, personOf, words } from '../context.ts';
import type { Application, Signature } from '../model.ts';
import type { KnownPerson } from '../ports.ts';
import { listApplications, loadApplication, lockApplication, move, type Writing } from '../records.ts';
import type { ApplicationRow, Tables } from '../tables.ts';

/** The second person named in the answers, if they have an account. Whoever asks never learns whether they have. */
export async function secondPerson(
  context: Context,
  definition: ServiceDefinition,
  answers: Answers,
  applicant: string,
): Promise<KnownPerson | undefined> {
  const { acceptance } = definition.workflow;
  if (!acceptance) return undefined;
  const found = await context.deps.identity.findPerson({
    passport: String(answers[acceptance.passport] ?? ''),
    surname: String(answers[acceptance.surname] ?? ''),
  });
  return found?.subject === applicant ? undefined : found;
}

export function signature(person: Person, answers: Answers, as: Signature['as'], at: Date): Signature {
  const digest = createHash('sha256')
    .update(canonicalize(answers) ?? '')
    .digest('hex');
  return { subject: person.subject, name: person.name, loa: person.loa, at: at.toISOString(), digest, as };
}

/** Asks for the second signature; nothing happens where nobody of that name has an account. */
export async function askParty(tx: Writing, row: ApplicationRow): Promise<void> {
  if (!row.party) return;
  await enqueueMessage(tx, {
    to: row.party,
    code: 'application.party-asked',
    params: { number: row.number, service: row.service, agency: row.agency, until: row.expires_on ?? '' },
    link: `/account/applications/${row.id}`,
    cause: `application:${row.id}:party-asked:${row.version}`,
  });
}

/** Applications that name the person as second party. */
export const listAsked = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, Application[]>(person, (db) => listApplications(db, { party: person.subject }));
};

/** The second person signs what the first one did; the portal then goes on to payment or to the desk. */
export const acceptApplication = (context: Context) => async (actor: Actor, id: string, version: number) => {
  const person = personOf(actor);
  const { needs } = await definitionOf(context)(await askedOf(context, person, id));
  if (LOAS.indexOf(person.loa) < LOAS.indexOf(needs)) throw new Problem(403, 'step-up-needed', 'A stronger sign-in is needed', { needs });
  await context.platform.db.write<Tables, void>(person, async (tx) => {
    const row = await lockApplication(tx.sql, id, version);
    const at = context.platform.clock.now();
    const signed = signature(person, row.answers, 'party', at);
    await move(
      tx,
      row,
      'accept',
      'party',
      { signatures: JSON.stringify([...row.signatures, signed]) },
      { type: 'application.party-accepted', at, data: { digest: signed.digest } },
    );
    await errand(tx, id);
  });
  await carryOn(context)(id);
  return context.platform.db.read<Tables, Application>(person, (db) => loadApplication(db, id));
};

export const declineApplication = (context: Context) => async (actor: Actor, id: string, version: number, reason: string) => {
  const person = personOf(actor);
  await askedOf(context, person, id);
  const note = words(reason, 'reason', 'reason-needed');
  return context.platform.db.write<Tables, Application>(person, async (tx) => {
    const row = await lockApplication(tx.sql, id, version);
    const at = context.platform.clock.now();
    await move(tx, row, 'decline', 'party', { expires_on: null, note }, { type: 'application.party-declined', at, note });
    await context.deps.slots?.release(tx, `application:${row.id}`);
    await enqueueMessage(tx, {
      to: row.acting ?? row.owner,
      code: 'application.party-declined',
      params: { number: row.number, service: row.service, agency: row.agency },
      link: `/account/applications/${row.id}`,
      cause: `application:${row.id}:declined`,
    });
    return loadApplication(tx.sql, id);
  });
};

async function askedOf(context: Context, person: Person, id: string): Promise<Application> {
  const application = await context.platform.db.read<Tables, Application>(person, (db) => loadApplication(db, idOf(id)));
  if (application.party !== person.subject) throw notFound('The application');
  const { state, version } = application;
  if (state !== 'awaiting_party') throw conflict('move-refused', `It is ${state}`, { state, version });
  return application;
}
