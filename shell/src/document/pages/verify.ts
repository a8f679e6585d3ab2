import { notice } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content } from './parts.ts';

export interface VerdictModel {
  result: 'issued' | 'expired' | 'revoked' | 'altered' | 'unknown';
  /** Label and value; empty for an unknown document. */
  facts: { label: string; value: string; mono?: boolean }[];
  /** About a death: nothing loud beside it. */
  quiet: boolean;
}
export interface VerifyModel {
  code: string;
  verdict?: VerdictModel;
  codeError?: string;
  fileError?: string;
}

const KIND = { issued: 'success', expired: 'warning', revoked: 'error', altered: 'error', unknown: 'warning' } as const;

/** Checking a document by code or by file; anybody may, and learns no more than initials. */
export function verifyPage(model: VerifyModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('verify.title'),
    ...(model.verdict ? {} : { lead: t('verify.lead') }),
    body: html`${verdict(model, context)}${forms(model, context)}`,
  });
}

function verdict({ verdict: found }: VerifyModel, { t }: Context): Part {
  if (!found) return '';
  return html`<section data-hk="verdict" data-result=${found.result}>${notice({ kind: KIND[found.result], quiet: found.quiet, title: t(`verify.${found.result}`), text: t(`verify.${found.result}.text`) })}${
    found.facts.length > 0
      ? html`<dl class="hk-summary">${found.facts.map((fact) => html`<div><dt>${fact.label}</dt><dd>${fact.mono ? html`<code class="hk-wrap">${fact.value}</code>` : fact.value}</dd></div>`)}</dl><p class="hk-small hk-soft">${t('verify.demo')}</p>`
      : ''
  }</section>`;
}

function forms({ code, codeError, fileError }: VerifyModel, { t, to }: Context): Part {
  const error = (id: string, text: string | undefined): Part => (text ? html`<p class="hk-field-error" id=${id}>${text}</p>` : '');
  return html`<form class="hk-form hk-section" method="get" action=${to('/verify')}><div class="hk-field${codeError ? ' hk-invalid' : ''}"><label class="hk-label" for="code">${t('verify.code')}</label><p class="hk-hint" id="code-hint">${t('verify.codeHint')}</p>${error('code-error', codeError)}<input class="hk-input hk-identity" id="code" name="code" value=${code} maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint${codeError ? ' code-error' : ''}" aria-invalid=${codeError ? 'true' : 'false'}></div><div class="hk-actions"><button class="hk-button">${t('verify.check')}</button></div></form><form class="hk-form hk-section" method="post" enctype="multipart/form-data" action=${to('/verify')}><div class="hk-field${fileError ? ' hk-invalid' : ''}"><label class="hk-label" for="file">${t('verify.file')}</label><p class="hk-hint" id="file-hint">${t('verify.fileHint')}</p>${error('file-error', fileError)}<div class="hk-file"><input type="file" id="file" name="file" accept="application/pdf" aria-describedby="file-hint${fileError ? ' file-error' : ''}"></div></div><div class="hk-actions"><button class="hk-button hk-button-second">${t('verify.compare')}</button></div></form><p class="hk-section"><a href=${to('/verify/offline')}>${t('verify.offline')}</a></p>`;
}
