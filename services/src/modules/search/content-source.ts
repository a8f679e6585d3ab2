import { LANGS, type Lang, type Text } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentTypeName, contentName } from '@hukumat/contract/content';
import { type AnyPublished, type Content, type ContentChange, richText } from '../content/index.ts';
import type { Entry, EntryType, Source } from './entry.ts';

/** What each type of content is to whoever searches. Statements and notes on services stand on pages that are found by themselves. */
const FOUND_AS: Readonly<Partial<Record<ContentTypeName, EntryType>>> = {
  page: 'page',
  news: 'news',
  notice: 'news',
  leader: 'person',
  act: 'act',
  draftAct: 'act',
  vacancy: 'vacancy',
  dataset: 'data',
  budgetReport: 'data',
  faq: 'answer',
};
const TYPES = Object.keys(FOUND_AS) as ContentTypeName[];
const AT_ONCE = 100;
/** A page of one body is not looked for as often as one of the portal; what is past still less. */
const OF_A_BODY = 0.6;
const PAST = 0.4;

/** What the bodies publish. `today` as `yyyy-mm-dd`. */
export function contentSource(content: Pick<Content, 'index' | 'published' | 'atPath' | 'onPublished'>, today: () => string): Source {
  const told = new Map<string, ContentChange>();
  return {
    name: 'content',
    async entries() {
      const entries: Entry[] = [];
      for (let page = 1; ; page++) {
        const { items, total } = await content.index({ types: TYPES, page, limit: AT_ONCE });
        entries.push(...items.flatMap((item) => entryOf(item as AnyPublished, today())));
        if (items.length === 0 || page * AT_ONCE >= total) return entries;
      }
    },
    async one(id) {
      const change = told.get(id);
      if (!change?.live) return undefined;
      const at = await content.atPath(change.href);
      const item =
        at?.state === 'live' ? at.item : (await content.published(change.agency, [change.type])).find((one) => one.item === change.item);
      return item && entryOf(item as AnyPublished, today())[0];
    },
    onChange(listener) {
      content.onPublished((change) => {
        if (!change) return listener();
        if (!FOUND_AS[change.type]) return;
        told.set(idOf(change.item), change);
        listener(idOf(change.item));
      });
    },
  };
}

const idOf = (item: string): string => `content:${item}`;

function entryOf(item: AnyPublished, today: string): Entry[] {
  const type = FOUND_AS[item.type];
  if (!type) return [];
  const { fields, named } = CONTENT_TYPES[item.type];
  const values = item.values as unknown as Record<string, Text | undefined>;
  const said = (lang: Lang): string =>
    fields
      .filter(({ name, translated }) => translated && name !== named && name !== 'summary')
      .flatMap(({ name, kind }) => {
        const text = values[name]?.[lang];
        return text ? [kind === 'markdown' ? plain(text) : text] : [];
      })
      .join(' · ');
  const body = Object.fromEntries(LANGS.map((lang) => [lang, said(lang)]).filter(([, text]) => text));
  const past = item.endsOn !== undefined && item.endsOn < today;
  return [
    {
      id: idOf(item.item),
      type,
      title: contentName(item.type, item.values as never),
      ...(values.summary ? { summary: values.summary } : {}),
      ...(body.tg ? { body: { tg: body.tg, ...body } } : {}),
      agency: item.agency,
      path: item.href,
      weight: (type === 'page' ? OF_A_BODY : 1) * (past ? PAST : 1),
    },
  ];
}

const NAMED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
/** Markdown as it is read. */
const plain = (markdown: string): string =>
  richText(markdown)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (name) => NAMED[name] ?? name)
    .replace(/\s+/g, ' ')
    .trim();
