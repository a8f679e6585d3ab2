import type { ContentTypeName } from '@hukumat/contract/content';

/** Where an item with a page of its own stands below its section. */
const FOLDERS: Partial<Record<ContentTypeName, string>> = {
  page: '',
  news: 'news/',
  notice: 'news/',
  act: 'documents/',
  draftAct: 'documents/',
  vacancy: 'vacancies/',
  dataset: 'open-data/',
  budgetReport: 'open-data/',
};
/** The page that shows the items of a type that have none of their own. */
const SHOWN_ON: Partial<Record<ContentTypeName, string>> = {
  leader: 'leadership',
  unit: 'structure',
  noVacancyStatement: 'vacancies',
  contact: 'contacts',
  faq: 'services',
};

/** The address that an item owns, without the language; nothing for an item that stands on another page. */
export function pathOf(agency: string, type: ContentTypeName, slug: string): string | undefined {
  const folder = FOLDERS[type];
  return folder === undefined ? undefined : `/${agency}/${folder}${slug}`;
}

/** What an item without a page of its own is called on the page that shows it. */
export const anchorOf = (type: ContentTypeName, slug: string): string => `${type}-${slug}`;

/** Where an item is seen, without the language. */
export function hrefOf(agency: string, type: ContentTypeName, slug: string, values: Readonly<Record<string, unknown>>): string {
  const path = pathOf(agency, type, slug);
  if (path) return path;
  if (type === 'service') return `/services/${typeof values.service === 'string' ? values.service : slug}`;
  return `/${agency}/${SHOWN_ON[type]}#${anchorOf(type, slug)}`;
}
