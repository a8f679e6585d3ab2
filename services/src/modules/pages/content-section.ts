import type { StandardPage } from '@hukumat/contract';
import { type ContentTypeName, vacancyState } from '@hukumat/contract/content';
import { type ContactModel, type FrontModel, inLang, type LeaderModel, type StandardModel, type UnitModel } from '@hukumat/shell/document';
import { type AnyPublished, anchorOf, type Published } from '../content/index.ts';
import { choiceLabel, lineOf, pageOf, pictureOf, stampsOfAll, statementOf, written } from './content-lines.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

const ON_A_PAGE = 20;
const ON_THE_FRONT = 3;

/** What of a body's content each of its standard pages shows, besides the page's own text. */
const SHOWN: Partial<Record<StandardPage, readonly ContentTypeName[]>> = {
  leadership: ['leader'],
  structure: ['unit'],
  regulation: ['act'],
  'reception-hours': ['leader', 'contact'],
  documents: ['act', 'draftAct'],
  news: ['news', 'notice'],
  vacancies: ['vacancy', 'noVacancyStatement'],
  services: ['faq'],
  'open-data': ['dataset', 'budgetReport'],
  contacts: ['contact'],
};

/** Whether a standard page shows the item: its own text, or one of the types it lists. */
export const shownOn = (page: StandardPage, { type, slug }: Pick<AnyPublished, 'type' | 'slug'>): boolean =>
  (type === 'page' && slug === page) || SHOWN[page]?.includes(type) === true;

const only = <Name extends ContentTypeName>(items: readonly AnyPublished[], type: Name): Published<Name>[] =>
  items.filter((item) => item.type === type) as unknown as Published<Name>[];

/** Everything that a body has published for one of its standard pages. */
export async function standardModel(site: Site, visit: Visit, agency: string, slug: StandardPage): Promise<StandardModel> {
  const { lang, to } = visit;
  const all = (await site.content.published(agency, [...(SHOWN[slug] ?? []), 'page'])) as AnyPublished[];
  const pages = only(all, 'page');
  const own = pages.find((page) => page.slug === slug);
  const shown = all.filter((item) => item.type !== 'page');
  const { lists, paged } = listsOf(site, visit, shown, slug);
  const page =
    paged === undefined
      ? undefined
      : { ...pageOf(visit, paged, ON_A_PAGE), hrefOf: (n: number) => to(`/${agency}/${slug}${n > 1 ? `?page=${n}` : ''}`) };
  const statement = vacant(site, shown) ? undefined : only(shown, 'noVacancyStatement')[0];
  const stamped = own ? [own, ...shown] : shown;
  const stamps = stampsOfAll(stamped);
  return {
    ...(own ? { intro: written(own.values.body, lang) } : {}),
    leaders: leadersOf(only(shown, 'leader'), visit),
    units: unitsOf(only(shown, 'unit'), visit),
    contacts: contactsOf(only(shown, 'contact'), visit),
    lists: lists.map(({ title, items }, at) => ({
      ...(title ? { title: visit.t(title) } : {}),
      lines: (at === 0 && page ? items.slice((page.page - 1) * ON_A_PAGE, page.page * ON_A_PAGE) : items).map((item) =>
        lineOf(site, visit, item),
      ),
    })),
    ...(page ? { pages: page } : {}),
    ...(statement ? { statement: statementOf(site, statement) } : {}),
    faqs: only(shown, 'faq').map(({ slug, values }) => ({
      id: anchorOf('faq', slug),
      question: values.question,
      answer: written(values.answer, lang),
    })),
    more: pages
      .filter(({ slug: name, values }) => values.section === slug && !(name in SHOWN) && !RESERVED.has(name))
      .map(({ href, values }) => ({ href: to(href), title: values.title })),
    ...(stamps ? { stamps } : {}),
  };
}
const RESERVED = new Set(['about', 'regulation', 'accessibility', 'privacy']);

const vacant = (site: Site, items: readonly AnyPublished[]): boolean =>
  only(items, 'vacancy').some(({ values }) => vacancyState(values, site.today()) === 'open');

