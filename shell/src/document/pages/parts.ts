import type { Lang, Text } from '@hukumat/contract';
import { searchBox as box, emptyState as empty, type IconName } from '@hukumat/ui';
import { langOf, type Say } from '../../messages/index.ts';
import { type Html, html, type Part } from '../render.ts';

/** What every page template is handed beside its model. */
export interface Context {
  lang: Lang;
  t: Say;
  /** Address of a portal page in the page's language: `to('/services')` → `/tg/services`. */
  to(path: string): string;
}

/** A short note when any of the texts lacks a translation. */
export const untranslated = (texts: readonly Text[], { lang, t }: Context): Part =>
  texts.some((text) => langOf(text, lang) !== lang) ? html`<p class="hk-small hk-soft">${t('frame.untranslated')}</p>` : '';

/** A legal name: Tajik, the name of record, first; the reader's language below it. */
export const legalName = (names: Text, { lang }: Pick<Context, 'lang'>): Part =>
  lang === 'tg'
    ? names.tg
    : html`<span lang="tg">${names.tg}</span>${names[lang] ? html`<br><span class="hk-soft">${names[lang]}</span>` : ''}`;

/** A text whose application number is never broken at its hyphens. */
export const numbered = (text: string): Part => {
  const [before = '', number, after = ''] = text.split(/(EGOV-\d{4}-\d+)/, 3);
  return number ? html`${before}<span class="hk-nowrap">${number}</span>${after}` : text;
};

/** Marks a fact that nobody has confirmed. */
export const sampleTag = (sample: boolean | undefined, { t }: Context): Part =>
  sample ? html` <span class="hk-tag hk-tag-sample">${t('frame.sample')}</span>` : '';

/** An honest empty state: what is missing, why, and the next step. `hook` names it for the standard's checks. */
export const emptyState = (state: {
  icon: IconName;
  title: string;
  text: string;
  hook?: string;
  link?: { href: string; label: string };
}): Html =>
  html`<div data-hk=${state.hook ?? 'status'}>${empty({
    icon: state.icon,
    title: state.title,
    text: state.text,
    ...(state.link ? { action: html`<p><a href=${state.link.href}>${state.link.label}</a></p>` } : {}),
  })}</div>`;

/** The common frame of a page's content: heading, lead, body, in the reading width or the full one. */
export const content = (page: { title: Part; lead?: Part; wide?: boolean; body: Part }): Html =>
  html`<div class="hk-page hk-main"><div class=${page.wide ? 'hk-wide' : 'hk-reading'}><h1 data-hk="page-title">${page.title}</h1>${
    page.lead ? html`<p class="hk-lead">${page.lead}</p>` : ''
  }${page.body}</div></div>`;

/** The question box of home, search and of a page that was not found. */
export const searchBox = (label: string, { t, to, lang }: Context, value = ''): Html =>
  html`<div data-hk="search" data-suggest>${box({ lang, action: to('/search'), label, quiet: true, value, placeholder: t('home.placeholder') })}</div>`;

/** How the page stood when it was drawn, and where a script asks how it stands now. */
export interface Pulse {
  now: string;
  at: string;
}
/** The way to see the page anew; with JavaScript the page goes it by itself when something has happened. */
export const refresh = (href: string, pulse: Pulse, { t }: Context): Html =>
  html`<p class="hk-small"><a href=${href} data-native data-pulse=${pulse.now} data-pulse-at=${pulse.at}>${t('application.refresh')}</a></p>`;
