import { notice, toneTag } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

export interface DocumentLine {
  href: string;
  title: string;
  number: string;
  agency: string;
  state: 'issued' | 'expired' | 'revoked';
  issuedOn: string;
  validUntil?: string;
  file: string;
  /** Nothing loud beside it. */
  quiet: boolean;
}
export interface DocumentModel extends DocumentLine {
  verify: string;
  /** A drawing of its QR in a square of 100. */
  qr?: string;
  revoked?: { on: string; reason?: string };
  handOvers: { service: string; agency: string; when: string; consent: string; opened: { officer: string; when: string }[] }[];
  /** Where it is taken back; absent where the person may not. */
  revoke?: { action: string; asked: boolean; ask: string; error?: string; typed?: string };
  said?: string;
}

const stateTag = ({ state, quiet }: DocumentLine, { t }: Context): Html => {
  const label = t(`documents.${state}`);
  if (state === 'issued') return toneTag(quiet ? 'plain' : 'good', 'badge-check', label);
  return state === 'expired' ? toneTag('plain', 'clock', label) : toneTag('danger', 'circle-x', label);
};

/** The person's sealed documents as cards. */
export function documentsPage(lines: readonly DocumentLine[], context: Context): Html {
  const { t } = context;
  const body =
    lines.length === 0
      ? emptyState({ icon: 'file-text', title: t('documents.empty'), text: t('documents.emptyText') })
      : lines.map(
          (line) =>
            html`<article class="hk-card hk-paper" data-hk="document" data-state=${line.state} ?data-quiet=${line.quiet}><div class="hk-paper-head"><p class="hk-small hk-soft">${line.agency}</p>${stateTag(line, context)}</div><h2>${line.title}</h2><p class="hk-identity">${line.number}</p>${days(line, context)}<p class="hk-actions"><a class="hk-button hk-button-second" href=${line.href}>${t('documents.show')}<span class="hk-hidden"> ${line.number}</span></a><a href=${line.file} data-native>${t('application.download')}<span class="hk-hidden"> ${line.number}</span></a></p></article>`,
        );
  return content({ title: t('documents.title'), body });
}

const days = (line: DocumentLine, { t }: Context): Html =>
  html`<p class="hk-soft">${t('documents.issuedOn', { date: line.issuedOn })}${
    line.validUntil ? html`<br>${t('documents.validUntil', { date: line.validUntil })}` : ''
  }</p>`;

/** One document: its QR to be shown, its file, where it was handed over, and how it is taken back. */
export function documentPage(model: DocumentModel, context: Context): Html {
  const { t } = context;
  return content({
    title: model.title,
    body: html`${model.said ? notice({ kind: 'info', text: model.said }) : ''}<div class="hk-paper-head"><p class="hk-identity">${model.number}</p>${stateTag(model, context)}</div><p>${model.agency}</p>${days(model, context)}${
      model.revoked
        ? notice({ kind: 'warning', title: t('documents.revokedOn', { date: model.revoked.on }), text: model.revoked.reason ?? '' })
        : ''
    }${qr(model, context)}<p class="hk-actions"><a class="hk-button hk-button-second" href=${model.file} data-native>${t('application.download')}</a><a href=${model.verify}>${t('documents.verify')}</a></p>${handOvers(model, context)}${revoke(model, context)}`,
  });
}

const qr = ({ qr: path, number }: DocumentModel, { t }: Context): Part =>
  path
    ? html`<section class="hk-section" aria-labelledby="qr"><h2 id="qr">${t('documents.qr')}</h2><div class="hk-qr"><svg viewBox="0 0 100 100" role="img" aria-label=${t('documents.qrOf', { number })}><path d=${path}></path></svg></div><p class="hk-small hk-soft">${t('documents.qrText')}</p></section>`
    : '';

function handOvers({ handOvers: given }: DocumentModel, { t }: Context): Html {
  return html`<section class="hk-section" aria-labelledby="given"><h2 id="given">${t('documents.handOvers')}</h2>${
    given.length === 0
      ? html`<p class="hk-soft">${t('documents.noHandOvers')}</p>`
      : html`<ul class="hk-quiet-list">${given.map(
          (one) =>
            html`<li class="hk-card"><strong>${one.agency}</strong><p>${one.service}</p><p class="hk-small hk-soft">${t('documents.handedOn', { when: one.when })}</p><p class="hk-small hk-soft">«${one.consent}»</p>${
              one.opened.length === 0
                ? html`<p class="hk-small">${t('documents.notOpened')}</p>`
                : html`<ul class="hk-small">${one.opened.map(({ officer, when }) => html`<li>${t('documents.openedBy', { officer, when })}</li>`)}</ul>`
            }</li>`,
        )}</ul>`
  }</section>`;
}

function revoke({ revoke: form }: DocumentModel, { t }: Context): Part {
  if (!form) return '';
  if (!form.asked) return html`<p class="hk-section"><a href=${form.ask}>${t('mandates.revoke')}</a></p>`;
  return html`<section class="hk-section" id="revoke"><h2>${t('mandates.revokeTitle')}</h2>${revokeForm(form, t)}</section>`;
}

/** Asks once more and for a reason, because nobody can undo it. */
export const revokeForm = (form: { action: string; error?: string; typed?: string }, t: Context['t']): Html =>
  html`<p>${t('mandates.revokeText')}</p><form class="hk-form" method="post" action=${form.action}><div class="hk-field${form.error ? ' hk-invalid' : ''}"><label class="hk-label" for="reason">${t('mandates.reason')}</label><p class="hk-hint" id="reason-hint">${t('mandates.reasonHint')}</p>${
    form.error ? html`<p class="hk-field-error" id="reason-error">${form.error}</p>` : ''
  }<input class="hk-input" id="reason" name="reason" maxlength="500" autocomplete="off" value=${form.typed ?? ''} aria-describedby=${form.error ? 'reason-error reason-hint' : 'reason-hint'} aria-invalid=${form.error ? 'true' : 'false'}></div><div class="hk-actions"><button class="hk-button hk-button-danger">${t('mandates.revokeConfirm')}</button></div></form>`;
