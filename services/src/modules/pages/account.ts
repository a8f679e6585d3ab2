import { formatDate, formatDateTime } from '@hukumat/contract/locale';
import { accountPage, applicationsPage, inboxPage } from '@hukumat/shell/document';
import { applicationRoutes } from './account-application.ts';
import { applicationLine, isRunning, serviceName, timelineOf } from './account-lines.ts';
import { workplaces } from './account-tokens.ts';
import { signedIn, signedInPost } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { PageRoute, Visit } from './visit.ts';

const account = ({ t, to }: Visit) => ({ label: t('account.title'), href: to('/account/') });

/** The person's own pages: what waits, applications, messages, documents. Never cached. */
export const accountRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const { t, to, lang } = visit;
        const [applications, drafts, unread] = await Promise.all([
          site.applications.mine(person),
          site.applications.drafts(person),
          site.notifications.unread(person),
        ]);
        const back = applications.filter(({ state }) => state === 'sent_back');
        const unpaid = applications.filter(({ state }) => state === 'awaiting_payment');
        return {
          title: t('account.title'),
          unlisted: true,
          main: accountPage(
            {
              waiting: [
                ...unpaid.map(({ id, number }) => ({ href: to(`/account/applications/${id}/pay`), text: t('account.pay', { number }) })),
                ...back.map(({ id, number, sentBack }) => ({
                  href: to(`/account/applications/${id}`),
                  text: sentBack?.until
                    ? t('account.mendUntil', { number, date: formatDate(sentBack.until, lang) })
                    : t('account.mend', { number }),
                })),
              ],
              running: applications
                .filter(isRunning)
                .map((one) => ({ ...applicationLine(site, visit, one), timeline: timelineOf(visit, one) })),
              drafts: drafts.map((draft) => ({
                href: to(`/${draft.agency}/${draft.service}/apply/${draft.id}`),
                service: serviceName(site, draft.service, lang),
                saved: formatDateTime(draft.updatedAt, lang),
                discard: to(`/account/drafts/${draft.id}/discard`),
              })),
              unread,
              works: workplaces(visit).length > 0,
            },
            visit,
          ),
        };
      }),
  },
  {
    pattern: '/account/drafts/:id/discard',
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        await site.applications.discardDraft(person, visit.params.id ?? '');
        return { redirect: visit.to('/account/') };
      }),
  },
  {
    pattern: '/account/applications',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => ({
        title: visit.t('account.applications'),
        unlisted: true,
        trail: [account(visit), { label: visit.t('account.applications') }],
        main: applicationsPage(
          (await site.applications.mine(person)).map((one) => applicationLine(site, visit, one)),
          visit,
        ),
      })),
  },
  {
    pattern: '/account/inbox',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const { t, to, lang } = visit;
        const lines = (await site.notifications.inbox(person)).map((message) => {
          const values = { ...message.params, service: serviceName(site, message.params.service ?? '', lang) };
          return {
            title: t(`message.${message.code}.title`, values),
            body: t(`message.${message.code}.body`, values),
            when: formatDateTime(message.at, lang),
            at: message.at.toISOString(),
            read: message.read,
            ...(message.link ? { href: to(message.link) } : {}),
          };
        });
        return {
          title: t('inbox.title'),
          unlisted: true,
          trail: [account(visit), { label: t('inbox.title') }],
          main: inboxPage(lines, visit),
        };
      }),
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        await site.notifications.markRead(person, 'all');
        return { redirect: visit.to('/account/inbox') };
      }),
  },
  ...applicationRoutes(site),
];
