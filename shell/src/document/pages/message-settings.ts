import { LANGS, type Lang } from '@hukumat/contract';
import { notice } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import { type Context, content } from './parts.ts';

export interface MessageSettingsModel {
  lang: Lang;
  channels: {
    channel: 'email' | 'sms';
    on: boolean;
    /** The portal has this way out at all. */
    offered: boolean;
    address?: string;
  }[];
  embedded: boolean;
  saved: boolean;
  error?: string;
}

/** Where else than in the inbox the person wants to be told, and in which language. */
export function messageSettingsPage(model: MessageSettingsModel, context: Context): Html {
  const { t, to } = context;
  return content({
    title: t('settings.title'),
    lead: t('settings.lead'),
    body: html`${model.saved ? notice({ kind: 'success', text: t('settings.saved') }) : ''}${model.error ? notice({ kind: 'error', text: model.error }) : ''}${
      model.embedded ? notice({ kind: 'info', text: t('settings.embedded') }) : ''
    }<form class="hk-form" method="post" action=${to('/account/settings')}><fieldset class="hk-field"><legend class="hk-label">${t('settings.how')}</legend>${model.channels.map(
      (way) =>
        html`<label class="hk-choice"><input type="checkbox" name=${way.channel} value="on" ?checked=${way.on && way.offered} ?disabled=${!way.offered}><span>${t(`settings.${way.channel}`)}</span><small>${
          way.offered ? (way.address ? t('settings.to', { address: way.address }) : t('settings.noAddress')) : t('settings.noChannel')
        }</small></label>`,
    )}</fieldset><fieldset class="hk-field"><legend class="hk-label">${t('settings.lang')}</legend>${LANGS.map(
      (lang) =>
        html`<label class="hk-choice"><input type="radio" name="lang" value=${lang} ?checked=${lang === model.lang}><span>${t(`settings.lang.${lang}`)}</span></label>`,
    )}</fieldset><div class="hk-actions"><button class="hk-button">${t('settings.save')}</button></div></form>`,
  });
}
