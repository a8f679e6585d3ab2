import { toneTag } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

export interface DocumentLine {
  title: string;
  number: string;
  state: 'issued' | 'expired' | 'revoked';
  issuedOn: string;
  validUntil?: string;
  file: string;
  verify: string;
}

/** The person's sealed documents. */
export function documentsPage(lines: readonly DocumentLine[], context: Context): Html {
  const { t } = context;
  const look = {
    issued: (label: string) => toneTag('good', 'badge-check', label),
    expired: (label: string) => toneTag('plain', 'clock', label),
    revoked: (label: string) => toneTag('danger', 'circle-x', label),
  };
  const body =
    lines.length === 0
      ? emptyState({ icon: 'file-text', title: t('documents.empty'), text: t('documents.emptyText') })
      : lines.map(
          (line) =>
            html`<article class="hk-card" data-hk="document"><h2>${line.title}</h2><p>${line.number} ${look[line.state](t(`documents.${line.state}`))}</p><p class="hk-soft">${t('documents.issuedOn', { date: line.issuedOn })}${
              line.validUntil ? html`<br>${t('documents.validUntil', { date: line.validUntil })}` : ''
            }</p><p class="hk-actions"><a class="hk-button hk-button-second" href=${line.file} data-native>${t('application.download')}<span class="hk-hidden"> ${line.number}</span></a><a href=${line.verify}>${t('documents.verify')}</a></p></article>`,
        );
  return content({ title: t('documents.title'), body });
}
