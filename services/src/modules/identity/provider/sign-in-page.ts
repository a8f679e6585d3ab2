import { LANGS, type Lang, type Role } from '@hukumat/contract';
import type { DemoPerson, PlainPage } from '../index.ts';
import { type Markup, markup } from '../markup.ts';
import { TEXTS } from './texts.ts';

export type SignInError = 'wrong' | 'wait';

/** This page in each language. The attempt is named by the path, so the sign-in under way stays. */
const inEachLanguage = (path: string): Record<Lang, string> => {
  const [address] = path.split('?', 1);
  return Object.fromEntries(LANGS.map((lang) => [lang, `${address}?lang=${lang}`])) as Record<Lang, string>;
};

/** Name and password. What was typed as the name stays; the password never comes back. */
export function passwordPage(
  lang: Lang,
  path: string,
  page: { name: string; fixed: boolean; error?: SignInError | undefined; people: readonly DemoPerson[] },
): PlainPage {
  const t = TEXTS[lang];
  const named = page.fixed ? markup`readonly` : markup``;
  const invalid = page.error ? markup`aria-invalid="true" aria-describedby="error"` : markup``;
  return {
    lang,
    title: t.signIn,
    languages: inEachLanguage(path),
    main: framed(
      markup`<h1>${t.signIn}</h1>
${error(page.error && t[page.error])}
<form class="hk-form" method="post">
<div class="hk-field"><label class="hk-label" for="name">${t.name}</label>
<input class="hk-input hk-width-medium" id="name" name="name" value="${page.name}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="128" ${named} ${invalid}></div>
<div class="hk-field"><label class="hk-label" for="password">${t.password}</label>
<input class="hk-input hk-width-medium" id="password" name="password" type="password" autocomplete="current-password" required maxlength="200" ${invalid}></div>
<div class="hk-actions"><button class="hk-button">${t.go}</button></div>
</form>`,
      page.people.length > 0 ? peopleList(lang, page.people) : undefined,
    ),
  };
}

/** The one-time code. */
export function codePage(lang: Lang, path: string, page: { shown: string | undefined; error: boolean }): PlainPage {
  const t = TEXTS[lang];
  const invalid = page.error ? markup`aria-invalid="true" aria-describedby="error"` : markup``;
  return {
    lang,
    title: t.second,
    languages: inEachLanguage(path),
    main: framed(markup`<h1>${t.second}</h1>
${error(page.error && t.wrongCode)}
<p class="hk-lead">${t.secondWhy}</p>
<form class="hk-form" method="post">
<div class="hk-field"><label class="hk-label" for="code">${t.code}</label>
<input class="hk-input hk-width-short" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" ${invalid}></div>
<div class="hk-actions"><button class="hk-button">${t.confirm}</button></div>
</form>
${page.shown ? markup`<div class="hk-section"><p class="hk-notice hk-tone-plain"><span>${t.phone} <output name="demo-code">${page.shown}</output></span></p></div>` : markup``}`),
  };
}

/** A sign-in that cannot go on. */
export function brokenPage(lang: Lang, why: 'over' | 'noSecond'): PlainPage {
  const t = TEXTS[lang];
  return {
    lang,
    title: t.error,
    main: framed(markup`<h1>${t.error}</h1><p class="hk-lead">${t[why]}</p>${whereTo(lang)}`),
  };
}

export function signedOutPage(lang: Lang): PlainPage {
  const t = TEXTS[lang];
  return {
    lang,
    title: t.signedOut,
    languages: inEachLanguage('/auth/signed-out'),
    main: framed(markup`<h1>${t.signedOut}</h1><p class="hk-lead">${t.signedOutWhy}</p>${whereTo(lang)}`),
  };
}

const whereTo = (lang: Lang): Markup =>
  markup`<p class="hk-row"><a href="/${lang}/">${TEXTS[lang].home}</a> <a href="/auth/sign-in?return=/${lang}/">${TEXTS[lang].again}</a></p>`;

/** The form in the reading column; what belongs to the demonstration beside it, and below it on a phone. */
const framed = (main: Markup, beside?: Markup): string =>
  markup`<div class="hk-page hk-main${beside ? ' hk-aside hk-sign-in' : ''}"><div class="hk-reading">${main}</div>${beside ?? markup``}</div>`
    .text;

const error = (text: string | false | undefined): Markup =>
  text ? markup`<p id="error" class="hk-notice hk-tone-danger" role="alert">${text}</p>` : markup``;

/** Who does what: people of the demonstration are looked for by their work, not by their agency. */
const GROUPS: readonly { label: 'officers' | 'editors' | 'developers' | 'central'; roles: readonly Role[] }[] = [
  { label: 'officers', roles: ['officer', 'supervisor', 'head', 'operator'] },
  { label: 'editors', roles: ['editor', 'approver'] },
  { label: 'developers', roles: ['developer'] },
  { label: 'central', roles: ['reviewer', 'registrar', 'release-manager', 'auditor'] },
];

/** Citizens in view, the rest folded away. A name is a link that fills the form in, without JavaScript too. */
function peopleList(lang: Lang, people: readonly DemoPerson[]): Markup {
  const t = TEXTS[lang];
  const line = ({ subject, name, roles }: DemoPerson): Markup =>
    markup`<li><a href="?lang=${lang}&amp;name=${subject}"><code>${subject}</code></a> <small class="hk-soft">${name}${
      roles.length > 0 ? `, ${roles.map(({ role }) => t.roles[role]).join(', ')}` : ''
    }</small></li>`;
  const list = (some: readonly DemoPerson[]): Markup => markup`<ul class="hk-people">${some.map(line)}</ul>`;
  const folded = GROUPS.map(({ label, roles }) => {
    const some = people.filter((person) => person.roles.some(({ role }) => roles.includes(role)));
    return some.length > 0 ? markup`<details><summary>${t[label]}</summary>${list(some)}</details>` : markup``;
  });
  return markup`<section class="hk-demo-people" aria-labelledby="people"><h2 id="people">${t.demo}</h2><p class="hk-soft">${t.demoWhy}</p>${list(
    people.filter(({ roles }) => roles.length === 0),
  )}${folded}</section>`;
}
