import type { Lang } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../../words.ts';
import { icon } from '../icon/icon.ts';
import { languageSwitch } from '../language-switch/language-switch.ts';
import { ornament } from '../ornament/ornament.ts';
import { wordmark } from '../wordmark/wordmark.ts';

export interface NavItem {
  label: string;
  href: string;
  /** This page, or one below it. */
  current?: boolean;
}

export interface Header {
  lang: Lang;
  home: string;
  hrefOf: (lang: Lang) => string;
  nav: readonly NavItem[];
  search?: string;
  /** “Sign in” or the account, by its own words. */
  account: NavItem & { unread?: number };
  /** Further links of the phone's menu: settings, sign out, desks. */
  more?: readonly NavItem[];
  /** The agency whose section this is. */
  section?: { name: string; href: string };
  /** A demonstration says so on every page. */
  demo?: boolean;
}

const link = ({ label, href, current }: NavItem): TemplateResult =>
  html`<a href=${href} aria-current=${current ? 'page' : nothing}>${label}</a>`;

/** Skip link, wordmark, navigation, language and account. On a phone the navigation folds into a native `<details>`. */
export function header(h: Header): TemplateResult {
  return html`<a class="hk-hidden hk-skip" href="#main">${word(h.lang, 'skip')}</a>
    <header class="hk-header">
    ${h.demo ? html`<div class="hk-demo"><div class="hk-page">${word(h.lang, 'demo')}</div></div>` : nothing}
    <div class="hk-page">
      ${wordmark(h.home)}
      <nav class="hk-nav" aria-label=${word(h.lang, 'menu')}>${h.nav.map(link)}</nav>
      <div class="hk-header-tools">
        ${h.search ? html`<a href=${h.search}>${icon('search', word(h.lang, 'search'))}</a>` : nothing}
        <a href=${h.account.href} aria-current=${h.account.current ? 'page' : nothing}>${icon('user')}<span class="hk-header-wide">${h.account.label}</span>${
          h.account.unread ? html`<span class="hk-tag">${h.account.unread}</span>` : nothing
        }</a>
      </div>
      ${languageSwitch(h.lang, h.hrefOf)}
      <details class="hk-menu"><summary>${icon('menu')}${word(h.lang, 'menu')}</summary>
        <nav aria-label=${word(h.lang, 'menu')}>${[...h.nav, ...(h.more ?? [])].map(link)}</nav></details>
    </div>${ornament()}
    ${h.section ? html`<div class="hk-section-name"><div class="hk-page"><a href=${h.section.href}>${h.section.name}</a></div></div>` : nothing}</header>`;
}
