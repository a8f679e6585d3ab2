import type { ApplicationState } from '@hukumat/contract';
import { formatDate } from '@hukumat/contract/locale';
import type { Colleague, DeskLine, Due } from '@hukumat/shell/document';
import type { AgencyRole } from '../../platform/actor.ts';
import { forbidden } from '../../platform/problem.ts';
import type { Application } from '../applications/index.ts';
import { serviceName } from './account-lines.ts';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

/** Roles that work at the desk of a body. */
export const DESK_ROLES: readonly AgencyRole['role'][] = ['officer', 'supervisor', 'head'];
/** Days before the last one in which a date counts as near. */
const SOON_DAYS = 2;

/** States in which the clock of the desk runs. */
const RUNS: readonly ApplicationState[] = ['submitted', 'in_review', 'consulting'];

/** The agency of this address, for somebody who works at its desk. @throws Problem 403. */
export function deskOf(visit: Visit, person: Person): string {
  const agency = visit.params.agency ?? '';
  if (!deskRoles(person, agency).length) throw forbidden('Only the officers of this body work here');
  return agency;
}

export const deskRoles = (person: Person, agency: string): AgencyRole['role'][] =>
  person.roles.filter((one) => one.agency === agency && DESK_ROLES.includes(one.role)).map(({ role }) => role);

/** Supervisors and the head hand files to others and see the load. */
export const leads = (person: Person, agency: string): boolean => deskRoles(person, agency).some((role) => role !== 'officer');

export const deskPath = (agency: string, rest = ''): string => `/account/desk/${agency}${rest}`;

/** How near a day is, seen from `today` (both `yyyy-mm-dd`). */
export function dueOf(dueOn: string | undefined, today: string, lang: Visit['lang']): Due | undefined {
  if (!dueOn) return undefined;
  const days = (Date.parse(dueOn) - Date.parse(today)) / 86_400_000;
  const nearness = days < 0 ? 'overdue' : days === 0 ? 'today' : days <= SOON_DAYS ? 'soon' : 'later';
  return { date: formatDate(dueOn, lang), nearness };
}

export function deskLine(site: Site, visit: Visit, application: Application): DeskLine {
  const { t, to, lang } = visit;
  const due = RUNS.includes(application.state) ? dueOf(application.dueOn, site.today(), lang) : undefined;
  return {
    id: application.id,
    version: application.version,
    href: to(deskPath(application.agency, `/${application.id}`)),
    number: application.number,
    applicant: application.applicant,
    service: serviceName(site, application.service, lang),
    state: application.state,
    marks: [
      ...(application.channel === 'centre' ? [t('desk.mark.centre')] : []),
      ...(application.mandate ? [t('desk.mark.mandate')] : []),
      ...(application.proposal ? [t('desk.mark.proposal')] : []),
      ...(application.feeDue ? [t('desk.mark.fee')] : []),
    ],
    ...(due ? { due } : {}),
    ...(application.assigneeName ? { assignee: application.assigneeName } : {}),
  };
}

/** Officers of the agency, to whom a file may be handed. */
export async function colleaguesOf(site: Site, agency: string): Promise<Colleague[]> {
  const subjects = await site.identity.holdersOf(agency, 'officer');
  return Promise.all(subjects.map(async (subject) => ({ subject, name: (await site.identity.nameOf(subject)) ?? subject })));
}
