import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import {
  type AgreementModel,
  agreementListPage,
  agreementPage,
  inLang,
  isMessage,
  type MoveForm,
  type TransitionState,
  transitionPage,
} from '@hukumat/shell/document';
import { forbidden, notFound } from '../../platform/problem.ts';
import {
  AGREEMENT_STATES,
  type AgreementMove,
  type AgreementState,
  CONDITIONS,
  isCorrection,
  nextStates,
  readsAgreement,
  registersAgreements,
  TOTALS_SOURCE,
  transitionLines,
} from '../directory/index.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/** Rows of a page: 146 long names in two languages would not fit into the first round trip. */
const ON_A_PAGE = 50;
const STATES: readonly TransitionState[] = ['none', ...AGREEMENT_STATES];
const PUBLIC = '/agencies/transition';
const LIST = '/account/agreements';

/** The public register of the transition. */
export const transitionRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PUBLIC,
    get(visit) {
      const { t, to, lang, query } = visit;
      const { agreements } = site.directory;
      const lines = transitionLines(site.directory.agencies(), agreements).map((line) => ({
        ...line,
        state: line.state ?? ('none' as const),
      }));
      const state = STATES.find((name) => name === query.state);
      const regions = site.directory.regions();
      const region = regions.find(({ id }) => id === query.region)?.id;
      const address = (change: { state?: string | undefined; region?: string | undefined; page?: number }) => {
        const asked = Object.entries({ state, region, ...change }).flatMap(([key, value]) => (value ? [[key, String(value)]] : []));
        return to(`${PUBLIC}${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''}`);
      };
      const found = lines.filter((line) => (!state || line.state === state) && (!region || line.region === region));
      const pages = Math.max(1, Math.ceil(found.length / ON_A_PAGE));
      const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1));
      const { united, signed, inspected, sample } = agreements.figures();
      return {
        title: t('transition.title'),
        description: t('transition.lead'),
        trail: [{ label: t('agencies.title'), href: to('/agencies') }, { label: t('transition.title') }],
        main: transitionPage(
          {
            figures: { united, signed, inspected, total: lines.length },
            sample,
            ...(sample ? { source: TOTALS_SOURCE } : {}),
            states: STATES.map((name) => ({ state: name, count: lines.filter((line) => line.state === name).length })),
            stateFilters: [
              { label: t('services.all'), href: address({ state: undefined }), current: !state },
              ...STATES.map((name) => ({ label: t(`transition.state.${name}`), href: address({ state: name }), current: state === name })),
            ],
            regionFilters: [
              { label: t('services.all'), href: address({ region: undefined }), current: !region },
              ...regions.map(({ id, names }) => ({
                label: id === 'TJ' ? t('about.country') : inLang(names, lang),
                href: address({ region: id }),
                current: region === id,
              })),
            ],
            found: found.length,
            rows: found.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE).map((line) => ({
              name: line.names,
              href: to(`/${line.agency}/`),
              state: line.state,
              ...(line.since ? { since: formatDate(line.since, lang) } : {}),
              inspected: line.inspected,
              sample: line.sample,
            })),
            page,
            pages,
            pageHref: (number) => address({ page: number }),
          },
          visit,
        ),
      };
    },
  },
];

/** Where the registrar moves a body; auditor and head of the body read. */
export const agreementRoutes = (site: Site): PageRoute[] => [
  {
    pattern: LIST,
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => listPage(site, visit, person)),
  },
  {
    pattern: `${LIST}/:agency`,
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => bodyPage(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person): Promise<Answer> => {
        const { id: agency } = bodyOf(site, visit, person);
        const said = (name: string) => one(visit.body, name) ?? '';
        const to = AGREEMENT_STATES.find((state) => state === said('to'));
        if (!to) throw notFound('The state');
        const typed = { on: said('on'), note: said('note'), number: said('number') };
        try {
          const from = AGREEMENT_STATES.find((state) => state === said('from'));
          await site.directory.agreements.move(person, agency, from, { ...typed, to, on: isoOf(typed.on) });
          return { redirect: visit.to(`${LIST}/${agency}?done=${to}`) };
        } catch (error) {
          const text = refusalText(visit, error);
          if (text === undefined) throw error;
          const page = await bodyPage(site, visit, person, { to, typed, error: text });
          return { ...page, status: (error as { status: number }).status };
        }
      }),
  },
];

/** As people write a day: 15.06.2026. Anything else stays what it is and is refused. */
const isoOf = (typed: string): string => {
  const [, day, month, year] = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/.exec(typed) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
};

function bodyOf(site: Site, visit: Visit, person: Person) {
  const id = visit.params.agency ?? '';
  if (!readsAgreement(person, id)) throw forbidden('The register of agreements is kept by the registrar');
  const body = site.directory.agencies().find((agency) => agency.id === id);
  if (!body) throw notFound('This page');
  return body;
}

