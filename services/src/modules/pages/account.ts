import { formatDate, formatDateTime } from '@hukumat/contract/locale';
import { accountPage } from '@hukumat/shell/document';
import { accessRoutes } from './account-accesses.ts';
import { applicationRoutes } from './account-application.ts';
import { applicationListRoutes } from './account-applications.ts';
import { dataRoutes } from './account-data.ts';
import { inboxRoutes } from './account-inbox.ts';
import { applicationLine, isRunning, serviceName, timelineOf } from './account-lines.ts';
import { pulseMark, pulseRoutes } from './account-pulse.ts';
import { messageSettingsRoutes } from './account-settings.ts';
import { workplaces } from './account-tokens.ts';
import { signedIn, signedInPost } from './apply-person.ts';
import type { Site } from './needs.ts';
import { accountLinks, cardsOf } from './plugin-links.ts';
import type { PageRoute, Visit } from './visit.ts';
import { editorialLinks } from './who.ts';

/** Running applications drawn with their timelines; the rest is a press away. */
const DRAWN = 10;

/** The person's own pages: what waits, applications, messages, documents. Never cached. */
export const accountRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const { t, to, lang } = visit;
        const pulse = await pulseMark(site, person, to);
        const [applications, represented, asked, drafts, messages] = await Promise.all([
          site.applications.mine(person),
          site.applications.represented(person),
          site.applications.asked(person),
          site.applications.drafts(person),
          site.notifications.inbox(person),
        ]);
        const running = applications.filter(isRunning);
        const cards = cardsOf(site, 'account.card', lang);
        return {
          title: t('account.title'),
          unlisted: true,
          cards,
          main: accountPage(
            {
              pulse,
              waiting: [
                ...asked.flatMap((one) =>
                  one.state === 'awaiting_party' ? [{ href: hrefOf(visit, one.id), text: toSign(visit, one) }] : [],
                ),
                ...applications.flatMap((one) => waitingOf(visit, one)),
                // What is to be paid for another is theirs to pay.
                ...represented
                  .filter(({ state, feeDue }) => state !== 'awaiting_payment' && !feeDue)
                  .flatMap((one) => waitingOf(visit, one)),
                ...messages
                  .filter(({ code, read, link }) => code === 'application.letter' && !read && link)
                  .map(({ link, params }) => ({ href: to(link ?? ''), text: t('account.letter', { number: params.number ?? '' }) })),
              ],
              running: running.slice(0, DRAWN).map((one) => ({ ...applicationLine(site, visit, one), timeline: timelineOf(visit, one) })),
              more: Math.max(0, running.length - DRAWN),
              drafts: drafts.map((draft) => ({
                href: to(`/${draft.agency}/${draft.service}/apply/${draft.id}`),
                service: serviceName(site, draft.service, lang),
                saved: formatDateTime(draft.updatedAt, lang),
                ...(draft.deletedAfter ? { kept: formatDate(draft.deletedAfter, lang) } : {}),
                discard: to(`/account/drafts/${draft.id}/discard`),
              })),
              unread: messages.filter(({ read }) => !read).length,
              works: workplaces(visit).length > 0,
              fromAgencies: [...editorialLinks(site, person, lang), ...accountLinks(site, person, lang)],
              cards,
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
  ...applicationListRoutes(site),
  ...inboxRoutes(site),
  ...accessRoutes(site),
  ...dataRoutes(site),
  ...pulseRoutes(site),
  ...messageSettingsRoutes(site),
  ...applicationRoutes(site),
];

type Line = Awaited<ReturnType<Site['applications']['mine']>>[number];
const hrefOf = ({ to }: Visit, id: string, rest = '') => to(`/account/applications/${id}${rest}`);
const toSign = ({ t, lang }: Visit, { number, expiresOn }: Line) =>
  expiresOn ? t('account.signUntil', { number, date: formatDate(expiresOn, lang) }) : t('account.sign', { number });

/** What an application asks of its applicant now. */
function waitingOf(visit: Visit, { id, number, state, feeDue, sentBack }: Line): { href: string; text: string }[] {
  const { t, lang } = visit;
  if (state === 'awaiting_payment' || feeDue) return [{ href: hrefOf(visit, id, '/pay'), text: t('account.pay', { number }) }];
  if (state !== 'sent_back') return [];
  const text = sentBack?.until ? t('account.mendUntil', { number, date: formatDate(sentBack.until, lang) }) : t('account.mend', { number });
  return [{ href: hrefOf(visit, id), text }];
}
