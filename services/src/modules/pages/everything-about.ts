import type { Application, ApplicationEvent } from '../applications/index.ts';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

/** All that the portal keeps about a person, module by module through their doors. For the person alone. */
export async function everythingAbout(site: Site, visit: Visit, person: Person): Promise<Record<string, unknown>> {
  const { applications, documents, mandates, payments, notifications, appeals, centres, identity } = site;
  const mine = await applications.mine(person);
  const own: unknown[] = [];
  // One after the other: nobody else shall wait while hundreds are read.
  for (const { id } of mine) {
    const application = await applications.open(person, id);
    own.push({
      ...withoutOfficers(application),
      letters: (await applications.letters(person, id)).map(({ authorName: _, ...letter }) => letter),
      objections: await applications.objections(person, id),
      rating: (await applications.ratingOf(person, id)) ?? null,
    });
  }
  const drafts: unknown[] = [];
  for (const { id } of await applications.drafts(person)) drafts.push(await applications.draft(person, id));
  const sent: unknown[] = [];
  for (const { number } of await appeals.mine(person)) sent.push(await appeals.own(person, number));
  const line = ({ id, number, service, agency, state, submittedAt }: Application) => ({ id, number, service, agency, state, submittedAt });
  return {
    portal: site.origin,
    madeAt: site.now(),
    person: (await identity.person(person.subject)) ?? { subject: person.subject, name: person.name },
    roles: person.roles,
    applications: own,
    applicationsFiledForOthers: (await applications.represented(person)).map(line),
    applicationsToSign: (await applications.asked(person)).map(line),
    drafts,
    documents: await documents.mine(person),
    documentsHandedOver: await documents.handOvers(person),
    mandates: await mandates.mine(person),
    payments: await payments.mine(person),
    messages: await notifications.inbox(person),
    messageSettings: await notifications.settings(person),
    appointments: await centres.appointments.mine(person),
    appeals: sent,
    whoLooked: await applications.accesses(person),
    whoReadMyAppeals: await appeals.accesses(person),
    sessions: await identity.sessionsOf(visit.request),
    accessTokens: await identity.tokens.mine(person),
    keptFor: site.retention,
  };
}

/** The application as its owner is shown it: of an officer the step, not the name. Who looked is listed by name elsewhere. */
function withoutOfficers({ assignee: _a, assigneeName: _n, proposal: _p, events, ...application }: Application) {
  const byApplicant = ({ party }: ApplicationEvent) => party === 'applicant' || party === 'party';
  return {
    ...application,
    events: events.map(({ actor, actorName, data: _d, ...event }) => ({
      ...event,
      ...(byApplicant(event as ApplicationEvent) ? { actor, actorName } : {}),
    })),
  };
}
