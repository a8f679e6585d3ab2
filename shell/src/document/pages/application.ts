import { notice, statusTag, type TimelineEntry, timeline } from '@hukumat/ui';
import { type FormView, renderStep } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import type { ApplicationLine } from './account.ts';
import { type Context, numbered } from './parts.ts';
import { type ReceiptModel, receipt } from './receipt.ts';

export interface ApplicationModel extends ApplicationLine {
  receipt?: ReceiptModel;
  said?: { kind: 'info' | 'success' | 'warning' | 'error'; text: string };
  dueNote?: string;
  /** Where it is paid, while it waits for that. */
  payHref?: string;
  timeline: TimelineEntry[];
  answers: { label: string; value: string }[];
  /** Asked to be mended: the officer's words and a form of exactly the named fields. */
  mend?: { message: string; until?: string; view: FormView };
  refusal?: { reason: string; note?: string };
  documentHref?: string;
  /** Present while it may be withdrawn; `asked` after the first press. */
  withdraw?: { action: string; asked: boolean; version: number };
}

/** One application: where it is, what is asked, what was said. */
export function applicationPage(model: ApplicationModel, context: Context): Html {
  const { t } = context;
  return html`<div class="hk-page hk-main"><div class="hk-reading">${model.said ? notice({ ...model.said, quiet: model.quiet }) : ''}${
    model.receipt ? receipt(model.receipt, context) : ''
  }${title(model, context)}<p class="hk-lead">${model.service}</p><p>${statusTag(
    model.state,
    t(`state.${model.state}`),
    model.quiet,
  )}${model.dueOn ? html` <span class="hk-soft">${t('account.dueOn')}: ${model.dueOn}</span>` : model.dueNote ? html` <span class="hk-soft">${model.dueNote}</span>` : ''}</p>${pay(model, context)}${mend(model, context)}${
    model.refusal
      ? notice({
          kind: 'info',
          title: t('application.refused'),
          text: html`<p>${model.refusal.reason}</p>${model.refusal.note ? html`<p>${model.refusal.note}</p>` : ''}`,
        })
      : ''
  }${
    model.documentHref && !model.receipt
      ? html`<section class="hk-section"><h2>${t('application.document')}</h2><p><a class="hk-button" href=${model.documentHref} data-native>${t('application.download')}</a></p></section>`
      : ''
  }<section class="hk-section"><h2>${t('application.timeline')}</h2>${timeline(model.timeline)}</section><section class="hk-section"><h2>${t('application.answers')}</h2><dl class="hk-summary">${model.answers.map(
    (row) => html`<div><dt>${row.label}</dt><dd>${row.value || '—'}</dd></div>`,
  )}</dl></section>${withdraw(model, context)}</div></div>`;
}

/** One heading of the first rank a page: the receipt's and the corrections' own titles take its place. */
function title({ number, receipt: taken, mend: asked }: ApplicationModel, { t }: Context): Part {
  const words = numbered(t('application.title', { number }));
  if (taken) return html`<h2>${words}</h2>`;
  return asked ? html`<p><strong>${words}</strong></p>` : html`<h1 data-hk="page-title">${words}</h1>`;
}

const pay = ({ payHref }: ApplicationModel, { t }: Context): Part =>
  payHref
    ? html`${notice({ kind: 'warning', text: t('application.unpaid') })}<p class="hk-actions"><a class="hk-button" href=${payHref}>${t('application.pay')}</a></p>`
    : '';

function mend({ mend: asked }: ApplicationModel, { t }: Context): Part {
  if (!asked) return '';
  const until = asked.until ? html`<p>${t('application.sentBackUntil', { date: asked.until })}</p>` : '';
  return html`${notice({ kind: 'warning', title: t('application.sentBack'), text: html`<p>${asked.message}</p>${until}` })}${renderStep(asked.view)}`;
}

function withdraw({ withdraw: way, href }: ApplicationModel, { t }: Context): Part {
  if (!way) return '';
  if (!way.asked) return html`<p class="hk-section"><a href="${href}?withdraw=1#withdraw">${t('application.withdraw')}</a></p>`;
  return html`<form id="withdraw" class="hk-section" method="post" action=${way.action}><h2>${t('application.withdraw')}</h2><p>${t('application.withdrawSure')}</p><input type="hidden" name="version" value=${way.version}><div class="hk-actions"><button class="hk-button hk-button-danger">${t('application.withdrawYes')}</button><a href=${href}>${t('application.withdrawNo')}</a></div></form>`;
}
