import type { Lang } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../../words.ts';
import { icon } from '../icon/icon.ts';

export interface SearchBox {
  lang: Lang;
  action: string;
  /** The question above the box; hidden for voices only when `quiet`. */
  label: string;
  quiet?: boolean;
  value?: string;
  placeholder?: string;
  /** Id of the box, when a page has two. */
  id?: string;
}

export function searchBox({ lang, action, label, quiet, value, placeholder, id = 'q' }: SearchBox): TemplateResult {
  return html`<form role="search" action=${action} method="get"><label class=${quiet ? 'hk-hidden' : 'hk-search-label'} for=${id}>${label}</label>
    <div class="hk-search"><input type="search" id=${id} name="q" value=${value ?? ''} placeholder=${placeholder ?? nothing} autocomplete="off" enterkeyhint="search">
    <button class="hk-button">${icon('search')}<span class="hk-search-word">${word(lang, 'search')}</span></button></div></form>`;
}
