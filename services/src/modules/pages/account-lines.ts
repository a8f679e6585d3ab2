import type { ApplicationState, Lang } from '@hukumat/contract';
import { dushanbeDate, formatDate, formatDateTime } from '@hukumat/contract/locale';
import { type ApplicationLine, inLang, isMessage, type MessageKey, say, type TimelineEntry } from '@hukumat/shell/document';
import type { Application } from '../applications/index.ts';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

/** The name of a service in the page's language; its id when no release offers it any more. */
export const serviceName = (site: Site, id: string, lang: Lang): string => {
  const offer = site.registry.serviceById(id);
  return offer ? inLang(offer.definition.title, lang) : id;
};
export const agencyName = (site: Site, id: string, lang: Lang): string => {
  const agency = site.directory.agency(id);
  return agency ? inLang(agency.names, lang) : id;
};

/** The values of a message with the service by its name. */
export const messageValues = (site: Site, params: Readonly<Record<string, string>>, lang: Lang): Record<string, string> => ({
  ...params,
  service: serviceName(site, params.service ?? '', lang),
  ...(params.agency ? { agency: agencyName(site, params.agency, lang) } : {}),
  ...(params.role ? { role: roleName(params.role, lang) } : {}),
});

const roleName = (role: string, lang: Lang): string => {
  const key = `staff.role.${role}`;
  return isMessage(key) ? say(lang)(key) : role;
};

export function applicationLine(site: Site, visit: Visit, application: Application): ApplicationLine {
  const { lang, to } = visit;
  return {
    href: to(`/account/applications/${application.id}`),
    number: application.number,
    service: serviceName(site, application.service, lang),
    state: application.state,
    submittedOn: formatDate(dushanbeDate(application.submittedAt), lang),
    quiet: site.registry.serviceById(application.service)?.definition.tone === 'quiet',
    ...(application.dueOn && RUNNING.has(application.state) ? { dueOn: formatDate(application.dueOn, lang) } : {}),
  };
}

const RUNNING: ReadonlySet<ApplicationState> = new Set([
  'awaiting_party',
  'awaiting_payment',
  'submitted',
  'in_review',
  'sent_back',
  'consulting',
  'approved',
]);
export const isRunning = ({ state }: Application): boolean => RUNNING.has(state);

/** Nobody has decided it yet, and it is not over. */
export const isUndecided = (application: Application): boolean => isRunning(application) && application.state !== 'approved';

/** Events whose words were written for the applicant. */
const NOTED: ReadonlySet<string> = new Set(['application.sent-back', 'application.closed', 'application.party-declined']);

/** What must come before the body begins to look. */
const AHEAD_OF_REVIEW: Partial<Record<Application['state'], MessageKey>> = {
  awaiting_party: 'timeline.ahead.party',
  awaiting_payment: 'timeline.ahead.payment',
};

/** What happened, and what is still ahead. An officer is never named to the public: the step is. */
export function timelineOf({ t, lang }: Visit, application: Application): TimelineEntry[] {
  const past = application.events.flatMap((event, at, all): TimelineEntry[] => {
    const key = `timeline.${event.type}`;
    if (!isMessage(key)) return [];
    const last = at === all.length - 1 && RUNNING.has(application.state);
    const note = NOTED.has(event.type) ? event.note : undefined;
    const by = event.onBehalfName ? t('timeline.onBehalf', { agent: event.actorName, owner: event.onBehalfName }) : undefined;
    return [
      {
        title: t(key),
        when: formatDateTime(event.at, lang),
        at: event.at.toISOString(),
        state: last ? 'now' : 'done',
        ...(note || by ? { note: [by, note].filter(Boolean).join(' ') } : {}),
      },
    ];
  });
  // A list is drawn without the events; where it stands now is enough.
  const now: TimelineEntry[] = past.length > 0 ? past : [{ title: t(`state.${application.state}`), state: 'now' }];
  if (!RUNNING.has(application.state)) return now;
  const decision: TimelineEntry = {
    title: t('timeline.ahead.decision'),
    state: 'ahead',
    ...(application.dueOn ? { note: `${t('account.dueOn')}: ${formatDate(application.dueOn, lang)}` } : {}),
  };
  const first = AHEAD_OF_REVIEW[application.state];
  if (first && past.length > 0) return [...now, { title: t(first), state: 'ahead' }, decision];
  return application.state === 'approved' ? [...now, { title: t('timeline.ahead.document'), state: 'ahead' }] : [...now, decision];
}

/** Whom the application waits for, in words; nobody once it is over. */
export function holderOf(site: Site, { t, lang }: Visit, person: Person, application: Application): { holder?: string } {
  const { state } = application;
  if (state === 'awaiting_party') {
    const mine = application.party === person.subject && application.owner !== person.subject;
    return { holder: mine ? t('holder.you') : t('holder.party') };
  }
  if (state === 'sent_back')
    return {
      holder: application.owner === person.subject || application.acting === person.subject ? t('holder.you') : t('holder.applicant'),
    };
  if (state === 'awaiting_payment' || application.feeDue) return { holder: t('holder.bank') };
  if (state === 'consulting') {
    const of = application.events.findLast(({ type }) => type === 'application.opinion-requested')?.data.of;
    if (typeof of === 'string') return { holder: t('holder.body', { agency: agencyName(site, of, lang) }) };
  }
  return RUNNING.has(state) ? { holder: t('holder.body', { agency: agencyName(site, application.agency, lang) }) } : {};
}
