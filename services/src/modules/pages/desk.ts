import { APPLICATION_STATES } from '@hukumat/contract';
import { formatDate } from '@hukumat/contract/locale';
import { deskLoadPage, deskOpinionPage, deskOpinionsPage, deskPage, inLang, isMessage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import type { QueueFilter } from '../applications/index.ts';
import { agencyName, serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { toAppointments } from './desk-appointments.ts';
import { caseRoutes } from './desk-case.ts';
import { colleaguesOf, deskLine, deskOf, deskPath, dueOf, leads } from './desk-lines.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const VIEWS = ['open', 'mine', 'free', 'overdue', 'all'] as const;
type View = (typeof VIEWS)[number];
/** A screen or two; drawing more is what a page of the queue costs. */
const ROWS = 25;
/** States that an officer may look for; drafts are the citizen's own. */
const STATES = APPLICATION_STATES.filter((state) => state !== 'draft');

/** The portal's desk: every body has one, with or without a plugin. Server pages, complete without scripts. */
export const deskRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/desk/:agency',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => queuePage(site, visit, person)),
  },
  {
    pattern: '/account/desk/:agency/bulk',
    personal: true,
    // Where the outcome of a command stood: a reload or another language shows the desk.
    get: ({ to, params }) => ({ redirect: to(deskPath(params.agency ?? '')) }),
    post: (visit) => signedInPost(site, visit, visit.body, 'substantial', (person) => bulk(site, visit, person)),
  },
  {
    pattern: '/account/desk/:agency/load',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => loadPage(site, visit, person)),
  },
  {
    pattern: '/account/desk/:agency/opinions',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => opinionsPage(site, visit, person)),
  },
  {
    pattern: '/account/desk/:agency/opinions/:opinion',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => opinionPage(site, visit, person)),
    post: (visit) => signedInPost(site, visit, visit.body, 'substantial', (person) => answerOpinion(site, visit, person)),
  },
  ...caseRoutes(site),
];

function filterOf({ query }: Visit): { view: View; filter: QueueFilter; text: string; service: string; state: string } {
  const view = VIEWS.find((name) => name === query.view) ?? 'open';
  const state = STATES.find((name) => name === query.state);
  const { q: text = '', service = '', after } = query;
  return {
    view,
    text,
    service,
    state: state ?? '',
    filter: {
      limit: ROWS,
      ...(view === 'open' ? { open: true } : {}),
      ...(view === 'mine' ? { mine: true } : {}),
      ...(view === 'free' ? { unassigned: true } : {}),
      ...(view === 'overdue' ? { overdue: true } : {}),
      ...(state ? { state } : {}),
      ...(service ? { service } : {}),
      ...(text.trim() ? { text: text.trim() } : {}),
      ...(after ? { after } : {}),
    },
  };
}

async function queuePage(
  site: Site,
  visit: Visit,
  person: Person,
  more: Pick<Parameters<typeof deskPage>[0], 'outcome'> = {},
): Promise<Page> {
  const { t, to, lang } = visit;
  const agency = deskOf(visit, person);
  const asked = filterOf(visit);
  const here = to(deskPath(agency));
  const [page, counts, colleagues] = await Promise.all([
    site.applications.queue(person, agency, asked.filter),
    site.applications.counts(person, agency),
    leads(person, agency) ? colleaguesOf(site, agency) : [],
  ]);
  const count: Partial<Record<View, number>> = { mine: counts.mine, free: counts.unassigned, overdue: counts.overdue };
  const address = (change: Record<string, string>) => {
    const all = { view: asked.view, q: asked.text, service: asked.service, state: asked.state, ...change };
    return `${here}?${new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''))}`;
  };
  const release = site.registry.snapshot().releases.get(agency);
  return {
    title: `${t('desk.title')}: ${agencyName(site, agency, lang)}`,
    unlisted: true,
    trail: deskTrail(visit),
    main: deskPage(
      {
        agency: agencyName(site, agency, lang),
        here,
        views: VIEWS.map((view) => ({
          href: address({ view, state: '' }),
          label: t(`desk.view.${view}`),
          current: view === asked.view,
          ...(count[view] === undefined ? {} : { count: count[view] }),
        })),
        filter: {
          view: asked.view,
          text: asked.text,
          service: asked.service,
          state: asked.state,
          services: (release?.manifest.services ?? []).map(({ id, title }) => ({ id, label: inLang(title, lang) })),
          states: STATES,
        },
        lines: page.items.map((item) => deskLine(site, visit, item)),
        colleagues,
        links: [
          { href: `${here}/opinions`, label: t('desk.opinionsAsked') },
          ...toAppointments(site, visit, agency),
          ...(leads(person, agency) ? [{ href: `${here}/load`, label: t('desk.load') }] : []),
        ],
        ...(page.next ? { next: address({ after: page.next }) } : {}),
        ...more,
      },
      visit,
    ),
  };
}

export const deskTrail = (visit: Visit, ...rest: { label: string; href?: string }[]) => [
  { label: visit.t('account.title'), href: visit.to('/account/') },
  { label: visit.t('desk.title'), ...(rest.length > 0 ? { href: visit.to(deskPath(visit.params.agency ?? '')) } : {}) },
  ...rest,
];

