import { formatDateTime } from '@hukumat/contract/locale';
import { type InvitationLine, isMessage, type StaffSaid } from '@hukumat/shell/document';
import { forbidden, notFound } from '../../platform/problem.ts';
import { type Invitation, readsStaff } from '../identity/index.ts';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Page, Visit } from './visit.ts';

export const staffPath = (agency: string, rest = ''): string => `/account/staff/${agency}/${rest}`;

/** What the address says was done. */
export function saidOf({ t, query }: Visit): { said?: StaffSaid } {
  const key = `staff.done.${query.done}`;
  return query.done && isMessage(key) ? { said: { kind: 'success', text: t(key) } } : {};
}

/** The body of this address for somebody who may read its staff; others learn nothing of which bodies there are. */
export function bodyOf(site: Site, visit: Visit, person: Person) {
  const id = visit.params.agency ?? '';
  if (!readsStaff(person, id)) throw forbidden('The staff of this body is kept by others');
  const body = site.directory.agency(id);
  if (!body) throw notFound('This page');
  return body;
}

export const staffTrail = ({ t, to }: Visit, agency: string, last?: string): NonNullable<Page['trail']> => [
  { label: t('account.title'), href: to('/account/') },
  last === undefined ? { label: t('staff.title') } : { label: t('staff.title'), href: to(staffPath(agency)) },
  ...(last === undefined ? [] : [{ label: last }]),
];

export const invitationLine = ({ to, lang }: Visit, invitation: Invitation): InvitationLine => ({
  id: invitation.id,
  name: invitation.name,
  roles: invitation.roles,
  byName: invitation.byName,
  until: formatDateTime(invitation.until, lang),
  state: invitation.state,
  href: to(staffPath(invitation.agency, `invitations/${invitation.id}`)),
});
