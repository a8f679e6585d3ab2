import type { Lang } from '@hukumat/contract';
import { html, type TemplateResult } from 'lit';
import { word } from '../../words.ts';
import { icon } from '../icon/icon.ts';

/** A number to keep, with a button to copy it once the page is awake. */
export function receiptNumber(lang: Lang, label: string, number: string): TemplateResult {
  return html`<hk-copy class="hk-receipt"><p>${label}<output>${number}</output></p>
    <button class="hk-button hk-button-second" type="button" hidden>${icon('copy')}<span aria-live="polite" data-done=${word(lang, 'copied')}>${word(lang, 'copy')}</span></button></hk-copy>`;
}
