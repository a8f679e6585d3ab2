import type { Answers, Field, Form, Lang, Step } from '@hukumat/contract';
import { formatDate, formatDateTime, pick } from '@hukumat/contract/locale';
import { type Choices, CONSENT, inLang } from '@hukumat/shell/document';
import type { Person } from './apply-person.ts';
import type { Posted } from './apply-posted.ts';
import type { Site } from './needs.ts';

/** How many days of appointments a list offers; further ones are at the counter's own page. */
const DAYS = 21;

/** What the server offers for these fields: free appointments of their resource, the person's own valid documents. */
export async function choicesOf(site: Site, person: Person, fields: readonly Field[], lang: Lang): Promise<Choices> {
  const choices: Record<string, Choices[string]> = {};
  for (const { name, kind, resource, from } of fields) {
    if (kind === 'appointment' && resource) choices[name] = await slots(site, resource, lang);
    if (kind === 'document' && from) choices[name] = await documents(site, person, from, lang);
  }
  return choices;
}

/** The same for everything a form asks, for the page that repeats all answers. */
export const choicesOfForm = (site: Site, person: Person, form: Form, lang: Lang): Promise<Choices> =>
  choicesOf(
    site,
    person,
    form.steps.flatMap((step) => step.fields),
    lang,
  );

async function slots(site: Site, resource: string, lang: Lang): Promise<Choices[string]> {
  const free = await site.centres.freeSlots(resource, site.today(), DAYS);
  return free.map(({ id, centre, day, startsAt }) => {
    const place = site.centres.centre(centre);
    return {
      value: id,
      label: [formatDateTime(startsAt, lang), place ? pick(place.names, lang).text : ''].filter(Boolean).join(', '),
      group: formatDate(day, lang, 'weekday'),
    };
  });
}

async function documents(site: Site, person: Person, from: readonly string[], lang: Lang): Promise<Choices[string]> {
  const mine = await site.documents.mine(person);
  return mine
    .filter(({ state, service }) => state === 'issued' && from.includes(service))
    .map(({ id, title, number, issuedOn }) => ({ value: id, label: `${inLang(title, lang)}, № ${number}, ${formatDate(issuedOn, lang)}` }));
}

/** The answers without the documents that a person chose but did not agree to hand over; those fields by name. */
export function agreed(step: Step, answers: Answers, fields: Posted['fields']): { answers: Answers; refused: string[] } {
  const given = fields[CONSENT];
  const consents = new Set(typeof given === 'string' ? [given] : given);
  const refused = step.fields
    .filter(({ kind, name }) => kind === 'document' && answers[name] !== undefined && !consents.has(name))
    .map(({ name }) => name);
  return { answers: Object.fromEntries(Object.entries(answers).filter(([name]) => !refused.includes(name))), refused };
}
