import type { Lang } from '@hukumat/contract';
import { html, type TemplateResult } from 'lit';
import { type TextareaState, textarea } from '../../form/textarea.ts';
import { type IconName, icon } from '../icon/icon.ts';
import { editorWord } from './words.ts';

export interface RichText extends TextareaState {
  /** Language of the page: the bar speaks it. */
  lang: Lang;
  /** Language of the text. */
  textLang: Lang;
}

/** What the bar offers, in groups. `keys` as `aria-keyshortcuts` wants them. */
const BAR: readonly (readonly { act: Parameters<typeof editorWord>[1]; icon: IconName; keys?: string }[])[] = [
  [
    { act: 'heading2', icon: 'heading-2', keys: 'Control+Alt+2' },
    { act: 'heading3', icon: 'heading-3', keys: 'Control+Alt+3' },
  ],
  [
    { act: 'strong', icon: 'bold', keys: 'Control+B' },
    { act: 'em', icon: 'italic', keys: 'Control+I' },
    { act: 'link', icon: 'link', keys: 'Control+K' },
  ],
  [
    { act: 'bullet_list', icon: 'list', keys: 'Control+Shift+8' },
    { act: 'ordered_list', icon: 'list-ordered', keys: 'Control+Shift+7' },
    { act: 'blockquote', icon: 'text-quote', keys: 'Control+Shift+9' },
  ],
  [
    { act: 'undo', icon: 'undo-2', keys: 'Control+Z' },
    { act: 'redo', icon: 'redo-2', keys: 'Control+Shift+Z' },
  ],
];

/** Acts that are over as soon as they are done; the others are on or off. */
const AT_ONCE = ['undo', 'redo', 'link'];

/**
 * A text area that holds Markdown. Where its script runs, an editor with a bar stands in its place and writes into it;
 * the text area stays what the form sends. The bar waits hidden in the server's HTML, so that the script brings no words.
 */
export function richText({ lang, textLang, ...area }: RichText): TemplateResult {
  const word = (key: Parameters<typeof editorWord>[1]): string => editorWord(lang, key);
  const button = ({ act, icon: name, keys }: (typeof BAR)[number][number]) =>
    AT_ONCE.includes(act)
      ? html`<button type="button" data-act=${act} tabindex="-1" title=${word(act)} aria-label=${word(act)} aria-keyshortcuts=${keys}>${icon(name)}</button>`
      : html`<button type="button" data-act=${act} tabindex="-1" title=${word(act)} aria-label=${word(act)} aria-keyshortcuts=${keys} aria-pressed="false">${icon(name)}</button>`;
  return html`<hk-rich-text class="hk-rich-text"><div class="hk-rich-bar" role="toolbar" aria-label=${word('bar')} lang=${lang} hidden>${BAR.map((group) => html`<span class="hk-rich-group">${group.map(button)}</span>`)}</div><div lang=${textLang}>${textarea(area)}</div><p class="hk-hidden" id="${area.id}-keys" lang=${lang}>${word('keys')}</p><dialog class="hk-dialog" lang=${lang} aria-labelledby="${area.id}-link-title"><h2 id="${area.id}-link-title">${word('link')}</h2><label class="hk-label" for="${area.id}-link">${word('address')}</label><p class="hk-hint" id="${area.id}-link-hint">${word('addressHint')} ${word('addressText')}</p><p class="hk-field-error" id="${area.id}-link-error" hidden>${word('addressWrong')}</p><input class="hk-input" id="${area.id}-link" type="text" inputmode="url" autocomplete="off" spellcheck="false" maxlength="2000" aria-describedby="${area.id}-link-error ${area.id}-link-hint"><div class="hk-actions"><button class="hk-button" type="button" data-link="set">${word('set')}</button><button class="hk-button hk-button-second" type="button" data-link="unset">${word('unset')}</button><button class="hk-button hk-button-plain" type="button" data-link="close">${word('close')}</button></div></dialog></hk-rich-text>`;
}