/** One command for all that were picked; each has its own outcome, and none is lost to another's refusal. */
async function bulk(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const agency = deskOf(visit, person);
  const { body } = visit;
  const picked = [body.pick ?? []].flat().map((line) => {
    const [id = '', version = '', number = id] = line.split(':');
    return { id, version: Number(version) || 0, number };
  });
  const wish = one(body, 'do');
  const act =
    wish === 'reassign'
      ? ({ act: 'reassign', to: one(body, 'to') ?? '' } as const)
      : wish === 'approve'
        ? ({ act: 'approve' } as const)
        : ({ act: 'claim' } as const);
  const kept = Object.fromEntries(['q', 'service', 'state'].map((name) => [name, one(body, name) ?? '']));
  const back = { ...visit, query: { ...kept, view: one(body, 'back') ?? 'open' } };
  const results = picked.length > 0 ? await site.applications.bulk(person, agency, picked, act) : [];
  const numbers = new Map(picked.map(({ id, number }) => [id, number]));
  return queuePage(site, { ...back, path: deskPath(agency) }, person, {
    outcome: {
      done: results.filter(({ ok }) => ok).length,
      refused: results.flatMap((result) =>
        result.ok ? [] : [{ number: numbers.get(result.id) ?? result.id, why: problemWords(visit, result.code) }],
      ),
    },
  });
}

/** The words of a refusal, by its code. */
export function problemWords({ t }: Visit, code: string): string {
  const key = `problem.${code}`;
  return isMessage(key) ? t(key) : t('problem.move-refused');
}

async function loadPage(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { t, lang, to } = visit;
  const agency = deskOf(visit, person);
  const [load, late] = await Promise.all([
    site.applications.load(person, agency),
    site.applications.queue(person, agency, { overdue: true, limit: 50 }),
  ]);
  return {
    title: t('desk.load'),
    unlisted: true,
    trail: deskTrail(visit, { label: t('desk.load') }),
    main: deskLoadPage(
      {
        agency: agencyName(site, agency, lang),
        figures: [
          { label: t('desk.open'), value: load.open },
          { label: t('desk.warned'), value: load.warned },
          { label: t('desk.breached'), value: load.breached },
          { label: t('desk.escalated'), value: load.escalated },
          { label: t('desk.opinionsOverdue'), value: load.opinionsOverdue },
        ],
        officers: load.officers,
        ageing: load.ageing.map(({ upTo, count }) => ({
          label: upTo === undefined ? t('desk.older') : t('desk.upTo', { n: upTo }),
          count,
        })),
        breaches: late.items.map((item) => ({
          href: to(deskPath(agency, `/${item.id}`)),
          number: item.number,
          service: serviceName(site, item.service, lang),
          due: item.dueOn ? formatDate(item.dueOn, lang) : '',
          ...(item.assigneeName ? { assignee: item.assigneeName } : {}),
        })),
      },
      visit,
    ),
  };
}

async function opinionsPage(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { t, to, lang } = visit;
  const agency = deskOf(visit, person);
  const asked = await site.applications.opinionsAsked(person, agency);
  return {
    title: t('desk.opinionsAsked'),
    unlisted: true,
    trail: deskTrail(visit, { label: t('desk.opinionsAsked') }),
    main: deskOpinionsPage(
      {
        agency: agencyName(site, agency, lang),
        asked: asked.map((opinion) => {
          const due = opinion.answer === undefined ? dueOf(opinion.dueOn, site.today(), lang) : undefined;
          return {
            href: to(deskPath(agency, `/opinions/${opinion.id}`)),
            number: opinion.number,
            asker: agencyName(site, opinion.asking, lang),
            question: opinion.question,
            answered: opinion.answer !== undefined,
            ...(due ? { due } : {}),
          };
        }),
      },
      visit,
    ),
  };
}

async function opinionPage(
  site: Site,
  visit: Visit,
  person: Person,
  state: { typed?: string; favours?: string; error?: string } = {},
): Promise<Page> {
  const { t, lang, to } = visit;
  const agency = deskOf(visit, person);
  const opinion = await site.applications.openOpinion(person, agency, visit.params.opinion ?? '');
  const due = dueOf(opinion.dueOn, site.today(), lang);
  return {
    title: t('desk.opinionOn', { number: opinion.number }),
    ...(state.error ? { status: 422 } : {}),
    unlisted: true,
    trail: deskTrail(visit, { label: t('desk.opinionsAsked'), href: to(deskPath(agency, '/opinions')) }, { label: opinion.number }),
    main: deskOpinionPage(
      {
        here: to(deskPath(agency, `/opinions/${opinion.id}`)),
        number: opinion.number,
        service: serviceName(site, opinion.service, lang),
        asker: agencyName(site, opinion.asking, lang),
        question: opinion.question,
        shared: opinion.shared.map(({ label, value }) => ({ label: inLang(label, lang), value })),
        ...(due ? { due } : {}),
        ...(opinion.answer === undefined ? {} : { answer: { text: opinion.answer, favours: opinion.favours === true } }),
        ...state,
      },
      visit,
    ),
  };
}

async function answerOpinion(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const agency = deskOf(visit, person);
  const text = one(visit.body, 'message') ?? '';
  const favours = one(visit.body, 'favours') ?? '';
  try {
    if (favours !== 'yes' && favours !== 'no') throw new Problem(422, 'decision-needed', 'Say whether you agree');
    await site.applications.answerOpinion(person, agency, visit.params.opinion ?? '', {
      text,
      favours: favours === 'yes',
    });
    return { redirect: visit.to(deskPath(agency, '/opinions')) };
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 422 && error.status !== 409)) throw error;
    return opinionPage(site, visit, person, { typed: text, favours, error: problemWords(visit, error.code) });
  }
}
