import type { Lang, Text } from '@hukumat/contract';
import { pick } from '@hukumat/contract/locale';
import { html, type TemplateResult } from 'lit';

/** A text in the asked language; a missing translation is shown in Tajik and marked as such for voices. */
export function said(text: Text, lang: Lang): string | TemplateResult {
  const found = pick(text, lang);
  return found.lang === lang ? found.text : html`<span lang=${found.lang}>${found.text}</span>`;
}
