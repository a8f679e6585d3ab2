import { answerText, type Answer as FieldAnswer, listOf } from '@hukumat/contract';
import { formatDateTime, formatTime } from '@hukumat/contract/locale';
import { helpPage, helpRecordPage, inLang } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import { serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { bookable } from './centres.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

/** Help at a centre, for the person who is helped: the code, the end, the record of every field. */
export const helpRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/assisted',
    personal: true,
    get: (visit) => signedIn(site, visit, 'low', (person) => overview(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        const wanted = { centre: one(visit.body, 'centre') ?? '', service: one(visit.body, 'service') ?? '' };
        try {
          // Shown in the answer to the press itself: the code is kept nowhere from where it could be shown again.
          const { code, expiresAt } = await site.centres.codes.offer(person, wanted);
          return overview(site, visit, person, {
            code: {
              text: `${code.slice(0, 4)} ${code.slice(4)}`,
              until: formatTime(expiresAt),
              service: serviceName(site, wanted.service, visit.lang),
              centre: centreName(site, visit, wanted.centre),
            },
          });
        } catch (error) {
          if (!(error instanceof Problem) || !(error.code === 'service-unknown' || error.code === 'centre-unknown')) throw error;
          return { ...(await overview(site, visit, person, { error: visit.t(`problem.${error.code}`) })), status: error.status };
        }
      }),
  },
  {
    pattern: '/account/assisted/:id',
    personal: true,
    get: (visit) => signedIn(site, visit, 'low', (person) => record(site, visit, person)),
  },
  {
    pattern: '/account/assisted/:id/end',
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        const { id } = await site.centres.assisted.end(person, visit.params.id ?? '');
        return { redirect: visit.to(`/account/assisted/${id}`) };
      }),
  },
];

const account = ({ t, to }: Visit) => ({ label: t('account.title'), href: to('/account/') });
const centreName = (site: Site, { lang }: Visit, id: string): string => {
  const place = site.centres.centre(id);
  return place ? inLang(place.names, lang) : id;
};

async function overview(
  site: Site,
  visit: Visit,
  person: Person,
  more: { code?: { text: string; until: string; service: string; centre: string }; error?: string } = {},
): Promise<Page> {
  const { t, to, lang } = visit;
  const sessions = await site.centres.assisted.asCitizen(person);
  return {
    title: t('helped.title'),
    unlisted: true,
    trail: [account(visit), { label: t('helped.title') }],
    main: helpPage(
      {
        sessions: sessions.map((one) => ({
          href: to(`/account/assisted/${one.id}`),
          service: one.services.map((id) => serviceName(site, id, lang)).join(', '),
          operator: one.operatorName,
          centre: centreName(site, visit, one.centre),
          when: formatDateTime(one.startedAt, lang),
          live: one.live,
          entries: one.entries,
          end: to(`/account/assisted/${one.id}/end`),
        })),
        centres: site.centres
          .all()
          .filter(({ kind }) => kind === 'centre')
          // The long name would be cut in the list, and only its end tells one centre from another.
          .map(({ id, cities }) => ({ id, label: inLang(cities, lang) })),
        services: bookable(site, lang),
        action: to('/account/assisted'),
        ...more,
      },
      visit,
    ),
  };
}

async function record(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { t, to, lang } = visit;
  const { session, record: entries } = await site.centres.assisted.recordOf(person, visit.params.id ?? '');
  const service = session.services[0] ?? '';
  const form = site.registry.serviceById(service)?.definition.form;
  const fields = new Map(form?.steps.flatMap((step) => step.fields).map((field) => [field.name, field]));
  // What was saved at once is read in the order of the form.
  const order = [...fields.keys()];
  const placeIn = (name: string): number => order.indexOf(name);
  const said = (name: string, answer: FieldAnswer | undefined): string | undefined => {
    if (answer === undefined) return undefined;
    const field = fields.get(name);
    if (form && field?.kind === 'file') return listOf(answer).join(', ');
    return form && field ? answerText(form, field, answer, lang) : JSON.stringify(answer);
  };
  return {
    title: t('helped.recordTitle'),
    unlisted: true,
    trail: [account(visit), { label: t('helped.title'), href: to('/account/assisted') }, { label: t('helped.recordTitle') }],
    main: helpRecordPage(
      {
        service: serviceName(site, service, lang),
        operator: session.operatorName,
        centre: centreName(site, visit, session.centre),
        began: formatDateTime(session.startedAt, lang),
        ended: formatDateTime(session.endsAt, lang),
        live: session.live,
        end: to(`/account/assisted/${session.id}/end`),
        ...(session.endedBy ? { endedBy: session.endedBy } : {}),
        ...(session.application ? { application: { href: to(`/account/applications/${session.application}`) } } : {}),
        entries: entries
          .toSorted((a, b) => a.at.getTime() - b.at.getTime() || placeIn(a.field) - placeIn(b.field))
          .map(({ at, field: name, before, after }) => {
            const field = fields.get(name);
            const [was, is] = [said(name, before), said(name, after)];
            return {
              when: formatTime(at),
              label: field ? inLang(field.label, lang) : name,
              ...(was ? { before: was } : {}),
              ...(is ? { after: is } : {}),
            };
          }),
      },
      visit,
    ),
  };
}
