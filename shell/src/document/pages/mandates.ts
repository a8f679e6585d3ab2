import { notice, toneTag } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { revokeForm } from './documents.ts';
import { type Context, content } from './parts.ts';

export interface MandateLine {
  id: string;
  /** The other person. */
  name: string;
  /** Services it opens; `apply` leads to the form, filled in for the grantor. */
  services: { name: string; apply?: string }[];
  from: string;
  to: string;
  state: 'ahead' | 'active' | 'expired' | 'revoked';
  reason?: string;
  /** Page of its document, for the one who gave it. */
  document?: string;
  revoke?: { action: string; asked: boolean; ask: string; error?: string; typed?: string };
}
export interface MandatesModel {
  given: MandateLine[];
  received: MandateLine[];
  said?: string;
  warning?: string;
}

/** Who may act for whom: what the person gave and may take back, and what was given to them. */
export function mandatesPage(model: MandatesModel, context: Context): Html {
  const { t, to } = context;
  return content({
    title: t('mandates.title'),
    lead: t('mandates.lead'),
    body: html`${model.said ? notice({ kind: 'success', text: model.said }) : ''}${model.warning ? notice({ kind: 'warning', text: model.warning }) : ''}<section class="hk-section" aria-labelledby="received"><h2 id="received">${t('mandates.received')}</h2>${
      model.received.length > 0 ? list(model.received, false, context) : html`<p class="hk-soft">${t('mandates.noReceived')}</p>`
    }</section><section class="hk-section" aria-labelledby="given"><h2 id="given">${t('mandates.given')}</h2>${
      model.given.length > 0
        ? list(model.given, true, context)
        : html`<p class="hk-soft">${t('mandates.noGiven')}</p><p><a href=${to('/services')}>${t('frame.allServices')}</a></p>`
    }</section>`,
  });
}

const LOOK = {
  active: ['good', 'badge-check'],
  ahead: ['plain', 'clock'],
  expired: ['plain', 'clock'],
  revoked: ['danger', 'circle-x'],
} as const;

const list = (lines: readonly MandateLine[], given: boolean, context: Context): Html =>
  html`<ul class="hk-quiet-list">${lines.map((line) => card(line, given, context))}</ul>`;

function card(line: MandateLine, given: boolean, context: Context): Html {
  const { t } = context;
  const [tone, icon] = LOOK[line.state];
  return html`<li class="hk-card hk-paper" data-hk="mandate" data-state=${line.state === 'active' ? 'issued' : line.state}><div class="hk-paper-head"><p class="hk-small hk-soft">${given ? t('mandates.youGave') : t('mandates.youActFor')}</p>${toneTag(tone, icon, t(`mandates.${line.state}`))}</div><h3>${line.name}</h3><p class="hk-soft">${t('mandates.days', { from: line.from, to: line.to })}</p>${
    line.reason ? html`<p class="hk-small hk-soft">${t('mandates.why', { reason: line.reason })}</p>` : ''
  }<p>${t('mandates.services')}</p><ul>${line.services.map(({ name, apply }) =>
    apply ? html`<li><a href=${apply}>${name}: ${t('mandates.actFor', { name: line.name })}</a></li>` : html`<li>${name}</li>`,
  )}</ul>${line.document ? html`<p><a href=${line.document}>${t('mandates.document')}</a></p>` : ''}${revoke(line, context)}</li>`;
}

function revoke({ id, name, revoke: form }: MandateLine, { t }: Context): Part {
  if (!form) return '';
  if (!form.asked) return html`<p><a href=${form.ask}>${t('mandates.revoke')}<span class="hk-hidden"> ${name}</span></a></p>`;
  return html`<div id=${`revoke-${id}`}><h4>${t('mandates.revokeTitle')}</h4>${revokeForm(form, t)}</div>`;
}
