import type { MessageKey } from '../../messages/index.ts';
import { type Html, html } from '../render.ts';
import { type Context, content } from './parts.ts';

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
