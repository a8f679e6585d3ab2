import { notice, statusTag, type TimelineEntry, timeline } from '@hukumat/ui';
import { type FormView, renderStep } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import type { ApplicationLine } from './account.ts';
import { objections, ratingForm, signing } from './application-acts.ts';
import { type Context, numbered, type Pulse, refresh } from './parts.ts';
import { type ReceiptModel, receipt } from './receipt.ts';

export interface LetterLine {
  title: string;
  body: string;
  when: string;
  at: string;
}

/** A text field that was refused: what was typed stands in it again. */
export interface Refused {
  typed: string;
  error: string;
}

/** What the second person signs, and where. */
export interface SigningModel {
  title: string;
  text: string;
  /** Those who sign, the applicant first. */
  names: { as: 'applicant' | 'party'; name: string; signedOn?: string }[];
  /** SHA-256 of the answers, as it stands under the signatures. */
  digest: string;
  until?: string;
  version: number;
  /** The page itself. */
  href: string;
  accept: string;
  decline: string;
  /** Where the sign-in is made strong enough first. */
  stepUp?: string;
  /** Declining was asked for. */
  declining: boolean;
  refused?: Refused;
}

export interface ObjectionsModel {
  filed: { text: string; when: string; dueOn?: string; answer?: { text: string; granted: boolean; when: string } }[];
  /** Present while one may be filed. */
  form?: { action: string; until: string; refused?: Refused };
}

export type RatingModel =
  | { given: number; comment?: string }
  | { action: string; error?: string; typed?: { stars: string; comment: string } };

export interface ApplicationModel extends ApplicationLine {
  pulse: Pulse;
  receipt?: ReceiptModel;
  said?: { kind: 'info' | 'success' | 'warning' | 'error'; text: string };
  dueNote?: string;
  /** In whose hands it is now. */
  holder?: string;
  /** Who filed it for whom. */
  acted?: string;
  /** The record of what somebody at a centre has entered for them. */
  helpedHref?: string;
  /** Where it is paid, while it waits for that. */
  payHref?: string;
  /** Who has to pay it, when that is not the person at the browser. */
  paidBy?: string;
  /** Its answers were kept long enough and are gone. */
  erased: boolean;
  timeline: TimelineEntry[];
  letters: LetterLine[];
  answers: { label: string; value: string }[];
  signing?: SigningModel;
  objections?: ObjectionsModel;
  rating?: RatingModel;
  /** Who looked at it, for its owner. */
  accessesHref?: string;
  /** Asked to be mended: the officer's words and a form of exactly the named fields. */
  mend?: { message: string; until?: string; view: FormView };
  refusal?: { reason: string; note?: string };
  documentHref?: string;
  /** Present while it may be withdrawn; `asked` after the first press. */
  withdraw?: { action: string; asked: boolean; version: number };
}

/** One application: where it is, who has it, what is asked, what was said. */
export function applicationPage(model: ApplicationModel, context: Context): Html {
  const { t } = context;
  return html`<div class="hk-page hk-main"><div class="hk-reading">${model.said ? notice({ ...model.said, quiet: model.quiet }) : ''}${
    model.receipt ? receipt(model.receipt, context) : ''
  }${title(model, context)}<p class="hk-lead">${model.service}</p><p>${statusTag(
    model.state,
    t(`state.${model.state}`),
    model.quiet,
  )}${model.dueOn ? html` <span class="hk-soft">${t('account.dueOn')}: ${model.dueOn}</span>` : model.dueNote ? html` <span class="hk-soft">${model.dueNote}</span>` : ''}</p>${
    model.holder ? html`<p class="hk-soft" data-hk="holder">${model.holder}</p>` : ''
  }${model.acted ? html`<p class="hk-soft">${model.acted}</p>` : ''}${
    model.helpedHref
      ? html`<p class="hk-soft" data-hk="helped">${t('helped.made')} · <a href=${model.helpedHref}>${t('helped.recordHere')}</a></p>`
      : ''
  }${pay(model, context)}${mend(model, context)}${
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
  }${model.signing ? html`${answers(model, context)}${signing(model.signing, context)}` : ''}<section class="hk-section"><h2>${t('application.timeline')}</h2>${timeline(model.timeline)}${refresh(model.href, model.pulse, context)}</section>${letters(model, context)}${
    model.objections ? objections(model.objections, context) : ''
  }${model.rating ? ratingForm(model.rating, context) : ''}${model.signing ? '' : answers(model, context)}${
    model.accessesHref ? html`<p class="hk-section"><a href=${model.accessesHref}>${t('accesses.ofThis')}</a></p>` : ''
  }${withdraw(model, context)}</div></div>`;
}

/** One heading of the first rank a page: the receipt's and the corrections' own titles take its place. */
function title({ number, receipt: taken, mend: asked }: ApplicationModel, { t }: Context): Part {
  const words = numbered(t('application.title', { number }));
  if (taken) return html`<h2>${words}</h2>`;
  return asked ? html`<p><strong>${words}</strong></p>` : html`<h1 data-hk="page-title">${words}</h1>`;
}

const pay = ({ payHref, paidBy, state }: ApplicationModel, { t }: Context): Part =>
  payHref
    ? html`${notice({ kind: 'warning', text: state === 'approved' ? t('application.unpaidIssue') : t('application.unpaid') })}<p class="hk-actions"><a class="hk-button" href=${payHref}>${t('application.pay')}</a></p>`
    : paidBy
      ? notice({ kind: 'info', text: t('application.unpaidByOther', { name: paidBy }) })
      : '';

const answers = (model: ApplicationModel, { t }: Context): Html =>
  html`<section class="hk-section"><h2>${model.signing ? t('signing.answers') : t('application.answers')}</h2>${model.erased ? html`<p class="hk-soft">${t('application.erased')}</p>` : ''}<dl class="hk-summary">${model.answers.map(
    (row) => html`<div><dt>${row.label}</dt><dd>${row.value || '—'}</dd></div>`,
  )}</dl></section>`;

function letters({ letters: lines }: ApplicationModel, { t }: Context): Part {
  if (lines.length === 0) return '';
  return html`<section class="hk-section" aria-labelledby="letters"><h2 id="letters">${t('application.letters')}</h2>${lines.map(
    (line) =>
      html`<article class="hk-card"><h3>${line.title}</h3><p class="hk-letter">${line.body}</p><p class="hk-small hk-soft"><time datetime=${line.at}>${line.when}</time></p></article>`,
  )}</section>`;
}

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
