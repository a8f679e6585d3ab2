import type { Lang } from '@hukumat/contract';
import en from '../messages/browser/en.json' with { type: 'json' };
import ru from '../messages/browser/ru.json' with { type: 'json' };
import tg from '../messages/browser/tg.json' with { type: 'json' };

export type Word = keyof typeof tg;
export const words: Record<Lang, Record<Word, string>> = { tg, ru, en };

/** A text of the browser half in the page's language. */
export const word = (key: Word): string => words[(document.documentElement.lang || 'tg') as Lang]?.[key] ?? tg[key];

/** An element with a class and text, for the few things the browser half draws itself. */
export function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