interface Listed {
  title?:
    | 'content.vacancies.open'
    | 'content.vacancies.past'
    | 'content.notices'
    | 'content.discussion'
    | 'section.page.documents'
    | 'content.budget';
  items: AnyPublished[];
}
/** The page's lists; `paged` is the length of the first when it goes on over pages. */
function listsOf(site: Site, _visit: Visit, items: readonly AnyPublished[], slug: StandardPage): { lists: Listed[]; paged?: number } {
  const today = site.today();
  switch (slug) {
    case 'news': {
      const running = items.filter(({ type, endsOn }) => type === 'notice' && endsOn !== undefined && endsOn >= today);
      const news = items.filter((item) => !running.includes(item)).toSorted(newestFirst);
      return { lists: [{ items: news }, { title: 'content.notices', items: running }], paged: news.length };
    }
    case 'vacancies': {
      const vacancies = only(items, 'vacancy') as AnyPublished[];
      const open = vacancies
        .filter(({ endsOn }) => endsOn !== undefined && endsOn >= today)
        .toSorted((a, b) => ((a.endsOn ?? '') < (b.endsOn ?? '') ? -1 : 1));
      const past = vacancies.filter((item) => !open.includes(item));
      return {
        lists: [
          { title: 'content.vacancies.past', items: past },
          { title: 'content.vacancies.open', items: open },
        ].toReversed() as Listed[],
      };
    }
    case 'documents': {
      const acts = only(items, 'act').toSorted((a, b) => (a.values.date < b.values.date ? 1 : -1)) as AnyPublished[];
      const drafts = items.filter(({ type, endsOn }) => type === 'draftAct' && endsOn !== undefined && endsOn >= today);
      return { lists: [{ items: acts }, { title: 'content.discussion', items: drafts }], paged: acts.length };
    }
    case 'regulation':
      return { lists: [{ items: only(items, 'act').filter(({ values }) => values.kind === 'regulation') as AnyPublished[] }] };
    case 'open-data':
      return {
        lists: [
          { items: items.filter(({ type }) => type === 'dataset') },
          { title: 'content.budget', items: items.filter(({ type }) => type === 'budgetReport') },
        ],
      };
    default:
      return { lists: [] };
  }
}
const newestFirst = (a: AnyPublished, b: AnyPublished): number => b.publishedAt.getTime() - a.publishedAt.getTime();

/** What the front page of a section shows of its content. */
export async function frontModel(site: Site, visit: Visit, agency: string): Promise<FrontModel> {
  const { to } = visit;
  const all = (await site.content.published(
    agency,
    ['news', 'notice', 'vacancy', 'noVacancyStatement', 'leader', 'act', 'contact'],
    20,
  )) as AnyPublished[];
  const today = site.today();
  const open = (item: AnyPublished) => item.endsOn === undefined || item.endsOn >= today;
  const news = all.filter((item) => item.type === 'news' || (item.type === 'notice' && open(item))).toSorted(newestFirst);
  const vacancies = all
    .filter((item) => item.type === 'vacancy' && open(item))
    .toSorted((a, b) => ((a.endsOn ?? '') < (b.endsOn ?? '') ? -1 : 1));
  const [statement] = only(all, 'noVacancyStatement');
  const lines = (items: AnyPublished[]) => items.slice(0, ON_THE_FRONT).map((item) => lineOf(site, visit, item));
  return {
    news: lines(news),
    vacancies: lines(vacancies),
    ...(statement && vacancies.length === 0 ? { statement: statementOf(site, statement) } : {}),
    leaders: only(all, 'leader')
      .toSorted((a, b) => a.values.order - b.values.order)
      .slice(0, ON_THE_FRONT)
      .map(({ href, values }) => ({ href: to(href), title: values.name, post: values.post })),
    documents: lines(only(all, 'act') as AnyPublished[]),
    contacts: contactsOf(only(all, 'contact'), visit),
  };
}

const leadersOf = (leaders: readonly Published<'leader'>[], { lang }: Visit): LeaderModel[] =>
  leaders
    .toSorted((a, b) => a.values.order - b.values.order)
    .map(({ slug, values: { name, post, duties, receptionDay, biography, phone, email, photo } }) => ({
      id: anchorOf('leader', slug),
      name,
      post,
      duties: written(duties, lang),
      receptionDay,
      ...(biography ? { biography: written(biography, lang) } : {}),
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
      ...(photo ? { photo: pictureOf(photo) } : {}),
    }));

function unitsOf(units: readonly Published<'unit'>[], { lang }: Visit): UnitModel[] {
  const ordered = units.toSorted((a, b) => (a.values.order ?? 999) - (b.values.order ?? 999));
  const known = new Set(units.map(({ slug }) => slug));
  const below = (parent: string | undefined, seen: ReadonlySet<string>): UnitModel[] =>
    ordered
      .filter(
        ({ slug, values }) =>
          !seen.has(slug) && (parent === undefined ? !values.parent || !known.has(values.parent) : values.parent === parent),
      )
      .map(({ slug, values: { name, functions, head, phone } }) => ({
        id: anchorOf('unit', slug),
        name,
        functions: written(functions, lang),
        ...(head ? { head } : {}),
        ...(phone ? { phone } : {}),
        // Two units that name each other as their parent end here.
        parts: below(slug, new Set([...seen, slug])),
      }));
  return below(undefined, new Set());
}

const contactsOf = (contacts: readonly Published<'contact'>[], { lang }: Visit): ContactModel[] =>
  contacts.map(({ slug, values }) => ({
    id: anchorOf('contact', slug),
    address: values.address,
    phones: values.phones.split(', '),
    email: values.email,
    hours: values.hours,
    map: `https://www.openstreetmap.org/?mlat=${values.latitude}&mlon=${values.longitude}#map=17/${values.latitude}/${values.longitude}`,
    entrance: inLang(choiceLabel('contact', 'accessibleEntrance', values.accessibleEntrance), lang),
    ...(values.trustLine ? { trustLine: values.trustLine } : {}),
  }));
