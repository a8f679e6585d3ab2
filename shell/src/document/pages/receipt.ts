import { receiptNumber } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import type { Context } from './parts.ts';

export interface ReceiptModel {
  number: string;
  agency: string;
  /** `dd.mm.yyyy`; absent when the year's calendar is not published. */
  dueOn?: string;
  /** `at-once`: a notification; its document is there when `documentHref` is. `party`: it waits for a second signature. */
  kind: 'review' | 'at-once' | 'party';
  /** The last day of the second signature. */
  signBy?: string;
  documentHref?: string;
}

/** What the applicant takes along: a number to copy, and what happens next with dates. */
export function receipt(model: ReceiptModel, { t, lang }: Context): Html {
  const next =
    model.kind === 'at-once'
      ? [model.documentHref ? t('receipt.issued') : t('receipt.soon')]
      : model.kind === 'party'
        ? [t('receipt.party', { date: model.signBy ?? '' }), t('receipt.partyThen')]
        : [
            model.dueOn
              ? t('receipt.reviewBy', { agency: model.agency, date: model.dueOn })
              : t('receipt.reviewNoDate', { agency: model.agency }),
            t('receipt.message'),
          ];
  return html`<h1 data-hk="page-title">${t('receipt.title')}</h1>${receiptNumber(
    lang,
    t('receipt.number'),
    model.number,
  )}<section class="hk-section"><h2>${t('receipt.next')}</h2>${next.length === 1 ? html`<p>${next[0]}</p>` : html`<ol>${next.map((line) => html`<li>${line}</li>`)}</ol>`}${
    model.documentHref ? html`<p><a class="hk-button" href=${model.documentHref} data-native>${t('application.download')}</a></p>` : ''
  }</section>`;
}
