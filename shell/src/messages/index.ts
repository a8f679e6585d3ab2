import type { Lang, Text } from '@hukumat/contract';
import applyEn from './apply/en.json' with { type: 'json' };
import applyRu from './apply/ru.json' with { type: 'json' };
import applyTg from './apply/tg.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import tg from './tg.json' with { type: 'json' };

/** The portal's own texts: flat keys `page.key`. `apply/` holds those of forms, account and verification. */
export const messages: Record<Lang, Record<string, string>> = {
  tg: { ...tg, ...applyTg },
  ru: { ...ru, ...applyRu },
  en: { ...en, ...applyEn },
};

export type MessageKey = keyof typeof tg | keyof typeof applyTg;
/** Looks a text up and fills `{name}` places. Whole sentences only: nothing is glued together from parts. */
export type Say = ((key: MessageKey, values?: Record<string, string | number>) => string) & { readonly lang: Lang };

const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** The texts of one language. */
export function say(lang: Lang): Say {
  const texts = messages[lang];
  const look = (key: MessageKey, values: Record<string, string | number> = {}) => fill(texts[key] ?? messages.tg[key] ?? key, values);
  return Object.assign(look, { lang });
}

/** Whether a key that is only known at run time (a problem's code, a state's name) has a text. */
export const isMessage = (key: string): key is MessageKey => Object.hasOwn(messages.tg, key);

/** An agency's text in `lang`; Tajik stands in where the translation is missing. */
export const inLang = (text: Text, lang: Lang): string => text[lang] ?? text.tg;
/** The language that `inLang` really answered in. */
export const langOf = (text: Text, lang: Lang): Lang => (text[lang] ? lang : 'tg');
