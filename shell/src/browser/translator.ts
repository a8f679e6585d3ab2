import type { Lang } from '@hukumat/contract';
import type { Translator } from '@hukumat/contract/plugin';

export type Texts = Readonly<Record<string, string>>;

/** A plugin's texts with `{name}` placeholders. A key without a text in the page's language is shown in Tajik, else as it is. */
export function createTranslator(lang: Lang, own: Texts, tajik: Texts = {}): Translator {
  const say = (key: string, values: Record<string, string | number> = {}): string => {
    const text = Object.hasOwn(own, key) ? own[key] : Object.hasOwn(tajik, key) ? tajik[key] : undefined;
    return (text ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
  };
  return Object.freeze(Object.assign(say, { lang }));
}

/** The texts of a release, or none: a plugin without words still works, and shows its keys. */
export async function fetchTexts(url: string | undefined, signal: AbortSignal): Promise<Texts> {
  if (!url) return {};
  const answer = await fetch(url, { signal });
  const read: unknown = answer.ok ? await answer.json() : {};
  return Object.fromEntries(Object.entries(read ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
