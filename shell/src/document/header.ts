import type { Lang } from '@hukumat/contract';
import { breadcrumbs, icon, languageSwitch, notice, ornament, wordmark } from '@hukumat/ui';
import type { Say } from '../messages/index.ts';
import type { Frame } from './model.ts';
import { type Html, html, nothing, type Part } from './render.ts';

/** The same page in another language: only the first part of the path changes. */
export const inLanguage = (lang: Lang, path: string): string => `/${lang}${path === '' ? '/' : path}`;

const signInHref = (frame: Frame) => `/auth/sign-in?return=${encodeURIComponent(inLanguage(frame.lang, frame.path))}`;

function person(frame: Frame, t: Say): Html {
  if (!frame.who.signedIn)
    return html`<a href=${signInHref(frame)} data-native data-sign-in aria-label=${t('frame.signIn')}>${icon('user')}<span class="hk-header-wide">${t('frame.signIn')}</span></a>`;
  const unread = frame.who.unread ?? 0;
  return html`<a href=${`/${frame.lang}/account/`}>${icon('user')}<span class="hk-hidden">${t('frame.account')}</span><span class="hk-header-wide"> ${frame.who.name ?? ''}</span>${
    unread > 0
      ? html`<span class="hk-tag" aria-hidden="true">${unread}</span><span class="hk-hidden"> ${t('frame.unread', { n: unread })}</span>`
      : ''
  }</a>`;
}

const NAV = [
  ['/services', 'frame.services'],
  ['/agencies', 'frame.agencies'],
  ['/vacancies', 'frame.vacancies'],
  ['/news', 'frame.news'],
  ['/centres', 'frame.centres'],
] as const;

function links(frame: Frame, t: Say): Part {
  const current = (href: string) => (frame.path === href ? 'page' : frame.path.startsWith(`${href}/`) ? 'true' : nothing);
  const desks = frame.who.desks ?? [];
  return [
    ...NAV.map(([href, label]) => html`<a href=${`/${frame.lang}${href}`} aria-current=${current(href)}>${t(label)}</a>`),
    ...desks.map((desk) => html`<a href=${desk.href} data-native>${desk.label}</a>`),
    frame.who.signedIn
      ? html`<form method="post" action="/auth/sign-out"><button class="hk-button hk-button-plain" type="submit">${t('frame.signOut')}</button></form>`
      : '',
  ];
}

/** Everything above the page: what the portal is, its sections, search, language, look, person. Never swapped. */
export function header(frame: Frame, t: Say): Part {
  const to = (path: string) => `/${frame.lang}${path}`;
  return html`${
    frame.demo ? html`<aside class="hk-demo" aria-label=${t('frame.demoLabel')}><p class="hk-page">${t('frame.demo')}</p></aside>` : ''
  }<header class="hk-header"><div class="hk-page">${wordmark(to('/'))}<p class="hk-official" data-hk="official-banner">${t('frame.official')}</p><div class="hk-header-tools"><a href=${to('/search')} data-hk="search">${icon('search', t('frame.search'))}</a><a href=${to('/accessibility#display')}>${icon('settings-2', t('frame.display'))}</a>${person(frame, t)}</div><div class="hk-contents" data-hk="lang-switch">${languageSwitch(frame.lang, (lang) => frame.languages?.[lang] ?? inLanguage(lang, frame.path))}</div><details class="hk-menu"><summary>${icon('menu')}${t('frame.menu')}</summary><nav aria-label=${t('frame.mainNav')}>${links(frame, t)}</nav></details></div><div class="hk-page hk-wide-only"><nav class="hk-nav" aria-label=${t('frame.mainNav')} data-hk="main-nav">${links(
    frame,
    t,
  )}</nav></div>${ornament()}</header>`;
}

/** Whose section this is, and where in the portal. Belongs to the part that is swapped. */
export function whereabouts(frame: Frame, t: Say): Part {
  // The front page of a section has the name as its heading.
  const named = frame.section && frame.path !== `/${frame.section.agency}/`;
  return html`${
    named && frame.section
      ? html`<div class="hk-section-name" role="complementary" aria-label=${t('frame.section')}><div class="hk-page"><a href=${`/${frame.lang}/${frame.section.agency}/`} data-hk="agency-id" data-agency=${frame.section.agency}>${frame.section.name}</a></div></div>`
      : ''
  }${frame.breadcrumbs.length > 1 ? html`<div class="hk-page hk-where" data-hk="breadcrumb">${breadcrumbs(frame.lang, frame.breadcrumbs)}</div>` : ''}${
    frame.notice ? html`<div class="hk-page hk-where">${notice({ ...frame.notice, quiet: frame.tone === 'quiet' })}</div>` : ''
  }`;
}
