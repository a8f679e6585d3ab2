import type { PersonPath } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { type Context, definitionOf, personOf } from '../context.ts';
import type { Application, KnownFact } from '../model.ts';
import { listApplications } from '../records.ts';
import type { Tables } from '../tables.ts';

/** Applications looked through for facts; older ones say nothing that a newer one does not. */
const LOOKED_AT = 50;
/** What was taken back or never finished is no source. */
const SOURCES = ['submitted', 'in_review', 'consulting', 'approved', 'issued', 'sent_back'];

/** What the person said last, by the paths that the definitions prefill from. Nobody is asked twice for it. */
export const knownFacts = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  const mine = await context.platform.db.read<Tables, Application[]>(person, (db) => listApplications(db, { owner: person.subject }));
  const facts: Partial<Record<PersonPath, KnownFact>> = {};
  for (const application of mine.filter(({ state, acting }) => SOURCES.includes(state) && !acting).slice(0, LOOKED_AT)) {
    const { number, service, agency, submittedAt: at } = application;
    const { form } = await definitionOf(context)(application);
    for (const { name, prefill } of form.steps.flatMap((step) => step.fields)) {
      const value = application.answers[name];
      if (!prefill || value === undefined || value === '' || facts[prefill]) continue;
      facts[prefill] = { value, number, service, agency, at };
    }
  }
  return facts;
};
