import type { Lang } from '@hukumat/contract';
import type { DemoPerson, PlainPage } from '../index.ts';
import { type Markup, markup } from '../markup.ts';
import { TEXTS } from './texts.ts';

const NAMES: Readonly<Record<Lang, string>> = { tg: 'Тоҷикӣ', ru: 'Русский', en: 'English' };

export type SignInError = 'wrong' | 'wait';

/** Name and password. What was typed as the name stays; the password never comes back. */
export function passwordPage(
  lang: Lang,
  page: { name: string; fixed: boolean; error?: SignInError | undefined; people: readonly DemoPerson[] },
): PlainPage {
  const t = TEXTS[lang];
  const named = page.fixed ? markup`readonly` : markup``;
  const invalid = page.error ? markup`aria-invalid="true" aria-describedby="error"` : markup``;
  return {
    lang,
    title: t.signIn,
    main: markup`<h1>${t.signIn}</h1>
${languages(lang)}
${error(page.error && t[page.error])}
<form class="hk-form" method="post">
<div class="hk-field"><label class="hk-label" for="name">${t.name}</label>
<input class="hk-input hk-width-medium" id="name" name="name" value="${page.name}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="128" ${named} ${invalid}></div>
<div class="hk-field"><label class="hk-label" for="password">${t.password}</label>
<input class="hk-input hk-width-medium" id="password" name="password" type="password" autocomplete="current-password" required maxlength="200" ${invalid}></div>
<p><button class="hk-button">${t.go}</button></p>
</form>
${page.people.length > 0 ? peopleList(lang, page.people) : markup``}`.text,
  };
}

/** The one-time code. */
export function codePage(lang: Lang, page: { shown: string | undefined; error: boolean }): PlainPage {
  const t = TEXTS[lang];
  const invalid = page.error ? markup`aria-invalid="true" aria-describedby="error"` : markup``;
  return {
    lang,
    title: t.second,
    main: markup`<h1>${t.second}</h1>
${languages(lang)}
${error(page.error && t.wrongCode)}
<p>${t.secondWhy}</p>
${page.shown ? markup`<p class="hk-notice hk-tone-info">${t.phone} <output name="demo-code">${page.shown}</output></p>` : markup``}
<form class="hk-form" method="post">
<div class="hk-field"><label class="hk-label" for="code">${t.code}</label>
<input class="hk-input hk-width-short" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" ${invalid}></div>
<p><button class="hk-button">${t.confirm}</button></p>
</form>`.text,
  };
}

/** A sign-in that cannot go on. */
export function brokenPage(lang: Lang, why: 'over' | 'noSecond'): PlainPage {
  const t = TEXTS[lang];
  return {
    lang,
    title: t.error,
    main: markup`<h1>${t.error}</h1><p>${t[why]}</p>
<p><a href="/auth/sign-in?return=/${lang}/">${t.again}</a> · <a href="/${lang}/">${t.home}</a></p>`.text,
  };
}

export function signedOutPage(lang: Lang): PlainPage {
  const t = TEXTS[lang];
  return {
    lang,
    title: t.signedOut,
    main: markup`<h1>${t.signedOut}</h1><p>${t.signedOutWhy}</p>
<p><a href="/auth/sign-in?return=/${lang}/">${t.again}</a> · <a href="/${lang}/">${t.home}</a></p>`.text,
  };
}

const error = (text: string | false | undefined): Markup =>
  text ? markup`<p id="error" class="hk-notice hk-tone-danger" role="alert">${text}</p>` : markup``;

function languages(now: Lang): Markup {
  const others = (['tg', 'ru', 'en'] as const).filter((lang) => lang !== now);
  return markup`<p>${others.map((lang) => markup`<a href="?lang=${lang}" lang="${lang}" hreflang="${lang}">${NAMES[lang]}</a> `)}</p>`;
}

function peopleList(lang: Lang, people: readonly DemoPerson[]): Markup {
  const t = TEXTS[lang];
  const rows = people.map(
    (person) =>
      markup`<li><code>${person.subject}</code> ${person.name} (${person.roles.map((r) => `${r.agency}: ${r.role}`).join(', ') || t.citizen})</li>`,
  );
  return markup`<section aria-labelledby="people"><h2 id="people">${t.demo}</h2><p>${t.demoWhy}</p><ul>${rows}</ul></section>`;
}
