import type { IconName } from '@hukumat/ui';
import type { MessageKey } from '../../messages/index.ts';
import { type Html, html } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

/** The central lists of what agencies publish. Until something is published they say so and lead on. */
export function listPage(what: 'vacancies' | 'news', { t, to }: Context): Html {
  const look: { icon: IconName; hook: string } =
    what === 'vacancies' ? { icon: 'calendar-days', hook: 'vacancy-none' } : { icon: 'file-text', hook: 'news-item' };
  return content({
    title: t(`${what}.title`),
    lead: t(`${what}.lead`),
    body: emptyState({
      ...look,
      title: t(`${what}.none`),
      text: t(`${what}.noneText`),
      link: { href: to('/agencies'), label: t('agencies.all') },
    }),
  });
}

const PRIVACY: [MessageKey, MessageKey][] = [
  ['privacy.what', 'privacy.whatText'],
  ['privacy.who', 'privacy.whoText'],
  ['privacy.cookies', 'privacy.cookiesText'],
  ['privacy.rights', 'privacy.rightsText'],
];

export const privacyPage = ({ t }: Context): Html =>
  content({
    title: t('privacy.title'),
    lead: t('privacy.lead'),
    body: html`<div data-hk="privacy">${PRIVACY.map(([title, text]) => html`<h2>${t(title)}</h2><p>${t(text)}</p>`)}</div>`,
  });
