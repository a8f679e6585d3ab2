import { notice, receiptNumber } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content } from './parts.ts';

/** What is paid for, in words and sums that are ready to be read. */
export interface Bill {
  number: string;
  application: string;
  service: string;
  agency: string;
  payer: string;
  lines: { label: string; sum: string }[];
  total: string;
}

export interface PayModel {
  bill: Bill;
  state: 'open' | 'waiting' | 'declined' | 'settled' | 'refunded' | 'cancelled' | 'expired';
  /** The last day of payment. */
  until: string;
  /** Where the button posts to. */
  action: string;
  /** This page again: the way to ask whether the bank has answered. */
  again: string;
  applicationHref: string;
  receipt?: { number: string; href: string };
  /** The bank did not answer the press on the button. */
  away?: boolean;
  /** It is for what was approved: after it the document is made, not the review begun. */
  issue?: boolean;
  /** It is over, and a new one can be asked for. */
  renewable?: boolean;
}

/** One invoice: what, how much, for whom, and the one thing to do next. */
export function payPage(model: PayModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t(`pay.title.${model.state}`),
    body: html`<div data-hk="payment" data-state=${model.state}>${said(model, context)}${model.receipt ? receiptNumber(context.lang, t('pay.receipt'), model.receipt.number) : ''}${actions(model, context)}${summary(model.bill, context, model.receipt !== undefined)}</div>`,
  });
}

function said(model: PayModel, { t }: Context): Part {
  if (model.away) return notice({ kind: 'warning', title: t('pay.away'), text: t('pay.awayText') });
  switch (model.state) {
    case 'waiting':
      return notice({ kind: 'info', text: t('pay.waiting') });
    case 'declined':
      return notice({ kind: 'warning', text: t('pay.declined') });
    case 'expired':
      return notice({
        kind: 'warning',
        text: t(model.renewable ? 'pay.expiredIssue' : model.issue ? 'pay.expiredLast' : 'pay.expired', { date: model.until }),
      });
    case 'cancelled':
      return notice({ kind: 'info', text: t('pay.cancelled') });
    case 'refunded':
      return notice({ kind: 'info', text: t('pay.refunded') });
    case 'settled':
      return notice({ kind: 'success', text: t(model.issue ? 'pay.settledIssue' : 'pay.settled') });
    default:
      return html`<p class="hk-lead">${t(model.issue ? 'pay.untilIssue' : 'pay.until', { date: model.until })}</p>`;
  }
}

function actions(model: PayModel, { t }: Context): Part {
  const back = html`<a href=${model.applicationHref}>${t('pay.toApplication')}</a>`;
  if (model.receipt)
    return html`<p class="hk-actions"><a class="hk-button" href=${model.receipt.href}>${t('pay.openReceipt')}</a>${back}</p>`;
  if (model.state === 'waiting')
    return html`<form class="hk-actions" method="post" action=${model.action}><a class="hk-button" href=${model.again}>${t('pay.again')}</a><button class="hk-button hk-button-second">${t('pay.continue')}</button></form>`;
  if (model.state === 'open' || model.state === 'declined')
    return html`<form method="post" action=${model.action}><p class="hk-soft">${t('pay.card')}</p><div class="hk-actions"><button class="hk-button">${t(model.state === 'declined' ? 'pay.tryAgain' : 'pay.now', { sum: model.bill.total })}</button></div></form>`;
  if (model.renewable)
    return html`<form class="hk-actions" method="post" action=${model.action}><button class="hk-button" name="renew" value="1">${t('pay.renew')}</button>${back}</form>`;
  return html`<p>${back}</p>`;
}

export function summary(bill: Bill, { t }: Context, paid = false): Html {
  return html`<section class="hk-section"><h2>${t(paid ? 'pay.whatPaid' : 'pay.what')}</h2><dl class="hk-summary"><div><dt>${t('pay.service')}</dt><dd>${bill.service}</dd></div><div><dt>${t('pay.to')}</dt><dd>${bill.agency}</dd></div><div><dt>${t('pay.application')}</dt><dd><span class="hk-nowrap">${bill.application}</span></dd></div><div><dt>${t('pay.invoice')}</dt><dd><span class="hk-nowrap">${bill.number}</span></dd></div><div><dt>${t('pay.payer')}</dt><dd>${bill.payer}</dd></div>${bill.lines.map(
    (line) => html`<div><dt>${line.label}</dt><dd>${line.sum}</dd></div>`,
  )}<div><dt>${t('pay.total')}</dt><dd><strong>${bill.total}</strong></dd></div></dl></section>`;
}
