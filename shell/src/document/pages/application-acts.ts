import { notice } from '@hukumat/ui';
import { textarea } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import type { ObjectionsModel, RatingModel, Refused, SigningModel } from './application.ts';
import type { Context } from './parts.ts';

/** One text a person has to write, with what was wrong with it. */
function words(field: { name: string; label: string; hint?: string; refused?: Refused | undefined }): Html {
  const { name, label, hint, refused } = field;
  const described = [refused && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return html`<div class="hk-field${refused ? ' hk-invalid' : ''}"><label class="hk-label" for=${name}>${label}</label>${
    hint ? html`<p class="hk-hint" id="${name}-hint">${hint}</p>` : ''
  }${refused ? html`<p class="hk-field-error" id="${name}-error">${refused.error}</p>` : ''}${textarea({
    id: name,
    name,
    text: refused?.typed ?? '',
    describedBy: described || undefined,
    invalid: refused !== undefined,
  })}</div>`;
}

/** The second person: what is signed, by whom, and the two ways out of it. */
export function signing(model: SigningModel, { t }: Context): Html {
  const declining = model.declining || model.refused !== undefined;
  return html`<section class="hk-section" id="sign" aria-labelledby="sign-title"><h2 id="sign-title">${model.title}</h2><p>${model.text}</p>${
    model.until ? html`<p><strong>${t('signing.until', { date: model.until })}</strong></p>` : ''
  }<dl class="hk-summary">${model.names.map(
    (one) =>
      html`<div><dt>${t(`signing.as.${one.as}`)}</dt><dd>${one.name}<br><span class="hk-small hk-soft">${
        one.signedOn ? t('signing.signedOn', { when: one.signedOn }) : t('signing.notSigned')
      }</span></dd></div>`,
  )}<div><dt>${t('signing.digest')}</dt><dd><code class="hk-digest">${model.digest}</code></dd></div></dl><p class="hk-small hk-soft">${t('signing.digestText')}</p>${
    declining ? decline(model, t) : accept(model, t)
  }</section>`;
}

const accept = (model: SigningModel, t: Context['t']): Html =>
  html`${
    model.stepUp
      ? html`${notice({ kind: 'info', text: t('signing.stronger') })}<p class="hk-actions"><a class="hk-button" href=${model.stepUp} data-native>${t('signing.stepUp')}</a></p>`
      : html`<form method="post" action=${model.accept}><input type="hidden" name="version" value=${model.version}><div class="hk-actions"><button class="hk-button">${t('signing.accept')}</button></div></form>`
  }<p><a href="${model.href}?decline=1#sign">${t('signing.decline')}</a></p>`;

const decline = (model: SigningModel, t: Context['t']): Html =>
  html`<form class="hk-form" method="post" action=${model.decline}><input type="hidden" name="version" value=${model.version}>${words({
    name: 'reason',
    label: t('signing.reason'),
    hint: t('signing.reasonHint'),
    refused: model.refused,
  })}<div class="hk-actions"><button class="hk-button hk-button-danger">${t('signing.declineYes')}</button><a href="${model.href}#sign">${t('signing.declineNo')}</a></div></form>`;

/** Objections to a decision, their answers, and the form while one may be filed. */
export function objections({ filed, form }: ObjectionsModel, { t }: Context): Part {
  if (filed.length === 0 && !form) return '';
  return html`<section class="hk-section" id="objection" aria-labelledby="objection-title"><h2 id="objection-title">${t('objection.title')}</h2>${filed.map(
    (one) =>
      html`<article class="hk-card"><p class="hk-small hk-soft">${t('objection.filedOn', { when: one.when })}</p><p class="hk-letter">${one.text}</p>${
        one.answer
          ? html`<h3>${one.answer.granted ? t('objection.granted') : t('objection.refused')}</h3><p class="hk-letter">${one.answer.text}</p><p class="hk-small hk-soft">${one.answer.when}</p>`
          : html`<p class="hk-soft">${one.dueOn ? t('objection.answerBy', { date: one.dueOn }) : t('objection.waiting')}</p>`
      }</article>`,
  )}${
    form
      ? html`<p>${t('objection.lead', { date: form.until })}</p><form class="hk-form" method="post" action=${form.action}>${words({
          name: 'text',
          label: t('objection.text'),
          hint: t('objection.textHint'),
          refused: form.refused,
        })}<div class="hk-actions"><button class="hk-button hk-button-second">${t('objection.send')}</button></div></form>`
      : ''
  }</section>`;
}

const STARS = ['1', '2', '3', '4', '5'] as const;

/** How the person was served: one to five, once. */
export function ratingForm(model: RatingModel, { t }: Context): Html {
  if ('given' in model) {
    return html`<section class="hk-section" id="rating" aria-labelledby="rating-title"><h2 id="rating-title">${t('rating.title')}</h2><p>${t('rating.given', { stars: model.given })}</p>${model.comment ? html`<p class="hk-soft">«${model.comment}»</p>` : ''}</section>`;
  }
  const { error, typed } = model;
  return html`<section class="hk-section" id="rating" aria-labelledby="rating-title"><h2 id="rating-title">${t('rating.title')}</h2><form class="hk-form" method="post" action=${model.action}><fieldset class="hk-field hk-stars${error ? ' hk-invalid' : ''}" aria-describedby=${error ? 'stars-error stars-hint' : 'stars-hint'}><legend class="hk-label">${t('rating.ask')}</legend><p class="hk-hint" id="stars-hint">${t('rating.hint')}</p>${
    error ? html`<p class="hk-field-error" id="stars-error">${error}</p>` : ''
  }<div>${STARS.map(
    (star) =>
      html`<label class="hk-choice"><input type="radio" name="stars" value=${star} ?checked=${typed?.stars === star}><span>${star}<span class="hk-hidden"> — ${t(`rating.star.${star}`)}</span></span></label>`,
  )}</div></fieldset><div class="hk-field"><label class="hk-label" for="comment">${t('rating.comment')}</label><p class="hk-hint" id="comment-hint">${t('rating.commentHint')}</p>${textarea(
    { id: 'comment', name: 'comment', text: typed?.comment ?? '', describedBy: 'comment-hint', invalid: false },
  )}</div><div class="hk-actions"><button class="hk-button hk-button-second">${t('rating.send')}</button></div></form></section>`;
}
