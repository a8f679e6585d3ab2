import { weigh } from '../budgets.ts';
import { dayOf, daysBetween } from './days.ts';
import { type Fault, judge, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import { documents, type ReadPage, readPage, unanswered, withRole } from './read-page.ts';
import { gateFaults, releaseFacts, releaseFault } from './release-facts.ts';
import type { SectionSnapshot } from './snapshot.ts';

type Limits = Readonly<Record<string, number>>;

/** Serious and critical faults that show in the markup alone; the rest needs a browser. */
const IN_MARKUP: readonly { rule: string; find(read: ReadPage): string[] }[] = [
  { rule: 'html-has-lang', find: ({ $ }) => ($('html').attr('lang') ? [] : ['<html>']) },
  { rule: 'document-title', find: ({ $ }) => ($('head > title').text().trim() ? [] : ['<title>']) },
  { rule: 'image-alt', find: ({ $ }) => outer($, $('img:not([alt]):not([role=presentation]):not([aria-hidden=true])').toArray()) },
  {
    rule: 'link-name',
    find: ({ $ }) =>
      outer(
        $,
        $('a[href]')
          .toArray()
          .filter((one) => !named($, one) && $(one).closest('[hidden], [aria-hidden=true]').length === 0),
      ),
  },
  {
    rule: 'button-name',
    find: ({ $ }) =>
      outer(
        $,
        $('button')
          .toArray()
          .filter((one) => !named($, one)),
      ),
  },
  { rule: 'frame-title', find: ({ $ }) => outer($, $('iframe:not([title])').toArray()) },
  {
    rule: 'label',
    find: ({ $ }) =>
      outer(
        $,
        $('input, select, textarea')
          .not('[type=hidden], [type=submit], [type=button], [type=image], [type=reset]')
          .toArray()
          .filter((one) => {
            const field = $(one);
            const id = field.attr('id');
            const labelled =
              id !== undefined &&
              $('label')
                .toArray()
                .some((label) => $(label).attr('for') === id);
            return !(
              labelled ||
              field.closest('label').length > 0 ||
              field.attr('aria-label') ||
              field.attr('aria-labelledby') ||
              field.attr('title')
            );
          }),
      ),
  },
  {
    rule: 'meta-viewport',
    find: ({ $ }) => {
      const content = $('meta[name=viewport]').attr('content') ?? '';
      return /user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*(?:0|1)(?:\D|$)/.test(content) ? [content] : [];
    },
  },
];

type Query = ReadPage['$'];
type Element = Parameters<Query['contains']>[0];
const outer = ($: Query, elements: Element[]): string[] => elements.map((one) => $.html(one));
const named = ($: Query, one: Element): boolean => {
  const element = $(one);
  return Boolean(
    element.text().trim() ||
      element.attr('aria-label')?.trim() ||
      element.attr('aria-labelledby') ||
      element.attr('title')?.trim() ||
      element.find('img[alt]').attr('alt')?.trim() ||
      element.find('svg title, svg[aria-label]').length > 0,
  );
};

/** A1: no serious fault, and a statement of accessibility that is not older than a year. */
export function accessibility(snapshot: SectionSnapshot, { months = 0 }: Limits): Outcome {
  const faults: Fault[] = [];
  for (const read of documents(snapshot)) {
    for (const { rule, find } of IN_MARKUP) {
      const [first] = find(read);
      if (first !== undefined) faults.push(pageFault(read.page, { code: 'wrong', what: 'violation', name: rule }, first));
    }
  }
  const { axe } = snapshot.measured ?? {};
  for (const { url, rule, excerpt } of axe ?? []) {
    const page = snapshot.pages.find((one) => one.url === url);
    faults.push({ url, sha256: page?.sha256 ?? '', excerpt, message: { code: 'wrong', what: 'violation', name: rule } });
  }
  const statement = withRole(snapshot, 'accessibility').find(({ status }) => status === 200);
  if (statement) {
    const { $ } = readPage(statement);
    const day = dayOf($('[data-hk=accessibility-statement] time[datetime]').first().attr('datetime'));
    const limit = Math.round((months * 365) / 12);
    if (!day) faults.push(pageFault(statement, { code: 'missing', what: 'statement' }));
    else if (daysBetween(day, snapshot.on) > limit)
      faults.push(pageFault(statement, { code: 'late', value: daysBetween(day, snapshot.on), limit }, day));
  }
  // Markup alone can convict and not acquit.
  return judge(faults, { looked: axe && statement ? 1 : 0, missed: unanswered(snapshot) });
}

/** A2: nobody is trapped who has only a keyboard. */
export function keyboard(snapshot: SectionSnapshot): Outcome {
  const traps = snapshot.measured?.traps;
  if (!traps) return UNKNOWN;
  const faults = traps.map(({ url, excerpt }): Fault => {
    const page = snapshot.pages.find((one) => one.url === url);
    return { url, sha256: page?.sha256 ?? '', excerpt, message: { code: 'wrong', what: 'trap', name: excerpt } };
  });
  return judge(faults, { looked: 1 });
}

/** P1: on a phone it is there soon, stays where it is, and answers a touch. */
export function speed(snapshot: SectionSnapshot, { lcpMs = 0, cls = 0, inpMs = 0 }: Limits): Outcome {
  const vitals = snapshot.measured?.vitals;
  if (!vitals || vitals.length === 0) return UNKNOWN;
  const faults = vitals.flatMap((one): Fault[] => {
    const page = snapshot.pages.find(({ url }) => url === one.url);
    const over = (what: 'lcp' | 'cls' | 'inp', value: number, limit: number): Fault[] =>
      value <= limit
        ? []
        : [{ url: one.url, sha256: page?.sha256 ?? '', excerpt: String(value), message: { code: 'over', what, value, limit } }];
    return [...over('lcp', one.lcpMs, lcpMs), ...over('cls', one.cls, cls), ...over('inp', one.inpMs, inpMs)];
  });
  return judge(faults, { looked: vitals.length });
}

/** Words that a page without a script must have. */
const READABLE = 20;

/** P2: pages are light and read without a script; the plugin is light. */
export function weight(snapshot: SectionSnapshot, { pageKb = 0, pluginKb = 0 }: Limits): Outcome {
  const faults: Fault[] = [];
  const pages = documents(snapshot);
  for (const { page, words, $ } of pages) {
    const value = page.bytes / 1000;
    if (value > pageKb) faults.push(pageFault(page, { code: 'over', what: 'page', value: Math.ceil(value), limit: pageKb }));
    if (words.length < READABLE && $('script').length > 0) faults.push(pageFault(page, { code: 'missing', what: 'without-script' }, words));
  }
  const { release } = snapshot;
  if (release) {
    const { manifest, scripts } = releaseFacts(release);
    const value = manifest ? weigh(manifest, release.files, scripts).routeKb : 0;
    if (value > pluginKb)
      faults.push(releaseFault(snapshot, { code: 'over', what: 'plugin', value: Math.ceil(value), limit: pluginKb }, '/budget/routeKb'));
    faults.push(...gateFaults(snapshot, 'P2'));
  }
  return judge(faults, { looked: pages.length + (release ? 1 : 0), missed: unanswered(snapshot) });
}
