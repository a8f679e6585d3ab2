import { STANDARD_PAGES } from '../../names.ts';
import { type Fault, itemFault, judge, NOT_APPLICABLE, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import type { Thing } from './message.ts';
import { placeholderIn } from './placeholder.ts';
import { documents, type ReadPage, readPage, unanswered, withRole } from './read-page.ts';
import { releaseFacts, releaseFault } from './release-facts.ts';
import type { PublishedItem, SectionSnapshot } from './snapshot.ts';

type Limits = Readonly<Record<string, number>>;

/** S1: each of the fourteen pages answers, says something of its own, and no placeholder. Tajik is looked at. */
export function mandatoryPages(snapshot: SectionSnapshot, { characters = 0 }: Limits): Outcome {
  const faults: Fault[] = [];
  let missed = 0;
  let looked = 0;
  for (const slug of STANDARD_PAGES) {
    const page = withRole(snapshot, slug).find(({ lang }) => lang === undefined || lang === 'tg');
    if (!page || page.status === 0) {
      missed += 1;
      continue;
    }
    looked += 1;
    if (page.status !== 200) {
      faults.push(pageFault(page, { code: 'status', value: page.status }));
      continue;
    }
    const { text } = readPage(page);
    const placeholder = placeholderIn(text);
    if (placeholder) faults.push(pageFault(page, { code: 'placeholder', name: placeholder }, text));
    else if (text.length < characters) faults.push(pageFault(page, { code: 'short', value: text.length, limit: characters }, text));
  }
  return judge(faults, { looked, missed });
}

/** S2: the menu of the section has the pages of the model in their order, and few beside them. */
export function menuOrder(snapshot: SectionSnapshot, { extras = 0 }: Limits): Outcome {
  const faults: Fault[] = [];
  const pages = documents(snapshot).filter(({ page }) => page.role === 'home' || page.role === 'item' || isStandard(page.role));
  for (const read of pages) {
    const menu = sectionMenu(read, snapshot.agency);
    if (!menu) {
      faults.push(pageFault(read.page, { code: 'missing', what: 'menu' }));
      continue;
    }
    const known = menu.filter(isStandard);
    const expected = STANDARD_PAGES.filter((slug) => known.includes(slug));
    const absent = STANDARD_PAGES.filter((slug) => !known.includes(slug));
    if (absent.length > 0 || known.join() !== expected.join()) {
      const first = absent[0] ?? known.find((slug, at) => slug !== expected[at]) ?? '';
      faults.push(pageFault(read.page, { code: 'order', name: first }, menu.join(' · ')));
    }
    const more = menu.length - known.length;
    if (more > extras) faults.push(pageFault(read.page, { code: 'extras', value: more, limit: extras }, menu.join(' · ')));
  }
  const own = (snapshot.release && releaseFacts(snapshot.release).manifest?.nav)?.filter(({ under }) => under === 'section') ?? [];
  if (own.length > extras) {
    faults.push(releaseFault(snapshot, { code: 'extras', value: own.length, limit: extras }, '/nav'));
  }
  return judge(faults, { looked: pages.length + (snapshot.release ? 1 : 0), missed: unanswered(snapshot) });
}

const isStandard = (role: string): boolean => (STANDARD_PAGES as readonly string[]).includes(role);

/** First words below the section of the links in the menu that leads to most of the standard pages. */
function sectionMenu({ $ }: ReadPage, agency: string): string[] | undefined {
  const lists = $('nav')
    .toArray()
    .map((nav) =>
      $(nav)
        .find('a[href]')
        .toArray()
        .flatMap((link) => new RegExp(`^/(?:tg|ru|en)/${agency}/([^?#]+)$`).exec($(link).attr('href') ?? '')?.[1] ?? []),
    )
    .filter((slugs) => slugs.some(isStandard));
  return lists.sort((a, b) => b.length - a.length)[0];
}

const LEADER: readonly Thing[] = ['name', 'post', 'duties', 'reception-day'];
const ACT: readonly Thing[] = ['number', 'date', 'signatory', 'status', 'text', 'file'];

const incomplete = (snapshot: SectionSnapshot, items: readonly PublishedItem[], wanted: readonly Thing[]): Fault[] =>
  items.flatMap((item) =>
    wanted
      .filter((field) => !item.filled.includes(field))
      .map((field) => itemFault(snapshot.origin, item, { code: 'missing', what: field }, item.id)),
  );

/** S3: each leader with name, post, duties and reception day; the head is among them. */
export function leadership(snapshot: SectionSnapshot): Outcome {
  const [page] = withRole(snapshot, 'leadership').filter(({ status }) => status === 200);
  if (snapshot.items) {
    const leaders = snapshot.items.filter(({ type }) => type === 'leader');
    const faults = incomplete(snapshot, leaders, LEADER);
    if (!leaders.some(({ facts }) => facts.order === '1') && page) faults.push(pageFault(page, { code: 'missing', what: 'head' }));
    return judge(faults, { looked: leaders.length, missed: page ? 0 : 1 });
  }
  if (!page) return UNKNOWN;
  const { $ } = readPage(page);
  const cards = $('[data-hk=leadership-card]').not(':has(.hk-empty)').toArray();
  const filled = cards.filter((card) => $(card).text().trim().length >= HOOK_CHARACTERS);
  // What a card holds cannot be told apart in markup alone: only its absence can.
  if (filled.length > 0) return UNKNOWN;
  return cards.length > 0 || snapshot.kind === 'section'
    ? judge([pageFault(page, { code: 'missing', what: 'leader' })], { looked: 1 })
    : UNKNOWN;
}

/** A hook with fewer characters counts as missing. */
export const HOOK_CHARACTERS = 3;

/** S4: each act with number, date, signatory, status, its text and a file. */
export function acts(snapshot: SectionSnapshot): Outcome {
  if (!snapshot.items) return UNKNOWN;
  const published = snapshot.items.filter(({ type }) => type === 'act');
  // That there are any at all is asked by S1.
  return published.length === 0 ? NOT_APPLICABLE : judge(incomplete(snapshot, published, ACT), { looked: published.length });
}

/** S5: title and description of its own, one main heading, a main part, a canonical address. */
export function pageIdentity(snapshot: SectionSnapshot, limits: Limits): Outcome {
  const faults: Fault[] = [];
  const seen = { title: new Map<string, string>(), description: new Map<string, string>() };
  const pages = documents(snapshot);
  for (const { page, $ } of pages) {
    const found = { title: $('head > title').text().trim(), description: ($('meta[name=description]').attr('content') ?? '').trim() };
    for (const what of ['title', 'description'] as const) {
      const text = found[what];
      const limit = limits[what] ?? 0;
      const other = seen[what].get(`${page.lang ?? ''} ${text}`);
      if (text === '') faults.push(pageFault(page, { code: 'missing', what }));
      else if (text.length < limit) faults.push(pageFault(page, { code: 'under', what, value: text.length, limit }, text));
      else if (other) faults.push(pageFault(page, { code: 'repeated', what, name: other }, text));
      seen[what].set(`${page.lang ?? ''} ${text}`, new URL(page.url).pathname);
    }
    const headings = $('h1').length;
    if (headings === 0) faults.push(pageFault(page, { code: 'missing', what: 'heading' }));
    if (headings > 1) faults.push(pageFault(page, { code: 'several', what: 'heading', value: headings }, $('h1').text()));
    if ($('main').length === 0) faults.push(pageFault(page, { code: 'missing', what: 'main' }));
    const hidden = /noindex/.test($('meta[name=robots]').attr('content') ?? '');
    if (!hidden && !$('link[rel=canonical]').attr('href')) faults.push(pageFault(page, { code: 'missing', what: 'canonical' }));
  }
  return judge(faults, { looked: pages.length, missed: unanswered(snapshot) });
}

/** S6: the portal's wordmark and banner, and the id of this body from the register. Never the state's emblem. */
export function stateIdentity(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  const pages = documents(snapshot);
  for (const { page, $ } of pages) {
    if ($('[data-hk=official-banner]').text().trim().length < HOOK_CHARACTERS)
      faults.push(pageFault(page, { code: 'missing', what: 'banner' }));
    if ($('header .hk-wordmark').length === 0) faults.push(pageFault(page, { code: 'missing', what: 'wordmark' }));
    const id = $('[data-hk=agency-id]').first().attr('data-agency');
    if (id === undefined) faults.push(pageFault(page, { code: 'missing', what: 'agency-id' }));
    else if (id !== snapshot.agency)
      faults.push(pageFault(page, { code: 'wrong', what: 'agency-id', name: id }, $('[data-hk=agency-id]').first().text()));
  }
  return judge(faults, { looked: pages.length, missed: unanswered(snapshot) });
}
