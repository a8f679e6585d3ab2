import { notice } from '@hukumat/ui';
import { type CheckView, renderCheckAnswers } from '@hukumat/ui/form';
import { type Html, html } from '../render.ts';
import { actingNotice, outline } from './apply.ts';
import { type Context, sampleTag } from './parts.ts';

export interface CheckModel {
  view: CheckView;
  /** `text` is the sum, or the agency's words where the sum is not published. */
  fees: { text: string; sample?: boolean }[];
  said?: { kind: 'info' | 'warning'; text: string };
  /** For whom it is sent, when that is not the person at the browser. */
  acting?: string;
}

/** Every answer before it is sent, what it costs, and the one button that sends. */
export function checkPage({ view, fees, said, acting }: CheckModel, context: Context): Html {
  const { t } = context;
  const cost = html`<h2>${t('apply.fee')}</h2>${
    fees.length === 0
      ? html`<p>${t('apply.feeFree')}</p>`
      : html`<ul class="hk-plain">${fees.map((fee) => html`<li>${fee.text}${sampleTag(fee.sample, context)}</li>`)}</ul>`
  }`;
  return html`<div class="hk-page hk-main hk-form-page"><div class="hk-reading">${actingNotice(acting)}${said ? notice(said) : ''}${renderCheckAnswers({ ...view, before: cost })}</div>${outline(view, undefined, context)}</div>`;
}
