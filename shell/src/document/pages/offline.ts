import { notice } from '@hukumat/ui';
import { type Html, html, raw, scriptJson } from '../render.ts';
import { type Context, content } from './parts.ts';

/** Every way a statement can turn out. */
export const OFFLINE_RESULTS = ['valid', 'expired', 'revoked', 'ahead', 'altered', 'foreign', 'retired', 'unreadable'] as const;
export type OfflineResult = (typeof OFFLINE_RESULTS)[number];

export interface OfflineModel {
  /** Keys and revocations as they are published now; the browser half checks with them when there is no network. */
  published: unknown;
  /** When they were published, in words. */
  asOf: string;
  typed: string;
  result?: OfflineResult;
  facts?: { number: string; initials: string; issuedOn: string; validUntil?: string };
}

const KIND = {
  valid: 'success',
  expired: 'warning',
  revoked: 'error',
  ahead: 'warning',
  altered: 'error',
  foreign: 'error',
  retired: 'error',
  unreadable: 'warning',
} as const;

/** Checks the text of a QR: by the server where it is sent to, and in the page itself once it has been opened, with no network. */
export function offlinePage(model: OfflineModel, context: Context): Html {
  const { t, to } = context;
  const fact = (name: string, label: string, value: string | undefined) =>
    html`<div ?hidden=${value === undefined}><dt>${label}</dt><dd data-fact=${name}>${value ?? ''}</dd></div>`;
  const { facts } = model;
  return content({
    title: t('offline.title'),
    lead: t('offline.lead'),
    body: html`<div id="offline-result" data-hk="verdict" data-result=${model.result ?? ''} aria-live="polite">${OFFLINE_RESULTS.map(
      (result) =>
        html`<div data-is=${result} ?hidden=${result !== model.result}>${notice({ kind: KIND[result], title: t(`offline.${result}`), text: t(`offline.text.${result}`) })}</div>`,
    )}<dl class="hk-summary" ?hidden=${!facts}>${fact('number', t('verify.number'), facts?.number)}${fact('initials', t('verify.holder'), facts?.initials)}${fact('issuedOn', t('verify.issuedOn'), facts?.issuedOn)}${fact('validUntil', t('verify.validUntil'), facts?.validUntil)}</dl></div><form class="hk-form hk-section" method="post" action=${to('/verify/offline')} data-offline-check><div class="hk-field"><label class="hk-label" for="text">${t('offline.text')}</label><p class="hk-hint" id="text-hint">${t('offline.textHint')}</p><input class="hk-input" id="text" name="text" value=${model.typed} maxlength="4000" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="text-hint"></div><div class="hk-actions"><button class="hk-button">${t('verify.check')}</button></div></form><p class="hk-small hk-soft">${t('offline.asOf', { when: model.asOf })}</p><p><a href=${to('/verify')}>${t('offline.online')}</a></p>${raw(
      `<script type="application/json" id="statement-keys">${scriptJson(model.published)}</script>`,
    )}`,
  });
}
