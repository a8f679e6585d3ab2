import { type IconName, notice, type Tone, table, toneTag } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';
import { type Bill, summary } from './pay.ts';

export type PaymentState = 'open' | 'settled' | 'refunded' | 'cancelled' | 'expired';

export interface PaymentLine {
  href: string;
  number: string;
  service: string;
  sum: string;
  on: string;
  state: PaymentState;
}

const LOOK: Record<PaymentState, [Tone, IconName]> = {
  open: ['warning', 'clock'],
  settled: ['good', 'check'],
  refunded: ['info', 'undo-2'],
  cancelled: ['plain', 'x'],
  expired: ['plain', 'clock'],
};

const stateTag = (state: PaymentState, { t }: Context): Part => toneTag(...LOOK[state], t(`payment.${state}`));

/** What the person was asked to pay, newest first. */
export function paymentsPage(lines: readonly PaymentLine[], context: Context): Html {
  const { t, to } = context;
  const columns = [
    { label: t('pay.invoice') },
    { label: t('pay.service') },
    { label: t('payments.on') },
    { label: t('pay.total'), number: true },
    { label: t('payments.state') },
  ];
  const rows = lines.map((line) => [
    html`<a class="hk-nowrap" href=${line.href}>${line.number}</a>`,
    line.service,
    line.on,
    html`<span class="hk-nowrap">${line.sum}</span>`,
    stateTag(line.state, context),
  ]);
  return content({
    title: t('payments.title'),
    wide: true,
    body:
      lines.length > 0
        ? table({ caption: t('payments.title'), quiet: true, columns, rows, fold: true })
        : emptyState({
            icon: 'file-text',
            title: t('payments.empty'),
            text: t('payments.emptyText'),
            link: { href: to('/services'), label: t('frame.allServices') },
          }),
  });
}

export interface ReceiptOfPayment {
  bill: Bill;
  number: string;
  paidAt: string;
  refund?: { on: string; reason: string };
  applicationHref: string;
}

/** The receipt of a payment, to read and to print. */
export function receiptOfPaymentPage(model: ReceiptOfPayment, context: Context): Html {
  const { t } = context;
  return content({
    title: html`${t('receiptOf.title')} <span class="hk-nowrap">${model.number}</span>`,
    body: html`<div data-hk="payment-receipt">${
      model.refund
        ? notice({ kind: 'info', title: t('receiptOf.refunded', { date: model.refund.on }), text: model.refund.reason })
        : html`<p>${stateTag('settled', context)}</p>`
    }<dl class="hk-summary"><div><dt>${t('receiptOf.paidAt')}</dt><dd>${model.paidAt}</dd></div><div><dt>${t('receiptOf.way')}</dt><dd>${t('receiptOf.cashless')}</dd></div></dl>${summary(model.bill, context, true)}<p class="hk-small hk-soft">${t('receiptOf.print')}</p><p><a href=${model.applicationHref}>${t('pay.toApplication')}</a></p></div>`,
  });
}
