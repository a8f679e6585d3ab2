import type { Lang } from '@hukumat/contract';
import { notice } from '@hukumat/ui';
import type { Say } from '../../messages/index.ts';
import { type Html, html } from '../render.ts';
import { type Context, content } from './parts.ts';

/** Under every page: did it help? Two buttons that work without a script. */
export const feedbackStrip = (lang: Lang, path: string, t: Say): Html =>
  html`<aside class="hk-page hk-feedback" aria-label=${t('feedback.title')} data-hk="feedback-rating"><form method="post" action=${`/${lang}/feedback`} data-native><input type="hidden" name="page" value=${path}><p>${t('feedback.question')}</p><button class="hk-button hk-button-plain" type="submit" name="helpful" value="yes">${t('feedback.yes')}</button><button class="hk-button hk-button-plain" type="submit" name="helpful" value="no">${t('feedback.no')}</button></form></aside>`;

export interface FeedbackModel {
  /** The page it is about, without the language. */
  page: string;
  said?: 'yes' | 'no';
  done: boolean;
  refused?: string;
  back: string;
}
/** Thanks, and room for a word. */
export function feedbackPage({ page, said, done, refused, back }: FeedbackModel, { t, to }: Context): Html {
  return content({
    title: t('feedback.title'),
    body: html`${
      refused
        ? notice({ kind: 'warning', text: refused })
        : said
          ? notice({ kind: 'success', text: t(done ? 'feedback.thanksForWord' : 'feedback.thanks') })
          : ''
    }${
      done
        ? ''
        : html`<form class="hk-form" method="post" action=${to('/feedback')} data-native><input type="hidden" name="page" value=${page}>${
            said
              ? html`<input type="hidden" name="helpful" value=${said}>`
              : html`<fieldset class="hk-field"><legend class="hk-label">${t('feedback.question')}</legend><label class="hk-choice"><input type="radio" name="helpful" value="yes" required> ${t('feedback.yes')}</label><label class="hk-choice"><input type="radio" name="helpful" value="no"> ${t('feedback.no')}</label></fieldset>`
          }<div class="hk-field"><label class="hk-label" for="comment">${t(said === 'yes' ? 'feedback.whatHelped' : 'feedback.whatLacks')}</label><p class="hk-hint" id="comment-hint">${t('feedback.noPersonal')}</p><textarea class="hk-input" id="comment" name="comment" rows="5" maxlength="2000" aria-describedby="comment-hint"></textarea></div><div hidden><label for="website">${t('appeals.trap')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div><div class="hk-actions"><button class="hk-button" type="submit">${t('feedback.send')}</button></div></form>`
    }<p><a href=${back}>${t('feedback.back')}</a></p>`,
  });
}
