import { type Settings, settingsMenu } from '@hukumat/ui';
import type { MessageKey } from '../../messages/index.ts';
import { type Html, html } from '../render.ts';
import { type Context, content } from './parts.ts';

const STATEMENT: [MessageKey, MessageKey][] = [
  ['access.promise', 'access.promiseText'],
  ['access.state', 'access.stateText'],
  ['access.trouble', 'access.troubleText'],
];

/** The accessibility statement, with the form that changes how every page looks. */
export const accessibilityPage = (model: { settings: Settings; back: string }, { t, to, lang }: Context): Html =>
  content({
    title: t('access.title'),
    lead: t('access.lead'),
    body: html`<section id="display" class="hk-section" aria-labelledby="display-title"><h2 id="display-title">${t('access.display')}</h2><p>${t('access.displayText')}</p>${settingsMenu(lang, model.settings, '/settings', model.back)}</section><div data-hk="accessibility-statement">${STATEMENT.map(
      ([title, text]) => html`<h2>${t(title)}</h2><p>${t(text)}</p>`,
    )}</div><p><a href=${to('/innovation-agency/contacts')}>${t('section.page.contacts')}</a> · <a href=${to('/centres')}>${t('frame.centres')}</a></p>`,
  });
