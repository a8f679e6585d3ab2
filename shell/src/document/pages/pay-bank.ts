import { notice } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content } from './parts.ts';

export interface BankModel {
  reference: string;
  sum: string;
  /** `over`: answered or left open too long. */
  state: 'open' | 'thinking' | 'over';
  cards: readonly ('pays' | 'declined' | 'late')[];
  action: string;
  returnTo: string;
  /** The button was pressed with no card chosen. */
  missing?: boolean;
}

/** The page of the demonstration bank. It asks for no number of any card. */
export function bankPage(model: BankModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('bank.title'),
    body: html`${notice({ kind: 'warning', title: t('bank.demo'), text: t('bank.demoText') })}<dl class="hk-summary"><div><dt>${t('bank.merchant')}</dt><dd>HUKUMAT.TJ</dd></div><div><dt>${t('bank.reference')}</dt><dd><span class="hk-nowrap">${model.reference}</span></dd></div><div><dt>${t('pay.total')}</dt><dd><strong>${model.sum}</strong></dd></div></dl>${
      model.state === 'open' ? cards(model, context) : over(model, context)
    }`,
  });
}

const over = ({ state, returnTo }: BankModel, { t }: Context): Part =>
  html`<p>${t(state === 'thinking' ? 'bank.thinking' : 'bank.over')}</p><p class="hk-actions"><a class="hk-button" href=${returnTo}>${t('bank.back')}</a></p>`;

function cards({ cards: all, action, sum, missing }: BankModel, { t }: Context): Part {
  return html`<form class="hk-form" method="post" action=${action}><fieldset class="hk-field${missing ? ' hk-invalid' : ''}" aria-describedby=${missing ? 'card-error' : 'card-hint'}><legend class="hk-label">${t('bank.card')}</legend><p class="hk-hint" id="card-hint">${t('bank.cardHint')}</p>${
    missing ? html`<p class="hk-field-error" id="card-error">${t('bank.cardMissing')}</p>` : ''
  }${all.map(
    (card) => html`<label class="hk-choice"><input type="radio" name="card" value=${card}><span>${t(`bank.card.${card}`)}</span></label>`,
  )}</fieldset><div class="hk-actions"><button class="hk-button">${t('bank.pay', { sum })}</button><button class="hk-button hk-button-second" name="leave" value="1">${t('bank.leave')}</button></div></form>`;
}
