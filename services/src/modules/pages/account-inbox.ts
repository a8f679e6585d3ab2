import { formatDateTime } from '@hukumat/contract/locale';
import { type InboxThread, inboxPage } from '@hukumat/shell/document';
import { messageValues, serviceName } from './account-lines.ts';
import { signedIn, signedInPost } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

const PATH = '/account/inbox';
/** Messages that lead to one application are one thread. */
const APPLICATION = /^\/account\/applications\/[0-9a-f-]{36}/;

export const inboxRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PATH,
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const { t, to, lang } = visit;
        const threads = new Map<string, InboxThread>();
        for (const message of await site.notifications.inbox(person)) {
          const values = messageValues(site, message.params, lang);
          const application = APPLICATION.exec(message.link ?? '')?.[0];
          const number = message.params.number;
          const key = application ?? message.id;
          const thread: InboxThread = threads.get(key) ?? {
            ...(application && number
              ? { about: { number, service: serviceName(site, message.params.service ?? '', lang), href: to(application) } }
              : {}),
            messages: [],
          };
          threads.set(key, thread);
          thread.messages.push({
            title: t(`message.${message.code}.title`, values),
            body: t(`message.${message.code}.body`, values),
            when: formatDateTime(message.at, lang),
            at: message.at.toISOString(),
            read: message.read,
            ...(message.link ? { href: to(message.link) } : {}),
          });
        }
        return {
          title: t('inbox.title'),
          unlisted: true,
          trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('inbox.title') }],
          main: inboxPage([...threads.values()], visit),
        };
      }),
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        await site.notifications.markRead(person, 'all');
        return { redirect: visit.to(PATH) };
      }),
  },
];
