import type { Drawn } from '@hukumat/contract/lit';
import { html } from 'lit';
import { LIMITS, SIDE_EVENTS } from './limits.ts';

/** The law's limits as one table, and the way to the form. */
export function limitsPage({ host }: Drawn) {
  const t = host.text;
  return html`
    <p>${t('limits.lead')}</p>
    <table class="hk-table">
      <caption class="hk-hidden">${t('limits.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">${t('limits.what')}</th>
          <th scope="col">${t('limits.most')}</th>
        </tr>
      </thead>
      <tbody>
        ${(['feast', 'pilaf', 'family-visit', 'cars'] as const).map(
          (kind) => html`<tr>
            <th scope="row">${t(`kind.${kind}`)}</th>
            <td>${LIMITS[kind]}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p>${t('limits.one')} <span lang="tg">${SIDE_EVENTS.join(', ')}</span>.</p>
    <p>${t('limits.free')}</p>
    <p class="hk-hint">${t('limits.law')}</p>
    <p><button type="button" class="hk-button" @click=${() => host.go(`/${t.lang}/services/wedding-registration`)}>${t('limits.start')}</button></p>
  `;
}
