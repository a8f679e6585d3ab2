import type { Text } from '@hukumat/contract';

/** Kinds of what can be found, in the order in which their counts are shown. */
export const ENTRY_TYPES = ['service', 'agency', 'page', 'news', 'vacancy', 'act', 'data', 'person', 'answer'] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** One public page, or a part of one, as search knows it. Nothing about a person who uses the portal is ever an entry. */
export interface Entry {
  id: string;
  type: EntryType;
  title: Text;
  /** Short names and other whole names: whoever types one means this entry. */
  names?: string[];
  /** Extra words people search by, in any language. */
  words?: string[];
  summary?: Text;
  /** Plain text of the page. */
  body?: Text;
  /** Id of the body it belongs to. */
  agency?: string;
  /** Path without the language. */
  path: string;
  /** 1 when absent: below it for what is past. */
  weight?: number;
}

/** A part of the portal that gives entries. */
export interface Source {
  name: string;
  /** All that it has now. */
  entries(): Entry[] | Promise<Entry[]>;
  /** One that it told of; nothing when it is public no more. */
  one?(id: string): Promise<Entry | undefined>;
  /** Tells of a change: of one entry by its id, or of anything. */
  onChange(listener: (id?: string) => void): void;
}

/** Services first: people come to get something done, and other pages often repeat the words of services. */
export const TYPE_WEIGHT: Readonly<Record<EntryType, number>> = {
  service: 3,
  page: 1.7,
  agency: 1.6,
  vacancy: 1.3,
  answer: 1.2,
  act: 1,
  data: 1,
  person: 1,
  news: 0.9,
};

export const textsOf = (text: Text | undefined): string[] =>
  text ? [text.tg, text.ru, text.en].filter((one): one is string => one !== undefined) : [];
