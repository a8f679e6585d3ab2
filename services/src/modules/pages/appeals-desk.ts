import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import { type AppealCaseModel, appealCasePage, appealDeskPage, inLang, isMessage } from '@hukumat/shell/document';
import { notFound, Problem } from '../../platform/problem.ts';
import { TERMS } from '../appeals/index.ts';
import { appealModel } from './appeals.ts';
import { signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const SOON_DAYS = 3;
type Acts = NonNullable<AppealCaseModel['acts']>;
const NOTHING: Acts['typed'] = { answer: '', to: '', days: '', reason: '', longer: '' };

/** Where a body's officers answer appeals. Server pages: complete without JavaScript. */
export const appealDeskRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/appeals/:agency',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const { agency, names } = bodyOf(site, visit);
        const { t, to, lang } = visit;
        const today = site.today();
        const soon = new Date(Date.parse(today) + SOON_DAYS * 86_400_000).toISOString().slice(0, 10);
        return {
          title: t('appeals.desk'),
          unlisted: true,
          trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('appeals.desk') }],
          main: appealDeskPage(
            {
              body: names,
              lines: (await site.appeals.desk(person, agency)).map((line) => ({
                number: line.number,
                href: to(`/account/appeals/${agency}/${line.id}`),
                kind: t(`appeals.kind.${line.kind}`),
                sender: line.senderName,
                received: formatDate(dushanbeDate(line.receivedAt), lang),
                due: formatDate(line.dueOn, lang),
                answered: line.state === 'answered',
                overdue: line.dueOn < today,
                soon: line.dueOn <= soon,
              })),
            },
            visit,
          ),
        };
      }),
  },
  {
    pattern: '/account/appeals/:agency/:id',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', () => casePage(site, visit)),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person): Promise<Answer> => {
        const { agency } = bodyOf(site, visit);
        const id = visit.params.id ?? '';
        const said = (name: string) => one(visit.body, name) ?? '';
        const version = Number(said('_version'));
        try {
          if (said('_act') === 'answer') await site.appeals.answer(person, agency, id, version, said('answer'));
          else if (said('_act') === 'forward') await site.appeals.forward(person, agency, id, version, said('to'), said('reason'));
          else if (said('_act') === 'extend') await site.appeals.extend(person, agency, id, version, Number(said('days')), said('longer'));
          else throw notFound('The act');
          return { redirect: visit.to(`/account/appeals/${agency}/${id}`) };
        } catch (error) {
          const key = error instanceof Problem ? `problem.${error.code}` : '';
          if (!(error instanceof Problem) || !isMessage(key)) throw error;
          // What was written stays in its place, beside what is wrong with it.
          const at = said('_act') === 'answer' ? 'answer' : said('_act') === 'forward' ? 'reason' : 'longer';
          const typed = { answer: said('answer'), to: said('to'), days: said('days'), reason: said('reason'), longer: said('longer') };
          return { ...(await casePage(site, visit, { typed, error: { at, text: visit.t(key) } })), status: error.status };
        }
      }),
  },
];

function bodyOf(site: Site, visit: Visit) {
  const found = site.directory.agency(visit.params.agency ?? '');
  if (!found) throw notFound('This page');
  return { agency: found.id, names: found.names };
}

async function casePage(site: Site, visit: Visit, state: Pick<Acts, 'typed' | 'error'> = { typed: NOTHING }): Promise<Page> {
  const { agency } = bodyOf(site, visit);
  const { t, to, lang } = visit;
  const appeal = await site.appeals.open(visit.actor, agency, visit.params.id ?? '');
  const open = appeal.state === 'received' && appeal.agency === agency;
  const back = to(`/account/appeals/${agency}`);
  return {
    title: t('appeals.one', { number: appeal.number }),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('appeals.desk'), href: back }, { label: appeal.number }],
    main: appealCasePage(
      {
        appeal: appealModel(site, visit, appeal),
        sender: {
          name: appeal.senderName,
          reply: t(`appeals.reply.${appeal.reply}`),
          ...(appeal.address ? { address: appeal.address } : {}),
          ...(appeal.phone ? { phone: appeal.phone } : {}),
          ...(appeal.email ? { email: appeal.email } : {}),
        },
        back,
        action: to(`/account/appeals/${agency}/${appeal.id}`),
        ...(open
          ? {
              acts: {
                version: appeal.version,
                bodies: site.directory
                  .agencies()
                  .filter(({ id }) => id !== agency)
                  .map(({ id, names }) => ({ id, name: inLang(names, lang) })),
                mayExtend: !appeal.extended,
                mostDays: TERMS.extension,
                ...state,
              },
            }
          : {}),
      },
      visit,
    ),
  };
}
