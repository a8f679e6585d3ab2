import { LOAS } from '@hukumat/contract';
import { myDataPage } from '@hukumat/shell/document';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { everythingAbout } from './everything-about.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const PATH = '/account/data';
/** All that is known in one file: more than a password that somebody looked over a shoulder for should open. */
const DOWNLOAD_NEEDS = 'substantial';

/** What a person may delete by themselves. Everything else is a record that law keeps. */
const DELETABLE = ['drafts', 'files', 'messages', 'comments', 'sessions'] as const;
type Deletable = (typeof DELETABLE)[number];

export const dataRoutes = (site: Site): PageRoute[] => [
  { pattern: PATH, personal: true, get: (visit) => signedIn(site, visit, 'low', (person) => page(site, visit, person)) },
  {
    pattern: `${PATH}/download`,
    personal: true,
    get: (visit, reply) =>
      signedIn(site, visit, DOWNLOAD_NEEDS, async (person) => {
        if (LOAS.indexOf(person.loa) < LOAS.indexOf(DOWNLOAD_NEEDS))
          return { redirect: site.identity.signInAddress(visit.request, DOWNLOAD_NEEDS, visit.to(PATH)) };
        const file = JSON.stringify(await everythingAbout(site, visit, person), undefined, 2);
        await reply
          .header('content-type', 'application/json; charset=utf-8')
          .header('content-disposition', `attachment; filename="hukumat-tj-${site.today()}.json"`)
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .send(file);
        return { sent: true };
      }),
  },
  {
    pattern: `${PATH}/delete`,
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person): Promise<Answer> => {
        const what = DELETABLE.find((known) => known === one(visit.body, 'what'));
        if (!what) return { redirect: visit.to(PATH) };
        const gone = await remove(site, visit, person, what);
        return { redirect: visit.to(`${PATH}?deleted=${what}&n=${gone}`) };
      }),
  },
];

async function page(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { t, to, query } = visit;
  const [drafts, messages, sessions] = await Promise.all([
    site.applications.drafts(person),
    site.notifications.inbox(person),
    site.identity.sessionsOf(visit.request),
  ]);
  const deleted = DELETABLE.find((known) => known === query.deleted);
  const asked = DELETABLE.find((known) => known === query.sure);
  const counts: Partial<Record<Deletable, number>> = {
    drafts: drafts.length,
    messages: messages.filter(({ read }) => read).length,
    sessions: sessions.filter(({ current }) => !current).length,
  };
  return {
    title: t('data.title'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('data.title') }],
    main: myDataPage(
      {
        download: to(`${PATH}/download`),
        action: to(`${PATH}/delete`),
        back: to(PATH),
        deletable: DELETABLE.map((what) => ({
          what,
          ask: `${to(PATH)}?sure=${what}#${what}`,
          asked: what === asked,
          ...(counts[what] === undefined ? {} : { count: counts[what] }),
        })),
        retention: Object.entries(site.retention).map(([kind, kept]) => ({ kind: kind as keyof Site['retention'], ...kept })),
        ...(deleted ? { deleted: { what: deleted, n: Math.max(0, Math.floor(Number(query.n))) || 0 } } : {}),
      },
      visit,
    ),
  };
}

/** @returns how many were deleted. */
async function remove(site: Site, visit: Visit, person: Person, what: Deletable): Promise<number> {
  const { applications, notifications, identity } = site;
  if (what === 'messages') return notifications.deleteRead(person);
  if (what === 'comments') return applications.forgetComments(person);
  if (what === 'sessions') {
    const others = (await identity.sessionsOf(visit.request)).filter(({ current }) => !current);
    for (const { id } of others) await identity.endSession(visit.request, id);
    return others.length;
  }
  const drafts = await applications.drafts(person);
  if (what === 'drafts') {
    for (const { id } of drafts) await applications.discardDraft(person, id);
    return drafts.length;
  }
  let files = 0;
  for (const { id } of drafts) {
    for (const upload of (await applications.draft(person, id)).uploads) {
      await applications.removeUpload(person, upload.id);
      files++;
    }
  }
  return files;
}
