import { isMessage } from '../../messages/index.ts';
import { type Html, html } from '../render.ts';
import { type Context, content, searchBox } from './parts.ts';

export interface TroubleModel {
  kind: 'not-found' | 'gone' | 'forbidden' | 'refused' | 'busy' | 'failed';
  /** The number to tell when asking for help. */
  incident?: string;
  /** A problem's stable code; shown in words when the portal has them. */
  code?: string;
  suggestions: { label: string; href: string }[];
}

/** Every page that is not what was asked for: what happened, that it is not the person's fault, what to do next. */
export function troublePage(model: TroubleModel, context: Context): Html {
  const { t, to } = context;
  const key = `problem.${model.code}`;
  return content({
    title: t(`trouble.${model.kind}`),
    lead: t(`trouble.${model.kind}.lead`),
    body: html`${model.code && model.kind !== 'not-found' && isMessage(key) ? html`<p>${t(key)}</p>` : ''}${
      model.incident ? html`<p>${t('trouble.incident')} <strong class="hk-number" data-incident>${model.incident}</strong></p>` : ''
    }${
      model.suggestions.length > 0
        ? html`<h2>${t('trouble.perhaps')}</h2><ul class="hk-links">${model.suggestions.map((one) => html`<li><a href=${one.href}>${one.label}</a></li>`)}</ul>`
        : ''
    }${
      model.kind === 'not-found' || model.kind === 'gone'
        ? html`<div class="hk-section">${searchBox(t('frame.searchLabel'), context)}</div>`
        : ''
    }<p class="hk-row"><a href=${to('/')}>${t('frame.home')}</a> <a href=${to('/services')}>${t('frame.allServices')}</a> <a href=${to('/agencies')}>${t('frame.agencies')}</a></p>`,
  });
}
