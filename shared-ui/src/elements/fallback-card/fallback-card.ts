import type { Lang } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../../words.ts';

export interface FallbackCard {
  lang: Lang;
  what: string;
  phone: string;
  address: string;
  hours: string;
  incident?: string;
  /** Shows “Try again”, a button with `data-retry`. */
  retry?: boolean;
}

/** Stands where a plugin failed: what it was for and how to reach the body without it. */
export function fallbackCard(f: FallbackCard): TemplateResult {
  return html`<section class="hk-fallback"><h2>${word(f.lang, 'unavailable')}</h2><p>${f.what}</p>
    <dl><dt>${word(f.lang, 'phone')}</dt><dd><a href="tel:${f.phone.replace(/[^+\d]/g, '')}">${f.phone}</a></dd>
    <dt>${word(f.lang, 'address')}</dt><dd>${f.address}</dd><dt>${word(f.lang, 'hours')}</dt><dd>${f.hours}</dd></dl>
    ${f.retry ? html`<p><button class="hk-button hk-button-second" type="button" data-retry>${word(f.lang, 'tryAgain')}</button></p>` : nothing}
    ${f.incident ? html`<p class="hk-small hk-soft">${word(f.lang, 'incident')}: ${f.incident}</p>` : nothing}</section>`;
}
