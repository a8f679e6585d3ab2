import type { Lang, Text } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentFile, type ContentTypeName, contentName, vacancyState } from '@hukumat/contract/content';
import { dushanbeDate, pick } from '@hukumat/contract/locale';
import {
  type ContentLine,
  type FileModel,
  inLang,
  type PictureModel,
  type Stamps,
  type StatementModel,
  type Written,
} from '@hukumat/shell/document';
import { type AnyPublished, fileHref, measuresOf, type Published, richText } from '../content/index.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

/** A long text of an editor as HTML, in the reader's language or else in Tajik. */
export function written(text: Text, lang: Lang): Written {
  const found = pick(text, lang);
  return { lang: found.lang, html: richText(found.text) };
}

/** A picture of a text; what shows it says what is on it. */
export function pictureOf(file: ContentFile): PictureModel {
  const measures = measuresOf(file.name);
  return { src: fileHref(file), alt: file.alt ?? { tg: '' }, ...(measures ? { measures } : {}) };
}

/** A document of a text with its kind and size, so that nobody loads what they cannot open or pay for. */
export function fileOf(file: ContentFile): FileModel {
  const kind = file.name.slice(file.name.lastIndexOf('.') + 1).toUpperCase();
  return { href: fileHref(file), name: file.name, mediaType: file.mediaType, kind, bytes: file.size };
}

/** What the dates under a text say: the day it names, the day it was changed, the day it was found right. */
export const stampsOf = ({ publishedAt, updatedAt, checkedOn }: Pick<Published, 'publishedAt' | 'updatedAt' | 'checkedOn'>): Stamps => ({
  published: dushanbeDate(publishedAt),
  updated: dushanbeDate(updatedAt),
  checked: checkedOn,
});

/** Of several items: the latest change, and the day since which all of them have been looked at. */
export function stampsOfAll(items: readonly Published[]): Stamps | undefined {
  const [first, ...rest] = items;
  if (!first) return undefined;
  const updated = rest.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), first.updatedAt);
  const checked = rest.reduce((oldest, { checkedOn }) => (checkedOn < oldest ? checkedOn : oldest), first.checkedOn);
  return { updated: dushanbeDate(updated), checked };
}

/** The label of a chosen value of a type's field. */
export function choiceLabel(type: ContentTypeName, field: string, value: string): Text {
  const options = CONTENT_TYPES[type].fields.find(({ name }) => name === field)?.options;
  return options?.find((option) => option.value === value)?.label ?? { tg: value };
}

const HOOKS: Partial<Record<ContentTypeName, string>> = {
  news: 'news-item',
  notice: 'notice',
  vacancy: 'vacancy',
  act: 'act',
  draftAct: 'act',
};

/** An item as a line of a list; over all bodies it says whose it is. */
export function lineOf(site: Site, visit: Visit, item: AnyPublished, whose = false): ContentLine {
  const { t, to, lang } = visit;
  const body = whose ? site.directory.agency(item.agency) : undefined;
  const note = body ? inLang(body.shortNames ?? body.place ?? body.names, lang) : noteOf(item, lang);
  const state = stateOf(site, visit, item);
  const until =
    item.type === 'vacancy' && !state ? item.endsOn : item.type === 'notice' || item.type === 'draftAct' ? item.endsOn : undefined;
  return {
    href: to(item.href),
    title: contentName(item.type, item.values as unknown as Record<string, unknown>),
    hook: HOOKS[item.type] ?? 'item',
    date: item.type === 'act' ? item.values.date : dushanbeDate(item.publishedAt),
    ...(note ? { note } : {}),
    ...(until ? { until } : {}),
    ...(state ? { state: t(state) } : {}),
  };
}

function noteOf(item: AnyPublished, lang: Lang): Text | string | undefined {
  switch (item.type) {
    case 'vacancy':
      return item.values.unit;
    case 'act':
      return `${inLang(choiceLabel('act', 'kind', item.values.kind), lang)} № ${item.values.number}`;
    case 'news':
      return choiceLabel('news', 'topic', item.values.topic);
    default:
      return undefined;
  }
}

function stateOf(site: Site, _visit: Visit, item: AnyPublished) {
  if (item.type === 'vacancy') {
    const state = vacancyState(item.values, site.today());
    return state === 'open' ? undefined : (`content.vacancy.${state}` as const);
  }
  if (item.type === 'act' && item.values.status === 'repealed') return 'content.repealed' as const;
  if ((item.type === 'notice' || item.type === 'draftAct') && item.endsOn && item.endsOn < site.today()) return 'content.over' as const;
  return undefined;
}

export const statementOf = (site: Site, { values, reviewBy }: Published<'noVacancyStatement'>): StatementModel => ({
  period: values.period,
  signer: values.signer,
  date: values.date,
  stale: reviewBy !== undefined && reviewBy < site.today(),
});

/** The page that was asked for, within those there are. */
export function pageOf({ query }: Visit, total: number, size: number): { page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  return { pages, page: Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1)) };
}
