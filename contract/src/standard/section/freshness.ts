import { dayOf, daysBetween } from './days.ts';
import { type Fault, itemFault, judge, NOT_APPLICABLE, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import { documents, readPage, textHash, unanswered, withRole } from './read-page.ts';
import type { FetchedPage, SectionSnapshot } from './snapshot.ts';

type Limits = Readonly<Record<string, number>>;

/** A text with the day it claims; the day that counts is when these words were first seen. */
interface Dated {
  hash: string;
  claimed: string;
  page?: FetchedPage;
}

const NEWS = '[data-hk=news-item], [data-hk=notice], [data-hk=vacancy]';
/** More sections than this with one text share it: it is one piece of news. */
const COPIES = 5;

function datedTexts(snapshot: SectionSnapshot, types: readonly string[], hooks: string): Dated[] {
  if (snapshot.items)
    return snapshot.items.filter(({ type }) => types.includes(type)).map((item) => ({ hash: item.hash, claimed: item.publishedOn }));
  return documents(snapshot).flatMap(({ page, $ }) =>
    $(hooks)
      .toArray()
      .flatMap((element) => {
        const claimed = dayOf($(element).find('time[datetime]').first().attr('datetime'));
        const words = $(element).clone();
        words.find('time').remove();
        return claimed ? [{ hash: textHash(words.text()), claimed, page }] : [];
      }),
  );
}

/** A new date on old words resets nothing, and a text that many sections carry counts in the first of them only. */
function newest(snapshot: SectionSnapshot, texts: readonly Dated[]): string | undefined {
  return texts
    .filter(({ hash }) => {
      const sections = snapshot.copies?.[hash] ?? [];
      return sections.length <= COPIES || sections[0] === snapshot.agency;
    })
    .map(({ hash, claimed }) => {
      const seen = snapshot.firstSeen?.[hash];
      return seen && seen < claimed ? seen : claimed;
    })
    .filter((day) => day <= snapshot.on)
    .sort()
    .at(-1);
}

function notOlderThan(snapshot: SectionSnapshot, texts: readonly Dated[], limit: number): Outcome {
  const front =
    withRole(snapshot, 'news').find(({ status }) => status === 200) ?? withRole(snapshot, 'home').find(({ status }) => status === 200);
  if (!front) return UNKNOWN;
  const day = newest(snapshot, texts);
  // An outside site that marks nothing up tells nothing.
  if (!day && snapshot.kind === 'site' && !snapshot.items && texts.length === 0) return UNKNOWN;
  if (!day) return judge([pageFault(front, { code: 'never' })], { looked: 1 });
  const age = daysBetween(day, snapshot.on);
  return judge(age > limit ? [pageFault(front, { code: 'late', value: age, limit }, day)] : [], { looked: 1 });
}

/** F1: something new has been published lately. */
export const alive = (snapshot: SectionSnapshot, { days = 0 }: Limits): Outcome =>
  notOlderThan(snapshot, datedTexts(snapshot, PUBLISHED, NEWS), days);
/** Every dated text of a section, to be remembered with the day it was first seen. */
export const publishedTexts = (snapshot: SectionSnapshot): readonly { hash: string; claimed: string }[] =>
  datedTexts(snapshot, PUBLISHED, NEWS);
const PUBLISHED = ['news', 'notice', 'act', 'draftAct', 'vacancy', 'dataset', 'budgetReport', 'page', 'faq'];

/** F2: the newest piece of news is young. */
export const newsCadence = (snapshot: SectionSnapshot, limits: Limits): Outcome =>
  notOlderThan(snapshot, datedTexts(snapshot, ['news'], '[data-hk=news-item]'), limits[snapshot.level] ?? 0);

/** F3: what was published is looked at again as often as its type asks; new words on a page are a check too. */
export function reviewed(snapshot: SectionSnapshot, limits: Limits): Outcome {
  if (!snapshot.items) return UNKNOWN;
  const faults: Fault[] = [];
  let looked = 0;
  for (const item of snapshot.items) {
    const limit = limits[item.type];
    if (limit === undefined || (item.type === 'vacancy' && item.facts.state !== 'open')) continue;
    looked += 1;
    const changed = newest(snapshot, [{ hash: item.hash, claimed: item.updatedOn }]) ?? item.publishedOn;
    const last = [changed, item.checkedOn ?? ''].sort().at(-1) ?? changed;
    const age = daysBetween(last, snapshot.on);
    if (age > limit) faults.push(itemFault(snapshot.origin, item, { code: 'late', value: age, limit }, last));
  }
  return looked === 0 ? NOT_APPLICABLE : judge(faults, { looked });
}

const ITEMS = '[data-hk=news-item], [data-hk=notice], [data-hk=vacancy], [data-hk=act]';

/** F4: published and updated on every item, readable by machines, and not ahead of today. */
export function datesShown(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  let looked = 0;
  for (const { page, $ } of documents(snapshot)) {
    const shown: [string, 'published' | 'updated'][] = [];
    for (const element of $(ITEMS).not(':has(.hk-empty)').toArray()) {
      looked += 1;
      if (dayOf($(element).find('time[datetime]').first().attr('datetime')) === undefined)
        faults.push(pageFault(page, { code: 'missing', what: 'published' }, $(element).text()));
    }
    if (page.role === 'item') {
      looked += 1;
      shown.push(['[data-hk=published]', 'published'], ['[data-hk=updated]', 'updated']);
    }
    for (const [hook, what] of shown) {
      const place = $(hook).first();
      const day = dayOf(place.attr('datetime') ?? place.find('time[datetime]').first().attr('datetime'));
      if (!day) faults.push(pageFault(page, { code: 'missing', what }, place.text()));
    }
    for (const time of $('[data-hk=published], [data-hk=updated]').toArray()) {
      const day = dayOf($(time).attr('datetime') ?? $(time).find('time[datetime]').first().attr('datetime'));
      if (day && day > snapshot.on) faults.push(pageFault(page, { code: 'future', name: day }, $(time).text()));
    }
  }
  for (const item of snapshot.items ?? []) {
    for (const day of [item.publishedOn, item.updatedOn]) {
      if (day > snapshot.on) faults.push(itemFault(snapshot.origin, item, { code: 'future', name: day }));
    }
  }
  if (looked === 0 && snapshot.kind === 'section' && faults.length === 0 && unanswered(snapshot) === 0) return NOT_APPLICABLE;
  return judge(faults, { looked, missed: unanswered(snapshot) });
}

/** F5: an act that was repealed says so within days. */
export function repealed(snapshot: SectionSnapshot, { days = 0 }: Limits): Outcome {
  if (!snapshot.items) return UNKNOWN;
  const ended = snapshot.items.filter(({ type, facts }) => type === 'act' && facts.repealedOn !== undefined);
  if (ended.length === 0) return NOT_APPLICABLE;
  const late = ended.flatMap((item) => {
    const age = daysBetween(item.facts.repealedOn ?? '', snapshot.on);
    return item.facts.status !== 'repealed' && age > days
      ? [itemFault(snapshot.origin, item, { code: 'late', value: age, limit: days })]
      : [];
  });
  return judge(late, { looked: ended.length });
}

/** F6: what has run out is not shown as current. */
export function noticesEnd(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  let looked = 0;
  if (snapshot.items) {
    for (const item of snapshot.items.filter(({ type }) => type === 'notice' || type === 'draftAct')) {
      looked += 1;
      const until = item.facts.validUntil;
      if (until && until < snapshot.on && item.facts.state !== 'ended')
        faults.push(itemFault(snapshot.origin, item, { code: 'expired', name: until }));
    }
    return looked === 0 ? NOT_APPLICABLE : judge(faults, { looked });
  }
  for (const page of snapshot.pages.filter(({ status }) => status === 200)) {
    const { $ } = readPage(page);
    for (const time of $('[data-hk=notice] time[data-until]').toArray()) {
      looked += 1;
      const until = dayOf($(time).attr('datetime'));
      if (until && until < snapshot.on) faults.push(pageFault(page, { code: 'expired', name: until }, $(time).text()));
    }
  }
  return judge(faults, { looked });
}