function listPage(site: Site, visit: Visit, person: Person): Answer {
  const { t, to, lang, query } = visit;
  if (!readsAgreement(person, '')) {
    const own = person.roles.find(({ role }) => role === 'head')?.agency;
    if (own) return { redirect: to(`${LIST}/${own}`) };
    throw forbidden('The register of agreements is kept by the registrar');
  }
  const shown = STATES.find((state) => state === query.state);
  const rows = site.directory
    .agencies()
    .map(({ id, names }) => ({ id, names, agreement: site.directory.agreements.of(id) }))
    .filter(({ agreement }) => !shown || (agreement?.state ?? 'none') === shown);
  return {
    title: t('agreements.title'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('agreements.title') }],
    main: agreementListPage(
      {
        filters: [
          { label: t('services.all'), href: to(LIST), current: !shown },
          ...STATES.map((state) => ({
            label: t(`transition.state.${state}`),
            href: to(`${LIST}?state=${state}`),
            current: state === shown,
          })),
        ],
        rows: rows.map(({ id, names, agreement }) => ({
          name: names,
          href: to(`${LIST}/${id}`),
          state: agreement?.state ?? 'none',
          ...(agreement?.since ? { since: formatDate(agreement.since, lang) } : {}),
          sample: agreement?.sample ?? false,
        })),
      },
      visit,
    ),
  };
}

interface Tried {
  to: AgreementState;
  typed: MoveForm['typed'];
  error: string;
}

async function bodyPage(site: Site, visit: Visit, person: Person, tried?: Tried): Promise<Page> {
  const { t, to, lang, query } = visit;
  const body = bodyOf(site, visit, person);
  const { agreements } = site.directory;
  const [evidence, moves] = await Promise.all([agreements.evidence(body.id), agreements.moves(person, body.id)]);
  const agreement = agreements.of(body.id);
  const today = formatDate(dushanbeDate(site.now()), lang);
  const names = new Map(
    await Promise.all([...new Set(moves.map(({ by }) => by))].map(async (by) => [by, await site.identity.nameOf(by)] as const)),
  );
  const form = (state: AgreementState): MoveForm => {
    const correction = isCorrection(agreement?.state, state);
    const key = `agreements.${correction ? 'back' : 'to'}.${state}`;
    const mine = tried?.to === state ? tried : undefined;
    return {
      to: state,
      label: isMessage(key) ? t(key) : state,
      correction,
      number: state === 'signed' && !correction,
      open: tried ? mine !== undefined : !correction,
      typed: mine?.typed ?? { on: today, note: '', number: '' },
      ...(mine ? { error: mine.error } : {}),
    };
  };
  const forward = nextStates(agreement?.state);
  const done = AGREEMENT_STATES.find((state) => state === query.done);
  const central = readsAgreement(person, '');
  return {
    title: `${t('agreements.one')} · ${inLang(body.shortNames ?? body.place ?? body.names, lang)}`,
    unlisted: true,
    trail: [
      { label: t('account.title'), href: to('/account/') },
      ...(central ? [{ label: t('agreements.title'), href: to(LIST) }] : []),
      { label: inLang(body.shortNames ?? body.place ?? body.names, lang) },
    ],
    main: agreementPage(
      {
        name: body.names,
        section: to(`/${body.id}/`),
        action: to(`${LIST}/${body.id}`),
        ...(central ? { back: to(LIST) } : {}),
        state: agreement?.state ?? 'none',
        ...(agreement?.since ? { since: formatDate(agreement.since, lang) } : {}),
        ...(agreement?.number ? { number: agreement.number } : {}),
        ...(agreement?.source ? { source: agreement.source } : {}),
        sample: agreement?.sample ?? false,
        ...(done && done === agreement?.state ? { said: t('agreements.done', { state: t(`transition.state.${done}`) }) } : {}),
        ...(tried && !forward.includes(tried.to) ? { error: tried.error } : {}),
        conditions: Object.values(CONDITIONS).map((name) => {
          const check = evidence[name];
          return {
            label: t(`agreements.condition.${name}`),
            verdict: check.verdict,
            ...('source' in check ? { source: check.source } : {}),
          };
        }),
        // What goes on first, then the correction.
        ...(registersAgreements(person)
          ? { moves: forward.map(form).toSorted((a, b) => Number(a.correction) - Number(b.correction)) }
          : {}),
        history: moves.map((move) => historyLine(visit, move, names.get(move.by) ?? move.by)),
      },
      visit,
    ),
  };
}

function historyLine({ t, lang }: Visit, move: AgreementMove, name: string): AgreementModel['history'][number] {
  const number = move.number ? t('agreements.numbered', { number: move.number }) : '';
  return {
    title: t(`transition.state.${move.to}`),
    when: formatDate(move.on, lang),
    at: move.on,
    note: [number, move.evidence, move.note, t('staff.event.by', { name })].filter(Boolean).join(' · '),
  };
}
