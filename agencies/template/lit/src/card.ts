import type { Drawn } from '@hukumat/contract/lit';
import { html } from 'lit';

export const card = ({ host }: Drawn) => html`<div class="template-lit">
  <p>${host.text('card.lead')}</p>
  <button type="button" class="hk-button hk-button-second" @click=${() => host.go('hello')}>${host.text('card.open')}</button>
</div>`;
