import { type Answers, type Form, type Answer as Given, type Loa, type PersonPath, usualAnswers } from '@hukumat/contract';
import type { Actor } from '../../platform/actor.ts';
import { type Posted, parkedFields } from './apply-posted.ts';
import type { Site } from './needs.ts';
import type { Answer, Visit } from './visit.ts';

export type Person = Extract<Actor, { kind: 'person' }>;

/** Runs `work` for a signed-in person; anybody else goes to the sign-in and comes back to this address. */
export async function signedIn(site: Site, visit: Visit, loa: Loa, work: (person: Person) => Answer | Promise<Answer>): Promise<Answer> {
  if (visit.actor.kind === 'person') return work(visit.actor);
  return { redirect: site.identity.signInAddress(visit.request, loa, addressOf(visit)) };
}

/**
 * The same for a POST. When the session has just run out, what was typed is parked and sent again by the address with
 * `?parked=…` after the sign-in, for the same person only.
 */
export async function signedInPost(
  site: Site,
  visit: Visit,
  body: Posted['fields'],
  loa: Loa,
  work: (person: Person) => Answer | Promise<Answer>,
): Promise<Answer> {
  if (visit.actor.kind === 'person') return work(visit.actor);
  const back = addressOf(visit);
  if (!site.identity.expired(visit.request)) return { redirect: site.identity.signInAddress(visit.request, loa, back) };
  const id = await site.identity.parkPost(visit.request, back, body);
  return { redirect: site.identity.signInAddress(visit.request, loa, `${back}?parked=${encodeURIComponent(id)}`) };
}

/** What was parked for this address, if the visit brings its ticket. */
export async function takeParked(site: Site, visit: Visit): Promise<Posted | undefined> {
  if (!visit.query.parked || visit.actor.kind !== 'person' || visit.fragment) return undefined;
  const parked = await site.identity.takeParked(visit.request, visit.query.parked);
  return parked?.path === addressOf(visit) ? parkedFields(parked.body) : undefined;
}

/** Where a sign-in comes back to: this address, and under which mandate it was opened. */
export const addressOf = ({ to, path, query }: Visit): string =>
  to(query.mandate ? `${path}?mandate=${encodeURIComponent(query.mandate)}` : path);

/** An answer the portal already knows, and where it knows it from. */
export interface Known {
  value: Given;
  source: 'record' | { application: string };
}

/**
 * What is known for the fields that ask for it: by the person's record first, then by what they last said in an own application.
 * Fields of rows are never filled in: whose they are is not known. */
export async function knownAnswers(site: Site, form: Form, person: Person): Promise<Record<string, Known>> {
  const record: Partial<Record<PersonPath, string>> = (await site.identity.person(person.subject)) ?? {};
  const fields = form.steps.flatMap((step) => step.fields);
  const facts = fields.some(({ prefill }) => prefill && !record[prefill]) ? await site.applications.knownFacts(person) : {};
  return Object.fromEntries(
    fields.flatMap(({ name, prefill }): [string, Known][] => {
      const value = prefill && record[prefill];
      if (value) return [[name, { value, source: 'record' }]];
      const fact = prefill && facts[prefill];
      return fact ? [[name, { value: fact.value, source: { application: fact.number } }]] : [];
    }),
  );
}

/** What may be filled in for the applicant. Whoever acts by a mandate is not the applicant, and does not learn what is known of them. */
export const knownOf = async (
  site: Site,
  person: Person,
  { definition }: { definition: { form: Form } },
  mandate: string | undefined,
): Promise<Record<string, Known>> => (mandate ? {} : knownAnswers(site, definition.form, person));

export const valuesOf = (known: Readonly<Record<string, Known>>): Answers =>
  Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, value]));

/** What a new form holds before anybody types: what is usual, and over it what is known. */
export const firstAnswers = async (
  site: Site,
  person: Person,
  offer: { definition: { form: Form } },
  mandate: string | undefined,
): Promise<Answers> => ({ ...usualAnswers(offer.definition.form, site.today()), ...valuesOf(await knownOf(site, person, offer, mandate)) });

/** The fields that still hold what was known, each with its source. */
export const stillKnown = (known: Readonly<Record<string, Known>>, answers: Answers): Record<string, Known['source']> =>
  Object.fromEntries(Object.entries(known).flatMap(([name, { value, source }]) => (answers[name] === value ? [[name, source]] : [])));
