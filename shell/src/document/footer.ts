import type { Lang } from '@hukumat/contract';
import { ornament } from '@hukumat/ui';
import type { MessageKey, Say } from '../messages/index.ts';
import type { Frame } from './model.ts';
import { type Html, html } from './render.ts';

/** The central Agency's full legal name. Tajik is the name of record and always comes first. */
const CENTRAL_AGENCY: Record<Lang, string> = {
  tg: 'Агентии инноватсия ва технологияҳои рақамии назди Президенти Ҷумҳурии Тоҷикистон',
  ru: 'Агентство инноваций и цифровых технологий при Президенте Республики Таджикистан',
  en: 'Agency for Innovation and Digital Technologies under the President of the Republic of Tajikistan',
};

const SERVE = [
  ['/services', 'frame.allServices', 'services'],
  ['/register', 'register.title', 'register'],
  ['/statistics', 'statistics.title', 'statistics'],
  ['/agencies', 'frame.agencies', 'agencies'],
  ['/centres', 'frame.centres', 'centres'],
  ['/verify', 'frame.verify', 'verify'],
] as const;
const PROMISE = [
  ['/accessibility', 'frame.accessibility', 'accessibility-statement'],
  ['/privacy', 'frame.privacy', 'privacy'],
  ['/standard', 'frame.standard', 'standard'],
] as const;

/** Who keeps the portal, the promises, and where to say that something is wrong. Never swapped. */
export function footer(frame: Frame, t: Say): Html {
  const to = (path: string) => `/${frame.lang}${path}`;
  const list = (pages: readonly (readonly [string, MessageKey, string])[]) =>
    pages.map(([path, label, hook]) => html`<li><a href=${to(path)} data-hk=${hook}>${t(label)}</a></li>`);
  return html`<footer class="hk-footer">${ornament()}<div class="hk-page"><nav class="hk-footer-columns" aria-label=${t('frame.footer')}><ul class="hk-quiet-list">${list(SERVE)}</ul><ul class="hk-quiet-list">${list(PROMISE)}</ul></nav><div class="hk-footer-foot"><p>${t('frame.keeper')} <a href=${to('/innovation-agency/')} lang="tg">${CENTRAL_AGENCY.tg}</a>${
    frame.lang === 'tg' ? '' : html`<br>${CENTRAL_AGENCY[frame.lang]}`
  }</p><p><a href=${to('/innovation-agency/appeals')} data-hk="feedback">${t('frame.feedback')}</a></p></div></div></footer>`;
}
