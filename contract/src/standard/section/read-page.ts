import { createHash } from 'node:crypto';
import { type CheerioAPI, load } from 'cheerio';
import type { FetchedPage, PageRole, SectionSnapshot } from './snapshot.ts';

/** A page with its markup parsed, once. */
export interface ReadPage {
  page: FetchedPage;
  $: CheerioAPI;
  /** What `<main>` says, without menus. */
  words: string;
  /** The same without what only says that nothing is published yet: the body's own text. */
  text: string;
}

const READ = new WeakMap<FetchedPage, ReadPage>();

const NOT_SAID = 'nav, script, style, noscript, template, [data-hk=breadcrumb]';

export function readPage(page: FetchedPage): ReadPage {
  const known = READ.get(page);
  if (known) return known;
  const $ = load(page.body);
  const main = $('main').length > 0 ? $('main').first() : $('body');
  const copy = main.clone();
  copy.find(NOT_SAID).remove();
  const words = spaced(copy.text());
  copy.find('.hk-empty').remove();
  const read = { page, $, words, text: spaced(copy.text()) };
  READ.set(page, read);
  return read;
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

const isHtml = (page: FetchedPage) => page.status === 200 && !page.fault && /html/.test(page.headers['content-type'] ?? '');

/** No pages of the section itself. */
const BESIDE: readonly PageRole[] = ['nonsense', 'central-vacancies'];

/** The section's pages for people that came whole. */
export const documents = (snapshot: SectionSnapshot): ReadPage[] =>
  snapshot.pages.filter((page) => !BESIDE.includes(page.role) && isHtml(page)).map(readPage);

export const withRole = (snapshot: SectionSnapshot, role: PageRole): FetchedPage[] => snapshot.pages.filter((page) => page.role === role);

/** Pages that were asked for and gave no answer to judge. */
export const unanswered = (snapshot: SectionSnapshot): number => snapshot.pages.filter((page) => page.status === 0).length;

/** The digest of a text by its words: spaces, case and the form of letters do not matter. */
export const textHash = (text: string): string =>
  createHash('sha256').update(text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()).digest('hex');
