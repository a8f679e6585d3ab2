import type { Lang, Text } from '@hukumat/contract';
import agreementsEn from './agreements/en.json' with { type: 'json' };
import agreementsRu from './agreements/ru.json' with { type: 'json' };
import agreementsTg from './agreements/tg.json' with { type: 'json' };
import appealsEn from './appeals/en.json' with { type: 'json' };
import appealsRu from './appeals/ru.json' with { type: 'json' };
import appealsTg from './appeals/tg.json' with { type: 'json' };
import applyEn from './apply/en.json' with { type: 'json' };
import applyRu from './apply/ru.json' with { type: 'json' };
import applyTg from './apply/tg.json' with { type: 'json' };
import catalogueEn from './catalogue/en.json' with { type: 'json' };
import catalogueRu from './catalogue/ru.json' with { type: 'json' };
import catalogueTg from './catalogue/tg.json' with { type: 'json' };
import centresEn from './centres/en.json' with { type: 'json' };
import centresRu from './centres/ru.json' with { type: 'json' };
import centresTg from './centres/tg.json' with { type: 'json' };
import contentEn from './content/en.json' with { type: 'json' };
import contentRu from './content/ru.json' with { type: 'json' };
import contentTg from './content/tg.json' with { type: 'json' };
import deskEn from './desk/en.json' with { type: 'json' };
import deskRu from './desk/ru.json' with { type: 'json' };
import deskTg from './desk/tg.json' with { type: 'json' };
import editorialEn from './editorial/en.json' with { type: 'json' };
import editorialRu from './editorial/ru.json' with { type: 'json' };
import editorialTg from './editorial/tg.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import engineEn from './engine/en.json' with { type: 'json' };
import engineRu from './engine/ru.json' with { type: 'json' };
import engineTg from './engine/tg.json' with { type: 'json' };
import formEn from './form/en.json' with { type: 'json' };
import formRu from './form/ru.json' with { type: 'json' };
import formTg from './form/tg.json' with { type: 'json' };
import mandatesEn from './mandates/en.json' with { type: 'json' };
import mandatesRu from './mandates/ru.json' with { type: 'json' };
import mandatesTg from './mandates/tg.json' with { type: 'json' };
import migrationEn from './migration/en.json' with { type: 'json' };
import migrationRu from './migration/ru.json' with { type: 'json' };
import migrationTg from './migration/tg.json' with { type: 'json' };
import moneyEn from './money/en.json' with { type: 'json' };
import moneyRu from './money/ru.json' with { type: 'json' };
import moneyTg from './money/tg.json' with { type: 'json' };
import personalEn from './personal/en.json' with { type: 'json' };
import personalRu from './personal/ru.json' with { type: 'json' };
import personalTg from './personal/tg.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import staffEn from './staff/en.json' with { type: 'json' };
import staffRu from './staff/ru.json' with { type: 'json' };
import staffTg from './staff/tg.json' with { type: 'json' };
import standardEn from './standard/en.json' with { type: 'json' };
import standardRu from './standard/ru.json' with { type: 'json' };
import standardTg from './standard/tg.json' with { type: 'json' };
import tg from './tg.json' with { type: 'json' };

/** The portal's own texts: flat keys `page.key`, a folder for each part of the portal. `apply/` holds those of forms, account and verification. */
export const messages: Record<Lang, Record<string, string>> = {
  tg: {
    ...tg,
    ...applyTg,
    ...contentTg,
    ...deskTg,
    ...moneyTg,
    ...centresTg,
    ...catalogueTg,
    ...appealsTg,
    ...mandatesTg,
    ...migrationTg,
    ...personalTg,
    ...staffTg,
    ...agreementsTg,
    ...engineTg,
    ...formTg,
    ...standardTg,
    ...editorialTg,
  },
  ru: {
    ...ru,
    ...applyRu,
    ...contentRu,
    ...deskRu,
    ...moneyRu,
    ...centresRu,
    ...catalogueRu,
    ...appealsRu,
    ...mandatesRu,
    ...migrationRu,
    ...personalRu,
    ...staffRu,
    ...agreementsRu,
    ...engineRu,
    ...formRu,
    ...standardRu,
    ...editorialRu,
  },
  en: {
    ...en,
    ...applyEn,
    ...contentEn,
    ...deskEn,
    ...moneyEn,
    ...centresEn,
    ...catalogueEn,
    ...appealsEn,
    ...mandatesEn,
    ...migrationEn,
    ...personalEn,
    ...staffEn,
    ...agreementsEn,
    ...engineEn,
    ...formEn,
    ...standardEn,
    ...editorialEn,
  },
};

export type MessageKey =
  | keyof typeof tg
  | keyof typeof contentTg
  | keyof typeof applyTg
  | keyof typeof deskTg
  | keyof typeof engineTg
  | keyof typeof moneyTg
  | keyof typeof centresTg
  | keyof typeof catalogueTg
  | keyof typeof appealsTg
  | keyof typeof mandatesTg
  | keyof typeof migrationTg
  | keyof typeof personalTg
  | keyof typeof staffTg
  | keyof typeof agreementsTg
  | keyof typeof standardTg
  | keyof typeof formTg
  | keyof typeof editorialTg;
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
