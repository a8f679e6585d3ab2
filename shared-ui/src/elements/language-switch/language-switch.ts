import type { Lang } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../../words.ts';

const NAMES: Record<Lang, { short: string; full: string }> = {
  tg: { short: 'тҷ', full: 'Тоҷикӣ' },
  ru: { short: 'ру', full: 'Русский' },
  en: { short: 'en', full: 'English' },
};

/** In the order of the record above; the contract's own list would bring its parser into browsers. */
const LANGS = Object.keys(NAMES) as Lang[];

/** The same page in the other languages. `hrefOf` gives its address. */
export function languageSwitch(lang: Lang, hrefOf: (lang: Lang) => string): TemplateResult {
  return html`<nav class="hk-languages" aria-label=${word(lang, 'language')}>${LANGS.map(
    (each) =>
      html`<a href=${hrefOf(each)} lang=${each} hreflang=${each} aria-current=${each === lang ? 'true' : nothing} aria-label="${NAMES[each].short.toUpperCase()}, ${NAMES[each].full}">${NAMES[each].short}</a>`,
  )}</nav>`;
}
