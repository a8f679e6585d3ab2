import type { Lang } from '@hukumat/contract';
import { messageSettingsPage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import { type Person, signedIn, signedInPost, takeParked } from './apply-person.ts';
import { one, type Posted } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const PATH = '/account/settings';
const CHANNELS = ['email', 'sms'] as const;

/** By which ways, beside the inbox, and in which language the person is told. */
export const messageSettingsRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PATH,
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const parked = await takeParked(site, visit);
        return parked ? save(site, visit, person, parked.fields) : page(site, visit, person);
      }),
    post: (visit) => signedInPost(site, visit, visit.body, 'low', (person) => save(site, visit, person, visit.body)),
  },
];

async function save(site: Site, visit: Visit, person: Person, fields: Posted['fields']): Promise<Answer> {
  const before = await site.notifications.settings(person);
  const offered = new Set(site.notifications.channels().map(({ channel }) => channel));
  // A box that could not be ticked says nothing about what the person wants.
  const wanted = (channel: (typeof CHANNELS)[number]) => (offered.has(channel) ? one(fields, channel) === 'on' : before[channel]);
  try {
    await site.notifications.saveSettings(person, { email: wanted('email'), sms: wanted('sms'), lang: one(fields, 'lang') as Lang });
    return { redirect: visit.to(`${PATH}?done=saved`) };
  } catch (error) {
    const text = refusalText(visit, error);
    if (!text || !(error instanceof Problem)) throw error;
    return { ...(await page(site, visit, person, text)), status: error.status };
  }
}

async function page(site: Site, visit: Visit, person: Person, error?: string): Promise<Page> {
  const { t, to } = visit;
  const [settings, record] = await Promise.all([site.notifications.settings(person), site.identity.person(person.subject)]);
  const channels = site.notifications.channels();
  const addresses = { email: record?.email, sms: record?.phone };
  return {
    title: t('settings.title'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('settings.title') }],
    main: messageSettingsPage(
      {
        lang: settings.lang,
        channels: CHANNELS.map((channel) => {
          const address = addresses[channel];
          return {
            channel,
            on: settings[channel],
            offered: channels.some((one) => one.channel === channel),
            ...(address ? { address } : {}),
          };
        }),
        embedded: channels.some(({ embedded }) => embedded),
        saved: visit.query.done === 'saved',
        ...(error ? { error } : {}),
      },
      visit,
    ),
  };
}
