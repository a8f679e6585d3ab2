import { LANGS } from '@hukumat/contract';
import { vacancyState } from '@hukumat/contract/content';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type PublishedItem, textHash } from '@hukumat/contract/standard';
import type { AnyPublished } from '../content/index.ts';

/** Fields under the names that the rules know them by. */
const NAMES: Readonly<Record<string, string>> = { receptionDay: 'reception-day', body: 'text', phones: 'phone', latitude: 'geo' };
/** Single values that rules look into. */
const FACTS = ['order', 'deadline', 'validUntil', 'repealedOn', 'status', 'date', 'email', 'phones'];

/** What a section has published, as the rules read it. */
export const publishedItem = (item: AnyPublished, today: string): PublishedItem => {
  const values = Object.entries<unknown>(item.values).filter(([, value]) => value !== undefined && value !== '');
  const texts = values.map(([, value]) => value).filter(isText);
  const facts = Object.fromEntries(values.filter(([name]) => FACTS.includes(name)).map(([name, value]) => [name, String(value)]));
  return {
    id: `${item.type} ${item.slug}`,
    type: item.type,
    path: item.href,
    langs: LANGS.filter((lang) => texts.every((text) => (text[lang] ?? '').trim() !== '')),
    publishedOn: dushanbeDate(item.publishedAt),
    updatedOn: dushanbeDate(item.updatedAt),
    checkedOn: item.checkedOn,
    hash: textHash(texts.map(({ tg }) => tg).join('\n')),
    filled: values.map(([name]) => NAMES[name] ?? name),
    facts: {
      ...facts,
      ...(item.type === 'vacancy' ? { state: vacancyState(item.values, today) } : {}),
      ...(item.type === 'draftAct' ? { validUntil: item.values.until } : {}),
    },
  };
};

const isText = (value: unknown): value is Partial<Record<(typeof LANGS)[number], string>> =>
  typeof value === 'object' && value !== null && 'tg' in value && typeof value.tg === 'string';
